// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

namespace Fullstate {

/// How a file writes days in numbers.
enum class DateOrder {
    Unsettled, ///< not said: only what can mean one day is understood
    DayFirst, ///< 31/12/2026
    MonthFirst ///< 12/31/2026
};

/// A point in time of a file as it is pushed: RFC 3339 in UTC. Understood are RFC 3339, ISO 8601 with a space
/// or without a zone, days in numbers by \p order (with . / - between them, the year last in two or four
/// digits, or first in four), English month names, and seconds or milliseconds since 1970; behind a day a
/// time, am and pm. A time without a zone is UTC: what a file means must not depend on who reads it. Nothing:
/// not understood.
std::optional<QString> readFileDate(const QString &text, DateOrder order);

/// What a text says of the order of its file: the day is first if it is over 12, and so on; nothing when it
/// could be either, or is no such date.
std::optional<DateOrder> orderOf(const QString &text);
/// Whether it is a day in numbers that could mean two days.
bool isAmbiguousDate(const QString &text);

} // namespace Fullstate
