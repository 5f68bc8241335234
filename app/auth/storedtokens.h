// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/accesstoken.h"

#include <optional>
#include <vector>

namespace Fullstate {

/// The refresh tokens of one customer of a public integration. Every refresh rotates them: the tenant takes
/// the one before for three more hours, so that a crash between its answer and our saving costs nothing.
struct RefreshTokens
{
    QByteArray current;
    QByteArray previous = {}; ///< that current took the place of; empty: there is none
    QDateTime rotatedAt = {}; ///< UTC: when it did
    QString scope = {}; ///< that was granted

    /// Those to try, in this order.
    std::vector<QByteArray> usable(const QDateTime &now) const;

    friend bool operator==(const RefreshTokens &, const RefreshTokens &) = default;
};

// As they stand in the keychain. What was not stored by these is nothing.
QByteArray toStored(const AccessToken &token);
QByteArray toStored(const RefreshTokens &tokens);
std::optional<AccessToken> accessTokenFrom(const QByteArray &stored);
std::optional<RefreshTokens> refreshTokensFrom(const QByteArray &stored);

} // namespace Fullstate
