// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/severaldialog.h"

#include "app/fullstate.h"
#include "app/session/draftsession.h"
#include "app/workspace/workspace.h"
#include "ui/plan/choosepage.h"
#include "ui/plan/severalflow.h"
#include "ui/plan/severalreview.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace Fullstate {

namespace {

const QLatin1String SeveralGeometryKey("several/geometry");

/// The drafts that the dialog opens, closed again with it: those of hundreds of customers would stay in
/// memory. Those that were open before are somebody's.
class OpenedSets
{
public:
    explicit OpenedSets(Services &services)
        : m_services(services)
    {
    }
    ~OpenedSets()
    {
        for (const QString &setId : std::as_const(m_opened))
            m_services.closeSession(setId);
    }
    Q_DISABLE_COPY_MOVE(OpenedSets)

    DraftSession *open(const QString &setId)
    {
        if (!m_services.isOpen(setId))
            m_opened.append(setId);
        return m_services.session(setId);
    }

private:
    Services &m_services;
    QStringList m_opened;
};

SeveralTools severalToolsOf(Services &services)
{
    Workspace &workspace = services.workspace();
    return {
        services.api(),
        services.clock(),
        [&workspace](const Receipt &receipt, QObject *owner) {
            return workspace.saveReceipt(receipt, owner);
        },
        [&workspace](const QString &setId, QObject *owner) { return workspace.loadReceipts(setId, owner); },
        [&workspace](const QString &id, QObject *owner) { return workspace.loadReceipt(id, owner); },
        [opened = std::make_shared<OpenedSets>(services)](const QString &setId) {
            return opened->open(setId);
        },
        [&services](const Connection &connection, int requests) {
            return services.waitForRequests(connection, requests);
        },
        {},
        [&services](const Connection &connection) {
            services.connections().setSignInConfirmed(connection.tokenKey(), true);
        }};
}

} // namespace

/// The dialog's two steps and the buttons below.
class SeveralDialog::Private
{
public:
    Private(SeveralDialog *dialog, DraftSession &itsSession, std::vector<SeveralTarget> targets,
            SeveralTools itsTools, QSettings *itsSettings);

    void build();
    void connectParts();
    void beginReview();
    void followReview();
    void followButtons();
    void push();
    void cancelPush();
    void followProblem(int row, const Problem &problem);
    bool isPushing() const { return flow && flow->isPushing(); }

    SeveralDialog *q;
    DraftSession &session;
    SeveralTools tools;
    QSettings *settings;
    QStackedWidget *steps;
    ChoosePage *choose;
    SeveralFlow *flow = nullptr; ///< from the second step on
    SeveralReview *review = nullptr;
    QLabel *note;
    QPushButton *begin;
    QPushButton *again;
    QPushButton *pushButton;
    QPushButton *close;
    bool isCancelling = false;
};

SeveralDialog::Private::Private(SeveralDialog *dialog, DraftSession &itsSession,
                                std::vector<SeveralTarget> targets, SeveralTools itsTools,
                                QSettings *itsSettings)
    : q(dialog)
    , session(itsSession)
    , tools(std::move(itsTools))
    , settings(itsSettings)
    , steps(new QStackedWidget(dialog))
    , choose(new ChoosePage(itsSession.where(), std::move(targets)))
    , note(new QLabel(dialog))
    , begin(new QPushButton(tr("Re&view"), dialog))
    , again(new QPushButton(dialog))
    , pushButton(new QPushButton(dialog))
    , close(new QPushButton(tr("Close"), dialog))
{
}

void SeveralDialog::Private::build()
{
    q->setWindowTitle(tr("Push to several"));
    steps->addWidget(choose);
    note->setObjectName(QStringLiteral("note"));
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    begin->setObjectName(QStringLiteral("review"));
    again->setObjectName(QStringLiteral("again"));
    pushButton->setObjectName(QStringLiteral("push"));
    close->setObjectName(QStringLiteral("close"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(note, 1);
    for (QPushButton *button : {begin, again, pushButton, close}) {
        button->setAutoDefault(false); // Enter pushes nothing: it is pressed to end a word or a number
        buttons->addWidget(button);
    }
    auto *layout = new QVBoxLayout(q);
    layout->addWidget(steps, 1);
    layout->addLayout(buttons);
    q->resize(1200, 750); // a state is a sentence
    if (settings)
        q->restoreGeometry(settings->value(SeveralGeometryKey).toByteArray());
}

void SeveralDialog::Private::connectParts()
{
    connect(choose, &ChoosePage::chosenChanged, q, [this] { followButtons(); });
    connect(begin, &QPushButton::clicked, q, [this] { beginReview(); });
    connect(pushButton, &QPushButton::clicked, q, [this] { push(); });
    connect(again, &QPushButton::clicked, q, [this] { flow->again(review->currentRow()); });
    connect(close, &QPushButton::clicked, q, [this] {
        if (isPushing())
            cancelPush();
        else
            q->reject();
    });
}

void SeveralDialog::Private::beginReview()
{
    const std::vector<SeveralTarget> targets = choose->chosen();
    if (flow || targets.empty())
        return;
    flow = new SeveralFlow(session, targets, choose->mode(), tools, q);
    review = new SeveralReview(*flow);
    steps->addWidget(review);
    steps->setCurrentWidget(review);
    connect(flow, &SeveralFlow::pushingChanged, q, [this] {
        isCancelling = false;
        review->followAll();
    });
    connect(flow, &SeveralFlow::receiptSaved, q, &SeveralDialog::receiptSaved);
    connect(review, &SeveralReview::changed, q, [this] { followButtons(); });
    connect(review, &SeveralReview::backRequested, q, &QDialog::reject);
    connect(review, &SeveralReview::problemActivated, q,
            [this](int row, const Problem &problem) { followProblem(row, problem); });
    flow->start();
    followButtons();
    review->focusTable();
}

void SeveralDialog::Private::followButtons()
{
    begin->setVisible(!flow);
    again->setVisible(flow && review->canGoAgain());
    pushButton->setVisible(flow && !isPushing());
    if (!flow) {
        begin->setEnabled(!choose->chosen().empty());
        note->setText(tr("The review only reads: nothing in any tenant changes."));
        return;
    }
    again->setText(review->isOutcomeUnknown() ? tr("Fetch to find out") : tr("Review again"));
    pushButton->setText(review->pushText());
    pushButton->setEnabled(!review->ready().empty());
    if (!isPushing()) {
        close->setText(tr("Close"));
        close->setEnabled(true);
        note->setText(review->summary());
    } else if (!isCancelling) {
        close->setText(tr("Cancel"));
        note->setText(
            tr("%1 Cancel sends no more; what has left this computer is verified.").arg(review->summary()));
    }
}

void SeveralDialog::Private::push()
{
    const std::vector<SeveralFlow::Confirmation> ready = review->ready();
    if (!isPushing() && !ready.empty())
        flow->push(ready);
}

void SeveralDialog::Private::cancelPush()
{
    note->setText(
        tr("Cancelling: nothing more is sent. What has left this computer cannot be called back: then the "
           "tenant is asked what it holds."));
    if (std::exchange(isCancelling, true))
        close->setEnabled(false);
    close->setText(tr("Stop waiting"));
    flow->cancel();
}

/// To the cell of the draft that everything came from. A problem of a resource that only the customer has
/// is not in it.
void SeveralDialog::Private::followProblem(int row, const Problem &problem)
{
    Problem there = problem;
    if (flow->target(row).isSource) {
        there = flow->review(row)->inDraft(problem);
    } else {
        const std::vector<DraftRow> &rows = session.draft().rows();
        const auto found = std::find_if(rows.begin(), rows.end(), [&problem](const DraftRow &each) {
            return !each.removed && each.resource.value(UniqueIdField).toString() == problem.uniqueId;
        });
        if (found == rows.end()) {
            note->setText(
                tr("This resource is not in the open draft: correct it in the customer's own set."));
            return;
        }
        there.row = static_cast<int>(found - rows.begin());
    }
    Q_EMIT q->problemActivated(there);
    q->reject();
}

SeveralDialog::SeveralDialog(Services &services, DraftSession &session, QWidget *parent)
    : SeveralDialog(session,
                    targetsAmong(services.connections().connections(), session.type().name,
                                 session.type().title, session.set().id),
                    severalToolsOf(services), &services.settings(), parent)
{
}

SeveralDialog::SeveralDialog(DraftSession &session, std::vector<SeveralTarget> targets, SeveralTools tools,
                             QSettings *settings, QWidget *parent)
    : QDialog(parent)
    , d(new Private(this, session, std::move(targets), std::move(tools), settings))
{
    d->build();
    d->connectParts();
    d->followButtons();
}

SeveralDialog::~SeveralDialog() = default;

void SeveralDialog::reject()
{
    if (!d->isPushing()) {
        QDialog::reject();
        return;
    }
    d->note->setText(tr("The pushes are under way. Wait for their outcome, or press “%1”: what has left this "
                        "computer cannot be called back.")
                         .arg(d->close->text()));
}

void SeveralDialog::done(int result)
{
    const QString conclusion = d->review ? d->review->conclusion() : tr("Nothing was pushed.");
    if (d->flow) {
        d->flow->disconnect(this);
        d->flow->disconnect(d->review);
        d->flow->cancel();
    }
    if (d->settings)
        d->settings->setValue(SeveralGeometryKey, saveGeometry());
    QDialog::done(result);
    Q_EMIT concluded(conclusion);
}

} // namespace Fullstate
