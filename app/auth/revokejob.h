// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apijob.h"
#include "app/connection/connection.h"
#include "app/connection/secretstore.h"

namespace Fullstate {

/// Ends a public connection's tokens at the tenant, the refresh token first: POST
/// {api}/v1/oauth/token/suspend. Done when there is none. The keychain keeps what it has.
class RevokeJob final : public ResultJob<>
{
    Q_OBJECT

public:
    RevokeJob(ApiContext &context, SecretStore &secrets, const Connection &connection, QObject *parent);

private:
    void start() override;
    void readClientSecret();
    void suspendNext();
    template<typename Take>
    void read(const SecretKey &key, Take take);

    ApiContext &m_context;
    SecretStore &m_secrets;
    Connection m_connection;
    QByteArray m_clientSecret;
    QByteArrayList m_tokens; ///< that are still to be ended
};

} // namespace Fullstate
