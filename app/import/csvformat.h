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
    bool headerRow = true;

    friend bool operator==(const CsvFormat &, const CsvFormat &) = default;
};

/// The encodings offered, by names that QStringDecoder knows.
QStringList csvEncodings();
/// Comma, semicolon, tab and pipe.
QList<QChar> csvDelimiters();

/// Guesses from the first bytes of a file: the encoding by its BOM, by being valid UTF-8, else Windows-1252;
/// the delimiter that splits the first records most evenly. \p whole: \p head is all there is.
CsvFormat detectFormat(const QByteArray &head, bool whole);

/// The bytes of a file as text, a piece at a time: a character may be cut at a piece's end. A BOM is left
/// out; bytes that the encoding does not know become U+FFFD, and hasError() says so.
class TextDecoder
{
public:
    explicit TextDecoder(const QString &encoding);

    QString decode(const QByteArray &piece) { return m_decoder.decode(piece); }
    bool hasError() const { return m_decoder.hasError(); }

private:
    QStringDecoder m_decoder;
};

} // namespace Fullstate
