// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/push/reconcilejob.h"

#include "app/base/workjob.h"
#include "app/push/comparison.h"
#include "app/push/fetchjob.h"

namespace Fullstate {

class ReconcileJob::Private
{
public:
    Connection connection;
    ResourceType type;
    Receipt receipt;
    ResourceApi &api;
    SaveReceipt save;
    const Clock &clock;
    SnapshotPtr tenantNow = {};
    Job *child = nullptr; ///< while it runs
};

ReconcileJob::ReconcileJob(Connection connection, ResourceType type, Receipt receipt, ResourceApi &api,
                           SaveReceipt saveReceipt, const Clock &clock, QObject *parent)
    : ResultJob<Receipt>(parent)
    , d(new Private{std::move(connection), std::move(type), std::move(receipt), api, std::move(saveReceipt),
                    clock})
{
}

ReconcileJob::~ReconcileJob()
{
    ReconcileJob::stop();
}

SnapshotPtr ReconcileJob::tenantNow() const
{
    return d->tenantNow;
}

void ReconcileJob::start()
{
    if (isFinished())
        return;
    auto *job = new FetchJob(d->connection, d->type, d->receipt.plan.resourceId, d->api, d->clock, this);
    d->child = job;
    connect(job, &Job::progressed, this, &Job::progressed);
    connect(job, &Job::finished, this, [this, job] {
        d->child = nullptr;
        if (job->result())
            resolve(*job->result());
        else
            finish(Failure(job->result().error()));
    });
}

void ReconcileJob::resolve(const SnapshotPtr &snapshot)
{
    d->tenantNow = snapshot;
    auto *job = new WorkJob<Receipt>(
        [type = d->type, receipt = d->receipt, snapshot] { return resolveUnknown(type, receipt, *snapshot); },
        this);
    d->child = job;
    connect(job, &Job::finished, this, [this, job] {
        d->child = nullptr;
        if (isUndecided(job->result()->outcome))
            finish(*job->result()); // nothing new to keep
        else
            keep(*job->result());
    });
}

void ReconcileJob::keep(const Receipt &receipt)
{
    ResultJob<> *job = d->save(receipt, this);
    d->child = job;
    connect(job, &Job::finished, this, [this, job, receipt] {
        d->child = nullptr;
        if (job->result())
            finish(receipt);
        else
            finish(Failure(job->result().error()));
    });
}

void ReconcileJob::stop()
{
    if (Job *child = std::exchange(d->child, nullptr)) {
        child->disconnect(this);
        child->cancel();
    }
}

} // namespace Fullstate
