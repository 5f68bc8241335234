// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/workjob.h"
#include "app/import/csvtable.h"

namespace Fullstate {

/// One sheet of an Excel workbook.
struct Workbook
{
    QStringList sheets; ///< all of its names, in their order
    QString sheet; ///< the one that was read
    CsvTable table; ///< a row's line is that of the sheet; blank rows are left out
};

/// Reads a sheet of an .xlsx file; the first that holds anything if \p sheet is empty. Dates are RFC 3339 in
/// UTC, numbers as they are stored, not as they are shown; a formula is its last result.
Result<Workbook> readWorkbook(const QString &fileName, const QString &sheet, const Watch &watch);

} // namespace Fullstate
