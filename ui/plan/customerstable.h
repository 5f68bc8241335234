// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemModel;
class QTableView;
class QWidget;

namespace Fullstate {

/// Table "Customers" over a SeveralModel or a proxy of one. Space checks or unchecks the chosen rows,
/// whichever column the keyboard is in.
QTableView *createCustomersTable(QAbstractItemModel *model, QWidget *parent);

} // namespace Fullstate
