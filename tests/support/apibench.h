// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apijob.h"
#include "tests/support/testclock.h"

namespace Fullstate {

/// A clock that is more than a minute further at each look: a budget kept by it is never used up.
class LeapingClock final : public Clock
{
public:
    QDateTime now() const override { return QDateTime::fromMSecsSinceEpoch(monotonic().count(), Qt::UTC); }
    std::chrono::milliseconds monotonic() const override
    {
        m_now += std::chrono::seconds(61);
        return m_now;
    }

private:
    mutable std::chrono::milliseconds m_now{};
};

/// All that requests need, with budgets that are never used up and pauses of a millisecond.
struct ApiBench
{
    TestClock clock = {};
    LeapingClock leaping = {};
    ApiNetwork network{};
    ActivityLog activity{};
    RateBudget resourceBudget{20, leaping};
    RateBudget tokenBudget{5, leaping};
    ApiLimits limits = {std::chrono::seconds(20), std::chrono::seconds(20), 1 << 20, 64 << 10};
    ApiContext context{network,
                       clock,
                       activity,
                       resourceBudget,
                       tokenBudget,
                       {3, std::chrono::milliseconds(1), std::chrono::milliseconds(1), {}},
                       [this](ApiRequest::Kind) { return limits; }};
};

/// What kind of failure, in a word, for messages of tests.
inline QString kindName(Error::Kind kind)
{
    static constexpr const char *Names[] = {
        "Cancelled",       "Network",        "TimedOut",       "Tls",
        "RateLimited",     "Server",         "Rejected",       "Unauthorized",
        "Forbidden",       "NotFound",       "TooLarge",       "Redirected",
        "NotTheApi",       "Malformed",      "SignInNeeded",   "TokenContested",
        "KeychainMissing", "KeychainLocked", "KeychainDenied", "KeychainSilent",
        "KeychainDamaged", "SecretMissing",  "Storage",        "File"};
    static_assert(std::size(Names) == static_cast<size_t>(Error::Kind::File) + 1);
    return QString::fromLatin1(Names[static_cast<size_t>(kind)]);
}

} // namespace Fullstate
