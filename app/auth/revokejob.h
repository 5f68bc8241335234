// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apijob.h"
#include "app/connection/connection.h"
#include "app/connection/secretstore.h"

namespace Fullstate {

enum class Revocation {
    Revoked,
    NothingKnown ///< no token is known here, so nothing was sent
};

/// Ends a public connection's tokens at the tenant, the refresh token first: POST
/// {api}/v1/oauth/token/suspend. The keychain keeps what it has.
class RevokeJob final : public ResultJob<Revocation>
{
    Q_OBJECT

public:
    /// \p inMemory and those in the keychain.
    RevokeJob(ApiContext &context, SecretStore &secrets, const Connection &connection,
              const QByteArrayList &inMemory, QObject *parent);
    /// \p tokens, whatever the keychain holds or no longer holds.
    RevokeJob(ApiContext &context, SecretStore &secrets, const Connection &connection,
              const QByteArrayList &tokens, const QByteArray &clientSecret, QObject *parent);
    ~RevokeJob() override;

private:
    void start() override;
    void stop() override;
    void readTokens();
    void readClientSecret();
    void suspendNext();
    void add(const QByteArray &token);
    template<typename Take>
    void read(const SecretKey &key, Take take);

    ApiContext &m_context;
    SecretStore &m_secrets;
    Connection m_connection;
    QByteArray m_clientSecret;
    QByteArrayList m_tokens; ///< that are still to be ended
    Revocation m_outcome = Revocation::NothingKnown;
    std::optional<Error> m_unread; ///< the keychain may hold another
};

} // namespace Fullstate
