// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/severalreview.h"

#include "app/history/historymodel.h"
#include "ui/plan/customerstable.h"
#include "ui/plan/planpage.h"
#include "ui/plan/targetpage.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace Fullstate {

namespace {

constexpr qsizetype NamedCustomers = 5;
constexpr int TableHeight = 230; // at first

std::vector<SeveralTarget> targetsOf(const SeveralFlow &flow)
{
    std::vector<SeveralTarget> targets;
    targets.reserve(static_cast<size_t>(flow.count()));
    for (int row = 0; row < flow.count(); ++row)
        targets.push_back(flow.target(row));
    return targets;
}

QString listedCustomers(const QStringList &names)
{
    const QString list = names.mid(0, NamedCustomers).join(SeveralReview::tr(", "));
    return names.size() <= NamedCustomers
        ? list
        : SeveralReview::tr("%1 and %2 more").arg(list, QLocale().toString(names.size() - NamedCustomers));
}

} // namespace

SeveralReview::SeveralReview(SeveralFlow &flow, QWidget *parent)
    : QWidget(parent)
    , m_flow(flow)
    , m_model(new SeveralModel(targetsOf(flow), true, this))
    , m_table(createCustomersTable(m_model, this))
    , m_pages(new QStackedWidget(this))
    , m_nothing(new QLabel(this))
{
    m_nothing->setWordWrap(true);
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setObjectName(QStringLiteral("noPlan"));
    m_pages->addWidget(m_nothing);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(SeveralModel::State, QHeaderView::Stretch);
    for (int column = SeveralModel::Deletes; column < SeveralModel::ColumnCount; ++column)
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    auto *customers = new QWidget(splitter);
    auto *column = new QVBoxLayout(customers);
    column->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(tr("&Customers"), customers);
    label->setBuddy(m_table);
    column->addWidget(label);
    column->addWidget(m_table, 1);
    splitter->addWidget(customers);
    splitter->addWidget(m_pages);
    splitter->setStretchFactor(1, 1); // a plan needs the room more
    splitter->setSizes({TableHeight, TableHeight * 2});
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(&flow, &SeveralFlow::changed, this, &SeveralReview::followRow);
    connect(m_model, &SeveralModel::chosenChanged, this, &SeveralReview::followAll);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &SeveralReview::showCurrent);
    m_table->setCurrentIndex(m_model->index(0, 0));
}

int SeveralReview::currentRow() const
{
    return m_table->currentIndex().row();
}

void SeveralReview::focusTable()
{
    m_table->setFocus();
}

void SeveralReview::followRow(int row)
{
    const ReviewFlow *review = m_flow.review(row);
    if (review && (!m_states.contains(row) || m_states.value(row) != review->state()))
        followReviewState(row);
    if (TargetPage *page = m_pageOf.value(row))
        page->showProgress(m_flow.progress(row));
    m_model->setState(row, stateOf(row));
    if (row == currentRow())
        showCurrent();
    Q_EMIT changed();
}

void SeveralReview::followReviewState(int row)
{
    const ReviewFlow &review = *m_flow.review(row);
    const bool wasPushing = m_states.contains(row) && m_states.value(row) == ReviewFlow::State::Pushing;
    m_states.insert(row, review.state());
    switch (review.state()) {
    case ReviewFlow::State::Fetching:
        if (wasPushing)
            m_unseen.insert(row);
        break;
    case ReviewFlow::State::Planned:
        m_model->setPlan(row, planOf(row));
        break;
    case ReviewFlow::State::Concluded:
        if (!review.receipt().id.isEmpty())
            m_outcomes.insert(row, review.receipt().outcome);
        break;
    case ReviewFlow::State::Failed:
        m_model->clearPlan(row);
        break;
    case ReviewFlow::State::Pushing:
        break;
    }
    if (TargetPage *page = m_pageOf.value(row))
        page->followState(m_flow.ownChanges(row));
}

void SeveralReview::followAll()
{
    for (int row = 0; row < m_flow.count(); ++row)
        m_model->setState(row, stateOf(row));
    Q_EMIT changed();
}

TargetPage *SeveralReview::pageFor(int row)
{
    TargetPage *&page = m_pageOf[row];
    if (!page) {
        page = new TargetPage(*m_flow.review(row));
        m_pages->addWidget(page);
        page->followState(m_flow.ownChanges(row));
        page->showProgress(m_flow.progress(row));
        connect(page, &TargetPage::satisfiedChanged, this, &SeveralReview::followAll);
        connect(page, &TargetPage::backRequested, this, &SeveralReview::backRequested);
        connect(page, &TargetPage::problemActivated, this,
                [this, row](const Problem &problem) { Q_EMIT problemActivated(row, problem); });
    }
    return page;
}

void SeveralReview::showCurrent()
{
    const int row = currentRow();
    if (row < 0)
        return;
    if (!m_flow.review(row)) {
        m_nothing->setText(stateOf(row));
        m_pages->setCurrentWidget(m_nothing);
    } else {
        m_pages->setCurrentWidget(pageFor(row));
        if (m_flow.review(row)->state() == ReviewFlow::State::Planned && m_unseen.remove(row))
            m_model->setState(row, stateOf(row));
    }
    Q_EMIT changed();
}

bool SeveralReview::isReady(int row) const
{
    const ReviewFlow *review = m_flow.review(row);
    if (!review || review->state() != ReviewFlow::State::Planned || !m_model->isChosen(row)
        || m_unseen.contains(row))
        return false;
    const TargetPage *page = m_pageOf.value(row);
    return page ? page->isSatisfied() : TargetPage::asksNothing(*review, m_flow.ownChanges(row));
}

std::vector<SeveralFlow::Confirmation> SeveralReview::ready() const
{
    std::vector<SeveralFlow::Confirmation> rows;
    for (int row = 0; row < m_flow.count(); ++row) {
        if (!isReady(row))
            continue;
        const TargetPage *page = m_pageOf.value(row);
        rows.push_back({row, page ? page->confirmedDeletions() : -1});
    }
    return rows;
}

QString SeveralReview::stateOf(int row) const
{
    const ReviewFlow *review = m_flow.review(row);
    if (!review)
        return m_flow.error(row).isEmpty() ? m_flow.progress(row) : m_flow.error(row);
    switch (review->state()) {
    case ReviewFlow::State::Fetching:
    case ReviewFlow::State::Pushing:
        break;
    case ReviewFlow::State::Planned:
        return plannedStateOf(row);
    case ReviewFlow::State::Concluded:
        return outcomeText(review->receipt().outcome);
    case ReviewFlow::State::Failed:
        return tr("Not reviewed: %1").arg(review->error().message);
    }
    return m_flow.progress(row);
}

QString SeveralReview::plannedStateOf(int row) const
{
    const Guard &guard = m_flow.review(row)->review().guard;
    if (!guard.blocks.empty())
        return guard.blocks.front();
    if (!m_model->isChosen(row))
        return tr("Left out");
    if (m_unseen.contains(row))
        return tr("The tenant changed during the review: look at its plan again");
    if (isReady(row))
        return tr("Ready");
    if (!guard.stops.empty())
        return tr("Stopped: %1").arg(guard.stops.front());
    if (!m_flow.ownChanges(row).isEmpty())
        return tr("To be confirmed: its own draft holds edits that were not pushed");
    return planOf(row).deletes > 0 ? tr("To be confirmed: its deletions")
                                   : tr("To be confirmed: the customer");
}

QString SeveralReview::pushText() const
{
    Plan sum;
    const std::vector<SeveralFlow::Confirmation> rows = ready();
    for (const SeveralFlow::Confirmation &each : rows) {
        const Plan &plan = planOf(each.row);
        sum.deletes += plan.deletes;
        sum.comeBacks += plan.comeBacks;
        sum.edits += plan.edits;
        sum.adds += plan.adds;
    }
    if (rows.empty())
        return tr("Push");
    return rows.size() == 1
        ? tr("Push to 1 customer: %1").arg(describePush(sum))
        : tr("Push to %1 customers: %2").arg(QLocale().toString(rows.size()), describePush(sum));
}

QString SeveralReview::summary() const
{
    const QLocale locale;
    int under = 0; // way
    int concluded = 0;
    for (int row = 0; row < m_flow.count(); ++row) {
        const ReviewFlow *review = m_flow.review(row);
        const bool isBusy = !review
            ? m_flow.error(row).isEmpty()
            : review->state() == ReviewFlow::State::Fetching || review->state() == ReviewFlow::State::Pushing;
        under += isBusy ? 1 : 0;
        concluded += review && review->state() == ReviewFlow::State::Concluded ? 1 : 0;
    }
    if (m_flow.isPushing())
        return tr("Pushing: %1 under way, %2 done.").arg(locale.toString(under), locale.toString(concluded));
    if (under > 0)
        return tr("Asking the tenants: %1 of %2 under way.")
            .arg(locale.toString(under), locale.toString(m_flow.count()));
    const auto isToGo = static_cast<int>(ready().size());
    return tr("%1 ready, %2 left out, %3 done.")
        .arg(locale.toString(isToGo), locale.toString(m_flow.count() - isToGo - concluded),
             locale.toString(concluded));
}

bool SeveralReview::canGoAgain() const
{
    const ReviewFlow *review = currentRow() < 0 ? nullptr : m_flow.review(currentRow());
    if (!review)
        return false;
    return review->state() == ReviewFlow::State::Failed
        || (review->state() == ReviewFlow::State::Concluded
            && review->receipt().outcome != Receipt::Outcome::Verified);
}

bool SeveralReview::isOutcomeUnknown() const
{
    const ReviewFlow *review = currentRow() < 0 ? nullptr : m_flow.review(currentRow());
    return review && review->state() == ReviewFlow::State::Concluded
        && review->receipt().outcome == Receipt::Outcome::Unknown;
}

QString SeveralReview::conclusion() const
{
    if (m_outcomes.isEmpty())
        return tr("Nothing was pushed.");
    QMap<QString, QStringList> names; // by what became of them
    for (auto it = m_outcomes.cbegin(); it != m_outcomes.cend(); ++it)
        names[outcomeText(it.value())].append(m_flow.target(it.key()).connection);
    QStringList lines;
    for (auto it = names.cbegin(); it != names.cend(); ++it)
        lines.append(tr("%1: %2.").arg(it.key(), listedCustomers(it.value())));
    QStringList leftOut;
    for (int row = 0; row < m_flow.count(); ++row) {
        if (!m_outcomes.contains(row))
            leftOut.append(m_flow.target(row).connection);
    }
    if (!leftOut.isEmpty())
        lines.append(tr("Not pushed: %1.").arg(listedCustomers(leftOut)));
    return lines.join(u'\n');
}

} // namespace Fullstate
