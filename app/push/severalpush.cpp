// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/push/severalpush.h"

#include <QTimer>
#include <algorithm>
#include <deque>
#include <map>

namespace Fullstate {

class SeveralPush::Private
{
public:
    std::vector<ConfirmedPlan> confirmed;
    ResourceApi &api;
    SaveReceipt save;
    const Clock &clock;
    PushJob::Policy policy;
    RoomFor roomFor;
    std::vector<Receipt> receipts = {};
    std::deque<int> waiting = {};
    std::map<int, PushJob *> underWay = {};
    QTimer room{}; ///< runs while the budget is what is waited for
};

SeveralPush::SeveralPush(std::vector<ConfirmedPlan> confirmed, ResourceApi &api, SaveReceipt saveReceipt,
                         const Clock &clock, PushJob::Policy policy, RoomFor roomFor, QObject *parent)
    : ResultJob<std::vector<Receipt>>(parent)
    , d(new Private{std::move(confirmed), api, std::move(saveReceipt), clock, policy, std::move(roomFor)})
{
    d->room.setSingleShot(true);
    connect(&d->room, &QTimer::timeout, this, [this] { advance(); });
    d->receipts.resize(d->confirmed.size());
    for (size_t i = 0; i < d->confirmed.size(); ++i)
        d->waiting.push_back(static_cast<int>(i));
}

SeveralPush::~SeveralPush()
{
    SeveralPush::stop();
}

void SeveralPush::start()
{
    if (!isFinished())
        advance();
}

/// Begins what may begin; ends when nothing is left.
void SeveralPush::advance()
{
    std::optional<std::chrono::milliseconds> soonest;
    for (auto next = d->waiting.begin(); next != d->waiting.end();) {
        const int index = *next;
        const Connection &connection = d->confirmed[static_cast<size_t>(index)].connection;
        if (!mayBegin(connection)) {
            ++next;
            continue;
        }
        if (const std::chrono::milliseconds wait = waitForRoom(connection); wait.count() > 0) {
            soonest = std::min(soonest.value_or(wait), wait);
            Q_EMIT pushProgressed(
                index, tr("Waits for its turn: the tenant takes a limited number of requests a minute"), 0,
                0);
            ++next;
            continue;
        }
        next = d->waiting.erase(next);
        begin(index);
    }
    if (soonest)
        d->room.start(*soonest);
    if (d->underWay.empty() && d->waiting.empty())
        finish(std::move(d->receipts));
}

bool SeveralPush::mayBegin(const Connection &connection) const
{
    if (d->underWay.size() >= AtOnce)
        return false;
    const QString tenant = connection.tokenKey();
    return std::none_of(d->underWay.begin(), d->underWay.end(), [this, &tenant](const auto &each) {
        return d->confirmed[static_cast<size_t>(each.first)].connection.tokenKey() == tenant;
    });
}

/// Those of the same application that are under way may still need all of theirs.
std::chrono::milliseconds SeveralPush::waitForRoom(const Connection &connection) const
{
    if (!d->roomFor)
        return {};
    const QString application = connection.applicationKey();
    const auto sharing =
        std::count_if(d->underWay.begin(), d->underWay.end(), [this, &application](const auto &each) {
            return d->confirmed[static_cast<size_t>(each.first)].connection.applicationKey() == application;
        });
    return d->roomFor(connection, RequestsEach * (1 + static_cast<int>(sharing)));
}

void SeveralPush::begin(int index)
{
    auto *job =
        new PushJob(d->confirmed[static_cast<size_t>(index)], d->api, d->save, d->clock, d->policy, this);
    d->underWay.emplace(index, job);
    connect(job, &Job::progressed, this, [this, index](const QString &what, qint64 done, qint64 total) {
        Q_EMIT pushProgressed(index, what, done, total);
    });
    connect(job, &Job::finished, this, [this, index, job] { take(index, *job); });
    Q_EMIT began(index);
}

void SeveralPush::take(int index, const PushJob &job)
{
    d->underWay.erase(index);
    d->receipts[static_cast<size_t>(index)] = *job.result();
    Q_EMIT pushed(index, *job.result(), job.tenantNow());
    advance();
}

void SeveralPush::cancel()
{
    if (isFinished())
        return;
    // Those that wait have sent nothing: as jobs that are cancelled before they start, they say so in a
    // receipt, as a single push does.
    const std::deque<int> waiting = std::exchange(d->waiting, {});
    for (const int index : waiting)
        begin(index);
    if (d->underWay.empty()) {
        finish(std::move(d->receipts));
        return;
    }
    const std::map<int, PushJob *> underWay = d->underWay;
    for (const auto &[index, job] : underWay)
        job->cancel();
}

void SeveralPush::stop()
{
    d->room.stop();
    for (const auto &[index, job] : std::exchange(d->underWay, {})) {
        job->disconnect(this);
        delete job;
    }
}

} // namespace Fullstate
