// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/clock.h"

namespace Fullstate {

/// A clock that stands until it is told to move.
class TestClock final : public Clock
{
public:
    QDateTime now() const override { return m_now; }
    std::chrono::milliseconds monotonic() const override { return m_monotonic; }

    void advance(std::chrono::milliseconds by)
    {
        m_now = m_now.addMSecs(by.count());
        m_monotonic += by;
    }
    /// The wall clock alone is set, as a user or NTP does.
    void setWallClock(const QDateTime &now) { m_now = now; }

private:
    QDateTime m_now = QDateTime({2026, 11, 23}, {9, 0}, Qt::UTC);
    std::chrono::milliseconds m_monotonic{1'000'000};
};

} // namespace Fullstate
