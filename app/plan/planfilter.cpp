// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/planfilter.h"

#include "app/plan/planmodel.h"

namespace Fullstate {

void PlanFilter::setAction(std::optional<PlannedChange::Action> action)
{
    if (m_action == action)
        return;
    m_action = action;
    invalidateFilter();
}

bool PlanFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, PlanModel::Action, sourceParent);
    const bool isAction =
        !m_action || index.data(PlanModel::ActionRole).toInt() == static_cast<int>(*m_action);
    return isAction && QSortFilterProxyModel::filterAcceptsRow(sourceRow, sourceParent);
}

} // namespace Fullstate
