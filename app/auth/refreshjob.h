// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/storedtokens.h"
#include "app/auth/tokenjob.h"
#include "app/connection/secretstore.h"

namespace Fullstate {

/// What a customer's sign-in has come to.
struct CustomerTokens
{
    AccessToken access;
    RefreshTokens refresh;
    std::optional<Error> notKept = {}; ///< why the refresh tokens are in memory only
};

/// Gets a new access token of a public integration with a refresh token or, the first time, with a code; its
/// caller holds the lock. The commit protocol, in which a crash at any step leaves a refresh token that
/// works:
///
///   read the keychain ─▶ probe it ─▶ POST ─▶ write the new pair ─▶ read it back ─▶ result()
///                                     │ invalid_grant: read the keychain again; the next one that is
///                                     └ usable (another program's, the previous one), else SignInNeeded
///
/// Nothing is spent while the keychain cannot keep what would come of it, and nothing in it is ever deleted.
class RefreshJob final : public ResultJob<CustomerTokens>
{
    Q_OBJECT

public:
    /// With \p code, or, without, with what the keychain holds or \p unsaved: what it did not take.
    RefreshJob(ApiContext &context, SecretStore &secrets, const Connection &connection,
               QByteArray clientSecret, std::optional<AuthorizationCode> code,
               std::optional<RefreshTokens> unsaved, QObject *parent);
    ~RefreshJob() override;

    static SecretKey keyOf(const Connection &connection);

private:
    void start() override;
    void stop() override;
    void read();
    void probe();
    void tryNext();
    void ask(const TokenGrant &grant, const QByteArray &spent);
    void take(const TokenAnswer &answer, const QByteArray &spent);
    Error signInAgain(const QString &detail = {}) const;

    ApiContext &m_context;
    SecretStore &m_secrets;
    Connection m_connection;
    QByteArray m_clientSecret;
    std::optional<AuthorizationCode> m_code;
    std::optional<RefreshTokens> m_unsaved;
    std::optional<RefreshTokens> m_stored;
    std::vector<QByteArray> m_tried;
};

} // namespace Fullstate
