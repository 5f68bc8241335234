// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/push/severalmodel.h"
#include "app/push/severalplan.h"
#include "app/push/severalpush.h"
#include "ui/plan/reviewflow.h"

#include <deque>

namespace Fullstate {

/// What a push to several needs besides the open resource set.
struct SeveralTools
{
    ResourceApi &api;
    const Clock &clock;
    SaveReceipt saveReceipt;
    std::function<ResultJob<std::vector<Receipt>> *(const QString &setId, QObject *owner)> loadReceipts;
    std::function<ResultJob<Receipt> *(const QString &receiptId, QObject *owner)> loadReceipt;
    /// nullptr for a set that cannot be opened.
    std::function<DraftSession *(const QString &setId)> session;
    SeveralPush::RoomFor roomFor;
    PushJob::Policy policy = {};
    std::function<void(const Connection &)> confirmSignIn = {}; ///< see ReviewTools
};

/// The way of a push to several: a ReviewFlow for each customer, four at a time, and one SeveralPush of what
/// was confirmed. A customer whose tenant changed meanwhile is planned again; the others go on.
class SeveralFlow final : public QObject
{
    Q_OBJECT

public:
    /// What a confirmed review of one customer is pushed with; see ReviewFlow::push().
    struct Confirmation
    {
        int row;
        int confirmedDeletions;
    };

    /// \p source is loaded, outlives the flow, and is taken as it is now. So do the other sessions.
    SeveralFlow(DraftSession &source, std::vector<SeveralTarget> targets, SeveralMode mode,
                SeveralTools tools, QObject *parent = nullptr);
    ~SeveralFlow() override;

    int count() const { return static_cast<int>(m_customers.size()); }
    const SeveralTarget &target(int row) const { return at(row).target; }
    /// nullptr until its draft is read, or when that failed: error() says why.
    ReviewFlow *review(int row) const { return at(row).review; }
    QString error(int row) const { return at(row).error; }
    /// What is happening there, in words.
    QString progress(int row) const { return at(row).progress; }
    /// The customer's own set holds edits that were not pushed yet, which this push does not send: what they
    /// are; empty: none.
    QString ownChanges(int row) const;

    void start();
    void push(const std::vector<Confirmation> &confirmations);
    bool isPushing() const { return !m_push.isNull(); }
    void cancel(); ///< see SeveralPush::cancel(); while nothing is pushed, ends the reviews
    /// Once a review has ended without a verified push: finds out what became of it, or begins it again.
    void again(int row);

Q_SIGNALS:
    void changed(int row);
    void pushingChanged();
    void receiptSaved(const QString &receiptId);

private:
    struct Customer
    {
        SeveralTarget target;
        DraftSession *session = nullptr;
        ReviewFlow *review = nullptr;
        QString error = {};
        QString progress = {};
        bool isBusy = false; ///< counts among those that are reviewed at the same time
    };
    Customer &at(int row) { return m_customers[static_cast<size_t>(row)]; }
    const Customer &at(int row) const { return m_customers[static_cast<size_t>(row)]; }
    ReviewTools toolsFor(const SeveralTarget &target) const;
    void advance();
    void open(int row);
    void beginReview(int row);
    void followReview(int row);
    void fail(int row, const QString &message);
    void say(int row, const QString &progress);

    DraftSession &m_source;
    SeveralMode m_mode;
    SeveralTools m_tools;
    std::shared_ptr<const std::vector<QJsonObject>> m_resources; ///< of the source, for all of them
    QStringList m_rejectedIds;
    std::vector<Customer> m_customers;
    std::deque<int> m_waiting;
    QPointer<SeveralPush> m_push;
};

} // namespace Fullstate
