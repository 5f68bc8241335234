// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/push/pushjob.h"

#include "app/base/workjob.h"
#include "app/push/comparison.h"
#include "app/push/fetchjob.h"

#include <QTimer>
#include <QUuid>

namespace Fullstate {

using Outcome = Receipt::Outcome;

/// The way of a push. Each step starts the next, and conclude() is the one way out.
class PushJob::Private
{
public:
    enum class Stage { Starting, Rechecking, KeepingIntent, Sending, Waiting, Verifying, Concluding };

    /// What a GET after the PUT says.
    struct Verdict
    {
        bool isBefore = false;
        QStringList differences = {}; ///< from what was sent
    };

    Private(PushJob *job, ConfirmedPlan plan, ResourceApi &resourceApi, SaveReceipt saveReceipt,
            const Clock &theClock, Policy thePolicy);

    void recheck();
    void compareWithReviewed(const SnapshotPtr &now);
    void keepIntent();
    void send();
    void handleAnswer(const Result<PutAnswer> &result);
    void verify();
    void look();
    void compareWithSent(const SnapshotPtr &now);
    void judge(const Verdict &verdict);
    void judgeUnchanged();
    void conclude(Outcome outcome, const QString &message);
    void keepReceipt();

    bool isConfirmed() const { return answer.kind == PutAnswer::Kind::Confirmed; }
    bool isRepeatable() const;
    void waitAndLook(std::chrono::milliseconds delay);
    void dropChild();

    /// Makes \p job the step that runs now, and calls \p next with its result.
    template<typename T, typename Next>
    void run(ResultJob<T> *job, Next next);

    PushJob *q;
    std::shared_ptr<const ConfirmedPlan> confirmed; ///< shared with the threads that compare
    ResourceApi &api;
    SaveReceipt save;
    const Clock &clock;
    Policy policy;

    Stage stage = Stage::Starting;
    Receipt receipt = {};
    SnapshotPtr tenantNow = {};
    Job *child = nullptr; ///< while it runs
    QTimer wait;
    PutAnswer answer = {};
    int puts = 0;
    int looks = 0; ///< since the last PUT
    int unauthorized = 0; ///< answers of 401
    bool cancelled = false; ///< nothing is sent again
};

PushJob::Private::Private(PushJob *job, ConfirmedPlan plan, ResourceApi &resourceApi, SaveReceipt saveReceipt,
                          const Clock &theClock, Policy thePolicy)
    : q(job)
    , confirmed(std::make_shared<const ConfirmedPlan>(std::move(plan)))
    , api(resourceApi)
    , save(std::move(saveReceipt))
    , clock(theClock)
    , policy(thePolicy)
{
    Q_ASSERT(!confirmed->plan.body.isEmpty());
    receipt.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    receipt.setId = confirmed->setId;
    receipt.where = confirmed->where;
    receipt.startedAt = clock.now();
    receipt.confirmedDeletions = confirmed->confirmedDeletions;
    receipt.plan = confirmed->plan;
    wait.setSingleShot(true);
    QObject::connect(&wait, &QTimer::timeout, q, [this] { look(); });
}

template<typename T, typename Next>
void PushJob::Private::run(ResultJob<T> *job, Next next)
{
    child = job;
    QObject::connect(job, &Job::progressed, q, &Job::progressed);
    QObject::connect(job, &Job::finished, q, [this, job, next] {
        child = nullptr;
        next(*job);
    });
}

void PushJob::Private::dropChild()
{
    wait.stop();
    if (Job *job = std::exchange(child, nullptr)) {
        job->disconnect(q);
        job->cancel();
    }
}

void PushJob::Private::recheck()
{
    stage = Stage::Rechecking;
    Q_EMIT q->progressed(tr("Asking the tenant whether it still holds what was reviewed…"), 0, 0);
    auto *job =
        new FetchJob(confirmed->connection, confirmed->type, confirmed->plan.resourceId, api, clock, q);
    run<SnapshotPtr>(job, [this](const ResultJob<SnapshotPtr> &fetch) {
        if (fetch.result()) {
            compareWithReviewed(*fetch.result());
        } else {
            conclude(Outcome::NotSent,
                     tr("Nothing was sent, because the tenant could not be asked once more what it holds. %1")
                         .arg(fetch.result().error().message));
        }
    });
}

void PushJob::Private::compareWithReviewed(const SnapshotPtr &now)
{
    tenantNow = now;
    auto *job = new WorkJob<QStringList>(
        [confirmed = confirmed, now] {
            return changesBetween(confirmed->type, *confirmed->plan.tenant, *now);
        },
        q);
    run<QStringList>(job, [this](const ResultJob<QStringList> &comparison) {
        if (comparison.result()->isEmpty()) {
            keepIntent();
            return;
        }
        receipt.differences = *comparison.result();
        conclude(Outcome::TenantChanged,
                 tr("Nothing was sent, because the tenant no longer holds what the review showed. Review the "
                    "push again."));
    });
}

void PushJob::Private::keepIntent()
{
    stage = Stage::KeepingIntent;
    run<void>(save(receipt, q), [this](const ResultJob<> &saved) {
        if (saved.result()) {
            send();
            return;
        }
        conclude(Outcome::NotSent,
                 tr("Nothing was sent, because the record of the push cannot be kept. %1")
                     .arg(saved.result().error().message));
    });
}

void PushJob::Private::send()
{
    stage = Stage::Sending;
    ++puts;
    looks = 0;
    Q_EMIT q->progressed(tr("Sending…"), 0, confirmed->plan.body.size());
    run<PutAnswer>(api.put(confirmed->connection, confirmed->type.path, confirmed->plan.body, q),
                   [this](const ResultJob<PutAnswer> &put) { handleAnswer(put.result()); });
}

void PushJob::Private::handleAnswer(const Result<PutAnswer> &result)
{
    const bool isSent = result && result->kind != PutAnswer::Kind::NotSent;
    if (!isSent && puts == 1) {
        conclude(Outcome::NotSent,
                 tr("Nothing was sent. %1").arg(result ? result->message : result.error().message));
        return;
    }
    if (isSent) {
        answer = *result;
        unauthorized += answer.cause == Error::Kind::Unauthorized ? 1 : 0;
        receipt.status = answer.status;
        receipt.answer = answer.serverText;
    } else {
        cancelled = true; // the tries before were sent, and their answer still stands
    }
    verify();
}

/// Whether the tenant's answer allows another try, once it is seen to hold the state from before.
bool PushJob::Private::isRepeatable() const
{
    if (isConfirmed() || cancelled || puts >= policy.maxPuts)
        return false;
    switch (answer.cause) {
    case Error::Kind::Network:
    case Error::Kind::TimedOut:
    case Error::Kind::Server:
    case Error::Kind::RateLimited:
        return true;
    case Error::Kind::Unauthorized: // the token was renewed; a second refusal has another reason
        return unauthorized == 1;
    default:
        return false;
    }
}

void PushJob::Private::verify()
{
    // The pause comes before the GET, so that a repetition follows close on it.
    if (isRepeatable() && answer.cause != Error::Kind::Unauthorized)
        waitAndLook(policy.firstDelay * (1 << (puts - 1)));
    else
        look();
}

void PushJob::Private::waitAndLook(std::chrono::milliseconds delay)
{
    stage = Stage::Waiting;
    Q_EMIT q->progressed(tr("Waiting a moment before asking the tenant what it holds…"), 0, 0);
    wait.start(delay);
}

void PushJob::Private::look()
{
    stage = Stage::Verifying;
    ++looks;
    Q_EMIT q->progressed(tr("Fetching to see what arrived…"), 0, 0);
    auto *job =
        new FetchJob(confirmed->connection, confirmed->type, confirmed->plan.resourceId, api, clock, q);
    run<SnapshotPtr>(job, [this, job](const ResultJob<SnapshotPtr> &fetch) {
        if (fetch.result()) {
            receipt.after = job->body();
            compareWithSent(*fetch.result());
        } else {
            conclude(Outcome::Unknown,
                     tr("The push was sent, but the tenant could not be asked since what it holds. %1")
                         .arg(fetch.result().error().message));
        }
    });
}

void PushJob::Private::compareWithSent(const SnapshotPtr &now)
{
    tenantNow = now;
    auto *job = new WorkJob<Verdict>(
        [confirmed = confirmed, now] {
            return Verdict{sameState(confirmed->type, *confirmed->plan.tenant, *now),
                           differencesAfterPush(confirmed->type, confirmed->plan, *now)};
        },
        q);
    run<Verdict>(job, [this](const ResultJob<Verdict> &comparison) { judge(*comparison.result()); });
}

void PushJob::Private::judge(const Verdict &verdict)
{
    if (verdict.differences.isEmpty()) {
        conclude(Outcome::Verified,
                 isConfirmed() ? tr("The tenant holds exactly what was pushed.")
                               : tr("The tenant holds exactly what was pushed, although its answer did "
                                    "not say so. %1")
                                     .arg(answer.message));
        return;
    }
    if (verdict.isBefore) {
        judgeUnchanged();
        return;
    }
    receipt.differences = verdict.differences;
    conclude(Outcome::Different,
             answer.kind == PutAnswer::Kind::Refused
                 ? tr("The tenant refused the push, and yet no longer holds what it held before. %1")
                       .arg(answer.message)
                 : tr("The push was sent, but the tenant now holds something else than what was pushed."));
}

/// The tenant holds what it held before: is that the end, or only not yet?
void PushJob::Private::judgeUnchanged()
{
    if (isRepeatable()) {
        send();
    } else if (answer.kind == PutAnswer::Kind::Refused) {
        conclude(Outcome::Refused,
                 tr("The tenant refused the push; a fetch since shows that it holds what it held before. %1")
                     .arg(answer.message));
    } else if (looks < policy.maxVerifies) {
        waitAndLook(policy.verifyDelay);
    } else if (isConfirmed()) {
        conclude(Outcome::Unknown,
                 tr("The tenant confirmed the push, but still shows what it held before. It may need more "
                    "time: fetch later to find out."));
    } else {
        conclude(
            Outcome::NotApplied,
            tr("The push was sent, but the tenant still holds what it held before. %1").arg(answer.message));
    }
}

void PushJob::Private::conclude(Outcome outcome, const QString &message)
{
    const bool canBeKept = stage != Stage::KeepingIntent || cancelled;
    stage = Stage::Concluding;
    receipt.outcome = outcome;
    receipt.message = puts > 1 ? tr("%1 It was sent %2 times.").arg(message).arg(puts) : message;
    receipt.finishedAt = clock.now();
    if (canBeKept)
        keepReceipt();
    else
        q->finish(receipt); // the disk has just refused it
}

void PushJob::Private::keepReceipt()
{
    run<void>(save(receipt, q), [this](const ResultJob<> &saved) {
        if (!saved.result()) {
            receipt.message = tr("%1 The receipt could not be kept. %2")
                                  .arg(receipt.message, saved.result().error().message);
        }
        q->finish(receipt);
    });
}

PushJob::PushJob(ConfirmedPlan confirmed, ResourceApi &api, SaveReceipt saveReceipt, const Clock &clock,
                 Policy policy, QObject *parent)
    : ResultJob<Receipt>(parent)
    , d(new Private(this, std::move(confirmed), api, std::move(saveReceipt), clock, policy))
{
}

PushJob::~PushJob()
{
    PushJob::stop();
}

SnapshotPtr PushJob::tenantNow() const
{
    return d->tenantNow;
}

void PushJob::start()
{
    if (d->stage == Private::Stage::Starting)
        d->recheck();
}

void PushJob::cancel()
{
    using Stage = Private::Stage;
    const bool again = std::exchange(d->cancelled, true);
    switch (d->stage) {
    case Stage::Starting:
    case Stage::Rechecking:
    case Stage::KeepingIntent:
        d->dropChild();
        d->conclude(Outcome::NotSent, tr("Cancelled: nothing was sent."));
        break;
    case Stage::Sending:
        if (d->child)
            d->child->cancel(); // its answer says what was sent until now
        break;
    case Stage::Waiting:
    case Stage::Verifying:
        if (again) {
            d->dropChild();
            d->conclude(Outcome::Unknown,
                        tr("The push was sent, and finding out what became of it was cancelled. Fetch to "
                           "find out."));
        } else if (d->stage == Stage::Waiting) {
            d->dropChild();
            d->look();
        }
        break;
    case Stage::Concluding:
        break;
    }
}

void PushJob::stop()
{
    d->dropChild();
}

} // namespace Fullstate
