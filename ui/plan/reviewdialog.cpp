// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/reviewdialog.h"

#include "app/fullstate.h"
#include "app/history/historymodel.h"
#include "app/session/draftsession.h"
#include "app/workspace/workspace.h"
#include "ui/common/icons.h"
#include "ui/plan/busypage.h"
#include "ui/plan/customerquestion.h"
#include "ui/plan/guardpanel.h"
#include "ui/plan/outcomepage.h"
#include "ui/plan/planpage.h"
#include "ui/plan/reviewflow.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace Fullstate {

namespace {

const QLatin1String GeometryKey("review/geometry");
const QLatin1String ColumnsKey("review/columns");

ReviewTools toolsOf(Services &services, const DraftSession &session)
{
    Workspace &workspace = services.workspace();
    ReviewTools tools{
        services.api(), services.clock(),
        [&workspace](const Receipt &receipt, QObject *owner) {
            return workspace.saveReceipt(receipt, owner);
        },
        [&workspace, setId = session.set().id](QObject *owner) {
            return workspace.loadReceipts(setId, owner);
        },
        [&workspace](const QString &id, QObject *owner) { return workspace.loadReceipt(id, owner); }};
    tools.confirmSignIn = [&services](const Connection &connection) {
        services.connections().setSignInConfirmed(connection.tokenKey(), true);
    };
    return tools;
}

} // namespace

/// The dialog's parts: a page for each state of the flow, and the buttons below.
class ReviewDialog::Private
{
public:
    Private(ReviewDialog *dialog, DraftSession &session, ReviewTools tools, QSettings *itsSettings);

    void build();
    void connectParts();
    void followState();
    void showPlan();
    void showOutcome();
    void followGuard();
    void push();
    void cancelPush();
    void followProblem(const Problem &problem);
    QString conclusion() const;

    ReviewDialog *q;
    QSettings *settings;
    ReviewFlow *flow;
    QStackedWidget *pages;
    BusyPage *busy;
    PlanPage *plan;
    OutcomePage *outcome;
    CustomerQuestion *customer;
    QLabel *target;
    QPushButton *again;
    QPushButton *pushButton;
    QPushButton *close;
    bool isCancelling = false;
};

ReviewDialog::Private::Private(ReviewDialog *dialog, DraftSession &session, ReviewTools tools,
                               QSettings *itsSettings)
    : q(dialog)
    , settings(itsSettings)
    , flow(new ReviewFlow(session, std::move(tools), dialog))
    , pages(new QStackedWidget(dialog))
    , busy(new BusyPage)
    , plan(new PlanPage(session.type()))
    , outcome(new OutcomePage)
    , customer(new CustomerQuestion(dialog))
    , target(new QLabel(dialog))
    , again(new QPushButton(dialog))
    , pushButton(new QPushButton(dialog))
    , close(new QPushButton(dialog))
{
}

void ReviewDialog::Private::build()
{
    q->setWindowTitle(tr("Review push to %1").arg(flow->session().where()));
    for (QWidget *page :
         {static_cast<QWidget *>(busy), static_cast<QWidget *>(plan), static_cast<QWidget *>(outcome)})
        pages->addWidget(page);
    target->setObjectName(QStringLiteral("target"));
    target->setTextFormat(Qt::PlainText);
    target->setWordWrap(true);
    again->setObjectName(QStringLiteral("again"));
    pushButton->setObjectName(QStringLiteral("push"));
    close->setObjectName(QStringLiteral("close"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(target, 1);
    for (QPushButton *button : {again, pushButton, close}) {
        button->setAutoDefault(false); // Enter pushes nothing: it is pressed to end a word or a number
        buttons->addWidget(button);
    }
    auto *layout = new QVBoxLayout(q);
    layout->addWidget(pages, 1);
    layout->addWidget(customer);
    layout->addLayout(buttons);
    q->resize(1000, 700);
    if (!settings)
        return;
    q->restoreGeometry(settings->value(GeometryKey).toByteArray());
    plan->table().horizontalHeader()->restoreState(settings->value(ColumnsKey).toByteArray());
}

void ReviewDialog::Private::connectParts()
{
    connect(flow, &ReviewFlow::stateChanged, q, [this] { followState(); });
    connect(flow, &ReviewFlow::progressed, busy, &BusyPage::showProgress);
    connect(flow, &ReviewFlow::receiptSaved, q, &ReviewDialog::receiptSaved);
    GuardPanel &guard = plan->guard();
    connect(&guard, &GuardPanel::satisfiedChanged, q, [this] { followGuard(); });
    connect(customer, &CustomerQuestion::satisfiedChanged, q, [this] { followGuard(); });
    connect(&guard, &GuardPanel::keepMissingRequested, flow, &ReviewFlow::keepMissing);
    connect(&guard, &GuardPanel::backRequested, q, &QDialog::reject);
    connect(plan, &PlanPage::problemActivated, q, [this](const Problem &problem) { followProblem(problem); });
    connect(pushButton, &QPushButton::clicked, q, [this] { push(); });
    connect(again, &QPushButton::clicked, q, [this] {
        if (flow->receipt().outcome == Receipt::Outcome::Unknown && !flow->receipt().id.isEmpty())
            flow->findOut();
        else
            flow->start();
    });
    connect(close, &QPushButton::clicked, q, [this] {
        if (flow->state() == ReviewFlow::State::Pushing)
            cancelPush();
        else
            q->reject();
    });
}

void ReviewDialog::Private::followState()
{
    again->hide();
    pushButton->hide();
    customer->hide();
    target->clear();
    close->setText(tr("Close"));
    close->setEnabled(true);
    switch (flow->state()) {
    case ReviewFlow::State::Fetching:
        busy->showProgress({}, 0, 0);
        busy->setNote(tr("This only reads: nothing in the tenant changes."));
        pages->setCurrentWidget(busy);
        close->setText(tr("Cancel"));
        break;
    case ReviewFlow::State::Planned:
        showPlan();
        break;
    case ReviewFlow::State::Pushing:
        isCancelling = false;
        busy->showProgress(tr("Pushing…"), 0, 0);
        busy->setNote(
            tr("Cancel stops the push as long as nothing of it has left this computer. Once it has, the "
               "tenant is asked what became of it."));
        pages->setCurrentWidget(busy);
        close->setText(tr("Cancel"));
        break;
    case ReviewFlow::State::Concluded:
        showOutcome();
        break;
    case ReviewFlow::State::Failed:
        outcome->showFailure(flow->error());
        again->setText(tr("Try again"));
        again->show();
        pages->setCurrentWidget(outcome);
        break;
    }
}

void ReviewDialog::Private::showPlan()
{
    const Plan &shown = flow->review().plan;
    plan->setReview(flow->review(), flow->news());
    const QString what = describePush(shown);
    pushButton->setText(what.isEmpty() ? tr("Push") : tr("Push: %1").arg(what));
    pushButton->setIcon(icon(QStringLiteral("document-send")));
    pushButton->show();
    target->setText(tr("Goes to %1.").arg(flow->where()));
    customer->follow(*flow);
    pages->setCurrentWidget(plan);
    followGuard();
    plan->table().setFocus();
}

void ReviewDialog::Private::followGuard()
{
    pushButton->setEnabled(plan->guard().isSatisfied() && customer->isSatisfied());
}

void ReviewDialog::Private::push()
{
    if (flow->state() == ReviewFlow::State::Planned && pushButton->isEnabled())
        flow->push(plan->guard().confirmedDeletions());
}

void ReviewDialog::Private::cancelPush()
{
    busy->setNote(
        tr("Cancelling. What has left this computer cannot be called back: then the tenant is asked what "
           "it holds."));
    if (std::exchange(isCancelling, true))
        close->setEnabled(false);
    close->setText(tr("Stop waiting"));
    flow->cancel();
}

void ReviewDialog::Private::showOutcome()
{
    const Receipt &receipt = flow->receipt();
    outcome->showReceipt(receipt);
    pages->setCurrentWidget(outcome);
    target->setText(flow->where());
    if (receipt.outcome == Receipt::Outcome::Verified) {
        close->setFocus();
        return;
    }
    again->setText(receipt.outcome == Receipt::Outcome::Unknown ? tr("Fetch to find out")
                                                                : tr("Review again"));
    again->show();
}

void ReviewDialog::Private::followProblem(const Problem &problem)
{
    Q_EMIT q->problemActivated(flow->inDraft(problem));
    q->reject();
}

/// For the message bar of the main window.
QString ReviewDialog::Private::conclusion() const
{
    const Receipt &receipt = flow->receipt();
    if (receipt.id.isEmpty())
        return tr("Nothing was pushed.");
    const QString said = outcomeText(receipt.outcome);
    return receipt.outcome == Receipt::Outcome::Verified
        ? tr("%1: %2 (%3).").arg(said, describePush(receipt.plan), receipt.where)
        : tr("%1. %2").arg(said, receipt.message);
}

ReviewDialog::ReviewDialog(Services &services, DraftSession &session, QWidget *parent)
    : ReviewDialog(session, toolsOf(services, session), &services.settings(), parent)
{
}

ReviewDialog::ReviewDialog(DraftSession &session, ReviewTools tools, QSettings *settings, QWidget *parent)
    : QDialog(parent)
    , d(new Private(this, session, std::move(tools), settings))
{
    d->build();
    d->connectParts();
    d->flow->start();
}

ReviewDialog::~ReviewDialog() = default;

void ReviewDialog::reject()
{
    if (d->flow->state() != ReviewFlow::State::Pushing) {
        QDialog::reject();
        return;
    }
    d->busy->setNote(
        tr("The push is under way. Wait for its outcome, or press “%1”: what has left this computer cannot "
           "be called back.")
            .arg(d->close->text()));
}

void ReviewDialog::done(int result)
{
    const QString conclusion = d->conclusion();
    d->flow->disconnect(this);
    d->flow->cancel();
    if (d->settings) {
        d->settings->setValue(GeometryKey, saveGeometry());
        d->settings->setValue(ColumnsKey, d->plan->table().horizontalHeader()->saveState());
    }
    QDialog::done(result);
    Q_EMIT concluded(conclusion);
}

} // namespace Fullstate
