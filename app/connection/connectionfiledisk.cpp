// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/connectionfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace Fullstate {

namespace {

struct ConnectionDiskText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::ConnectionFile)
};

constexpr qint64 MostFileBytes = 16 * 1024 * 1024; // ten thousand connections are five

Failure fileFailure(const QString &message, const QString &fileName, const QString &cause = {})
{
    return Failure({Error::Kind::File, message.arg(QDir::toNativeSeparators(fileName)), cause});
}

} // namespace

Result<> writeConnectionFile(const QString &fileName, const std::vector<Connection> &connections)
{
    const QByteArray bytes = toConnectionFile(connections);
    QSaveFile file(fileName);
    // Unbuffered, and every step asked: a buffered QSaveFile reports success on a full disk.
    const bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
        && file.write(bytes) == bytes.size() && file.flush() && file.error() == QFileDevice::NoError
        && file.commit();
    if (isWritten)
        return {};
    return fileFailure(ConnectionDiskText::tr(
                           "%1 could not be written; what stood there before was not touched. Check that the "
                           "folder is there, that you may write in it, and that the disk has room."),
                       fileName, file.errorString());
}

Result<std::vector<Connection>> readConnectionFile(const QString &fileName,
                                                   const ConnectionFileChecks &checks)
{
    const QFileInfo info(fileName);
    if (!info.exists())
        return fileFailure(ConnectionDiskText::tr("%1 is not there any more."), fileName);
    if (!info.isFile()) // a pipe would be waited for without end
        return fileFailure(ConnectionDiskText::tr("%1 is not a file."), fileName);
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return fileFailure(ConnectionDiskText::tr("%1 cannot be read. Check that you may read it."), fileName,
                           file.errorString());
    const QByteArray bytes = file.read(MostFileBytes + 1);
    if (bytes.size() > MostFileBytes)
        return fileFailure(ConnectionDiskText::tr("%1 is larger than any file of connections (16 MB)."),
                           fileName);
    Result<std::vector<Connection>> read = connectionsInFile(bytes, checks);
    if (!read)
        return Failure({read.error().kind,
                        ConnectionDiskText::tr("Nothing was imported from %1. %2")
                            .arg(QDir::toNativeSeparators(fileName), read.error().message)});
    return read;
}

} // namespace Fullstate
