// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/plan.h"

#include <QSortFilterProxyModel>

namespace Fullstate {

/// Shows one action of a PlanModel, or all, and of these what the filter's text fits. Hides from view only:
/// what is pushed is always the whole plan.
class PlanFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    /// Nothing: all actions.
    void setAction(std::optional<PlannedChange::Action> action);
    std::optional<PlannedChange::Action> action() const { return m_action; }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    std::optional<PlannedChange::Action> m_action = {};
};

} // namespace Fullstate
