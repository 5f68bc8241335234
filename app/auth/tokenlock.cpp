// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenlock.h"

#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>

namespace Fullstate {

using namespace std::chrono_literals;

static constexpr auto LockPause = 100ms;
static constexpr int TokenLockAttempts = static_cast<int>(5min / LockPause);

QString TokenLockJob::fileName(const QString &tokenKey)
{
    // Local to this computer and gone with the session, unlike a home that several computers share: a dead
    // holder on another one could not be told from a living one.
    const QString folder = qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR")
        ? QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
        : QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    const QByteArray hash = QCryptographicHash::hash(tokenKey.toUtf8(), QCryptographicHash::Sha256);
    return folder % QStringLiteral("/fullstate-tokens/") % QString::fromLatin1(hash.toHex().left(32))
        % QStringLiteral(".lock");
}

TokenLockJob::TokenLockJob(const QString &tokenKey, QObject *parent)
    : ResultJob(parent)
    , m_lock(std::make_shared<QLockFile>(fileName(tokenKey)))
{
    m_lock->setStaleLockTime(0); // only a holder that no longer runs is stale
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &TokenLockJob::attempt);
}

void TokenLockJob::start()
{
    if (isFinished())
        return;
    const QString folder = QFileInfo(m_lock->fileName()).path();
    QDir().mkpath(folder); // if that fails, so does the lock
    QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    attempt();
}

void TokenLockJob::attempt()
{
    if (m_lock->tryLock()) {
        finish(std::exchange(m_lock, {}));
        return;
    }
    if (m_lock->error() != QLockFile::LockFailedError) {
        finish(Failure({Error::Kind::Storage,
                        tr("The file %1 cannot be written. It keeps two programs from asking for tokens at "
                           "once, so nothing was asked for. Make the folder writable and try again.")
                            .arg(m_lock->fileName())}));
        return;
    }
    qint64 pid = 0;
    QString host;
    QString program;
    m_lock->getLockInfo(&pid, &host, &program);
    if (++m_attempts == TokenLockAttempts) {
        finish(Failure({Error::Kind::TimedOut,
                        tr("Another Fullstate (process %1) has been asking for a token of the same "
                           "application for five minutes. See what it waits for or close it, and try again.")
                            .arg(pid)}));
        return;
    }
    if (m_attempts == 1)
        Q_EMIT progressed(tr("Waiting for another Fullstate (process %1), which asks for a token of the "
                             "same application")
                              .arg(pid),
                          0, 0);
    m_again.start(LockPause);
}

} // namespace Fullstate
