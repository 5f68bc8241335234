// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"

#include <QByteArray>
#include <optional>

namespace Fullstate {

/// What a secret belongs to and what it is.
struct SecretKey
{
    enum class Kind { ClientSecret, AccessToken, RefreshToken };

    QString owner; ///< Connection::id for a client secret, Connection::tokenKey() for a token
    Kind kind = Kind::ClientSecret;
    QString part = {}; ///< of a secret that is too long for one item (SplitSecretStore); empty: all of it

    friend bool operator==(const SecretKey &, const SecretKey &) = default;
};

/// Keeps secrets outside every file of ours. Values never reach a log or an Error.
class SecretStore
{
public:
    virtual ~SecretStore() = default;

    /// Gives back nothing, without an error, only when it is certain that nothing is stored.
    virtual ResultJob<std::optional<QByteArray>> *read(const SecretKey &key, QObject *parent) = 0;
    /// Done once what was written has been read back and is the same.
    virtual ResultJob<> *write(const SecretKey &key, const QByteArray &secret, QObject *parent) = 0;
    /// Done once nothing can be read any more under the key.
    virtual ResultJob<> *remove(const SecretKey &key, QObject *parent) = 0;
    /// Whether what is written under the key would be kept now; nothing under it changes. Asked before
    /// something is spent that can be spent but once.
    virtual ResultJob<> *probe(const SecretKey &key, QObject *parent) = 0;
};

} // namespace Fullstate
