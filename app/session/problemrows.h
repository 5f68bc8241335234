// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/problem.h"

#include <vector>

namespace Fullstate {

/// Rows \p first to \p last are new: problems from there on belong further down.
void makeRoomForRows(std::vector<Problem> &problems, int first, int last);

/// Rows \p first to \p last are gone, and their problems with them.
void dropRows(std::vector<Problem> &problems, int first, int last);

} // namespace Fullstate
