// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/zippackage.h"

#include "app/import/csvtable.h"

#include <QCoreApplication>
#include <QFile>
#include <QtEndian>
#include <array>
#include <cstring>
#include <orcus/zip_archive.hpp>
#include <orcus/zip_archive_stream.hpp>

namespace Fullstate {

namespace {

struct ZipPackageText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::ZipPackage)
};

constexpr qsizetype ZipEndBytes = 22;
constexpr qsizetype ZipEntryBytes = 46;
constexpr qint64 MostPerByte = 1032; // deflate cannot do better

Failure zipFailure(const QString &message, const QString &detail = {})
{
    return Failure(Error{Error::Kind::File, message, detail});
}

/// The one of zip files, reflected 0x04C11DB7.
quint32 zipChecksum(const ZipPackage::Bytes &bytes)
{
    static const std::array<quint32, 256> table = [] {
        std::array<quint32, 256> made{};
        for (quint32 byte = 0; byte < 256; ++byte) {
            quint32 rest = byte;
            for (int bit = 0; bit < 8; ++bit)
                rest = (rest >> 1) ^ ((rest & 1) ? 0xedb88320U : 0U);
            made[byte] = rest;
        }
        return made;
    }();
    quint32 sum = ~0U;
    for (const unsigned char byte : bytes)
        sum = table[(sum ^ byte) & 0xff] ^ (sum >> 8);
    return ~sum;
}

} // namespace

class ZipPackage::Archive
{
    /// Bytes for liborcus that never end in a crash, whatever places the file names.
    class CheckedBytes final : public orcus::zip_archive_stream
    {
    public:
        explicit CheckedBytes(const QByteArray &bytes)
            : m_bytes(bytes)
        {
        }

        size_t size() const override { return static_cast<size_t>(m_bytes.size()); }
        size_t tell() const override { return m_at; }
        void seek(size_t at) override
        {
            if (at > size())
                throw orcus::zip_error("a place behind the end");
            m_at = at;
        }
        void read(unsigned char *buffer, size_t length) const override
        {
            if (length > size() - m_at)
                throw orcus::zip_error("the file ends too early");
            std::memcpy(buffer, m_bytes.constData() + m_at, length);
        }

    private:
        const QByteArray &m_bytes;
        size_t m_at = 0;
    };

public:
    explicit Archive(const QByteArray &bytes)
        : m_stream(bytes)
        , m_archive(&m_stream)
    {
        m_archive.load();
    }

    Bytes read(const QByteArray &part) const
    {
        Bytes bytes;
        if (!m_archive.read_file_entry({part.constData(), static_cast<size_t>(part.size())}, bytes))
            throw orcus::zip_error("the part cannot be unpacked");
        return bytes;
    }

private:
    CheckedBytes m_stream;
    orcus::zip_archive m_archive;
};

ZipPackage::ZipPackage() = default;
ZipPackage::~ZipPackage() = default;

Failure ZipPackage::damaged(const QString &detail) const
{
    return zipFailure(ZipPackageText::tr("%1 is damaged or cut off. Open it in the program that wrote it and "
                                         "save it again, or export it as CSV.")
                          .arg(m_fileName),
                      detail);
}

Result<> ZipPackage::open(const QString &fileName)
{
    m_fileName = fileName;
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return zipFailure(ZipPackageText::tr("%1 could not be opened.").arg(fileName), file.errorString());
    m_bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return zipFailure(ZipPackageText::tr("%1 could not be read to its end. Try again.").arg(fileName),
                          file.errorString());
    if (m_bytes.startsWith("\xd0\xcf\x11\xe0"))
        return zipFailure(
            ZipPackageText::tr("%1 has a password, or is a workbook of Excel 2003 or older. Save "
                               "it as .xlsx without a password, or export it as CSV.")
                .arg(fileName));
    if (!m_bytes.startsWith("PK"))
        return zipFailure(ZipPackageText::tr("%1 is no Excel workbook.").arg(fileName));
    if (!readDirectory())
        return damaged(QStringLiteral("The list of its parts cannot be read."));
    try {
        m_archive = std::make_unique<Archive>(m_bytes);
    } catch (const std::exception &exception) {
        return damaged(QString::fromUtf8(exception.what()));
    }
    return {};
}

/// liborcus reads it too, but does not tell sizes and checksums.
bool ZipPackage::readDirectory()
{
    const auto number16 = [this](qsizetype at) {
        return qFromLittleEndian<quint16>(m_bytes.constData() + at);
    };
    const auto number32 = [this](qsizetype at) {
        return qFromLittleEndian<quint32>(m_bytes.constData() + at);
    };
    const qsizetype end = m_bytes.lastIndexOf("PK\x05\x06");
    if (end < 0 || m_bytes.size() - end < ZipEndBytes)
        return false;
    qsizetype at = number32(end + 16);
    while (at + ZipEntryBytes <= end && number32(at) == 0x02014b50) {
        const qsizetype nameSize = number16(at + 28);
        const qsizetype size = ZipEntryBytes + nameSize + number16(at + 30) + number16(at + 32);
        if (size > end - at)
            return false;
        const QByteArray name = m_bytes.mid(at + ZipEntryBytes, nameSize);
        const QByteArray itsKey = key(QString::fromUtf8(name).replace(u'\\', u'/'));
        if (!m_parts.contains(itsKey)) // liborcus takes the first, too
            m_parts.insert(itsKey,
                           {name, number16(at + 8), number16(at + 10), number32(at + 16), number32(at + 20),
                            number32(at + 24)});
        at += size;
    }
    return !m_parts.isEmpty();
}

Result<ZipPackage::Bytes> ZipPackage::read(const QString &part) const
{
    const auto found = m_parts.constFind(key(part));
    if (found == m_parts.cend())
        return damaged(QStringLiteral("It has no part %1.").arg(part));
    if (found->flags & 1)
        return zipFailure(ZipPackageText::tr("%1 is encrypted. Save it without a password.").arg(m_fileName));
    if (found->method != 0 && found->method != 8)
        return zipFailure(
            ZipPackageText::tr("%1 is packed in a way that cannot be read. Open it in the program "
                               "that wrote it and save it again.")
                .arg(m_fileName));
    if (found->size > MaxTableBytes)
        return zipFailure(
            ZipPackageText::tr("%1 unpacks to more than 2 GB. Split it, or export less.").arg(m_fileName));
    if (found->packedSize > m_bytes.size() || found->size > found->packedSize * MostPerByte)
        return damaged(QStringLiteral("%1 cannot have the size that is given.").arg(part));
    try {
        Bytes bytes = m_archive->read(found->name);
        const auto size = static_cast<size_t>(found->size);
        if (bytes.size() < size)
            return damaged(QStringLiteral("%1 is too short.").arg(part));
        bytes.resize(size); // liborcus leaves a NUL behind
        if (zipChecksum(bytes) != found->checksum)
            return damaged(QStringLiteral("The checksum of %1 is wrong.").arg(part));
        return bytes;
    } catch (const std::exception &exception) {
        return damaged(QString::fromUtf8(exception.what()));
    }
}

} // namespace Fullstate
