// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QChar>
#include <QStringList>

namespace Fullstate {

/// How a CSV file is written; always UTF-8, with CRLF as RFC 4180 has it.
struct CsvStyle
{
    QChar delimiter = QLatin1Char(',');
    /// Excel reads UTF-8 without one as the computer's old encoding, and "Zoë" is spoilt; Import CSV takes
    /// both.
    bool byteOrderMark = true;
};

/// What the file begins with.
QByteArray csvStart(const CsvStyle &style);

/// One record with its line end. Cells are written as they are: a guard is put on before.
QByteArray csvLine(const QStringList &cells, QChar delimiter = QLatin1Char(','));

} // namespace Fullstate
