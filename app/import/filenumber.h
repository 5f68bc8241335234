// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

namespace Fullstate {

/// A number of a file whose decimal sign is a comma: 7,5 or 1.234,5; also one that a program wrote, 7.5.
/// Nothing: no number, or 1.234, which could be two.
std::optional<double> readCommaNumber(const QString &text);

/// Whether only a decimal comma makes a number of it: 7,5 does, 9,125 could be 9125.
bool hasDecimalComma(const QString &text);
/// Whether it is a number if its point is the decimal sign.
bool hasDecimalPoint(const QString &text);
/// Whether it is digits that are told apart by commas and points.
bool isSeparatedNumber(const QString &text);

} // namespace Fullstate
