// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/clock.h"

#include <QHash>
#include <QString>
#include <deque>

namespace Fullstate {

/// How many requests may go out in a minute, so that the tenant never has to refuse one (api.md: 20 for
/// resources and 5 for tokens). Kept for each host and application; counts what this process sent.
class RateBudget
{
public:
    RateBudget(int perMinute, const Clock &clock)
        : m_perMinute(perMinute)
        , m_clock(clock)
    {
    }

    /// How long to wait before the next request, or until so many fit into the minute together; 0: not at
    /// all.
    std::chrono::milliseconds waitFor(const QString &application, int requests = 1);
    /// One has gone out.
    void spend(const QString &application);
    /// The tenant says that the budget is used up (another program's requests count too).
    void exhaust(const QString &application);

private:
    std::deque<std::chrono::milliseconds> &recent(const QString &application);

    int m_perMinute;
    const Clock &m_clock;
    QHash<QString, std::deque<std::chrono::milliseconds>> m_spent; ///< when, oldest first
};

} // namespace Fullstate
