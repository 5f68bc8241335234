// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/reviewflow.h"

#include "app/base/workjob.h"
#include "app/history/historymodel.h"
#include "app/push/comparison.h"
#include "app/push/reconcilejob.h"
#include "app/push/severalplan.h"
#include "app/session/draftsession.h"

#include <QLocale>
#include <algorithm>

namespace Fullstate {

ReviewFlow::ReviewFlow(DraftSession &session, ReviewTools tools, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_tools(std::move(tools))
{
}

ReviewFlow::~ReviewFlow() = default;

QString ReviewFlow::where() const
{
    return tr("%1, resource ID %2").arg(m_session.where(), m_session.set().resourceId);
}

void ReviewFlow::enter(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void ReviewFlow::fail(const Error &error)
{
    m_error = error;
    enter(State::Failed);
}

/// Makes \p job the one that is under way, and calls \p next with its result.
template<typename T, typename Next>
void ReviewFlow::run(ResultJob<T> *job, Next next)
{
    m_job = job;
    connect(job, &Job::progressed, this, &ReviewFlow::progressed);
    connect(job, &Job::finished, this, [this, job, next] {
        m_job = nullptr;
        next(*job);
    });
}

void ReviewFlow::start()
{
    m_news.clear();
    m_receipt = {};
    enter(State::Fetching);
    Q_EMIT progressed(tr("Asking the tenant what it holds now…"), 0, 0);
    run<std::vector<Receipt>>(m_tools.loadReceipts(this), [this](const auto &job) {
        if (job.result())
            settleLast(*job.result());
        else
            fail(job.result().error());
    });
}

/// A push that nobody knows the outcome of comes first: what it did decides what the next one would do.
void ReviewFlow::settleLast(const std::vector<Receipt> &receipts)
{
    m_isFirstPush = std::none_of(receipts.begin(), receipts.end(), [](const Receipt &receipt) {
        return receipt.outcome == Receipt::Outcome::Verified
            || receipt.outcome == Receipt::Outcome::Different;
    });
    if (receipts.empty() || !isUndecided(receipts.front().outcome)) {
        fetch();
        return;
    }
    Q_EMIT progressed(tr("Finding out what became of the last push…"), 0, 0);
    run<Receipt>(m_tools.loadReceipt(receipts.front().id, this), [this](const auto &loaded) {
        if (!loaded.result()) {
            fail(loaded.result().error());
            return;
        }
        run<Receipt>(reconcile(*loaded.result()), [this](const auto &job) {
            if (!job.result()) {
                fail(job.result().error());
                return;
            }
            const Receipt &receipt = *job.result();
            const QString when = QLocale().toString(receipt.startedAt.toLocalTime(), QLocale::ShortFormat);
            m_news.push_back({tr("The outcome of the push of %1 was not known. Now it is: %2")
                                  .arg(when, outcomeText(receipt.outcome)),
                              receipt.differences});
            Q_EMIT receiptSaved(receipt.id);
            fetch();
        });
    });
}

ReconcileJob *ReviewFlow::reconcile(const Receipt &receipt)
{
    return new ReconcileJob(m_session.connection(), m_session.type(), receipt, m_tools.api,
                            m_tools.saveReceipt, m_tools.clock, this);
}

void ReviewFlow::fetch()
{
    const SnapshotPtr before = m_session.draft().base();
    run<SnapshotPtr>(m_session.fetch(), [this, before](const auto &job) {
        if (job.result())
            compareWithBefore(before, *job.result());
        else
            fail(job.result().error());
    });
}

/// Says what others did since the draft was last told.
void ReviewFlow::compareWithBefore(const SnapshotPtr &before, const SnapshotPtr &now)
{
    if (!before->wasFetched()) {
        plan();
        return;
    }
    auto *comparison = new WorkJob<QStringList>(
        [type = m_session.type(), before, now] { return changesBetween(type, *before, *now); }, this);
    run<QStringList>(comparison, [this, before](const auto &job) {
        if (job.result() && !job.result()->isEmpty()) {
            const QString when = QLocale().toString(before->takenAt.toLocalTime(), QLocale::ShortFormat);
            m_news.push_back({tr("The tenant has changed since the last fetch (%1). The draft follows it "
                                 "where you edited nothing:")
                                  .arg(when),
                              *job.result()});
        }
        plan();
    });
}

void ReviewFlow::plan()
{
    const Draft &draft = m_session.draft();
    if (m_state != State::Fetching)
        enter(State::Fetching);
    Q_EMIT progressed(tr("Planning…"), 0, 0);
    std::vector<QJsonObject> wanted;
    if (m_tools.wanted) {
        wanted = withKept(m_tools.wanted(*draft.base()), *draft.base(), m_keptIds);
    } else {
        wanted = draft.wanted();
        m_wantedRows = draft.wantedRows();
    }
    auto *planning =
        new PlanJob(m_session.type(), m_session.set().resourceId, draft.base(), std::move(wanted),
                    m_session.rejectedIds() + m_tools.rejectedIds, m_session.references(), this);
    run<Review>(planning, [this](const auto &job) {
        if (!job.result()) {
            fail(job.result().error());
            return;
        }
        m_review = *job.result();
        enter(State::Planned);
    });
}

void ReviewFlow::keepMissing()
{
    Q_ASSERT(m_state == State::Planned);
    std::vector<QJsonObject> missing;
    for (const PlannedChange &change : m_review.plan.changes) {
        if (change.action == PlannedChange::Action::Delete) {
            missing.push_back(change.before);
            m_keptIds.insert(change.uniqueId);
        }
    }
    if (!m_tools.wanted)
        m_session.draft().addAndUpdate(missing, tr("Keep the missing resources"));
    plan();
}

bool ReviewFlow::isCustomerAsked() const
{
    const Connection &connection = m_session.connection();
    return connection.kind == Connection::Kind::Public && (m_isFirstPush || !connection.signInConfirmed);
}

ConfirmedPlan ReviewFlow::confirm(int confirmedDeletions)
{
    Q_ASSERT(m_state == State::Planned && m_review.guard.blocks.empty());
    ConfirmedPlan confirmed{m_session.connection(), m_session.type(), m_session.set().id,
                            m_review.plan,          where(),          confirmedDeletions};
    m_news.clear();
    if (isCustomerAsked() && m_tools.confirmSignIn)
        m_tools.confirmSignIn(confirmed.connection);
    enter(State::Pushing);
    return confirmed;
}

void ReviewFlow::push(int confirmedDeletions)
{
    auto *job = new PushJob(confirm(confirmedDeletions), m_tools.api, m_tools.saveReceipt, m_tools.clock,
                            m_tools.policy, this);
    run<Receipt>(job, [this, job](const auto &) { conclude(*job->result(), job->tenantNow()); });
}

void ReviewFlow::conclude(const Receipt &receipt, const SnapshotPtr &tenantNow)
{
    m_receipt = receipt;
    if (m_receipt.outcome == Receipt::Outcome::Verified && !m_tools.wanted)
        m_session.setRejectedIds({});
    if (tenantNow)
        m_session.adopt(tenantNow);
    Q_EMIT receiptSaved(m_receipt.id);
    if (m_receipt.outcome != Receipt::Outcome::TenantChanged) {
        enter(State::Concluded);
        return;
    }
    m_news.push_back(
        {tr("%1. Nothing was pushed. This is what a push would do now.").arg(outcomeText(m_receipt.outcome)),
         m_receipt.differences});
    m_receipt = {};
    plan();
}

void ReviewFlow::findOut()
{
    Q_ASSERT(m_state == State::Concluded);
    enter(State::Fetching);
    Q_EMIT progressed(tr("Finding out what became of the push…"), 0, 0);
    ReconcileJob *job = reconcile(m_receipt);
    run<Receipt>(job, [this, job](const auto &) {
        if (const SnapshotPtr now = job->tenantNow())
            m_session.adopt(now);
        if (job->result()) {
            m_receipt = *job->result();
            Q_EMIT receiptSaved(m_receipt.id);
        } else {
            m_receipt.message = job->result().error().message;
        }
        enter(State::Concluded);
    });
}

void ReviewFlow::cancel()
{
    if (Job *job = m_job)
        job->cancel();
}

Problem ReviewFlow::inDraft(const Problem &problem) const
{
    Problem moved = problem;
    if (problem.row >= 0 && static_cast<size_t>(problem.row) < m_wantedRows.size())
        moved.row = m_wantedRows[static_cast<size_t>(problem.row)];
    return moved;
}

} // namespace Fullstate
