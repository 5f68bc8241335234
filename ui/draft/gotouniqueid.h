// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QWidget;

namespace Fullstate {

class Draft;

/// Asks for a uniqueId, completing what is typed, and gives back its row. One that no resource has is said.
void askForUniqueId(const Draft &draft, QWidget *parent, std::function<void(int row)> found);

} // namespace Fullstate
