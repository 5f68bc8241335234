// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/plan.h"

#include <QAbstractTableModel>

namespace Fullstate {

/// A plan as a table: one row for each deletion, return and addition, one for each changed field of a change.
class PlanModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Action, UniqueId, DisplayName, FieldName, Before, After, ColumnCount };
    enum Role { ActionRole = Qt::UserRole }; ///< int(PlannedChange::Action)

    using QAbstractTableModel::QAbstractTableModel;

    void setPlan(const Plan &plan, const ResourceType &type);
    const PlannedChange &changeAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        int change;
        int field;
        QString before;
        QString after;
    };
    Plan m_plan;
    std::vector<Row> m_rows;
};

/// "Delete", "Comes back", "Change", "Add".
QString actionText(PlannedChange::Action action);

} // namespace Fullstate
