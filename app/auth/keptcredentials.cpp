// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/keptcredentials.h"

#include "app/auth/storedtokens.h"

namespace Fullstate {

KeptCredentialsJob::KeptCredentialsJob(SecretStore &secrets, const Connection &connection,
                                       std::optional<AccessToken> live, QObject *parent)
    : ResultJob(parent)
    , m_secrets(secrets)
    , m_connection(connection)
    , m_live(std::move(live))
{
}

void KeptCredentialsJob::start()
{
    if (!isFinished())
        read({m_connection.id, SecretKey::Kind::ClientSecret}, &KeptCredentialsJob::takeClientSecret);
}

void KeptCredentialsJob::read(const SecretKey &key,
                              void (KeptCredentialsJob::*take)(const std::optional<QByteArray> &))
{
    auto *reading = m_secrets.read(key, this);
    connect(reading, &Job::progressed, this, &Job::progressed);
    connect(reading, &Job::finished, this, [this, reading, take] {
        if (isFinished())
            return;
        if (reading->result())
            (this->*take)(*reading->result());
        else
            finish(Failure(reading->result().error()));
    });
}

void KeptCredentialsJob::takeClientSecret(const std::optional<QByteArray> &secret)
{
    m_kept.hasClientSecret = secret.has_value();
    if (m_connection.kind == Connection::Kind::Public)
        read({m_connection.tokenKey(), SecretKey::Kind::RefreshToken}, &KeptCredentialsJob::takeRefreshToken);
    else
        findToken();
}

void KeptCredentialsJob::takeRefreshToken(const std::optional<QByteArray> &stored)
{
    m_kept.hasRefreshToken = stored && refreshTokensFrom(*stored);
    findToken();
}

void KeptCredentialsJob::findToken()
{
    if (!m_live) {
        read({m_connection.tokenKey(), SecretKey::Kind::AccessToken}, &KeptCredentialsJob::takeToken);
        return;
    }
    m_kept.token = m_live;
    m_kept.token->value.clear();
    finish(m_kept);
}

void KeptCredentialsJob::takeToken(const std::optional<QByteArray> &stored)
{
    if (stored)
        m_kept.token = accessTokenFrom(*stored);
    if (m_kept.token)
        m_kept.token->value.clear();
    finish(m_kept);
}

} // namespace Fullstate
