// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/keychainframe.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace Fullstate {

static const QByteArray Magic = QByteArrayLiteral("FSS\x01");
static constexpr qsizetype LengthBytes = 4;
static constexpr qsizetype ChecksumBytes = 8;

static QByteArray checksum(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).left(ChecksumBytes);
}

QByteArray framed(const QByteArray &secret)
{
    QByteArray length(LengthBytes, '\0');
    qToBigEndian(static_cast<quint32>(secret.size()), length.data());
    const QByteArray content = Magic + length + secret;
    return content + checksum(content);
}

std::optional<QByteArray> unframed(const QByteArray &item)
{
    const qsizetype head = Magic.size() + LengthBytes;
    if (item.size() <= head + ChecksumBytes || !item.startsWith(Magic))
        return {};
    const auto length = static_cast<qsizetype>(qFromBigEndian<quint32>(item.constData() + Magic.size()));
    if (length != item.size() - head - ChecksumBytes
        || checksum(item.chopped(ChecksumBytes)) != item.right(ChecksumBytes))
        return {};
    return item.mid(head, length);
}

} // namespace Fullstate
