// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/refreshjob.h"

#include <algorithm>

namespace Fullstate {

RefreshJob::RefreshJob(ApiContext &context, SecretStore &secrets, const Connection &connection,
                       QByteArray clientSecret, std::optional<AuthorizationCode> code,
                       std::optional<RefreshTokens> unsaved, QObject *parent)
    : ResultJob(parent)
    , m_context(context)
    , m_secrets(secrets)
    , m_connection(connection)
    , m_clientSecret(std::move(clientSecret))
    , m_code(std::move(code))
    , m_unsaved(std::move(unsaved))
{
}

RefreshJob::~RefreshJob()
{
    stop();
}

SecretKey RefreshJob::keyOf(const Connection &connection)
{
    return {connection.tokenKey(), SecretKey::Kind::RefreshToken};
}

void RefreshJob::start()
{
    if (isFinished())
        return;
    if (m_code)
        probe();
    else
        read();
}

void RefreshJob::read()
{
    auto *reading = m_secrets.read(keyOf(m_connection), this);
    connect(reading, &Job::progressed, this, &Job::progressed);
    connect(reading, &Job::finished, this, [this, reading] {
        if (isFinished())
            return;
        const auto &stored = reading->result();
        const bool isDamaged = !stored && stored.error().kind == Error::Kind::KeychainDamaged;
        if (!stored && !isDamaged && !m_unsaved) {
            finish(Failure(stored.error()));
            return;
        }
        m_stored = stored && *stored ? refreshTokensFrom(**stored) : std::nullopt;
        if (!m_tried.empty())
            tryNext();
        else if (m_stored || m_unsaved)
            probe();
        else
            finish(Failure(signInAgain()));
    });
}

void RefreshJob::probe()
{
    auto *probing = m_secrets.probe(keyOf(m_connection), this);
    connect(probing, &Job::progressed, this, &Job::progressed);
    connect(probing, &Job::finished, this, [this, probing] {
        if (isFinished())
            return;
        if (!probing->result()) {
            Error error = probing->result().error();
            error.message = tr("The keychain must keep what the tenant would answer, and cannot now, so "
                               "nothing was sent. %1")
                                .arg(error.message);
            finish(Failure(std::move(error)));
        } else if (m_code) {
            ask(*m_code, {});
        } else {
            tryNext();
        }
    });
}

void RefreshJob::tryNext()
{
    const QDateTime now = m_context.clock.now();
    for (const std::optional<RefreshTokens> &tokens : {m_unsaved, m_stored}) {
        const std::vector<QByteArray> usable = tokens ? tokens->usable(now) : std::vector<QByteArray>();
        for (const QByteArray &token : usable) {
            if (std::find(m_tried.begin(), m_tried.end(), token) != m_tried.end())
                continue;
            m_tried.push_back(token);
            ask(RefreshGrant{token, tokens->scope}, token);
            return;
        }
    }
    finish(Failure(signInAgain(QStringLiteral("invalid_grant"))));
}

void RefreshJob::ask(const TokenGrant &grant, const QByteArray &spent)
{
    Q_EMIT progressed(m_code ? tr("Signing in") : tr("Asking for a new token"), 0, 0);
    auto *asking = new TokenJob(m_context, m_connection, m_clientSecret, grant, this);
    connect(asking, &Job::progressed, this, &Job::progressed);
    connect(asking, &Job::finished, this, [this, asking, spent] {
        if (isFinished())
            return;
        if (asking->result())
            take(*asking->result(), spent);
        else if (asking->result().error().kind == Error::Kind::SignInNeeded && !m_code)
            read(); // another program may have rotated it meanwhile
        else
            finish(Failure(asking->result().error()));
    });
}

void RefreshJob::take(const TokenAnswer &answer, const QByteArray &spent)
{
    CustomerTokens tokens{answer.token,
                          {answer.refreshToken, spent, m_context.clock.now(), answer.token.scope}};
    auto *writing = m_secrets.write(keyOf(m_connection), toStored(tokens.refresh), this);
    connect(writing, &Job::progressed, this, &Job::progressed);
    connect(writing, &Job::finished, this, [this, writing, tokens]() mutable {
        if (isFinished())
            return;
        if (!writing->result())
            tokens.notKept = writing->result().error();
        finish(std::move(tokens));
    });
}

Error RefreshJob::signInAgain(const QString &detail) const
{
    return {Error::Kind::SignInNeeded,
            detail.isEmpty()
                ? tr("The keychain has no sign-in of %1. Sign in again.").arg(m_connection.name)
                : tr("The tenant no longer takes the sign-in of %1: it was revoked, or the customer was "
                     "signed in elsewhere. Sign in again.")
                      .arg(m_connection.name),
            detail};
}

void RefreshJob::stop()
{
    m_clientSecret.fill('\0');
}

} // namespace Fullstate
