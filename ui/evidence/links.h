// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QModelIndex;
class QPushButton;
class QTableView;

namespace Fullstate {

/// Buttons "Open link" and "Copy link" for the chosen row of a table of uploads; also in its context menu.
struct LinkButtons
{
    QPushButton *open;
    QPushButton *copy;
};

/// \p role gives a row's link. The buttons are enabled as the chosen row has one.
LinkButtons addLinkButtons(QTableView &table, int role);

} // namespace Fullstate
