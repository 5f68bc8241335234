// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/sessionsecrets.h"

namespace Fullstate {

SessionSecrets::SessionSecrets(SecretStore &keychain, QObject *parent)
    : QObject(parent)
    , m_keychain(keychain)
{
}

QString SessionSecrets::nameOf(const SecretKey &key)
{
    return QString::number(static_cast<int>(key.kind)) % QLatin1Char(' ') % key.owner;
}

bool SessionSecrets::isForThisRun(const SecretKey &key) const
{
    if (key.kind == SecretKey::Kind::ClientSecret)
        return m_connections.contains(key.owner);
    return std::find(m_connections.cbegin(), m_connections.cend(), key.owner) != m_connections.cend();
}

void SessionSecrets::keepForThisRun(const Connection &connection, const QByteArray &clientSecret)
{
    const QString application = connection.applicationKey();
    m_connections.insert(connection.id, application);
    if (connection.kind == Connection::Kind::Practice)
        m_practice |= {connection.id, application};
    m_memory.insert(nameOf({connection.id, SecretKey::Kind::ClientSecret}), clientSecret);
    Q_EMIT forThisRunChanged(connection.id);
}

ResultJob<> *SessionSecrets::storeClientSecret(const Connection &connection, const QByteArray &clientSecret,
                                               QObject *parent)
{
    auto *job = m_keychain.write({connection.id, SecretKey::Kind::ClientSecret}, clientSecret, parent);
    connect(job, &Job::finished, this, [this, job, id = connection.id] {
        if (job->result())
            useKeychain(id);
    });
    return job;
}

void SessionSecrets::useKeychain(const QString &connectionId)
{
    const QString application = m_connections.take(connectionId);
    if (application.isEmpty())
        return;
    m_memory.remove(nameOf({connectionId, SecretKey::Kind::ClientSecret}));
    const SecretKey token{application, SecretKey::Kind::AccessToken};
    if (!isForThisRun(token)) // no other connection of the application is kept for this run
        m_memory.remove(nameOf(token));
    Q_EMIT forThisRunChanged(connectionId);
}

ResultJob<std::optional<QByteArray>> *SessionSecrets::read(const SecretKey &key, QObject *parent)
{
    if (!isForThisRun(key))
        return m_keychain.read(key, parent);
    const auto known = m_memory.constFind(nameOf(key));
    return new ReadyJob<std::optional<QByteArray>>(
        known == m_memory.constEnd() ? std::optional<QByteArray>() : std::optional(*known), parent);
}

ResultJob<> *SessionSecrets::write(const SecretKey &key, const QByteArray &secret, QObject *parent)
{
    if (!isForThisRun(key))
        return m_keychain.write(key, secret, parent);
    m_memory.insert(nameOf(key), secret);
    return new ReadyJob<>(Result<>(), parent);
}

ResultJob<> *SessionSecrets::remove(const SecretKey &key, QObject *parent)
{
    m_memory.remove(nameOf(key));
    if (m_practice.contains(key.owner))
        return new ReadyJob<>(Result<>(), parent);
    return m_keychain.remove(key, parent);
}

} // namespace Fullstate
