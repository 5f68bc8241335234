// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace Fullstate {

/// The scopes that this program asks for: the first always, the other where evidence is uploaded.
inline constexpr char ResourceScopes[] = "connectors.self:read-resource connectors.self:write-resource";
inline constexpr char DocumentScope[] = "self:write-document";

/// An access token and how long it lives. Lives in memory and in the keychain only.
struct AccessToken
{
    QByteArray value;
    QDateTime expiresAt; ///< UTC
    QDateTime mintedAt; ///< UTC
    QString scope;

    bool isForDocuments() const;
};

} // namespace Fullstate
