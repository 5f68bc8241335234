// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QChar>
#include <QString>
#include <QStringDecoder>
#include <QStringList>

namespace Fullstate {

/// How the bytes of a CSV file are read: what the user can correct on the wizard's first page.
struct CsvFormat
{
    QString encoding = QStringLiteral("UTF-8"); ///< one of csvEncodings()
    QChar delimiter = QLatin1Char(',');
    QChar quote = QLatin1Char('"'); ///< null: nothing quotes
    bool headerRow = true;

    friend bool operator==(const CsvFormat &, const CsvFormat &) = default;
};

/// The encodings offered, by names that QStringDecoder knows.
QStringList csvEncodings();
/// Comma, semicolon, tab and pipe.
QList<QChar> csvDelimiters();

/// Guesses from the first bytes of a file: the encoding by its BOM, by being valid UTF-8, else as uchardet
/// has it; the delimiter that splits the first records most evenly, or the one that a first line "sep=;"
/// names; single quotes if most cells stand in them; a header row unless the first record holds what only
/// data looks like. \p whole: \p head is all there is.
CsvFormat detectFormat(const QByteArray &head, bool whole);

/// Of the first bytes of a text: leaves out the line that may go on behind them.
void dropCutRecord(QByteArray *text);

/// The bytes of a file as UTF-8, a piece at a time: a character may be cut at a piece's end. A BOM is left
/// out; bytes that the encoding does not know become U+FFFD, and hasError() says so.
class TextDecoder
{
public:
    explicit TextDecoder(const QString &encoding);

    /// Appends to \p text. Bytes that are UTF-8 already are taken as they are.
    void decode(const QByteArray &piece, QByteArray *text);
    /// After the last piece: a character that was cut off at the end.
    void finish(QByteArray *text);
    bool hasError() const { return m_hasError; }

private:
    void takeUtf8(const QByteArray &bytes, QByteArray *text);
    void takeUtf16(QString decoded, QByteArray *text);
    QString fromUtf32(const QByteArray &piece);

    QStringDecoder m_decoder;
    bool m_isUtf8;
    char m_utf32 = 0; ///< 'L' or 'B' for its order of bytes
    bool m_atStart = true;
    bool m_hasError = false;
    QByteArray m_cut; ///< the first bytes of a character whose rest is in the next piece
    QString m_high; ///< the same of UTF-16: the first half of a surrogate pair
};

} // namespace Fullstate
