// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/tokenflight.h"

namespace Fullstate {

/// Removes the tokens' items once nobody is about to write them; with a client secret, ends them too.
class TokenBroker::ForgetJob final : public ResultJob<>
{
public:
    ForgetJob(TokenBroker &broker, const Connection &connection, const QByteArray &clientSecret = {})
        : ResultJob(&broker)
        , m_broker(broker)
        , m_connection(connection)
        , m_clientSecret(clientSecret)
    {
    }

private:
    void start() override
    {
        if (isFinished())
            return;
        if (Flight *flight = m_broker.flightUnderWay(m_connection.tokenKey())) {
            connect(flight, &Job::finished, this, &ForgetJob::start);
            return;
        }
        if (m_clientSecret.isEmpty())
            removeAll();
        else
            collect();
    }

    /// What is to be ended. Only then is it removed: a sign-in that comes meanwhile keeps its own.
    void collect()
    {
        m_tokens = m_broker.inMemory(m_connection.tokenKey());
        auto *reading = m_broker.m_secrets.read(RefreshJob::keyOf(m_connection), this);
        connect(reading, &Job::finished, this, [this, reading] {
            const auto stored = reading->result().value_or(std::nullopt);
            if (const auto tokens = stored ? refreshTokensFrom(*stored) : std::nullopt)
                m_tokens.prepend(tokens->current);
            if (!m_tokens.isEmpty())
                new RevokeJob(m_broker.m_context, m_broker.m_secrets, m_connection, m_tokens, m_clientSecret,
                              &m_broker);
            if (!isFinished())
                removeAll();
        });
    }

    void removeAll()
    {
        m_broker.drop(m_connection.tokenKey());
        remove(keyOf(m_connection));
        if (m_connection.kind == Connection::Kind::Public)
            remove(RefreshJob::keyOf(m_connection));
    }

    void remove(const SecretKey &key)
    {
        ++m_left;
        auto *removing = m_broker.m_secrets.remove(key, this);
        connect(removing, &Job::finished, this, [this, removing] {
            if (!removing->result())
                m_outcome = removing->result();
            if (--m_left == 0 && !isFinished())
                finish(m_outcome);
        });
    }

    TokenBroker &m_broker;
    Connection m_connection;
    QByteArray m_clientSecret;
    QByteArrayList m_tokens;
    int m_left = 0;
    Result<> m_outcome = {};
};

/// Ends the tokens once nobody is about to bring others, and those that somebody has brought meanwhile.
class TokenBroker::EndJob final : public ResultJob<Revocation>
{
public:
    EndJob(TokenBroker &broker, Connection connection, QObject *parent)
        : ResultJob(parent)
        , m_broker(&broker)
        , m_connection(std::move(connection))
    {
    }

private:
    void start() override
    {
        if (isFinished() || !m_broker)
            return;
        const QString key = m_connection.tokenKey();
        if (Flight *flight = m_broker->flightUnderWay(key)) {
            connect(flight, &Job::finished, this, &EndJob::start);
            return;
        }
        const QByteArrayList known = m_broker->inMemory(key);
        auto *revoking = new RevokeJob(m_broker->m_context, m_broker->m_secrets, m_connection, known, this);
        connect(revoking, &Job::progressed, this, &Job::progressed);
        connect(revoking, &Job::finished, this, [this, key, known, revoking] {
            if (isFinished())
                return;
            const bool isOvertaken =
                m_broker && (m_broker->flightUnderWay(key) || m_broker->inMemory(key) != known);
            if (revoking->result() && isOvertaken)
                start(); // somebody has refreshed meanwhile, and has others
            else
                finish(revoking->result());
        });
    }

    QPointer<TokenBroker> m_broker;
    Connection m_connection;
};

} // namespace Fullstate
