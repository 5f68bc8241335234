// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/revokejob.h"

#include "app/auth/storedtokens.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Fullstate {

RevokeJob::RevokeJob(ApiContext &context, SecretStore &secrets, const Connection &connection,
                     const QByteArrayList &inMemory, QObject *parent)
    : RevokeJob(context, secrets, connection, inMemory, {}, parent)
{
}

RevokeJob::RevokeJob(ApiContext &context, SecretStore &secrets, const Connection &connection,
                     const QByteArrayList &tokens, const QByteArray &clientSecret, QObject *parent)
    : ResultJob(parent)
    , m_context(context)
    , m_secrets(secrets)
    , m_connection(connection)
    , m_clientSecret(clientSecret)
{
    for (const QByteArray &token : tokens)
        add(token);
}

RevokeJob::~RevokeJob()
{
    stop();
}

void RevokeJob::add(const QByteArray &token)
{
    if (!m_tokens.contains(token))
        m_tokens.append(token);
}

template<typename Take>
void RevokeJob::read(const SecretKey &key, Take take)
{
    auto *reading = m_secrets.read(key, this);
    connect(reading, &Job::progressed, this, &Job::progressed);
    connect(reading, &Job::finished, this, [this, reading, take] {
        if (isFinished())
            return;
        if (!reading->result())
            m_unread = reading->result().error();
        take(reading->result().value_or(std::nullopt));
    });
}

void RevokeJob::start()
{
    if (isFinished())
        return;
    if (m_clientSecret.isEmpty())
        readTokens();
    else
        suspendNext();
}

void RevokeJob::readTokens()
{
    const QString owner = m_connection.tokenKey();
    read({owner, SecretKey::Kind::RefreshToken}, [this, owner](const std::optional<QByteArray> &stored) {
        const auto tokens = stored ? refreshTokensFrom(*stored) : std::nullopt;
        if (tokens && !m_tokens.contains(tokens->current))
            m_tokens.prepend(tokens->current);
        read({owner, SecretKey::Kind::AccessToken}, [this](const std::optional<QByteArray> &storedToo) {
            if (const auto token = storedToo ? accessTokenFrom(*storedToo) : std::nullopt)
                add(token->value);
            readClientSecret();
        });
    });
}

void RevokeJob::readClientSecret()
{
    if (m_tokens.isEmpty()) {
        suspendNext();
        return;
    }
    read({m_connection.id, SecretKey::Kind::ClientSecret}, [this](const std::optional<QByteArray> &stored) {
        m_clientSecret = stored.value_or(QByteArray());
        if (stored)
            suspendNext();
        else
            finish(Failure(m_unread.value_or(
                Error{Error::Kind::SecretMissing,
                      tr("The client secret of %1 is not in the keychain.").arg(m_connection.name)})));
    });
}

void RevokeJob::suspendNext()
{
    if (m_tokens.isEmpty()) {
        if (m_unread)
            finish(Failure(*m_unread));
        else
            finish(m_outcome);
        return;
    }
    const QJsonObject body{{QStringLiteral("token"), QString::fromLatin1(m_tokens.takeFirst())},
                           {QStringLiteral("client_id"), m_connection.clientId},
                           {QStringLiteral("client_secret"), QString::fromUtf8(m_clientSecret)}};
    auto *asking = new ApiJob(m_context,
                              {ApiRequest::Kind::Token, "POST",
                               m_connection.apiUrl(QStringLiteral("/v1/oauth/token/suspend")),
                               QJsonDocument(body).toJson(QJsonDocument::Compact)},
                              m_connection.applicationKey(), m_connection.name, this);
    connect(asking, &Job::progressed, this, &Job::progressed);
    connect(asking, &Job::finished, this, [this, asking] {
        if (isFinished())
            return;
        if (!asking->result()) {
            finish(Failure(asking->result().error()));
            return;
        }
        m_outcome = Revocation::Revoked;
        suspendNext();
    });
}

void RevokeJob::stop()
{
    m_clientSecret.fill('\0');
}

} // namespace Fullstate
