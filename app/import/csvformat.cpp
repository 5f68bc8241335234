// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvformat.h"

#include "app/import/csvtable.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QStringEncoder>
#include <QUtf8StringView>
#include <QtEndian>
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
    static const QStringList all = [] {
        QStringList known;
        for (const char *name : names) {
            if (QStringDecoder(name).isValid()) // what ICU knows differs with the system
                known.append(QLatin1String(name));
        }
        return known;
    }();
    return all;
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
    if (encoding.startsWith(QLatin1String("UTF-32")))
        m_utf32 = encoding.at(6).toLatin1();
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
        takeUtf16(m_utf32 ? fromUtf32(piece) : m_decoder.decode(piece), text);
        return;
    }
    QByteArray bytes = m_cut.isEmpty() ? piece : m_cut + piece;
    const qsizetype cut = cutOff(bytes);
    m_cut = bytes.last(cut);
    bytes.chop(cut);
    if (!bytes.isEmpty() && std::exchange(m_atStart, false) && bytes.startsWith(Utf8Bom))
        bytes.remove(0, 3);
    takeUtf8(bytes, text);
}

void TextDecoder::takeUtf8(const QByteArray &bytes, QByteArray *text)
{
    if (QUtf8StringView(bytes.constData(), bytes.size()).isValidUtf8()) {
        text->append(bytes);
    } else {
        m_hasError = true;
        QStringDecoder decoder(QStringDecoder::Utf8,
                               QStringDecoder::Flag::ConvertInitialBom | QStringDecoder::Flag::Stateless);
        text->append(QString(decoder.decode(bytes)).toUtf8());
    }
}

/// Qt makes letters of numbers that are none.
QString TextDecoder::fromUtf32(const QByteArray &piece)
{
    const QByteArray bytes = m_cut + piece;
    QString decoded;
    decoded.reserve(bytes.size() / 4);
    for (qsizetype at = 0; at + 4 <= bytes.size(); at += 4) {
        const char *from = bytes.constData() + at;
        const quint32 code =
            m_utf32 == 'L' ? qFromLittleEndian<quint32>(from) : qFromBigEndian<quint32>(from);
        const bool isBom = std::exchange(m_atStart, false) && code == QChar::ByteOrderMark;
        const bool isLost = code > QChar::LastValidCodePoint || QChar::isSurrogate(code);
        m_hasError |= isLost;
        if (isLost)
            decoded += QChar(QChar::ReplacementCharacter);
        else if (!isBom)
            decoded += QChar::fromUcs4(code);
    }
    m_cut = bytes.last(bytes.size() % 4);
    return decoded;
}

void TextDecoder::takeUtf16(QString decoded, QByteArray *text)
{
    if (m_decoder.hasError()) { // once and for all
        m_hasError = true;
        decoded.replace(QChar(0x1a), QChar(QChar::ReplacementCharacter)); // ICU's own sign for it
    }
    decoded.prepend(std::exchange(m_high, {}));
    if (!decoded.isEmpty() && decoded.back().isHighSurrogate()) {
        m_high = decoded.back();
        decoded.chop(1);
    }
    if (!decoded.isValidUtf16()) {
        m_hasError = true;
        for (qsizetype i = 0; i < decoded.size(); ++i) {
            if (decoded.at(i).isHighSurrogate() && i + 1 < decoded.size()
                && decoded.at(i + 1).isLowSurrogate())
                ++i;
            else if (decoded.at(i).isSurrogate())
                decoded[i] = QChar::ReplacementCharacter;
        }
    }
    text->append(decoded.toUtf8());
}

void TextDecoder::finish(QByteArray *text)
{
    if (m_isUtf8) {
        takeUtf8(std::exchange(m_cut, {}), text);
        return;
    }
    // A line end more comes out as it went in, unless a character's rest was still to come.
    const QString more = QStringLiteral("\n");
    QStringEncoder encoder(m_decoder.name());
    const QByteArray bytes = encoder.encode(more);
    const QString decoded = m_utf32 ? fromUtf32(bytes) : m_decoder.decode(bytes);
    if (m_high.isEmpty() && decoded == more)
        return;
    m_high.clear();
    m_hasError = true;
    text->append(QString(QChar::ReplacementCharacter).toUtf8());
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
    const qsizetype many = std::max<qsizetype>((head.size() + 3) / 4, head.size() > 1 ? 1 : 2);
    if (zeros[1] >= many && zeros[0] < many / 4 + 1)
        return Utf16Le;
    if (zeros[0] >= many && zeros[1] < many / 4 + 1)
        return Utf16Be;
    const bool escapes = head.contains("\x1b$") || head.contains("\x1b("); // ISO-2022 is ASCII to the eye
    if (!escapes && isUtf8(head, whole))
        return Utf8;
    const QString guess = guessEncoding(head);
    // What is Latin to uchardet may hold the quotation marks and the euro of Windows, which has the rest too.
    const auto isWindows = [](char byte) { return static_cast<uchar>(byte) - 0x80U < 0x20; };
    const bool isLatin = guess == QLatin1String("ISO-8859-1")
        || (guess == QLatin1String("ISO-8859-15") && std::any_of(head.begin(), head.end(), isWindows));
    return guess.isEmpty() || isLatin ? QString(Windows1252) : guess;
}

static CsvTable tableOf(const QByteArray &text, char delimiter, char quote)
{
    CsvTable table(text, delimiter, quote);
    std::ignore = table.index(); // the head of a file ends anywhere
    return table;
}

/// How well a delimiter and a quote split the text: the number of cells that at least half of the records
/// have, times their share. \p asFirst: if that is what the first record has.
static double evenness(const CsvTable &table, bool asFirst)
{
    const auto rows = static_cast<qsizetype>(table.rowCount());
    const std::vector<RowFlaw> &flaws = table.flaws();
    QHash<qsizetype, qsizetype> records; // by their number of cells
    records[table.width()] = rows - static_cast<qsizetype>(flaws.size());
    for (const RowFlaw &flaw : flaws) {
        if (flaw.kind == RowFlaw::Kind::CellCount)
            ++records[flaw.count];
    }
    double best = 0;
    for (auto it = records.cbegin(); it != records.cend(); ++it) {
        if (rows > 0 && it.value() * 2 >= rows && (!asFirst || it.key() == table.width()))
            best = std::max(best, static_cast<double>(it.key() * it.value()) / static_cast<double>(rows));
    }
    return best;
}

/// The delimiter and the quote that split the text best. Where the first record is alone with its number of
/// cells, as a remark above the table is, the others decide.
static void detectMarks(const QByteArray &text, CsvFormat *format)
{
    double best = 1;
    const QList<QChar> delimiters = csvDelimiters();
    for (const bool asFirst : {true, false}) {
        for (const char quote : {'"', '\''}) {
            for (const QChar delimiter : delimiters) {
                const QByteArray opened = QByteArray(1, delimiter.toLatin1()) + quote;
                if (quote == '\'' && !text.startsWith(quote) && !text.contains(opened)
                    && !text.contains("\n'"))
                    continue; // it does not even quote one cell
                const double even = evenness(tableOf(text, delimiter.toLatin1(), quote), asFirst);
                if (even <= best)
                    continue;
                best = even;
                format->delimiter = delimiter;
                format->quote = QLatin1Char(quote);
            }
        }
        if (best > 1)
            return;
    }
}

/// Whether most of the first cells stand in single quotes.
static bool isSingleQuoted(const CsvTable &table)
{
    RowCells cells(table);
    int filled = 0;
    int quoted = 0;
    for (size_t row = 0; row < std::min<size_t>(table.rowCount(), 20); ++row) {
        cells.read(row);
        for (qsizetype column = 0; column < cells.size(); ++column) {
            const QByteArrayView cell = cells.at(column);
            filled += !cell.isEmpty();
            quoted += cell.size() > 1 && cell.front() == '\'' && cell.back() == '\'';
        }
    }
    return quoted * 2 > filled;
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
    if (!whole)
        dropCutRecord(&text);
    if (separatorLine(text) > 0) {
        format.delimiter = QLatin1Char(text.at(4));
    } else {
        detectMarks(text, &format);
    }
    CsvTable table = tableOf(text, format.delimiter.toLatin1(), format.quote.toLatin1());
    if (format.quote == QLatin1Char('"') && isSingleQuoted(table)) {
        format.quote = QLatin1Char('\'');
        table = tableOf(text, format.delimiter.toLatin1(), '\'');
    }
    format.headerRow = table.rowCount() == 0 || !looksLikeData(table.cells(0));
    return format;
}

void dropCutRecord(QByteArray *text)
{
    const qsizetype lastLine = std::max(text->lastIndexOf('\n'), text->lastIndexOf('\r'));
    if (lastLine >= 0)
        text->truncate(lastLine + 1);
}

} // namespace Fullstate
