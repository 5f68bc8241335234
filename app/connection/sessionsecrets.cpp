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

void SessionSecrets::keepForThisRun(const Connection &connection, const QByteArray &clientSecret)
{
    m_forThisRun.insert(connection.id);
    m_forThisRun.insert(connection.applicationKey());
    m_memory.insert(nameOf({connection.id, SecretKey::Kind::ClientSecret}), clientSecret);
    Q_EMIT forThisRunChanged(connection.id);
}

void SessionSecrets::useKeychain(const Connection &connection)
{
    m_forThisRun.remove(connection.id);
    m_forThisRun.remove(connection.applicationKey());
    m_memory.remove(nameOf({connection.id, SecretKey::Kind::ClientSecret}));
    m_memory.remove(nameOf({connection.applicationKey(), SecretKey::Kind::AccessToken}));
    Q_EMIT forThisRunChanged(connection.id);
}

ResultJob<std::optional<QByteArray>> *SessionSecrets::read(const SecretKey &key, QObject *parent)
{
    const auto known = m_memory.constFind(nameOf(key));
    if (known != m_memory.constEnd())
        return new ReadyJob<std::optional<QByteArray>>(std::optional<QByteArray>(*known), parent);
    if (m_forThisRun.contains(key.owner))
        return new ReadyJob<std::optional<QByteArray>>(std::optional<QByteArray>(), parent);
    return m_keychain.read(key, parent);
}

ResultJob<> *SessionSecrets::write(const SecretKey &key, const QByteArray &secret, QObject *parent)
{
    if (!m_forThisRun.contains(key.owner))
        return m_keychain.write(key, secret, parent);
    m_memory.insert(nameOf(key), secret);
    return new ReadyJob<>(Result<>(), parent);
}

ResultJob<> *SessionSecrets::remove(const SecretKey &key, QObject *parent)
{
    const bool wasHere = m_memory.remove(nameOf(key)) > 0;
    if (wasHere || m_forThisRun.contains(key.owner))
        return new ReadyJob<>(Result<>(), parent);
    return m_keychain.remove(key, parent);
}

} // namespace Fullstate
