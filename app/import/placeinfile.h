// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QString>
#include <QStringDecoder>
#include <QStringEncoder>

namespace Fullstate {

/// Where a byte of a text in UTF-8 stands in the file that it was decoded from. Exact, but behind bytes that
/// were no characters in an encoding that can write one text in several ways (ISO-2022-JP above all), and
/// where a file in UTF-8 with errors holds U+FFFD itself.
class PlaceInFile
{
public:
    /// \p text is the whole of \p file.
    PlaceInFile(const QByteArray &text, const QString &encoding, bool hasErrors, QIODevice *file);

    /// Fast only when asked in ascending order.
    qint64 of(qint64 byte);

private:
    qint64 bytesOf(const char *text, qint64 size);

    const QByteArray m_text;
    const bool m_isSame;
    const qint64 m_fileBytes;
    QStringDecoder m_decoder{QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom};
    QStringEncoder m_encoder;
    qint64 m_lostBytes = 0; ///< by how much U+FFFD is longer than what it stands for
    qint64 m_begin = 0; ///< behind the BOM
    qint64 m_at = 0;
    qint64 m_place = 0;
};

} // namespace Fullstate
