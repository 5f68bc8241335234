// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/problem.h"

#include <utility>
#include <vector>

namespace Fullstate {

/// Rows \p first to \p last are new: problems from there on belong further down.
void makeRoomForRows(std::vector<Problem> &problems, int first, int last);

/// Rows \p first to \p last are gone, and their problems with them.
void dropRows(std::vector<Problem> &problems, int first, int last);

/// Runs of rows (first and last) that have other problems in \p after than in \p before. Both are sorted by
/// row; problems of the set as a whole stand at no row.
std::vector<std::pair<int, int>> changedRows(const std::vector<Problem> &before,
                                             const std::vector<Problem> &after);

} // namespace Fullstate
