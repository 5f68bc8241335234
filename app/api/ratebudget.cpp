// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/ratebudget.h"

#include <algorithm>

namespace Fullstate {

using namespace std::chrono_literals;

std::deque<std::chrono::milliseconds> &RateBudget::recent(const QString &application)
{
    auto &times = m_spent[application];
    const auto now = m_clock.monotonic();
    while (!times.empty() && now - times.front() >= 60s)
        times.pop_front();
    return times;
}

std::chrono::milliseconds RateBudget::waitFor(const QString &application, int requests, Room room)
{
    Q_ASSERT(requests > 0 && requests <= m_perMinute);
    const auto &times = recent(application);
    const int reserved = room == Room::Free ? m_reserved->value(application) : 0;
    if (requests + reserved > m_perMinute)
        return 1s; // look again: nobody knows how long the reserved ones take
    const auto mayBeLeft = static_cast<size_t>(m_perMinute - requests - reserved);
    if (times.size() <= mayBeLeft)
        return 0ms;
    return times[times.size() - mayBeLeft - 1] + 60s - m_clock.monotonic();
}

RateBudget::Reservation RateBudget::reserve(const QString &application)
{
    ++(*m_reserved)[application];
    return Reservation(nullptr, [reserved = m_reserved, application](void *) { --(*reserved)[application]; });
}

void RateBudget::spend(const QString &application)
{
    recent(application).push_back(m_clock.monotonic());
}

void RateBudget::exhaust(const QString &application)
{
    // Someone else spent it, nobody knows when: space ours out as if half a minute were left.
    auto &times = recent(application);
    const auto then = m_clock.monotonic() - 30s;
    times.insert(times.begin(),
                 static_cast<size_t>(std::max(0, m_perMinute - static_cast<int>(times.size()))), then);
    std::sort(times.begin(), times.end());
}

} // namespace Fullstate
