// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/tokenbroker.h"
#include "tests/support/apibench.h"
#include "tests/support/customertenant.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/waitfor.h"

namespace Fullstate {

inline const Error KeychainLocked{Error::Kind::KeychainLocked, QStringLiteral("Locked."), {}};

inline QByteArray valueOf(const Result<AccessToken> &token)
{
    return token ? token->value : QByteArray("! " + kindName(token.error().kind).toLatin1());
}

/// A customer of the practice tenant, the keychain and a broker.
struct CustomerBench
{
    CustomerBench()
    {
        api.network.allow(tenant.tenant().url());
        secrets.put({connection.id, SecretKey::Kind::ClientSecret}, tenant.clientSecret());
    }

    SecretKey accessKey() const { return {connection.tokenKey(), SecretKey::Kind::AccessToken}; }
    SecretKey refreshKey() const { return {connection.tokenKey(), SecretKey::Kind::RefreshToken}; }
    QByteArray signIn()
    {
        return valueOf(waitFor(broker.signIn(connection, tenant.allow(connection), nullptr)));
    }
    QByteArray token() { return valueOf(waitFor(broker.token(connection, nullptr))); }
    QByteArray renewed(const QByteArray &refused)
    {
        return valueOf(waitFor(broker.renew(connection, refused, nullptr)));
    }
    /// As the next start of the program gets it.
    QByteArray tokenAfterRestart()
    {
        TokenBroker next(api.context, secrets);
        return valueOf(waitFor(next.token(connection, nullptr)));
    }
    RefreshTokens stored() const
    {
        return refreshTokensFrom(secrets.value(refreshKey()).value_or(QByteArray()))
            .value_or(RefreshTokens());
    }

    ApiBench api{};
    CustomerTenant tenant{api.clock};
    MemorySecretStore secrets{};
    Connection connection = tenant.connection(QStringLiteral("acme"));
    TokenBroker broker{api.context, secrets};
};

} // namespace Fullstate
