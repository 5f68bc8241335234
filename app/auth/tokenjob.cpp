// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenjob.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <cmath>

namespace Fullstate {

static Failure damaged(const char *why)
{
    return Failure(Error{Error::Kind::Malformed,
                         TokenJob::tr("The answer to the request for a token is not what the API describes, "
                                      "so it was not used. Check the "
                                      "API URL, or try again."),
                         QString::fromLatin1(why)});
}

constexpr qsizetype LongestToken = 16'384;

static bool isUsable(const QByteArray &token)
{
    return token.size() <= LongestToken && isHeaderSafe(token);
}

Result<TokenAnswer> parseTokenAnswer(const QByteArray &body, const QDateTime &now, const QString &asked,
                                     RefreshToken refreshToken)
{
    constexpr double LongestLife = 365.0 * 86'400;
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    TokenAnswer answer;
    AccessToken &token = answer.token;
    token.value = json.value(QLatin1String("access_token")).toString().toUtf8();
    if (!isUsable(token.value))
        return damaged("access_token is missing or not printable");
    if (json.value(QLatin1String("token_type"))
            .toString()
            .compare(QLatin1String("Bearer"), Qt::CaseInsensitive)
        != 0)
        return damaged("token_type is not Bearer");
    const QJsonValue lifetime = json.value(QLatin1String("expires_in"));
    const double seconds = lifetime.isUndefined() ? 3600 : lifetime.toDouble(0);
    if (!(seconds > 0 && seconds <= LongestLife))
        return damaged("expires_in is not a sensible number of seconds");
    if (refreshToken == RefreshToken::Required) {
        answer.refreshToken = json.value(QLatin1String("refresh_token")).toString().toUtf8();
        if (!isUsable(answer.refreshToken))
            return damaged("refresh_token is missing or not printable");
    }
    token.mintedAt = now;
    token.expiresAt = now.addSecs(static_cast<qint64>(std::floor(seconds)));
    token.scope = json.value(QLatin1String("scope")).toString(asked);
    return answer;
}

TokenJob::TokenJob(ApiContext &context, const Connection &connection, QByteArray clientSecret,
                   TokenGrant grant, QObject *parent)
    : ResultJob(parent)
    , m_context(context)
    , m_connection(connection)
    , m_clientSecret(std::move(clientSecret))
    , m_grant(std::move(grant))
{
}

TokenJob::~TokenJob()
{
    stop();
}

QByteArray TokenJob::body() const
{
    QJsonObject json{{QStringLiteral("client_id"), m_connection.clientId},
                     {QStringLiteral("client_secret"), QString::fromUtf8(m_clientSecret)}};
    if (const auto *credentials = std::get_if<ClientCredentials>(&m_grant)) {
        json.insert(QStringLiteral("grant_type"), QStringLiteral("client_credentials"));
        json.insert(QStringLiteral("scope"), credentials->scopes);
    } else if (const auto *code = std::get_if<AuthorizationCode>(&m_grant)) {
        json.insert(QStringLiteral("grant_type"), QStringLiteral("authorization_code"));
        json.insert(QStringLiteral("code"), QString::fromUtf8(code->code));
        json.insert(QStringLiteral("source_id"), m_connection.customerId);
        json.insert(QStringLiteral("redirect_uri"), m_connection.redirectUrl.toString(QUrl::FullyEncoded));
        if (!code->verifier.isEmpty())
            json.insert(QStringLiteral("code_verifier"), QString::fromLatin1(code->verifier));
    } else if (const auto *refresh = std::get_if<RefreshGrant>(&m_grant)) {
        json.insert(QStringLiteral("grant_type"), QStringLiteral("refresh_token"));
        json.insert(QStringLiteral("refresh_token"), QString::fromLatin1(refresh->refreshToken));
    }
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

/// What a token is for whose answer does not say it.
QString TokenJob::scopes() const
{
    if (const auto *credentials = std::get_if<ClientCredentials>(&m_grant))
        return credentials->scopes;
    if (const auto *refresh = std::get_if<RefreshGrant>(&m_grant))
        return refresh->scopes;
    return m_connection.documents
        ? QString(QLatin1String(ResourceScopes) % QLatin1Char(' ') % QLatin1String(DocumentScope))
        : QString(QLatin1String(ResourceScopes));
}

void TokenJob::start()
{
    if (isFinished())
        return;
    ApiRequest request{
        ApiRequest::Kind::Token, "POST", m_connection.apiUrl(QStringLiteral("/oauth/token")), body(), {}};
    request.isOnce = std::holds_alternative<AuthorizationCode>(m_grant);
    m_request =
        new ApiJob(m_context, std::move(request), m_connection.applicationKey(), m_connection.name, this);
    connect(m_request, &Job::progressed, this, &Job::progressed);
    connect(m_request, &Job::finished, this, [this] {
        if (!isFinished())
            finish(understood());
    });
}

Result<TokenAnswer> TokenJob::understood() const
{
    const bool isPublic = !std::holds_alternative<ClientCredentials>(m_grant);
    if (const auto &answer = m_request->result())
        return parseTokenAnswer(answer->body, m_context.clock.now(), scopes(),
                                isPublic ? RefreshToken::Required : RefreshToken::Ignored);
    Error error = m_request->result().error();
    const bool isRefusal = error.kind == Error::Kind::Rejected || error.kind == Error::Kind::Unauthorized;
    if (isPublic && isRefusal && error.detail.startsWith(QLatin1String("invalid_grant"))) {
        error.kind = Error::Kind::SignInNeeded;
        error.message = std::holds_alternative<AuthorizationCode>(m_grant)
            ? tr("The tenant does not take the code: it was used before or is older than 30 seconds, or "
                 "the Customer ID or the Redirect URL is another one than in the browser. Open the browser "
                 "again.")
            : tr("The sign-in of %1 is no longer valid. Sign in again.").arg(m_connection.name);
    }
    return Failure(std::move(error));
}

void TokenJob::stop()
{
    m_clientSecret.fill('\0');
    if (m_request) {
        m_request->disconnect(this);
        m_request->deleteLater();
    }
}

} // namespace Fullstate
