// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/push/severalmodel.h"

#include <QLocale>

namespace Fullstate {

std::vector<SeveralTarget> targetsAmong(const std::vector<Connection> &connections, const QString &typeName,
                                        const QString &typeTitle, const QString &sourceSetId)
{
    std::vector<SeveralTarget> targets;
    for (const Connection &connection : connections) {
        for (const ResourceSet &set : connection.resourceSets) {
            if (set.typeName == typeName)
                targets.push_back({set.id, connection.name, connection.customerId,
                                   set.name.isEmpty() ? typeTitle : set.name, set.id == sourceSetId});
        }
    }
    return targets;
}

SeveralModel::SeveralModel(std::vector<SeveralTarget> targets, bool areChosen, QObject *parent)
    : QAbstractTableModel(parent)
{
    for (SeveralTarget &target : targets)
        m_rows.push_back({std::move(target), areChosen});
}

void SeveralModel::setChosen(int row, bool isChosen)
{
    bool &chosen = m_rows[static_cast<size_t>(row)].isChosen;
    if (std::exchange(chosen, isChosen) == isChosen)
        return;
    Q_EMIT dataChanged(index(row, Connection), index(row, Connection), {Qt::CheckStateRole});
    Q_EMIT chosenChanged();
}

std::vector<SeveralTarget> SeveralModel::chosen() const
{
    std::vector<SeveralTarget> targets;
    for (const Row &row : m_rows) {
        if (row.isChosen)
            targets.push_back(row.target);
    }
    return targets;
}

void SeveralModel::setState(int row, const QString &state)
{
    QString &known = m_rows[static_cast<size_t>(row)].state;
    if (std::exchange(known, state) != state)
        Q_EMIT dataChanged(index(row, State), index(row, State), {Qt::DisplayRole, Qt::ToolTipRole});
}

void SeveralModel::setPlan(int row, const Plan &plan)
{
    setCounts(row, {plan.deletes, plan.comeBacks, plan.edits, plan.adds, plan.unchanged});
}

void SeveralModel::clearPlan(int row)
{
    setCounts(row, {});
}

void SeveralModel::setCounts(int row, std::vector<int> counts)
{
    m_rows[static_cast<size_t>(row)].counts = std::move(counts);
    Q_EMIT dataChanged(index(row, Deletes), index(row, Unchanged), {Qt::DisplayRole});
}

int SeveralModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SeveralModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SeveralModel::text(const Row &row, int column) const
{
    switch (column) {
    case Connection:
        return row.target.connection;
    case CustomerId:
        return row.target.customerId;
    case ResourceSet:
        return row.target.isSource ? tr("%1 (the open set)").arg(row.target.setName) : row.target.setName;
    case State:
        return row.state;
    default:
        return row.counts.empty() ? QString()
                                  : QLocale().toString(row.counts[static_cast<size_t>(column - Deletes)]);
    }
}

QVariant SeveralModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid));
    const Row &row = m_rows[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole: // a state may be longer than its column
        return index.column() == State && !row.state.isEmpty() ? row.state : QVariant();
    case Qt::CheckStateRole:
        if (index.column() == Connection)
            return row.isChosen ? Qt::Checked : Qt::Unchecked;
        break;
    case Qt::TextAlignmentRole:
        if (index.column() >= Deletes)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        break;
    default:
        break;
    }
    return {};
}

bool SeveralModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != Connection || role != Qt::CheckStateRole)
        return false;
    setChosen(index.row(), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags SeveralModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Connection ? usual | Qt::ItemIsUserCheckable : usual;
}

QVariant SeveralModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QString titles[] = {tr("Connection"), tr("Customer ID"), tr("Resource set"),
                              tr("State"),      tr("Deletes"),     tr("Comes back"),
                              tr("Changes"),    tr("Adds"),        tr("Unchanged")};
    return titles[section];
}

} // namespace Fullstate
