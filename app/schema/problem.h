// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Fullstate {

/// Something in a draft that the tenant would refuse (Severity::Error) or that is worth a look (Warning).
struct Problem
{
    enum class Severity { Error, Warning };

    Severity severity = Severity::Error;
    int row = -1; ///< index into the validated list; -1: the set as a whole
    QString uniqueId; ///< of that resource; may be empty
    QString field; ///< field path, "email" or "drives[0].name"; empty: the resource as a whole
    QString message; ///< translated: what is wrong and what would be right

    friend bool operator==(const Problem &, const Problem &) = default;
};

} // namespace Fullstate
