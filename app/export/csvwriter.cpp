// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/csvwriter.h"

#include <algorithm>

namespace Fullstate {

QByteArray csvStart(const CsvStyle &style)
{
    return style.byteOrderMark ? QByteArrayLiteral("\xef\xbb\xbf") : QByteArray();
}

/// Every delimiter there is, not only the file's: a program that expects another must not cut the cell into
/// two, the second of which nobody guarded.
static bool needsQuotes(const QString &cell)
{
    return !cell.isEmpty()
        && (cell.front().isSpace() || cell.back().isSpace()
            || std::any_of(cell.begin(), cell.end(),
                           [](QChar c) { return QStringView(u"\"\r\n,;\t|").contains(c); }));
}

QByteArray csvLine(const QStringList &cells, QChar delimiter)
{
    if (cells.size() == 1 && cells.constFirst().isEmpty())
        return QByteArrayLiteral("\"\"\r\n"); // a blank line is no record
    QString line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            line += delimiter;
        QString cell = cells.at(i);
        if (needsQuotes(cell))
            line += u'"' % cell.replace(u'"', QLatin1String("\"\"")) % u'"';
        else
            line += cell;
    }
    line += QLatin1String("\r\n");
    return line.toUtf8();
}

} // namespace Fullstate
