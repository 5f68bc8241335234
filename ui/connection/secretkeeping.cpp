// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/secretkeeping.h"

#include "app/connection/sessionsecrets.h"

namespace Fullstate {

SecretKeeping keepingIn(SessionSecrets &secrets)
{
    return {[&secrets](const Connection &connection, const QByteArray &secret, QObject *owner) {
                return secrets.storeClientSecret(connection, secret, owner);
            },
            [&secrets](const Connection &connection, const QByteArray &secret) {
                secrets.keepForThisRun(connection, secret);
            }};
}

} // namespace Fullstate
