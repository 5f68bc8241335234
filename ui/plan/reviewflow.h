// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/planjob.h"
#include "app/push/pushjob.h"

#include <QPointer>
#include <QSet>

namespace Fullstate {

class DraftSession;
class ReconcileJob;

/// What a review needs besides the open resource set.
struct ReviewTools
{
    ResourceApi &api;
    const Clock &clock;
    SaveReceipt saveReceipt;
    /// The set's receipts, newest first, without their bodies; and one with them.
    std::function<ResultJob<std::vector<Receipt>> *(QObject *owner)> loadReceipts;
    std::function<ResultJob<Receipt> *(const QString &receiptId, QObject *owner)> loadReceipt;
    PushJob::Policy policy = {};
    /// What the tenant is to hold, for a push of something else than the session's own draft ("Push to
    /// several…"), which then keeps its edits; and the rows that imports into the other draft left out.
    std::function<std::vector<QJsonObject>(const Snapshot &tenant)> wanted = {};
    QStringList rejectedIds = {};
    /// Remembers that it was the right tenant: see Connection::signInConfirmed.
    std::function<void(const Connection &)> confirmSignIn = {};
};

/// The way of a review: asks the tenant, plans, and pushes what was confirmed.
///
///   start ─▶ Fetching ─▶ Planned ──push()──▶ Pushing ─▶ Concluded
///               │           ▲                   │
///               ▼           └──tenant changed───┘
///             Failed
///
/// A push whose outcome is not known yet is looked into before anything else: until then nothing may be
/// pushed.
class ReviewFlow final : public QObject
{
    Q_OBJECT

public:
    enum class State { Fetching, Planned, Pushing, Concluded, Failed };

    /// The session must be loaded, and outlive the flow.
    ReviewFlow(DraftSession &session, ReviewTools tools, QObject *parent = nullptr);
    ~ReviewFlow() override;

    State state() const { return m_state; }
    DraftSession &session() const { return m_session; }

    const Review &review() const { return m_review; } ///< once Planned
    /// What happened before this plan was made, each with its lines: the tenant changed, a push was cleared
    /// up.
    struct News
    {
        QString heading;
        QStringList lines;
    };
    const std::vector<News> &news() const { return m_news; }
    /// Once Concluded; without an ID nothing was pushed.
    const Receipt &receipt() const { return m_receipt; }
    const Error &error() const { return m_error; } ///< once Failed
    /// No push of this set has arrived in the tenant yet, as far as the receipts say. Once Planned.
    bool isFirstPush() const { return m_isFirstPush; }
    /// Whose tenant it is is to be confirmed, since it was decided in the browser: of a public integration,
    /// before its first push and whenever the customer has signed in since. Once Planned.
    bool isCustomerAsked() const;
    /// The session's own draft is pushed, not something else (ReviewTools::wanted).
    bool isOfOwnDraft() const { return !m_tools.wanted; }
    /// "Acme (US) · User accounts, resource ID 65fc"
    QString where() const;

    void start();
    /// The deletions of the plan go back into the draft, as one step of undo, and it is planned again. What
    /// is pushed from elsewhere keeps them besides.
    void keepMissing();
    /// \p confirmedDeletions: the number the user typed, -1 when it was not asked for.
    void push(int confirmedDeletions);
    /// The two halves of push(), for whoever runs the PushJob: from here on it is Pushing, until it is told
    /// what became of it.
    ConfirmedPlan confirm(int confirmedDeletions);
    void conclude(const Receipt &receipt, const SnapshotPtr &tenantNow);
    /// After a push whose outcome is not known: asks the tenant what it holds.
    void findOut();
    /// Stops what is under way; see PushJob::cancel() for a push.
    void cancel();
    /// The draft's row of a problem of the review.
    Problem inDraft(const Problem &problem) const;

Q_SIGNALS:
    void stateChanged();
    void progressed(const QString &what, qint64 done, qint64 total);
    void receiptSaved(const QString &receiptId);

private:
    void enter(State state);
    void fail(const Error &error);
    void settleLast(const std::vector<Receipt> &receipts);
    ReconcileJob *reconcile(const Receipt &receipt);
    void fetch();
    void compareWithBefore(const SnapshotPtr &before, const SnapshotPtr &now);
    void plan();
    template<typename T, typename Next>
    void run(ResultJob<T> *job, Next next);

    DraftSession &m_session;
    ReviewTools m_tools;
    State m_state = State::Fetching;
    QPointer<Job> m_job;
    Review m_review;
    std::vector<int> m_wantedRows;
    QSet<QString> m_keptIds; ///< of the tenant's resources, where ReviewTools::wanted lacks them
    std::vector<News> m_news;
    bool m_isFirstPush = true;
    Receipt m_receipt;
    Error m_error;
};

} // namespace Fullstate
