// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/planmodel.h"

#include "app/draft/resourcetable.h"

namespace Fullstate {

using PlannedAction = PlannedChange::Action;

static QString shown(const ResourceType &type, const QString &fieldName, const QJsonValue &value)
{
    const Field *field = type.field(fieldName);
    return displayText(field ? *field : Field{.name = fieldName}, value);
}

void PlanModel::setPlan(const Plan &plan, const ResourceType &type)
{
    beginResetModel();
    m_plan = plan;
    m_rows.clear();
    m_rows.reserve(m_plan.changes.size());
    for (size_t i = 0; i < m_plan.changes.size(); ++i) {
        const PlannedChange &change = m_plan.changes[i];
        if (change.action != PlannedAction::Change) {
            m_rows.push_back({static_cast<int>(i), -1, {}, {}});
            continue;
        }
        for (qsizetype field = 0; field < change.fields.size(); ++field) {
            const QString &name = change.fields.at(field);
            m_rows.push_back({static_cast<int>(i), static_cast<int>(field),
                              shown(type, name, change.before.value(name)),
                              shown(type, name, change.after.value(name))});
        }
    }
    endResetModel();
}

const PlannedChange &PlanModel::changeAt(int row) const
{
    return m_plan.changes.at(static_cast<size_t>(m_rows.at(static_cast<size_t>(row)).change));
}

int PlanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PlanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PlanModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid));
    const Row &row = m_rows[static_cast<size_t>(index.row())];
    const PlannedChange &change = m_plan.changes[static_cast<size_t>(row.change)];
    if (role == ActionRole)
        return static_cast<int>(change.action);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(index.column())) {
    case Action:
        return actionText(change.action);
    case UniqueId:
        return change.uniqueId;
    case DisplayName:
        return change.displayName;
    case FieldName:
        return row.field < 0 ? QString() : change.fields.at(row.field);
    case Before:
        return row.before;
    case After:
        return row.after;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (Column(section)) {
    case Action:
        return tr("Action");
    case UniqueId:
        return QStringLiteral("uniqueId"); // the API's word, in every language
    case DisplayName:
        return QStringLiteral("displayName");
    case FieldName:
        return tr("Field");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    case ColumnCount:
        break;
    }
    return {};
}

QString actionText(PlannedChange::Action action)
{
    switch (action) {
    case PlannedAction::Delete:
        return PlanModel::tr("Delete");
    case PlannedAction::ComeBack:
        return PlanModel::tr("Comes back");
    case PlannedAction::Change:
        return PlanModel::tr("Change");
    case PlannedAction::Add:
        break;
    }
    return PlanModel::tr("Add");
}

} // namespace Fullstate
