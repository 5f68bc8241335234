// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Fullstate {

/// What a number in an Excel workbook stands for, by its cell's number format.
enum class SheetFormat : quint8 {
    Number,
    Date, ///< with or without a time
    Time,
    Elapsed ///< a time that goes on past 24 hours
};

/// \p code is empty for the built-in formats, which have an identifier only.
SheetFormat sheetFormat(int identifier, const QString &code);

/// A number as text: a date in RFC 3339, UTC, to the second; a time as HH:MM:SS; else the shortest digits
/// that are that number, without an exponent unless it is very large or small. What cannot be a date stays a
/// number.
QString sheetValue(double value, SheetFormat format, bool is1904);

/// A date that is written as text, ISO 8601; without a time zone it is UTC.
QString sheetDate(const QString &text);

/// Excel's own limit.
inline constexpr qsizetype MostSheetColumns = 16'384;
/// Of "BC12" the column, from 0 on; -1 when there is none.
qsizetype sheetColumn(QStringView reference);

/// Characters that XML cannot hold stand as _x000D_ in a workbook.
QString withoutSheetEscapes(const QString &text);

} // namespace Fullstate
