// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The ways to a cell of a ResourceView.

#include "app/draft/resourcetable.h"
#include "ui/draft/gotouniqueid.h"
#include "ui/draft/resourcegrid.h"
#include "ui/draft/resourceview.h"

namespace Fullstate {

void ResourceView::goToUniqueId()
{
    if (m_table)
        askForUniqueId(m_table->draft(), this,
                       [this](int row) { showCell(row, QStringLiteral("uniqueId")); });
}

bool ResourceView::showNext(const std::vector<Problem> &problems)
{
    using Place = std::pair<int, int>;
    const Place current(currentRow(), m_grid->currentIndex().column());
    const Problem *next = nullptr;
    std::pair<bool, Place> nextKey; // what is not after the current cell comes last
    for (const Problem &problem : problems) {
        if (!m_table || problem.row < 0)
            continue;
        const Place place(problem.row, std::max(m_table->columnOfPath(problem.field), 0));
        const std::pair key(place <= current, place);
        if (!next || key < nextKey) {
            next = &problem;
            nextKey = key;
        }
    }
    if (next)
        showCell(next->row, next->field);
    return next;
}

} // namespace Fullstate
