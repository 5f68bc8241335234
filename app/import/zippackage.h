// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QByteArray>
#include <QHash>
#include <memory>
#include <vector>

namespace Fullstate {

/// The parts of a zip file such as an Excel workbook. liborcus unpacks them; what it takes on trust is
/// checked here: how large a part becomes, and its checksum.
class ZipPackage
{
public:
    using Bytes = std::vector<unsigned char>;

    ZipPackage();
    ~ZipPackage();

    /// Reads the whole file and its list of parts.
    Result<> open(const QString &fileName);

    /// Names are compared without case, as in an Office document.
    bool contains(const QString &part) const { return m_parts.contains(key(part)); }
    /// Of the part unpacked, as the file says.
    qint64 size(const QString &part) const { return m_parts.value(key(part)).size; }
    Result<Bytes> read(const QString &part) const;

private:
    struct Part
    {
        QByteArray name;
        quint16 flags = 0;
        quint16 method = 0;
        quint32 checksum = 0;
        qint64 packedSize = 0;
        qint64 size = 0;
    };
    class Archive;

    static QByteArray key(const QString &part) { return part.toLower().toUtf8(); }
    bool readDirectory();
    Failure damaged(const QString &detail) const;

    QString m_fileName;
    QByteArray m_bytes;
    QHash<QByteArray, Part> m_parts;
    std::unique_ptr<Archive> m_archive;
};

} // namespace Fullstate
