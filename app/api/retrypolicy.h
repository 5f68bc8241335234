// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apirequest.h"

#include <QDateTime>
#include <chrono>
#include <functional>
#include <optional>

namespace Fullstate {

/// How often and after what pause a request is tried again (api.md, Rate limits: exponential from one
/// second).
struct RetryPolicy
{
    int maxAttempts = 5;
    std::chrono::milliseconds firstDelay{1000};
    std::chrono::milliseconds longestDelay{60'000};
    /// A number in [0, 1) that spreads the pauses of several programs; injected by tests.
    std::function<double()> random = {};

    /// The pause after the \p attempt-th try (from 1): doubled each time, of which the upper half is left to
    /// chance.
    std::chrono::milliseconds delayAfter(int attempt) const;
};

/// Retry-After as seconds or as an HTTP date held against the answer's own Date (RFC 9110 §10.2.3), between
/// nothing and ten minutes; empty when there is none or it makes no sense.
std::optional<std::chrono::milliseconds> retryAfter(const QHash<QByteArray, QByteArray> &headers,
                                                    const QDateTime &now);

/// Deadlines and the longest answer that is taken, by the kind of the request.
struct ApiLimits
{
    std::chrono::milliseconds idle{
        120'000}; ///< nothing sent or received: Qt may hold 4 MiB in the kernel's buffer
    std::chrono::milliseconds total{120'000};
    qint64 answerBytes = 64LL << 20;
    qint64 errorBytes = 256LL << 10;
};
ApiLimits limitsOf(ApiRequest::Kind kind);

} // namespace Fullstate
