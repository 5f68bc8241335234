// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenu;

namespace Fullstate {

class ResourceView;

/// What can be done to a column of the resources, and which of them are shown: for View → Columns, about the
/// current one, and for the menu of a header. \p column -1: only what is about all.
void fillColumnMenu(QMenu &menu, ResourceView &view, int column);

} // namespace Fullstate
