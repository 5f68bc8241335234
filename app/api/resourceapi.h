// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apirequest.h"
#include "app/base/job.h"
#include "app/connection/connection.h"

namespace Fullstate {

/// What is known after a PUT was tried (reliability.md 8.2). "Nothing arrived" is only said when it is
/// certain.
struct PutAnswer
{
    enum class Kind {
        NotSent, ///< no byte of the request left: no host, refused, TLS failed, cancelled or out of budget
                 ///< before
        Refused, ///< the tenant answered 4xx: nothing should have changed; the verifying fetch shows it
        Unknown, ///< sent in part or whole, and no answer that says what became of it (5xx, 3xx and odd 2xx
                 ///< too)
        Confirmed, ///< {"success":true}
    };

    Kind kind = Kind::NotSent;
    int status = 0; ///< 0 without an answer
    QString message = {}; ///< translated: what happened and what to do
    QString serverText = {}; ///< the tenant's own words: plain text, cut, redacted
    Error::Kind cause = Error::Kind::Network; ///< for all but Confirmed: Unauthorized, RateLimited, …
};

/// The two calls of the API on one resource set, with a token from the broker: on a 401 the token is renewed
/// once and the call repeated (a PUT only where that is provably safe).
class ResourceApi
{
public:
    virtual ~ResourceApi() = default;

    /// The body of GET /v1/resources/<typePath>?resourceId=…, checked to be {"resources":[…]} JSON.
    virtual ResultJob<QByteArray> *fetch(const Connection &connection, const QString &typePath,
                                         const QString &resourceId, QObject *parent) = 0;
    /// Sends \p body, the whole PUT body, exactly once. Never fails but by being cancelled before it was
    /// sent.
    virtual ResultJob<PutAnswer> *put(const Connection &connection, const QString &typePath,
                                      const QByteArray &body, QObject *parent) = 0;
};

} // namespace Fullstate
