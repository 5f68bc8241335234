// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/sessionsecrets.h"

#include <QPointer>

namespace Fullstate {

/// The client secret, then the refresh tokens that are only in memory, into the keychain.
class SessionSecrets::StoreJob final : public ResultJob<>
{
public:
    StoreJob(SessionSecrets &secrets, const Connection &connection, QByteArray clientSecret, QObject *parent)
        : ResultJob(parent)
        , m_secrets(&secrets)
        , m_connection(connection)
        , m_clientSecret(std::move(clientSecret))
    {
    }

private:
    void start() override
    {
        if (!isFinished() && m_secrets)
            then(m_secrets->m_keychain.write({m_connection.id, SecretKey::Kind::ClientSecret}, m_clientSecret,
                                             this),
                 &StoreJob::storeRefreshTokens);
    }

    void storeRefreshTokens()
    {
        const SecretKey key{m_connection.tokenKey(), SecretKey::Kind::RefreshToken};
        const QByteArray tokens = m_secrets->m_memory.value(nameOf(key));
        const bool isThere = tokens == std::exchange(m_stored, tokens);
        if (isThere || !m_secrets->m_connections.contains(m_connection.id))
            giveUpMemory();
        else // and once more if others have come meanwhile
            then(m_secrets->m_keychain.write(key, tokens, this), &StoreJob::storeRefreshTokens);
    }

    void giveUpMemory()
    {
        m_secrets->useKeychain(m_connection.id);
        Q_EMIT m_secrets->clientSecretKept(m_connection.id);
        if (!isFinished())
            finish({});
    }

    void then(ResultJob<> *writing, void (StoreJob::*next)())
    {
        connect(writing, &Job::progressed, this, &Job::progressed);
        connect(writing, &Job::finished, this, [this, writing, next] {
            if (isFinished() || !m_secrets)
                return;
            if (writing->result())
                (this->*next)();
            else
                finish(Failure(writing->result().error()));
        });
    }

    QPointer<SessionSecrets> m_secrets;
    Connection m_connection;
    QByteArray m_clientSecret;
    QByteArray m_stored; ///< refresh tokens
};

/// Looks for a customer's token in the keychain, where it is if only the client secret came in later for this
/// run: without it the customer would have to sign in again, and that would end it.
class SessionSecrets::CustomerReadJob final : public ResultJob<std::optional<QByteArray>>
{
public:
    CustomerReadJob(SessionSecrets &secrets, const SecretKey &key, QObject *parent)
        : ResultJob(parent)
        , m_secrets(&secrets)
        , m_key(key)
    {
    }

private:
    void start() override
    {
        if (isFinished() || !m_secrets)
            return;
        auto *reading = m_secrets->m_keychain.read(m_key, this);
        connect(reading, &Job::progressed, this, &Job::progressed);
        connect(reading, &Job::finished, this, [this, reading] {
            if (!isFinished() && m_secrets)
                take(reading->result());
        });
    }

    void take(const Result<std::optional<QByteArray>> &stored)
    {
        if (m_secrets->hasTokensInMemory(m_key.owner)) { // signed in meanwhile
            finish(m_secrets->inMemory(m_key));
        } else if (!stored && stored.error().kind == Error::Kind::KeychainMissing) {
            finish(std::optional<QByteArray>()); // that it is missing is why the client secret is in memory
        } else {
            if (stored && *stored)
                m_secrets->m_inKeychain.insert(m_key.owner);
            finish(stored);
        }
    }

    QPointer<SessionSecrets> m_secrets;
    SecretKey m_key;
};

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
    if (m_inKeychain.contains(key.owner))
        return false;
    return std::find(m_connections.cbegin(), m_connections.cend(), key.owner) != m_connections.cend();
}

std::optional<QByteArray> SessionSecrets::inMemory(const SecretKey &key) const
{
    const auto known = m_memory.constFind(nameOf(key));
    return known == m_memory.constEnd() ? std::optional<QByteArray>() : std::optional(*known);
}

bool SessionSecrets::hasTokensInMemory(const QString &owner) const
{
    return inMemory({owner, SecretKey::Kind::RefreshToken})
        || inMemory({owner, SecretKey::Kind::AccessToken});
}

void SessionSecrets::keepForThisRun(const Connection &connection, const QByteArray &clientSecret)
{
    m_connections.insert(connection.id, connection.tokenKey());
    if (connection.kind == Connection::Kind::Practice)
        m_practice |= {connection.id, connection.tokenKey()};
    if (connection.kind == Connection::Kind::Public)
        m_customers.insert(connection.tokenKey());
    m_inKeychain.remove(connection.tokenKey()); // it may be gone since, or take nothing any more
    m_memory.insert(nameOf({connection.id, SecretKey::Kind::ClientSecret}), clientSecret);
    Q_EMIT forThisRunChanged(connection.id);
    Q_EMIT clientSecretKept(connection.id);
}

ResultJob<> *SessionSecrets::storeClientSecret(const Connection &connection, const QByteArray &clientSecret,
                                               QObject *parent)
{
    return new StoreJob(*this, connection, clientSecret, parent);
}

void SessionSecrets::useKeychain(const QString &connectionId)
{
    const QString tokenKey = m_connections.take(connectionId);
    if (tokenKey.isEmpty())
        return;
    m_memory.remove(nameOf({connectionId, SecretKey::Kind::ClientSecret}));
    for (const auto kind : {SecretKey::Kind::AccessToken, SecretKey::Kind::RefreshToken}) {
        const SecretKey token{tokenKey, kind};
        if (!isForThisRun(token)) // no other connection that shares it is kept for this run
            m_memory.remove(nameOf(token));
    }
    Q_EMIT forThisRunChanged(connectionId);
}

void SessionSecrets::leaveTokens(const QString &connectionId)
{
    const QString tokenKey = m_connections.take(connectionId);
    const SecretKey refresh{tokenKey, SecretKey::Kind::RefreshToken};
    const auto tokens = inMemory(refresh);
    if (!tokens || isForThisRun(refresh))
        return;
    m_memory.remove(nameOf({tokenKey, SecretKey::Kind::AccessToken}));
    auto *writing = m_keychain.write(refresh, *tokens, this);
    connect(writing, &Job::finished, this, [this, writing, refresh, tokens] {
        if (writing->result() && inMemory(refresh) == tokens)
            m_memory.remove(nameOf(refresh));
    });
}

ResultJob<std::optional<QByteArray>> *SessionSecrets::read(const SecretKey &key, QObject *parent)
{
    if (!isForThisRun(key) && !inMemory(key))
        return m_keychain.read(key, parent);
    if (m_customers.contains(key.owner) && !hasTokensInMemory(key.owner))
        return new CustomerReadJob(*this, key, parent);
    return new ReadyJob<std::optional<QByteArray>>(inMemory(key), parent);
}

ResultJob<> *SessionSecrets::write(const SecretKey &key, const QByteArray &secret, QObject *parent)
{
    if (!isForThisRun(key)) {
        m_memory.remove(nameOf(key));
        return m_keychain.write(key, secret, parent);
    }
    m_memory.insert(nameOf(key), secret);
    return new ReadyJob<>(Result<>(), parent);
}

ResultJob<> *SessionSecrets::remove(const SecretKey &key, QObject *parent)
{
    m_memory.remove(nameOf(key));
    m_inKeychain.remove(key.owner);
    if (m_practice.contains(key.owner))
        return new ReadyJob<>(Result<>(), parent);
    // Once nothing is left of a connection, its customer is as any other for the next one that is set up.
    m_connections.removeIf([this, &key](const auto &entry) {
        return entry.value() == key.owner
            && !m_memory.contains(nameOf({entry.key(), SecretKey::Kind::ClientSecret}));
    });
    return m_keychain.remove(key, parent);
}

ResultJob<> *SessionSecrets::probe(const SecretKey &key, QObject *parent)
{
    if (isForThisRun(key))
        return new ReadyJob<>(Result<>(), parent);
    return m_keychain.probe(key, parent);
}

} // namespace Fullstate
