// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/problemrows.h"

#include <algorithm>

namespace Fullstate {

void makeRoomForRows(std::vector<Problem> &problems, int first, int last)
{
    for (Problem &problem : problems) {
        if (problem.row >= first)
            problem.row += last - first + 1;
    }
}

void dropRows(std::vector<Problem> &problems, int first, int last)
{
    std::erase_if(problems,
                  [first, last](const Problem &each) { return each.row >= first && each.row <= last; });
    for (Problem &problem : problems) {
        if (problem.row > last)
            problem.row -= last - first + 1;
    }
}

std::vector<std::pair<int, int>> changedRows(const std::vector<Problem> &before,
                                             const std::vector<Problem> &after)
{
    std::vector<std::pair<int, int>> runs;
    auto old = before.cbegin();
    auto next = after.cbegin();
    while (old != before.cend() || next != after.cend()) {
        const int row = old == before.cend() ? next->row
            : next == after.cend()           ? old->row
                                             : std::min(old->row, next->row);
        const auto isElsewhere = [row](const Problem &problem) { return problem.row != row; };
        const auto oldEnd = std::find_if(old, before.cend(), isElsewhere);
        const auto nextEnd = std::find_if(next, after.cend(), isElsewhere);
        if (row >= 0 && !std::equal(old, oldEnd, next, nextEnd)) {
            if (runs.empty() || runs.back().second != row - 1)
                runs.emplace_back(row, row);
            else
                runs.back().second = row;
        }
        old = oldEnd;
        next = nextEnd;
    }
    return runs;
}

} // namespace Fullstate
