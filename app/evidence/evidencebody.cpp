// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evidence/evidencebody.h"

#include <QFileInfo>
#include <QMimeDatabase>
#include <QRandomGenerator>
#include <algorithm>
#include <cstring>

namespace Fullstate {

namespace {

Failure fileFailure(const QString &message, const QString &detail = {})
{
    return Failure({Error::Kind::File, message, detail});
}

QString shortName(const QString &fileName)
{
    return QFileInfo(fileName).fileName();
}

/// As browsers write it (HTML, multipart/form-data encoding): UTF-8, and only what would end it replaced.
QByteArray quoted(const QString &name)
{
    QByteArray text = name.toUtf8();
    text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    return '"' + text + '"';
}

QByteArray field(const QByteArray &boundary, const char *name, const QByteArray &value)
{
    return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
        + "\r\n";
}

QByteArray headOf(const Upload &upload, const QByteArray &boundary)
{
    QByteArray head;
    // Midnight UTC is how a plain date reads as a date and time; the API does not say which it wants, and
    // takes this as either.
    if (upload.effectiveDate.isValid())
        head += field(boundary, "effectiveAtDate",
                      upload.effectiveDate.startOfDay(Qt::UTC).toString(Qt::ISODate).toUtf8());
    if (!upload.description.isEmpty())
        head += field(boundary, "description", upload.description.toUtf8());
    const QString type =
        QMimeDatabase().mimeTypeForFile(upload.fileName, QMimeDatabase::MatchExtension).name();
    head += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename="
        + quoted(shortName(upload.fileName)) + "\r\nContent-Type: " + type.toLatin1() + "\r\n\r\n";
    return head;
}

} // namespace

Result<qint64> uploadableSize(const QString &fileName)
{
    const QFileInfo info(fileName);
    const QString name = info.fileName();
    if (!info.exists())
        return fileFailure(
            EvidenceBody::tr("“%1” is no longer there. Put it back, or remove it from the list.").arg(name));
    if (info.isDir())
        return fileFailure(EvidenceBody::tr("“%1” is a folder. Choose the files in it.").arg(name));
    if (!info.isFile()) // opening a pipe would wait for ever
        return fileFailure(EvidenceBody::tr("“%1” is no ordinary file, so it cannot be uploaded.").arg(name));
    if (!info.isReadable())
        return fileFailure(
            EvidenceBody::tr("“%1” may not be read. Give yourself the right to read it.").arg(name));
    if (info.size() == 0)
        return fileFailure(EvidenceBody::tr("“%1” is empty, so there is nothing to upload.").arg(name));
    return info.size();
}

Result<std::unique_ptr<RequestBody>> EvidenceBody::open(const Upload &upload, const QByteArray &boundary)
{
    if (const auto size = uploadableSize(upload.fileName); !size)
        return Failure(size.error());
    auto file = std::make_unique<QFile>(upload.fileName);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fileFailure(tr("“%1” cannot be read: %2. Check the file and the disk.")
                               .arg(shortName(upload.fileName), file->errorString()));
    return std::unique_ptr<RequestBody>(
        new EvidenceBody(std::move(file), headOf(upload, boundary), "\r\n--" + boundary + "--\r\n"));
}

QByteArray EvidenceBody::randomBoundary()
{
    QByteArray bits(18, Qt::Uninitialized);
    QRandomGenerator::system()->generate(bits.begin(), bits.end());
    return "fullstate-" + bits.toHex();
}

EvidenceBody::EvidenceBody(std::unique_ptr<QFile> file, QByteArray head, QByteArray tail)
    : RequestBody(head.size() + file->size() + tail.size(), nullptr)
    , m_file(std::move(file))
    , m_fileSize(m_file->size())
    , m_changedAt(m_file->fileTime(QFileDevice::FileModificationTime))
    , m_head(std::move(head))
    , m_tail(std::move(tail))
{
}

qint64 EvidenceBody::take(char *data, qint64 most)
{
    const qint64 fileEnd = m_head.size() + m_fileSize;
    qint64 count = 0;
    if (m_at < m_head.size()) {
        count = give(m_head, m_at, data, most);
    } else if (m_at < fileEnd) {
        count = takeFile(data, std::min(most, fileEnd - m_at));
    } else if (m_at == fileEnd && !isStillTheSame()) {
        fail({Error::Kind::File,
              tr("“%1” was changed while it was being sent, so the upload was broken off before its end. "
                 "Wait until the file is finished and upload it again.")
                  .arg(shortName(m_file->fileName()))});
        return -1;
    } else {
        count = give(m_tail, m_at - fileEnd, data, most);
    }
    m_at += std::max<qint64>(count, 0);
    return count;
}

qint64 EvidenceBody::give(const QByteArray &bytes, qint64 from, char *data, qint64 most)
{
    const qint64 count = std::min<qint64>(most, bytes.size() - from);
    std::memcpy(data, bytes.constData() + from, static_cast<size_t>(count));
    return count;
}

qint64 EvidenceBody::takeFile(char *data, qint64 most)
{
    const qint64 count = m_file->read(data, most);
    if (count > 0)
        return count;
    const QString name = shortName(m_file->fileName());
    fail({Error::Kind::File,
          count == 0 ? tr("“%1” became shorter while it was being sent, so the upload was broken off. Wait "
                          "until the file is finished and upload it again.")
                           .arg(name)
                     : tr("“%1” could not be read to its end: %2. The upload was broken off. Check the file "
                          "and the disk.")
                           .arg(name, m_file->errorString())});
    return -1;
}

/// That it has gone from its folder since does not matter: what was opened is read to its end.
bool EvidenceBody::isStillTheSame() const
{
    return m_file->size() == m_fileSize && m_file->fileTime(QFileDevice::FileModificationTime) == m_changedAt;
}

} // namespace Fullstate
