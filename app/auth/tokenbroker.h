// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"
#include "app/connection/connection.h"

#include <QDateTime>

namespace Fullstate {

/// An access token and how long it lives. Lives in memory and in the keychain only.
struct AccessToken
{
    QByteArray value;
    QDateTime expiresAt; ///< UTC
    QDateTime mintedAt; ///< UTC
    QString scope;
};

/// The one owner of live tokens: one for each application (Connection::applicationKey()), shared by everyone
/// who asks at the same time. From memory, else from the keychain, else minted and stored before it is handed
/// out.
class TokenSource
{
public:
    virtual ~TokenSource() = default;

    /// A token that is good for another minute at least.
    virtual ResultJob<AccessToken> *token(const Connection &connection, QObject *parent) = 0;
    /// After a 401 with \p refused: another token. Mints only if \p refused is still the newest known, so
    /// that several callers at once cause one mint.
    virtual ResultJob<AccessToken> *renew(const Connection &connection, const QByteArray &refused,
                                          QObject *parent) = 0;
};

} // namespace Fullstate
