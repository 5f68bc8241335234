// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/severalflow.h"

#include "app/session/draftsession.h"

#include <QLocale>
#include <algorithm>

namespace Fullstate {

SeveralFlow::SeveralFlow(DraftSession &source, std::vector<SeveralTarget> targets, SeveralMode mode,
                         SeveralTools tools, QObject *parent)
    : QObject(parent)
    , m_source(source)
    , m_mode(mode)
    , m_tools(std::move(tools))
    , m_resources(std::make_shared<const std::vector<QJsonObject>>(source.draft().wanted()))
    , m_rejectedIds(source.rejectedIds())
{
    for (SeveralTarget &target : targets) {
        m_waiting.push_back(count());
        m_customers.push_back({std::move(target)});
    }
}

SeveralFlow::~SeveralFlow() = default;

void SeveralFlow::start()
{
    for (int row = 0; row < count(); ++row)
        say(row, tr("Waits for its turn"));
    advance();
}

void SeveralFlow::advance()
{
    const auto isBusy = [](const Customer &customer) { return customer.isBusy; };
    while (!m_waiting.empty()
           && std::count_if(m_customers.begin(), m_customers.end(), isBusy) < SeveralPush::AtOnce) {
        const int row = m_waiting.front();
        m_waiting.pop_front();
        at(row).isBusy = true;
        open(row);
    }
}

/// A draft that was not open yet is read from disk first.
void SeveralFlow::open(int row)
{
    DraftSession *session = at(row).target.isSource ? &m_source : m_tools.session(at(row).target.setId);
    at(row).session = session;
    if (!session) {
        fail(row, tr("This resource set cannot be opened. See what its connection says of it."));
    } else if (session->isLoaded()) {
        beginReview(row);
    } else {
        say(row, tr("Reading its draft…"));
        connect(session, &DraftSession::loaded, this, [this, row] { beginReview(row); });
        connect(session, &DraftSession::loadFailed, this,
                [this, row](const Error &error) { fail(row, error.message); });
    }
}

void SeveralFlow::fail(int row, const QString &message)
{
    at(row).error = message;
    at(row).isBusy = false;
    Q_EMIT changed(row);
    QMetaObject::invokeMethod( // not from within advance()
        this, [this] { advance(); }, Qt::QueuedConnection);
}

void SeveralFlow::say(int row, const QString &progress)
{
    at(row).progress = progress;
    Q_EMIT changed(row);
}

ReviewTools SeveralFlow::toolsFor(const SeveralTarget &target) const
{
    ReviewTools tools{
        m_tools.api,
        m_tools.clock,
        m_tools.saveReceipt,
        [load = m_tools.loadReceipts, setId = target.setId](QObject *owner) { return load(setId, owner); },
        m_tools.loadReceipt,
        m_tools.policy};
    tools.confirmSignIn = m_tools.confirmSignIn;
    if (target.isSource) // its own draft, as in a review of its own
        return tools;
    tools.wanted = [resources = m_resources, mode = m_mode](const Snapshot &tenant) {
        return wantedAt(mode, *resources, tenant);
    };
    tools.rejectedIds = m_rejectedIds;
    return tools;
}

void SeveralFlow::beginReview(int row)
{
    if (at(row).review)
        return;
    auto *review = new ReviewFlow(*at(row).session, toolsFor(at(row).target), this);
    at(row).review = review;
    connect(review, &ReviewFlow::stateChanged, this, [this, row] { followReview(row); });
    connect(review, &ReviewFlow::progressed, this, [this, row](const QString &what) {
        if (!what.isEmpty())
            say(row, what);
    });
    connect(review, &ReviewFlow::receiptSaved, this, &SeveralFlow::receiptSaved);
    review->start();
}

void SeveralFlow::followReview(int row)
{
    at(row).isBusy = at(row).review->state() == ReviewFlow::State::Fetching;
    Q_EMIT changed(row);
    if (!at(row).isBusy)
        advance();
}

QString SeveralFlow::ownChanges(int row) const
{
    const Customer &customer = at(row);
    if (customer.target.isSource || !customer.session || !customer.session->isLoaded()
        || !customer.session->draft().hasChanges())
        return {};
    const Draft::Counts &counts = customer.session->draft().counts();
    const QLocale locale;
    return tr("The draft of this set holds edits of its own that were not pushed: %1 added, %2 changed, %3 "
              "removed. They stay in that draft; this push does not send them, and what it sends of the same "
              "resources may differ.")
        .arg(locale.toString(counts.added), locale.toString(counts.changed), locale.toString(counts.removed));
}

void SeveralFlow::push(const std::vector<Confirmation> &confirmations)
{
    Q_ASSERT(!isPushing());
    std::vector<ConfirmedPlan> confirmed;
    std::vector<int> rows;
    for (const Confirmation &each : confirmations) {
        at(each.row).progress = tr("Waits for its turn");
        confirmed.push_back(review(each.row)->confirm(each.confirmedDeletions));
        rows.push_back(each.row);
    }
    m_push = new SeveralPush(std::move(confirmed), m_tools.api, m_tools.saveReceipt, m_tools.clock,
                             m_tools.policy, m_tools.roomFor, this);
    connect(m_push, &SeveralPush::pushProgressed, this, [this, rows](int index, const QString &what) {
        if (!what.isEmpty())
            say(rows[static_cast<size_t>(index)], what);
    });
    connect(m_push, &SeveralPush::pushed, this,
            [this, rows](int index, const Receipt &receipt, const SnapshotPtr &tenantNow) {
                review(rows[static_cast<size_t>(index)])->conclude(receipt, tenantNow);
            });
    connect(m_push, &Job::finished, this, [this] {
        m_push = nullptr;
        Q_EMIT pushingChanged();
    });
    Q_EMIT pushingChanged();
}

void SeveralFlow::cancel()
{
    if (m_push) {
        m_push->cancel();
        return;
    }
    m_waiting.clear();
    for (const Customer &customer : m_customers) {
        if (customer.review)
            customer.review->cancel();
    }
}

void SeveralFlow::again(int row)
{
    ReviewFlow &flow = *review(row);
    if (flow.state() == ReviewFlow::State::Concluded && flow.receipt().outcome == Receipt::Outcome::Unknown)
        flow.findOut();
    else
        flow.start();
}

} // namespace Fullstate
