// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <tl/expected.hpp>

namespace Fullstate {

/// Why an operation failed. Code branches on the kind; people read the message.
struct Error
{
    enum class Kind {
        Cancelled,
        // the network and what answers there
        Network, ///< nothing usable came back; for a PUT see PutAnswer, which knows whether it left
        TimedOut, ///< a deadline of ours passed
        Tls, ///< no trustworthy encrypted connection
        RateLimited, ///< 429
        Server, ///< 5xx
        Rejected, ///< any other 4xx: the request itself is refused
        Unauthorized, ///< 401: the token or the client secret is not (or no longer) valid
        Forbidden, ///< 403
        NotFound, ///< 404
        TooLarge, ///< 413, or an answer past our own cap
        Redirected, ///< 3xx: never followed
        NotTheApi, ///< HTML or anything else that is not the API's JSON: a captive portal, a proxy
        Malformed, ///< JSON, but not what api.md describes
        // tokens
        SignInNeeded, ///< the code or every refresh token is used up: only the customer's browser helps
        TokenContested, ///< another program keeps minting with the same client ID
        // the OS keychain
        KeychainMissing, ///< no service is running
        KeychainLocked,
        KeychainDenied,
        KeychainSilent, ///< it accepted the request and never answered
        KeychainDamaged, ///< something is stored, but not what was written
        SecretMissing, ///< nothing is stored, and the keychain can be read
        // files
        Storage, ///< the workspace file or the disk below it
        File ///< a file that the user named
    };

    Kind kind = Kind::Malformed;
    QString message = {}; ///< translated, one or two sentences: what happened and what to do; never a secret
    QString detail =
        {}; ///< the raw cause, for the details pane and the Activity view; redacted by whoever made it

    static Error cancelled();
    bool isKeychain() const { return kind >= Kind::KeychainMissing && kind <= Kind::SecretMissing; }
};

template<typename T = void>
using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

} // namespace Fullstate
