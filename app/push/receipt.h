// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/plan.h"

namespace Fullstate {

/// The lasting record of a push.
struct Receipt
{
    enum class Outcome {
        Started, ///< the intent is on disk; without a later outcome (crash, power) it reads as Unknown
        NotSent, ///< nothing left the program
        TenantChanged, ///< the re-check found another state than the one reviewed: nothing was sent
        Refused, ///< the tenant refused it, and the fetch after shows nothing changed
        NotApplied, ///< sent, but the fetch after shows the state from before
        Verified, ///< the fetch after shows exactly what was pushed
        Different, ///< the fetch after shows something else: \a differences
        Unknown, ///< sent, and the tenant could not be asked since, or shows what it confirmed not yet
    };

    QString id; ///< UUID without braces
    QString setId; ///< ResourceSet::id
    QString where; ///< "Acme (US), User accounts 65fc…": as the review said it
    QDateTime startedAt = {}; ///< UTC
    QDateTime finishedAt = {};
    Outcome outcome = Outcome::Started;
    int confirmedDeletions = -1; ///< what the user typed; -1: was not asked
    Plan plan = {}; ///< with the tenant before, and the body
    QByteArray after = {}; ///< the body of the verifying fetch; empty without one
    int status = 0; ///< of the PUT
    QString answer = {}; ///< the tenant's words, plain, cut, redacted
    QString message = {}; ///< translated: the outcome in a sentence or two
    QStringList differences = {}; ///< for Different: one line each
};

/// Whether nobody has found out yet what became of it; nothing else may be pushed to the set until then.
constexpr bool isUndecided(Receipt::Outcome outcome)
{
    return outcome == Receipt::Outcome::Started || outcome == Receipt::Outcome::Unknown;
}

} // namespace Fullstate
