// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/push/fetchjob.h"

#include "app/base/workjob.h"

namespace Fullstate {

class FetchJob::Private
{
public:
    Connection connection;
    ResourceType type;
    QString resourceId;
    ResourceApi &api;
    const Clock &clock;
    QDateTime takenAt = {};
    QByteArray body = {};
    Job *child = nullptr; ///< while it runs
};

FetchJob::FetchJob(Connection connection, ResourceType type, QString resourceId, ResourceApi &api,
                   const Clock &clock, QObject *parent)
    : ResultJob<SnapshotPtr>(parent)
    , d(new Private{std::move(connection), std::move(type), std::move(resourceId), api, clock})
{
}

FetchJob::~FetchJob()
{
    FetchJob::stop();
}

const QByteArray &FetchJob::body() const
{
    return d->body;
}

void FetchJob::start()
{
    if (isFinished())
        return;
    // The moment before the question: what the tenant answers is at least that new.
    d->takenAt = d->clock.now();
    ResultJob<QByteArray> *job = d->api.fetch(d->connection, d->type.path, d->resourceId, this);
    d->child = job;
    connect(job, &Job::progressed, this, &Job::progressed);
    connect(job, &Job::finished, this, [this, job] {
        d->child = nullptr;
        if (job->result())
            read(*job->result());
        else
            finish(Failure(job->result().error()));
    });
}

void FetchJob::read(const QByteArray &body)
{
    d->body = body;
    auto *job = new WorkJob<Result<SnapshotPtr>>(
        [body, takenAt = d->takenAt, type = d->type] {
            return parseSnapshot(body, takenAt, &type).map([](Snapshot &&snapshot) -> SnapshotPtr {
                return std::make_shared<const Snapshot>(std::move(snapshot));
            });
        },
        this);
    d->child = job;
    connect(job, &Job::finished, this, [this, job] {
        d->child = nullptr;
        finish(*job->result());
    });
}

void FetchJob::stop()
{
    if (Job *child = std::exchange(d->child, nullptr)) {
        child->disconnect(this);
        child->cancel();
    }
}

} // namespace Fullstate
