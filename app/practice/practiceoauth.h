// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/clock.h"
#include "app/practice/practicehttp.h"
#include "app/practice/practicetenant.h"

#include <deque>
#include <optional>

namespace Fullstate {

/// Requests of the last minute, counted for each client.
class MinuteBudget
{
public:
    MinuteBudget(int perMinute, const Clock &clock)
        : m_perMinute(perMinute)
        , m_clock(clock)
    {
    }

    /// Whether one more fits; counts it if so.
    bool take(const QString &who);

private:
    int m_perMinute;
    const Clock &m_clock;
    QHash<QString, std::deque<std::chrono::milliseconds>> m_taken;
};

/// The practice tenant's tokens (api.md, Tokens and Authorize page): three grants, one live token for each
/// private application and for each customer of a public one, codes of 30 seconds, refresh tokens that
/// rotate.
class PracticeOAuth
{
public:
    /// Who a live access token speaks for.
    struct Bearer
    {
        QString clientId;
        QString source; ///< empty for a private application
        QStringList scopes;
    };

    PracticeOAuth(const Clock &clock, bool rateLimit, PracticeApplication privateApplication,
                  PracticeApplication publicApplication);

    const PracticeApplication &privateApplication() const { return m_private; }
    const PracticeApplication &publicApplication() const { return m_public; }

    PracticeResponse token(const PracticeRequest &request);
    PracticeResponse suspend(const PracticeRequest &request);
    PracticeResponse authorize(const PracticeRequest &request);
    std::optional<Bearer> bearer(const PracticeRequest &request) const;
    void revokeAll(const QString &clientId);

private:
    struct Grant
    {
        Bearer bearer;
        QDateTime expiresAt;
    };
    struct Refresh
    {
        Bearer bearer;
        QDateTime goodUntil; ///< invalid: for ever; set once it was rotated away
    };
    struct Code
    {
        Bearer bearer;
        QString redirectUri;
        QDateTime issuedAt;
    };

    const PracticeApplication *application(const QJsonObject &body) const;
    std::optional<PracticeResponse> refuseClient(const QJsonObject &body);
    PracticeResponse clientCredentials(const QJsonObject &body);
    PracticeResponse authorizationCode(const QJsonObject &body);
    PracticeResponse refreshToken(const QJsonObject &body);
    PracticeResponse issue(const Bearer &bearer, bool withRefresh);
    void revoke(const QString &clientId, const QString &source, bool refreshToo);

    const Clock &m_clock;
    bool m_rateLimit;
    PracticeApplication m_private;
    PracticeApplication m_public;
    MinuteBudget m_budget;
    QHash<QByteArray, Grant> m_tokens;
    QHash<QByteArray, Refresh> m_refreshTokens;
    QHash<QString, Code> m_codes;
};

/// 256 random bits, in letters that may stand in a header and a URL.
QByteArray randomToken(const char *prefix);

} // namespace Fullstate
