// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apijob.h"
#include "app/auth/accesstoken.h"
#include "app/auth/authorizationcode.h"
#include "app/connection/connection.h"

#include <variant>

namespace Fullstate {

/// What a token is asked for with.
struct ClientCredentials
{
    QString scopes = QLatin1String(ResourceScopes);
};
struct RefreshGrant
{
    QByteArray refreshToken;
    QString scopes; ///< that it stands for
};
using TokenGrant = std::variant<ClientCredentials, AuthorizationCode, RefreshGrant>;

/// A token endpoint's answer.
struct TokenAnswer
{
    AccessToken token;
    QByteArray refreshToken = {}; ///< of a public integration only
};

/// Asks for an access token: POST {api}/oauth/token, JSON. Fails as SignInNeeded when the code or the refresh
/// token is not taken (invalid_grant). A code goes out once at most.
class TokenJob final : public ResultJob<TokenAnswer>
{
    Q_OBJECT

public:
    TokenJob(ApiContext &context, const Connection &connection, QByteArray clientSecret, TokenGrant grant,
             QObject *parent);
    ~TokenJob() override;

private:
    void start() override;
    void stop() override;
    QByteArray body() const;
    QString scopes() const;
    Result<TokenAnswer> understood() const;

    ApiContext &m_context;
    Connection m_connection;
    QByteArray m_clientSecret;
    TokenGrant m_grant;
    QPointer<ApiJob> m_request;
};

/// Whether an answer without a refresh token will do.
enum class RefreshToken { Ignored, Required };

/// Reads a token answer strictly: a token that could not stand in a header, another type than Bearer or an
/// absurd lifetime is refused. A missing expires_in counts as an hour (RFC 6749 §5.1 only recommends it), a
/// missing scope as what was asked for.
Result<TokenAnswer> parseTokenAnswer(const QByteArray &body, const QDateTime &now,
                                     const QString &asked = QLatin1String(ResourceScopes),
                                     RefreshToken refreshToken = RefreshToken::Ignored);

} // namespace Fullstate
