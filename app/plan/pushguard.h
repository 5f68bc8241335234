// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/plan.h"
#include "app/schema/bodywriter.h"
#include "app/schema/problem.h"

namespace Fullstate {

/// What stands between a plan and its push. Pure.
struct Guard
{
    /// Never goes on: problems, caps, nothing to do, nothing fetched.
    std::vector<QString> blocks = {};
    /// Goes on only through "Delete anyway…": an empty draft, more than half deleted, no uniqueId in common.
    /// Each says what would happen.
    std::vector<QString> stops = {};
    /// The number to type into "Deletions to confirm"; empty: not asked for. Asked for past 10 % or 25
    /// deletions of what the tenant holds, and at every stop that deletes.
    std::optional<int> deletionsToConfirm = {};
    /// Said beside the plan, block nothing: rows the import left out that are deleted here, body near the
    /// cap…
    std::vector<QString> notes = {};
};

inline constexpr int MaxResources = 10'000; // api.md, Resources
inline constexpr qint64 WarnBodyBytes = 10'000'000;

/// \p rejectedIds: uniqueIds of file rows that an import left out since the last push; where one of them is
/// in the tenant and not in the draft, the deletion is named as coming from there, and stops.
Guard guardPush(const Plan &plan, const std::vector<Problem> &problems, const QStringList &rejectedIds);

} // namespace Fullstate
