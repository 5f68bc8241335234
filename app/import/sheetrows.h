// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/csvtable.h"

namespace Fullstate {

/// Makes a table of the cells of a sheet: blank rows are left out, and all rows become as wide as the widest,
/// which is known at the end only.
class SheetRows
{
public:
    void setCell(qsizetype column, const QString &text);
    /// False: the table grows too large.
    bool endRow(quint32 line);
    /// Asks \p goesOn now and then. False: it said no, or the table grows too large.
    bool finish(const std::function<bool()> &goesOn);
    CsvTable takeTable() { return std::exchange(m_table, {}); }

private:
    CsvTable m_table;
    QStringList m_row;
    qsizetype m_widest = 0;
    bool m_isRagged = false;
};

} // namespace Fullstate
