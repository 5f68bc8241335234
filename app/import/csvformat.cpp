// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvformat.h"

#include "app/import/csvreader.h"

#include <algorithm>

namespace Fullstate {

static const QLatin1String Utf8("UTF-8");
static const QLatin1String Utf16Le("UTF-16LE");
static const QLatin1String Utf16Be("UTF-16BE");
static const QLatin1String Windows1252("windows-1252");

QStringList csvEncodings()
{
    return {Utf8, Windows1252, QStringLiteral("ISO-8859-1"), Utf16Le, Utf16Be};
}

QList<QChar> csvDelimiters()
{
    return {QLatin1Char(','), QLatin1Char(';'), QLatin1Char('\t'), QLatin1Char('|')};
}

TextDecoder::TextDecoder(const QString &encoding)
    : m_decoder(encoding.toLatin1().constData())
{
    if (!m_decoder.isValid())
        m_decoder = QStringDecoder(QStringDecoder::Latin1);
}

static bool isUtf8(const QByteArray &head, bool whole)
{
    // A cut in the middle of a character at the end of the head is no error: leave its bytes away.
    qsizetype end = head.size();
    for (int back = 0; !whole && back < 4 && end > 0; ++back) {
        const auto byte = static_cast<uchar>(head.at(end - 1));
        if (byte < 0x80)
            break;
        --end;
        if (byte >= 0xc0)
            break;
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString text = decoder.decode(QByteArrayView(head).first(end));
    return !decoder.hasError() || text.isEmpty();
}

static QString detectEncoding(const QByteArray &head, bool whole)
{
    if (head.startsWith("\xff\xfe"))
        return Utf16Le;
    if (head.startsWith("\xfe\xff"))
        return Utf16Be;
    // Text in Latin letters as UTF-16 has a zero in every other byte.
    qsizetype zeros[2] = {0, 0};
    for (qsizetype i = 0; i < head.size(); ++i) {
        if (head.at(i) == 0)
            ++zeros[i % 2];
    }
    const qsizetype many = std::max<qsizetype>(head.size() / 4, 1);
    if (zeros[1] >= many && zeros[0] < many / 4 + 1)
        return Utf16Le;
    if (zeros[0] >= many && zeros[1] < many / 4 + 1)
        return Utf16Be;
    return isUtf8(head, whole) ? Utf8 : Windows1252;
}

/// How well a delimiter splits the text: the number of cells of the first record if the next ones agree, else
/// 0.
static qsizetype evenness(QStringView text, QChar delimiter)
{
    QList<qsizetype> cells;
    CsvReader reader(delimiter,
                     [&cells](CsvRow &&row) { cells.append(row.problem.isEmpty() ? row.cells.size() : 0); });
    reader.feed(text);
    if (cells.isEmpty()) // one line without an end
        return text.count(delimiter) + 1;
    const auto agreeing = std::count(cells.cbegin(), cells.cend(), cells.constFirst());
    return agreeing * 2 > cells.size() ? cells.constFirst() : 0;
}

CsvFormat detectFormat(const QByteArray &head, bool whole)
{
    CsvFormat format;
    format.encoding = detectEncoding(head, whole);
    const QString text = TextDecoder(format.encoding).decode(head);
    qsizetype best = 1;
    const QList<QChar> delimiters = csvDelimiters();
    for (const QChar delimiter : delimiters) {
        const qsizetype cells = evenness(text, delimiter);
        if (cells > best) {
            best = cells;
            format.delimiter = delimiter;
        }
    }
    return format;
}

} // namespace Fullstate
