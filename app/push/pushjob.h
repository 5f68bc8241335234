// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/resourceapi.h"
#include "app/base/clock.h"
#include "app/base/job.h"
#include "app/push/receipt.h"

#include <functional>

namespace Fullstate {

/// What the user confirmed in the review. Only the review makes one.
struct ConfirmedPlan
{
    Connection connection;
    ResourceType type;
    QString setId;
    Plan plan;
    QString where; ///< as shown
    int confirmedDeletions = -1;
};

/// Keeps a receipt; done once it is on disk.
using SaveReceipt = std::function<ResultJob<> *(const Receipt &, QObject *parent)>;

/// Sends a confirmed plan and finds out what became of it.
///
///   re-check (GET) ──changed──▶ TenantChanged, nothing sent
///        │ same
///        ▼
///   Started receipt on disk ──fails──▶ NotSent
///        ▼
///   PUT ──not sent──▶ NotSent
///        │ anything else
///        ▼
///   verify (GET) ──▶ Verified · Refused · NotApplied · Different · Unknown (no answer, or confirmed and not
///                    to be seen yet)
///
/// A PUT is repeated only after 5xx, 429, a lost answer or the first 401, and only when a GET since has shown
/// the state from before: a late repetition could overwrite a newer writer (RFC 9110 §9.2.2).
/// Cancel before the PUT ends as NotSent; from then on it ends the repetitions and the verify decides; a
/// second one gives up the verify, and the outcome is Unknown.
/// The result is always a receipt, never an error.
class PushJob final : public ResultJob<Receipt>
{
    Q_OBJECT

public:
    using SaveReceipt = Fullstate::SaveReceipt;
    struct Policy
    {
        int maxPuts = 3;
        std::chrono::milliseconds firstDelay{2000}; ///< before asking whether to repeat; doubled each time
        int maxVerifies = 5; ///< while the tenant still shows the state from before
        std::chrono::milliseconds verifyDelay{2000};
    };

    PushJob(ConfirmedPlan confirmed, ResourceApi &api, SaveReceipt saveReceipt, const Clock &clock,
            Policy policy, QObject *parent);
    ~PushJob() override;
    void cancel() override;

    /// What the tenant held when it was last asked; null if it could not be asked.
    SnapshotPtr tenantNow() const;

private:
    void start() override;
    void stop() override;

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Fullstate
