// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QItemSelection>
#include <QStringList>
#include <vector>

namespace Fullstate {

class ResourceTable;

using TextRows = std::vector<QStringList>;

/// Cells as spreadsheets put them on the clipboard: tabs between cells, a line for each row, quotes around a
/// cell that holds either.
QString toTabularText(const TextRows &rows);
TextRows fromTabularText(const QString &text);

/// The same as a CSV file (RFC 4180) has them.
QString toCsv(const TextRows &rows);

/// Where a pasted block goes: rows of the draft and columns of the table, as they are seen.
struct PasteTarget
{
    std::vector<int> rows; ///< from the current one downwards, hidden ones left out
    std::vector<int> columns; ///< from the current one to the right, hidden ones left out
    bool fill = false; ///< one copied cell goes into all of these
};

struct PasteOutcome
{
    bool changed = false;
    QString message; ///< translated: what was pasted, or why nothing was
};

/// The texts of the chosen cells, their columns in the order given, so as they are seen; a cell that lies
/// between chosen ones and is not chosen is empty.
TextRows chosenTexts(const QModelIndexList &chosen, const std::vector<int> &columnOrder);

/// Puts a block of texts into the draft in one step of undo. Rows that do not fit are added as resources;
/// columns that do not fit, or rows that are removed, are never left out in silence.
PasteOutcome pasteBlock(ResourceTable &table, const TextRows &block, const PasteTarget &target);

} // namespace Fullstate
