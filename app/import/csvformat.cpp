// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvformat.h"

#include "app/import/csvtable.h"

#include <QRegularExpression>
#include <QSet>
#include <QUtf8StringView>
#include <algorithm>
#include <memory>
#include <uchardet/uchardet.h>

namespace Fullstate {

static const QLatin1String Utf8("UTF-8");
static const QLatin1String Utf16Le("UTF-16LE");
static const QLatin1String Utf16Be("UTF-16BE");
static const QLatin1String Windows1252("windows-1252");
static constexpr char Utf8Bom[] = "\xef\xbb\xbf";

QStringList csvEncodings()
{
    static const char *const names[] = {
        "UTF-8",        "windows-1252", "ISO-8859-1",   "ISO-8859-15",  "UTF-16LE",     "UTF-16BE",
        "UTF-32LE",     "UTF-32BE",     "windows-1250", "ISO-8859-2",   "windows-1251", "ISO-8859-5",
        "KOI8-R",       "IBM866",       "windows-1253", "windows-1254", "windows-1255", "windows-1256",
        "windows-1257", "Shift_JIS",    "EUC-JP",       "ISO-2022-JP",  "GB18030",      "Big5",
        "EUC-KR",       "macintosh",
    };
    QStringList known;
    for (const char *name : names) {
        if (QStringDecoder(name).isValid()) // what ICU knows differs with the system
            known.append(QLatin1String(name));
    }
    return known;
}

QList<QChar> csvDelimiters()
{
    return {QLatin1Char(','), QLatin1Char(';'), QLatin1Char('\t'), QLatin1Char('|')};
}

TextDecoder::TextDecoder(const QString &encoding)
    : m_decoder(encoding.toLatin1().constData())
    , m_isUtf8(encoding == Utf8)
{
    if (!m_decoder.isValid())
        m_decoder = QStringDecoder(QStringDecoder::Latin1);
}

/// How many bytes at the end begin a UTF-8 character that goes on.
static qsizetype cutOff(QByteArrayView bytes)
{
    for (qsizetype back = 1; back <= std::min<qsizetype>(3, bytes.size()); ++back) {
        const auto byte = static_cast<uchar>(bytes[bytes.size() - back]);
        if (byte < 0x80)
            return 0;
        if (byte >= 0xc0) {
            const int length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
            return back < length ? back : 0;
        }
    }
    return 0;
}

void TextDecoder::decode(const QByteArray &piece, QByteArray *text)
{
    if (!m_isUtf8) {
        const bool hadError = m_decoder.hasError();
        QString decoded = m_decoder.decode(piece);
        if (m_decoder.hasError()) {
            m_hasError = true;
            if (!hadError) // ICU's own sign for it
                decoded.replace(QChar(0x1a), QChar(QChar::ReplacementCharacter));
        }
        text->append(decoded.toUtf8());
        return;
    }
    QByteArray bytes = m_cut.isEmpty() ? piece : m_cut + piece;
    if (std::exchange(m_atStart, false) && bytes.startsWith(Utf8Bom))
        bytes.remove(0, 3);
    const qsizetype cut = cutOff(bytes);
    m_cut = bytes.last(cut);
    bytes.chop(cut);
    takeUtf8(bytes, text);
}

void TextDecoder::takeUtf8(const QByteArray &bytes, QByteArray *text)
{
    if (QUtf8StringView(bytes.constData(), bytes.size()).isValidUtf8()) {
        text->append(bytes);
    } else {
        m_hasError = true;
        text->append(QString::fromUtf8(bytes).toUtf8());
    }
}

void TextDecoder::finish(QByteArray *text)
{
    takeUtf8(std::exchange(m_cut, {}), text);
}

static bool isUtf8(const QByteArray &head, bool whole)
{
    const QByteArrayView bytes = QByteArrayView(head).chopped(whole ? 0 : cutOff(head));
    return QUtf8StringView(bytes.data(), bytes.size()).isValidUtf8();
}

/// uchardet's guess, if it is one of ours.
static QString guessEncoding(const QByteArray &head)
{
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
    uchardet_handle_data(detector.get(), head.constData(), static_cast<size_t>(head.size()));
    uchardet_data_end(detector.get());
    const QString guess = QString::fromLatin1(uchardet_get_charset(detector.get()));
    const QStringList known = csvEncodings();
    const auto same = std::find_if(known.begin(), known.end(), [&guess](const QString &name) {
        return QString(name)
                   .replace(u'_', u'-')
                   .compare(QString(guess).replace(u'_', u'-'), Qt::CaseInsensitive)
            == 0;
    });
    return same == known.end() ? QString() : *same;
}

static QString detectEncoding(const QByteArray &head, bool whole)
{
    if (head.startsWith(QByteArray("\xff\xfe\0\0", 4)))
        return QStringLiteral("UTF-32LE");
    if (head.startsWith(QByteArray("\0\0\xfe\xff", 4)))
        return QStringLiteral("UTF-32BE");
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
    const bool escapes = head.contains("\x1b$") || head.contains("\x1b("); // ISO-2022 is ASCII to the eye
    if (!escapes && isUtf8(head, whole))
        return Utf8;
    const QString guess = guessEncoding(head);
    // What is Latin-1 to uchardet may hold the quotation marks and the euro of Windows, which has all the
    // rest too.
    return guess.isEmpty() || guess == QLatin1String("ISO-8859-1") ? QString(Windows1252) : guess;
}

static CsvTable tableOf(const QByteArray &text, char delimiter, char quote)
{
    CsvTable table(text, delimiter, quote);
    std::ignore = table.index(); // the head of a file ends anywhere
    return table;
}

/// How well a delimiter and a quote split the text: the number of cells of the first record if most of the
/// next ones agree, else 0.
static qsizetype evenness(const CsvTable &table)
{
    const auto rows = static_cast<qsizetype>(table.rowCount());
    if (rows == 0)
        return 0;
    const auto odd = static_cast<qsizetype>(table.flaws().size());
    return odd * 2 < std::max<qsizetype>(rows - 1, 1) ? table.width() : 0;
}

/// A first record that holds what only data looks like is no header.
static bool looksLikeData(const QStringList &cells)
{
    static const QRegularExpression data(
        QStringLiteral(
            R"(^\s*([-+]?\d[\d.,:/\- TZ]*|[^\s@]+@[^\s@]+\.\w+|https?://\S+|true|false|yes|no|[0-9a-f]{8}-[0-9a-f-]{27})\s*$)"),
        QRegularExpression::CaseInsensitiveOption);
    QSet<QString> names;
    for (const QString &cell : cells) {
        if (data.match(cell).hasMatch())
            return true;
        names.insert(cell.trimmed());
    }
    return names.size() == 1 && cells.size() > 1; // all empty, or all the same
}

CsvFormat detectFormat(const QByteArray &head, bool whole)
{
    CsvFormat format;
    format.encoding = detectEncoding(head, whole);
    QByteArray text;
    TextDecoder(format.encoding).decode(head, &text);
    if (separatorLine(text) > 0) {
        format.delimiter = QLatin1Char(text.at(4));
    } else {
        qsizetype best = 1;
        const QList<QChar> delimiters = csvDelimiters();
        for (const char quote : {'"', '\''}) {
            for (const QChar delimiter : delimiters) {
                const qsizetype cells = evenness(tableOf(text, delimiter.toLatin1(), quote));
                if (cells <= best)
                    continue;
                best = cells;
                format.delimiter = delimiter;
                format.quote = QLatin1Char(quote);
            }
        }
    }
    const CsvTable table = tableOf(text, format.delimiter.toLatin1(), format.quote.toLatin1());
    format.headerRow = table.rowCount() == 0 || !looksLikeData(table.cells(0));
    return format;
}

} // namespace Fullstate
