// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apijob.h"
#include "app/auth/tokenbroker.h"

namespace Fullstate {

/// The scopes that this program asks for: the first always, the other where evidence is uploaded.
inline constexpr char ResourceScopes[] = "connectors.self:read-resource connectors.self:write-resource";
inline constexpr char DocumentScope[] = "self:write-document";

/// Mints an access token for a private integration: POST {api}/oauth/token, grant client_credentials, JSON.
class TokenJob final : public ResultJob<AccessToken>
{
    Q_OBJECT

public:
    TokenJob(ApiContext &context, const Connection &connection, QByteArray clientSecret, QObject *parent,
             QString scopes = QLatin1String(ResourceScopes));
    ~TokenJob() override;

private:
    void start() override;
    void stop() override;

    ApiContext &m_context;
    Connection m_connection;
    QByteArray m_clientSecret;
    QString m_scopes;
    QPointer<ApiJob> m_request;
};

/// Reads a token answer strictly: a token that could not stand in a header, another type than Bearer or an
/// absurd lifetime is refused. A missing expires_in counts as an hour (RFC 6749 §5.1 only recommends it), a
/// missing scope as what was asked for.
Result<AccessToken> parseTokenAnswer(const QByteArray &body, const QDateTime &now,
                                     const QString &asked = QLatin1String(ResourceScopes));

} // namespace Fullstate
