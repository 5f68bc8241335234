// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <chrono>

namespace Fullstate {

/// The time, handed in so that tests can let hours pass without waiting.
class Clock
{
public:
    virtual ~Clock() = default;

    virtual QDateTime now() const = 0; ///< UTC
    /// Never goes back, whatever happens to the wall clock; where the system can tell, it goes on while the
    /// computer sleeps.
    virtual std::chrono::milliseconds monotonic() const = 0;
};

class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
    std::chrono::milliseconds monotonic() const override;
};

} // namespace Fullstate
