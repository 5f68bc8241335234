// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/problemrows.h"

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

} // namespace Fullstate
