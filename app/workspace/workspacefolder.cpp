// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/workspacefolder.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSettings>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Fullstate {

namespace {

constexpr QFileDevice::Permissions OwnerOnlyFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr mode_t OwnerOnly = S_IRUSR | S_IWUSR;

struct WorkspaceFolderText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::WorkspaceFolder)
};

Failure failure(const QString &message)
{
    return Failure({Error::Kind::Storage, message, qt_error_string(errno)});
}

/// Somebody's home or /tmp must not be closed to others by naming it after --data.
bool isForeign(const QDir &folder)
{
    const auto everything = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    return !folder.isEmpty(everything)
        && folder.entryList({QStringLiteral("workspace*")}, everything).isEmpty();
}

Result<> preparePath(const QString &path)
{
    if (!QDir().mkpath(path))
        return failure(
            WorkspaceFolderText::tr("The folder %1 cannot be made. Choose another one with --data.")
                .arg(path));
    struct stat info = {};
    const QByteArray name = QFile::encodeName(path);
    if (stat(name.constData(), &info) != 0 || !S_ISDIR(info.st_mode))
        return failure(WorkspaceFolderText::tr("%1 is not a folder that can be opened.").arg(path));
    if (info.st_uid != geteuid())
        return failure(WorkspaceFolderText::tr(
                           "The folder %1 belongs to another user. Choose one of your own with --data.")
                           .arg(path));
    if (isForeign(QDir(path)))
        return failure(
            WorkspaceFolderText::tr("The folder %1 holds other things. Choose an empty one with --data: "
                                    "Fullstate closes its folder to other users.")
                .arg(path));
    if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0 && chmod(name.constData(), S_IRWXU) != 0)
        return failure(WorkspaceFolderText::tr("The folder %1 cannot be closed to other users.").arg(path));
    return {};
}

} // namespace

WorkspaceFolder::WorkspaceFolder(const QString &path)
    : m_path(path)
    , m_lock(path + QStringLiteral("/workspace.lock"))
{
    m_lock.setStaleLockTime(0); // only a holder that no longer runs is stale, however long it has run
}

Result<std::unique_ptr<WorkspaceFolder>> WorkspaceFolder::claim(const QString &path)
{
    if (const Result<> prepared = preparePath(path); !prepared)
        return Failure(prepared.error());
    std::unique_ptr<WorkspaceFolder> folder(new WorkspaceFolder(QDir(path).canonicalPath()));
    if (const Result<> locked = folder->lock(); !locked)
        return Failure(locked.error());
    if (const Result<> prepared = folder->prepareDatabase(); !prepared)
        return Failure(prepared.error());
    return folder;
}

/// QSettings keeps the permissions of a file that is there, and lets everybody read one that it makes.
std::unique_ptr<QSettings> WorkspaceFolder::openSettings() const
{
    QFile file(m_path + QStringLiteral("/settings.ini"));
    if (file.open(QIODevice::ReadWrite | QIODevice::Append))
        file.setPermissions(OwnerOnlyFile);
    return std::make_unique<QSettings>(file.fileName(), QSettings::IniFormat);
}

QString WorkspaceFolder::databaseName() const
{
    return m_path + QStringLiteral("/workspace.db");
}

Result<> WorkspaceFolder::lock()
{
    if (!m_lock.tryLock()) {
        if (m_lock.error() != QLockFile::LockFailedError)
            return failure(
                WorkspaceFolderText::tr(
                    "The folder %1 cannot be written. Make it writable or choose another with --data.")
                    .arg(m_path));
        qint64 pid = 0;
        QString host;
        QString program;
        m_lock.getLockInfo(&pid, &host, &program);
        return failure(
            WorkspaceFolderText::tr("Fullstate is already running with the folder %1 (process %2). Use its "
                                    "window, close it first, or choose another folder with --data.")
                .arg(m_path)
                .arg(pid));
    }
    QFile::setPermissions(m_path + QStringLiteral("/workspace.lock"), OwnerOnlyFile);
    return {};
}

/// SQLite gives its -wal and -shm files the permissions of the file that it finds.
Result<> WorkspaceFolder::prepareDatabase() const
{
    const QByteArray name = QFile::encodeName(databaseName());
    const int file =
        ::open(name.constData(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, OwnerOnly);
    struct stat info = {};
    const bool isUsable = file >= 0 && fstat(file, &info) == 0 && S_ISREG(info.st_mode)
        && info.st_uid == geteuid() && fchmod(file, OwnerOnly) == 0;
    const int cause = errno;
    if (file >= 0)
        close(file);
    if (isUsable)
        return {};
    errno = cause;
    return failure(WorkspaceFolderText::tr(
                       "The file %1 cannot be opened for writing. It must be a file of your own, not a "
                       "link, on a disk that is not full.")
                       .arg(databaseName()));
}

Result<QString> WorkspaceFolder::setDamagedAside() const
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    QString aside = QStringLiteral("%1/workspace-damaged-%2.db").arg(m_path, stamp);
    for (int n = 2; QFile::exists(aside); ++n)
        aside = QStringLiteral("%1/workspace-damaged-%2-%3.db").arg(m_path, stamp).arg(n);
    // The file itself goes last: if anything fails before, the next start finds it damaged again.
    for (const QString &suffix : {QStringLiteral("-wal"), QStringLiteral("-shm"), QString()}) {
        if (QFile::exists(databaseName() + suffix) && !QFile::rename(databaseName() + suffix, aside + suffix))
            return failure(
                WorkspaceFolderText::tr(
                    "The workspace file %1 is damaged and could not be renamed. Move it away and start "
                    "again.")
                    .arg(databaseName()));
    }
    if (const Result<> prepared = prepareDatabase(); !prepared)
        return Failure(prepared.error());
    return aside;
}

} // namespace Fullstate
