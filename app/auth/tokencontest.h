// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

namespace Fullstate {

/// Another program that uses the same client ID: each of its mints ends our token, and each of ours its. Told
/// of each time, it says when going on would be a fight: at the third time within ten minutes.
class TokenContest
{
public:
    bool isTooOften(std::chrono::milliseconds now) const
    {
        using namespace std::chrono_literals;
        return std::count_if(m_times.begin(), m_times.end(), [now](auto time) { return now - time < 10min; })
            >= 2;
    }
    void add(std::chrono::milliseconds now) { m_times.push_back(now); }
    void stop() { m_isStopped = true; }
    /// Nothing is minted any more until the user says so.
    bool isStopped() const { return m_isStopped; }

private:
    std::vector<std::chrono::milliseconds> m_times; ///< monotonic
    bool m_isStopped = false;
};

} // namespace Fullstate
