// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/planjob.h"

#include "app/base/workjob.h"
#include "app/schema/validator.h"

namespace Fullstate {

class PlanJob::Private
{
public:
    ResourceType type;
    QString resourceId;
    SnapshotPtr tenant;
    std::vector<QJsonObject> wanted;
    QStringList rejectedIds;
    Job *work = nullptr; ///< while it runs
};

PlanJob::PlanJob(ResourceType type, QString resourceId, SnapshotPtr tenant, std::vector<QJsonObject> wanted,
                 QStringList rejectedIds, QObject *parent)
    : ResultJob<Review>(parent)
    , d(new Private{std::move(type), std::move(resourceId), std::move(tenant), std::move(wanted),
                    std::move(rejectedIds)})
{
}

PlanJob::~PlanJob() = default;

void PlanJob::start()
{
    if (isFinished())
        return;
    auto *work = new WorkJob<Review>(
        [type = std::move(d->type), resourceId = d->resourceId, tenant = d->tenant,
         wanted = std::move(d->wanted), rejectedIds = d->rejectedIds] {
            Review review;
            review.problems = validateAll(type, wanted);
            review.plan = makePlan(type, resourceId, tenant, wanted);
            review.guard = guardPush(review.plan, review.problems, rejectedIds);
            return review;
        },
        this);
    d->work = work;
    connect(work, &Job::finished, this, [this, work] {
        d->work = nullptr;
        finish(work->result());
    });
}

void PlanJob::stop()
{
    delete std::exchange(d->work, nullptr);
}

} // namespace Fullstate
