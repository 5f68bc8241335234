// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/planjob.h"

#include "app/base/workjob.h"
#include "app/schema/validator.h"

#include <algorithm>

namespace Fullstate {

class PlanJob::Private
{
public:
    ResourceType type;
    QString resourceId;
    SnapshotPtr tenant;
    std::vector<QJsonObject> wanted;
    QStringList rejectedIds;
    ReferencedSetsPtr references;
    Job *work = nullptr; ///< while it runs
};

static std::vector<Problem> problemsOf(const ResourceType &type, const std::vector<QJsonObject> &wanted,
                                       const ReferencedSets *references)
{
    std::vector<Problem> problems = validateAll(type, wanted);
    ReferenceCheck check(type, references);
    int row = 0;
    for (const QJsonObject &resource : wanted)
        check.check(resource, row++, problems);
    const std::vector<Problem> ofTheSet = check.ofTheSet();
    problems.insert(problems.begin(), ofTheSet.begin(), ofTheSet.end());
    std::stable_sort(problems.begin(), problems.end(),
                     [](const Problem &left, const Problem &right) { return left.row < right.row; });
    return problems;
}

PlanJob::PlanJob(ResourceType type, QString resourceId, SnapshotPtr tenant, std::vector<QJsonObject> wanted,
                 QStringList rejectedIds, ReferencedSetsPtr references, QObject *parent)
    : ResultJob<Review>(parent)
    , d(new Private{std::move(type), std::move(resourceId), std::move(tenant), std::move(wanted),
                    std::move(rejectedIds), std::move(references)})
{
}

PlanJob::~PlanJob() = default;

void PlanJob::start()
{
    if (isFinished())
        return;
    auto *work = new WorkJob<Review>(
        [type = std::move(d->type), resourceId = d->resourceId, tenant = d->tenant,
         wanted = std::move(d->wanted), rejectedIds = d->rejectedIds, references = d->references] {
            Review review;
            review.problems = problemsOf(type, wanted, references.get());
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
