// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/placeinfile.h"

#include <algorithm>

namespace Fullstate {

PlaceInFile::PlaceInFile(const QByteArray &text, const QString &encoding, bool hasErrors, QIODevice *file)
    : m_text(text)
    , m_isSame(encoding == QLatin1String("UTF-8") && !hasErrors)
    , m_fileBytes(file->size())
    , m_encoder(encoding.toLatin1().constData())
{
    const auto sizeOf = [this](QChar c) { return QByteArray(m_encoder.encode(QString(c))).size(); };
    if (encoding.startsWith(QLatin1String("UTF-"))) {
        const QByteArray bom = m_encoder.encode(QString(QChar(QChar::ByteOrderMark)));
        file->seek(0);
        if (file->peek(bom.size()) == bom)
            m_begin = m_place =
                bom.size(); // it is left out of the text; of another encoding it would be text
    }
    // What could not be decoded is one byte, or one unit of UTF-16 and UTF-32.
    m_lostBytes = sizeOf(QChar::ReplacementCharacter) - sizeOf(QLatin1Char('x'));
}

qint64 PlaceInFile::of(qint64 byte)
{
    constexpr qint64 pieceBytes = 1 << 20;
    if (byte < m_at) {
        m_at = 0;
        m_place = m_begin;
        m_decoder.resetState();
    }
    while (m_at < byte) {
        const qint64 size = m_isSame ? byte - m_at : std::min(pieceBytes, byte - m_at);
        m_place += m_isSame ? size : bytesOf(m_text.constData() + m_at, size);
        m_at += size;
    }
    return std::min(m_place, m_fileBytes);
}

qint64 PlaceInFile::bytesOf(const char *text, qint64 size)
{
    const QString decoded = m_decoder.decode(QByteArrayView(text, size));
    const QByteArray encoded = m_encoder.encode(decoded);
    return encoded.size() - decoded.count(QChar(QChar::ReplacementCharacter)) * m_lostBytes;
}

} // namespace Fullstate
