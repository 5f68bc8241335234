// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/clock.h"

#include <QHash>
#include <QString>
#include <deque>
#include <memory>

namespace Fullstate {

/// How many requests may go out in a minute, so that the tenant never has to refuse one (api.md: 20 for
/// resources and 5 for tokens). Kept for each host and application; counts what this process sent.
class RateBudget
{
public:
    /// Room for one request, which nobody else takes while this lives.
    using Reservation = std::shared_ptr<void>;
    enum class Room { Free, Reserved };

    RateBudget(int perMinute, const Clock &clock)
        : m_perMinute(perMinute)
        , m_clock(clock)
    {
    }

    /// How long to wait before the next request, or until so many fit into the minute together; 0: not at
    /// all. What is reserved is left alone but by the request that it is reserved for.
    std::chrono::milliseconds waitFor(const QString &application, int requests = 1, Room room = Room::Free);
    /// For a request that must not wait when its time has come, such as a code's. Taken once waitFor() is 0.
    Reservation reserve(const QString &application);
    /// One has gone out.
    void spend(const QString &application);
    /// The tenant says that the budget is used up (another program's requests count too).
    void exhaust(const QString &application);

private:
    std::deque<std::chrono::milliseconds> &recent(const QString &application);

    int m_perMinute;
    const Clock &m_clock;
    QHash<QString, std::deque<std::chrono::milliseconds>> m_spent; ///< when, oldest first
    /// How many are reserved; shared with the reservations, which may outlive the budget.
    std::shared_ptr<QHash<QString, int>> m_reserved = std::make_shared<QHash<QString, int>>();
};

} // namespace Fullstate
