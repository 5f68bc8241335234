// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/practiceoauth.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QUrl>

namespace Fullstate {

using namespace std::chrono_literals;

static constexpr int TokenSeconds = 3600;
static constexpr int CodeSeconds = 30;
static constexpr int GraceSeconds = 3 * 3600; ///< that the previous refresh token lives on

QByteArray randomToken(const char *prefix)
{
    QByteArray bits(32, Qt::Uninitialized);
    QRandomGenerator::system()->generate(bits.begin(), bits.end());
    return prefix + bits.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

bool MinuteBudget::take(const QString &who)
{
    auto &times = m_taken[who];
    const auto now = m_clock.monotonic();
    while (!times.empty() && now - times.front() >= 60s)
        times.pop_front();
    if (times.size() >= static_cast<size_t>(m_perMinute))
        return false;
    times.push_back(now);
    return true;
}

PracticeOAuth::PracticeOAuth(const Clock &clock, bool rateLimit, PracticeApplication privateApplication,
                             PracticeApplication publicApplication)
    : m_clock(clock)
    , m_rateLimit(rateLimit)
    , m_private(std::move(privateApplication))
    , m_public(std::move(publicApplication))
    , m_budget(5, clock)
{
}

static QString text(const QJsonObject &body, const char *key)
{
    return body.value(QLatin1String(key)).toString();
}

const PracticeApplication *PracticeOAuth::application(const QJsonObject &body) const
{
    for (const PracticeApplication *known : {&m_private, &m_public}) {
        if (known->clientId == text(body, "client_id")
            && known->clientSecret == text(body, "client_secret").toUtf8())
            return known;
    }
    return nullptr;
}

std::optional<PracticeResponse> PracticeOAuth::refuseClient(const QJsonObject &body)
{
    if (m_rateLimit && !m_budget.take(text(body, "client_id")))
        return PracticeResponse::error(429, QStringLiteral("rate limit exceeded"));
    if (!application(body))
        return PracticeResponse::oauthError(401, QStringLiteral("invalid_client"),
                                            QStringLiteral("Client authentication failed"));
    return {};
}

static std::optional<QJsonObject> jsonBody(const PracticeRequest &request)
{
    const QJsonDocument json = QJsonDocument::fromJson(request.body);
    if (!request.headers.value("content-type").toLower().startsWith("application/json") || !json.isObject())
        return {};
    return json.object();
}

PracticeResponse PracticeOAuth::token(const PracticeRequest &request)
{
    const auto body = jsonBody(request);
    if (!body)
        return PracticeResponse::oauthError(400, QStringLiteral("invalid_request"),
                                            QStringLiteral("The body must be JSON"));
    if (const auto refusal = refuseClient(*body))
        return *refusal;
    const QString grant = text(*body, "grant_type");
    const bool isPrivate = application(*body) == &m_private;
    if (grant == QLatin1String("client_credentials") && isPrivate)
        return clientCredentials(*body);
    if (grant == QLatin1String("authorization_code") && !isPrivate)
        return authorizationCode(*body);
    if (grant == QLatin1String("refresh_token") && !isPrivate)
        return refreshToken(*body);
    return PracticeResponse::oauthError(400, QStringLiteral("unsupported_grant_type"),
                                        QStringLiteral("This application does not support the grant type"));
}

/// Empty when a scope is asked for that the API does not have.
static QStringList knownScopes(const QString &asked)
{
    QStringList scopes = asked.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const QStringList known{QStringLiteral("connectors.self:read-resource"),
                            QStringLiteral("connectors.self:write-resource"),
                            QStringLiteral("self:read-document"), QStringLiteral("self:write-document")};
    for (const QString &scope : std::as_const(scopes)) {
        if (!known.contains(scope))
            return {};
    }
    return scopes;
}

PracticeResponse PracticeOAuth::clientCredentials(const QJsonObject &body)
{
    const QStringList scopes = knownScopes(text(body, "scope"));
    if (scopes.isEmpty())
        return PracticeResponse::oauthError(400, QStringLiteral("invalid_scope"),
                                            QStringLiteral("The requested scope is invalid"));
    return issue({m_private.clientId, {}, scopes}, false);
}

PracticeResponse PracticeOAuth::authorizationCode(const QJsonObject &body)
{
    const auto refused = [] {
        return PracticeResponse::oauthError(
            400, QStringLiteral("invalid_grant"),
            QStringLiteral("The code is unknown, used, expired, or for another source_id or redirect_uri"));
    };
    const Code known = m_codes.take(text(body, "code")); // once, whatever comes of it
    if (!known.issuedAt.isValid() || known.issuedAt.secsTo(m_clock.now()) >= CodeSeconds
        || known.bearer.source != text(body, "source_id") || known.redirectUri != text(body, "redirect_uri"))
        return refused();
    revoke(known.bearer.clientId, known.bearer.source, true);
    return issue(known.bearer, true);
}

PracticeResponse PracticeOAuth::refreshToken(const QJsonObject &body)
{
    const QByteArray asked = text(body, "refresh_token").toUtf8();
    const auto known = m_refreshTokens.find(asked);
    if (known == m_refreshTokens.end() || (known->goodUntil.isValid() && known->goodUntil < m_clock.now()))
        return PracticeResponse::oauthError(400, QStringLiteral("invalid_grant"),
                                            QStringLiteral("The refresh token is unknown or expired"));
    if (!known->goodUntil.isValid())
        known->goodUntil = m_clock.now().addSecs(GraceSeconds);
    return issue(known->bearer, true);
}

PracticeResponse PracticeOAuth::issue(const Bearer &bearer, bool withRefresh)
{
    revoke(bearer.clientId, bearer.source, false); // one live token: the one before is dead at once
    const QByteArray token = randomToken("vat_");
    m_tokens.insert(token, {bearer, m_clock.now().addSecs(TokenSeconds)});
    QJsonObject answer{{QStringLiteral("access_token"), QString::fromLatin1(token)},
                       {QStringLiteral("expires_in"), TokenSeconds},
                       {QStringLiteral("token_type"), QStringLiteral("Bearer")}};
    if (withRefresh) {
        const QByteArray refresh = randomToken("vrt_");
        m_refreshTokens.insert(refresh, {bearer, {}});
        answer.insert(QStringLiteral("refresh_token"), QString::fromLatin1(refresh));
    }
    return PracticeResponse::json(200, answer);
}

void PracticeOAuth::revoke(const QString &clientId, const QString &source, bool refreshToo)
{
    const auto isTheirs = [&](const Bearer &bearer) {
        return bearer.clientId == clientId && bearer.source == source;
    };
    m_tokens.removeIf([&](const auto &token) { return isTheirs(token.value().bearer); });
    if (refreshToo)
        m_refreshTokens.removeIf([&](const auto &token) { return isTheirs(token.value().bearer); });
}

void PracticeOAuth::revokeAll(const QString &clientId)
{
    m_tokens.removeIf([&](const auto &token) { return token.value().bearer.clientId == clientId; });
}

PracticeResponse PracticeOAuth::suspend(const PracticeRequest &request)
{
    const auto body = jsonBody(request);
    if (!body)
        return PracticeResponse::oauthError(400, QStringLiteral("invalid_request"),
                                            QStringLiteral("The body must be JSON"));
    if (const auto refusal = refuseClient(*body))
        return *refusal;
    const QByteArray token = text(*body, "token").toUtf8();
    Bearer bearer = m_tokens.value(token).bearer;
    if (bearer.clientId.isEmpty())
        bearer = m_refreshTokens.value(token).bearer;
    if (bearer.clientId.isEmpty())
        return PracticeResponse::json(200, {}); // suspended before, or never known: idempotent
    if (bearer.clientId != text(*body, "client_id"))
        return PracticeResponse::oauthError(401, QStringLiteral("invalid_client"),
                                            QStringLiteral("The token is not this client's"));
    revoke(bearer.clientId, bearer.source, true);
    return PracticeResponse::json(200, {});
}

std::optional<PracticeOAuth::Bearer> PracticeOAuth::bearer(const PracticeRequest &request) const
{
    const QByteArray header = request.headers.value("authorization");
    if (!header.toLower().startsWith("bearer "))
        return {};
    const auto known = m_tokens.constFind(header.mid(7).trimmed());
    if (known == m_tokens.constEnd() || known->expiresAt <= m_clock.now())
        return {};
    return known->bearer;
}

/// https, or http to this machine; no fragment (api.md, Authorize page).
static bool isRedirectUri(const QUrl &url)
{
    const bool local = url.host() == QLatin1String("127.0.0.1") || url.host() == QLatin1String("localhost");
    return url.isValid() && !url.host().isEmpty() && !url.hasFragment()
        && (url.scheme() == QLatin1String("https") || (url.scheme() == QLatin1String("http") && local));
}

PracticeResponse PracticeOAuth::authorize(const PracticeRequest &request)
{
    const auto asked = [&request](const char *key) {
        return request.query.queryItemValue(QLatin1String(key), QUrl::FullyDecoded);
    };
    const QUrl redirectUri(asked("redirect_uri"), QUrl::StrictMode);
    // Without a known application and a redirect that is its own, nothing may be redirected (RFC 6749
    // §4.1.2.1).
    if (asked("client_id") != m_public.clientId || !isRedirectUri(redirectUri))
        return PracticeResponse::html(
            400, QStringLiteral("Not authorized"),
            QStringLiteral("<p>The client_id or the redirect_uri is not registered.</p>"));
    const auto back = [&](const QString &key, const QString &value) {
        QUrl to = redirectUri;
        QUrlQuery query(to);
        query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
        query.addQueryItem(QStringLiteral("state"),
                           QString::fromLatin1(QUrl::toPercentEncoding(asked("state"))));
        to.setQuery(query);
        return PracticeResponse::redirect(to);
    };
    const QStringList scopes = knownScopes(asked("scope"));
    if (asked("response_type") != QLatin1String("code"))
        return back(QStringLiteral("error"), QStringLiteral("unsupported_response_type"));
    if (scopes.isEmpty())
        return back(QStringLiteral("error"), QStringLiteral("invalid_scope"));
    if (asked("source_id").isEmpty())
        return back(QStringLiteral("error"), QStringLiteral("invalid_request"));
    const QString decision = asked("decision");
    if (decision == QLatin1String("deny"))
        return back(QStringLiteral("error"), QStringLiteral("access_denied"));
    if (decision == QLatin1String("allow")) {
        const QString code = QString::fromLatin1(randomToken("vac_"));
        m_codes.insert(
            code, {{m_public.clientId, asked("source_id"), scopes}, asked("redirect_uri"), m_clock.now()});
        return back(QStringLiteral("code"), code);
    }
    QString form =
        QStringLiteral(
            "<h1>Practice tenant</h1><p>Allow this application to read and write resources for %1?</p><form>")
            .arg(asked("source_id").toHtmlEscaped());
    const auto items = request.query.queryItems(QUrl::FullyDecoded);
    for (const auto &[key, value] : items)
        form += QStringLiteral("<input type=\"hidden\" name=\"%1\" value=\"%2\">")
                    .arg(key.toHtmlEscaped(), value.toHtmlEscaped());
    form += QStringLiteral("<button name=\"decision\" value=\"allow\">Allow</button> "
                           "<button name=\"decision\" value=\"deny\">Deny</button></form>");
    return PracticeResponse::html(200, QStringLiteral("Practice tenant"), form);
}

} // namespace Fullstate
