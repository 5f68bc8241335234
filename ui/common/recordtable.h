// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <initializer_list>

class QAbstractItemModel;
class QTableView;
class QWidget;

namespace Fullstate {

/// A table of records to read: whole rows are chosen, Enter and a double click activate one, Tab leaves it,
/// Ctrl+C copies what is chosen as text.
QTableView *createRecordTable(const QString &accessibleName, QAbstractItemModel *model, QWidget *parent);

/// Of the first columns, in average characters; the last column takes what is left.
void setColumnWidths(QTableView &table, std::initializer_list<int> characters);

} // namespace Fullstate
