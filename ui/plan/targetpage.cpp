// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/targetpage.h"

#include "app/session/draftsession.h"
#include "ui/plan/busypage.h"
#include "ui/plan/customerquestion.h"
#include "ui/plan/guardpanel.h"
#include "ui/plan/outcomepage.h"
#include "ui/plan/planpage.h"
#include "ui/plan/reviewflow.h"

#include <QCheckBox>
#include <QLabel>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace Fullstate {

TargetPage::TargetPage(ReviewFlow &review, QWidget *parent)
    : QWidget(parent)
    , m_review(review)
    , m_pages(new QStackedWidget(this))
    , m_busy(new BusyPage)
    , m_planned(new QWidget)
    , m_plan(new PlanPage(review.session().type()))
    , m_own(new QWidget)
    , m_ownText(new QLabel)
    , m_ownAnyway(new QCheckBox(tr("P&ush all the same")))
    , m_deletes(new QCheckBox)
    , m_customer(new CustomerQuestion)
    , m_outcome(new OutcomePage)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    for (QWidget *page : {static_cast<QWidget *>(m_busy), m_planned, static_cast<QWidget *>(m_outcome)})
        m_pages->addWidget(page);
    buildQuestions();
    connectPlan();
}

void TargetPage::buildQuestions()
{
    m_ownText->setObjectName(QStringLiteral("ownChanges"));
    m_ownText->setWordWrap(true);
    m_ownText->setTextFormat(Qt::PlainText);
    m_ownAnyway->setObjectName(QStringLiteral("pushAllTheSame"));
    m_deletes->setObjectName(QStringLiteral("confirmDeletions"));
    auto *own = new QVBoxLayout(m_own);
    own->setContentsMargins(0, 0, 0, 0);
    own->addWidget(m_ownText);
    own->addWidget(m_ownAnyway, 0, Qt::AlignLeft); // no wider than what can be clicked
    auto *layout = new QVBoxLayout(m_planned);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plan, 1);
    layout->addWidget(m_own);
    layout->addWidget(m_customer);
    layout->addWidget(m_deletes, 0, Qt::AlignLeft);
}

void TargetPage::connectPlan()
{
    if (!m_review.isOfOwnDraft()) {
        m_plan->guard().setKeepMeaning(
            tr("This push leaves them as the tenant holds them. No draft changes."));
    }
    connect(&m_plan->guard(), &GuardPanel::satisfiedChanged, this, &TargetPage::satisfiedChanged);
    connect(&m_plan->guard(), &GuardPanel::keepMissingRequested, &m_review, &ReviewFlow::keepMissing);
    connect(&m_plan->guard(), &GuardPanel::backRequested, this, &TargetPage::backRequested);
    connect(m_plan, &PlanPage::problemActivated, this, &TargetPage::problemActivated);
    connect(m_customer, &CustomerQuestion::satisfiedChanged, this, &TargetPage::satisfiedChanged);
    for (const QCheckBox *box : {m_ownAnyway, m_deletes})
        connect(box, &QCheckBox::toggled, this, &TargetPage::satisfiedChanged);
}

bool TargetPage::asksNothing(const ReviewFlow &review, const QString &ownChanges)
{
    const Guard &guard = review.review().guard;
    return guard.blocks.empty() && guard.stops.empty() && !guard.deletionsToConfirm
        && review.review().plan.deletes == 0 && ownChanges.isEmpty() && !review.isCustomerAsked();
}

void TargetPage::followState(const QString &ownChanges)
{
    switch (m_review.state()) {
    case ReviewFlow::State::Fetching:
    case ReviewFlow::State::Pushing:
        m_busy->showProgress({}, 0, 0);
        m_pages->setCurrentWidget(m_busy);
        break;
    case ReviewFlow::State::Planned:
        showPlan(ownChanges);
        break;
    case ReviewFlow::State::Concluded:
        m_outcome->showReceipt(m_review.receipt());
        m_pages->setCurrentWidget(m_outcome);
        break;
    case ReviewFlow::State::Failed:
        m_outcome->showFailure(m_review.error());
        m_pages->setCurrentWidget(m_outcome);
        break;
    }
}

/// Whatever was confirmed of another plan does not hold for this one.
void TargetPage::showPlan(const QString &ownChanges)
{
    m_plan->setReview(m_review.review(), m_review.news());
    ask(ownChanges);
    m_pages->setCurrentWidget(m_planned);
    Q_EMIT satisfiedChanged();
}

void TargetPage::ask(const QString &ownChanges)
{
    const Connection &connection = m_review.session().connection();
    const Guard &guard = m_review.review().guard;
    const int deletes = m_review.review().plan.deletes;
    const bool isBlocked = !guard.blocks.empty();
    m_ownText->setText(ownChanges);
    m_ownAnyway->setAccessibleDescription(ownChanges);
    m_ownAnyway->setChecked(false);
    m_own->setVisible(!isBlocked && !ownChanges.isEmpty());
    if (isBlocked)
        m_customer->askNothing();
    else
        m_customer->follow(m_review);
    const QString name = QString(connection.name).replace(u'&', QLatin1String("&&")); // not a mnemonic
    m_deletes->setText(
        deletes == 1
            ? tr("&Delete the 1 resource named above at %1").arg(name)
            : tr("&Delete the %1 resources named above at %2").arg(QLocale().toString(deletes), name));
    m_deletes->setChecked(false);
    m_deletes->setVisible(!isBlocked && deletes > 0 && !guard.deletionsToConfirm);
}

void TargetPage::showProgress(const QString &what)
{
    m_busy->showProgress(what, 0, 0);
}

bool TargetPage::isSatisfied() const
{
    const Guard &guard = m_review.review().guard;
    const bool areDeletionsConfirmed =
        m_review.review().plan.deletes == 0 || guard.deletionsToConfirm || m_deletes->isChecked();
    const bool isOwnConfirmed = m_ownText->text().isEmpty() || m_ownAnyway->isChecked();
    return m_plan->guard().isSatisfied() && areDeletionsConfirmed && isOwnConfirmed
        && m_customer->isSatisfied();
}

int TargetPage::confirmedDeletions() const
{
    return m_plan->guard().confirmedDeletions();
}

} // namespace Fullstate
