// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/accesstoken.h"
#include "app/connection/connection.h"
#include "app/connection/secretstore.h"

namespace Fullstate {

/// What is kept of a connection's credentials, without their values.
struct KeptCredentials
{
    bool hasClientSecret = false;
    bool hasRefreshToken = false; ///< of a public connection
    std::optional<AccessToken> token = {}; ///< its value is empty; it may be past its end
};

/// Looks for what is kept of a connection, to be shown.
class KeptCredentialsJob final : public ResultJob<KeptCredentials>
{
    Q_OBJECT

public:
    /// \p live: the token in memory, which is newer than the keychain's.
    KeptCredentialsJob(SecretStore &secrets, const Connection &connection, std::optional<AccessToken> live,
                       QObject *parent);

private:
    void start() override;
    void read(const SecretKey &key, void (KeptCredentialsJob::*take)(const std::optional<QByteArray> &));
    void takeClientSecret(const std::optional<QByteArray> &secret);
    void takeRefreshToken(const std::optional<QByteArray> &stored);
    void findToken();
    void takeToken(const std::optional<QByteArray> &stored);

    SecretStore &m_secrets;
    const Connection m_connection;
    const std::optional<AccessToken> m_live;
    KeptCredentials m_kept;
};

} // namespace Fullstate
