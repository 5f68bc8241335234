// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"
#include "app/plan/pushguard.h"
#include "app/schema/references.h"

namespace Fullstate {

/// What the review shows.
struct Review
{
    Plan plan;
    Guard guard;
    std::vector<Problem> problems; ///< rows are those of \a wanted
};

/// Validates (against \a references too, unless they are null), plans and guards off the GUI thread.
class PlanJob final : public ResultJob<Review>
{
    Q_OBJECT

public:
    PlanJob(ResourceType type, QString resourceId, SnapshotPtr tenant, std::vector<QJsonObject> wanted,
            QStringList rejectedIds, ReferencedSetsPtr references, QObject *parent);
    ~PlanJob() override;

private:
    void start() override;
    void stop() override;

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Fullstate
