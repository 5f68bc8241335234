// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/signinpanel.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>

namespace Fullstate {

using namespace std::chrono_literals;

using Stage = SignInJob::Stage;

SignInPanel::SignInPanel(Ways ways, QWidget *parent)
    : QWidget(parent)
    , m_ways(std::move(ways))
    , m_open(new QPushButton(tr("&Open browser"), this))
    , m_copy(new QPushButton(tr("Cop&y address"), this))
    , m_cancel(new QPushButton(tr("Cancel sign-&in"), this))
    , m_again(new QPushButton(tr("Be&gin again"), this))
    , m_pasted(new QLineEdit(this))
    , m_left(new QProgressBar(this))
    , m_state(new QLabel(this))
    , m_revoke(new QPushButton(tr("Authorize and re&voke"), this))
    , m_leave(new QPushButton(tr("&Leave it"), this))
    , m_keep(new QPushButton(tr("&Keep for this run only"), this))
{
    build();
    m_tick.setInterval(250ms);
    connect(&m_tick, &QTimer::timeout, this, &SignInPanel::showLeft);
    connect(m_open, &QPushButton::clicked, this, [this] { ask(Wish::Open); });
    connect(m_again, &QPushButton::clicked, this, [this] { ask(Wish::Open); });
    connect(m_copy, &QPushButton::clicked, this, [this] { ask(Wish::Copy); });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_job)
            m_job->cancel();
        else
            cancel();
    });
    connect(m_pasted, &QLineEdit::textChanged, this, &SignInPanel::takePasted);
    connect(m_keep, &QPushButton::clicked, this, &SignInPanel::keepForThisRun);
    connect(m_revoke, &QPushButton::clicked, this, &SignInPanel::begin);
    connect(m_leave, &QPushButton::clicked, this, [this] {
        m_asks = false;
        say(tr("Nothing was authorized, and nothing revoked."));
        followState();
    });
    followState();
}

QString SignInPanel::whatItEnds()
{
    return tr("Signing in ends the tokens of this application that the customer has on other computers or in "
              "other programs: they stop working there at once.");
}

void SignInPanel::build()
{
    m_open->setObjectName(QStringLiteral("openBrowser"));
    m_copy->setObjectName(QStringLiteral("copyAddress"));
    m_cancel->setObjectName(QStringLiteral("cancelSignIn"));
    m_again->setObjectName(QStringLiteral("beginAgain"));
    m_pasted->setObjectName(QStringLiteral("pastedAddress"));
    m_left->setObjectName(QStringLiteral("secondsLeft"));
    m_state->setObjectName(QStringLiteral("signInState"));
    m_revoke->setObjectName(QStringLiteral("revoke"));
    m_leave->setObjectName(QStringLiteral("leaveIt"));
    m_keep->setObjectName(QStringLiteral("signInForThisRun"));

    m_copy->setToolTip(tr("For another browser, or another profile of it, than the system's own."));
    m_keep->setToolTip(
        tr("Client secret and tokens stay in memory until the program ends, never in a file."));
    m_pasted->setAccessibleName(tr("Pasted address"));
    m_pasted->setPlaceholderText(tr("The whole address that the browser ends on, if it is not caught"));
    m_pasted->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_left->setAccessibleName(tr("Time left"));
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);

    const auto rowOf = [](std::initializer_list<QPushButton *> buttons) {
        auto *row = new QHBoxLayout;
        for (QPushButton *button : buttons) {
            button->setAutoDefault(false);
            row->addWidget(button);
        }
        row->addStretch();
        return row;
    };
    auto *paste = new QFormLayout;
    paste->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    paste->addRow(tr("&Pasted address"), m_pasted);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(rowOf({m_open, m_copy, m_again, m_cancel}));
    layout->addLayout(paste);
    layout->addWidget(m_left);
    layout->addWidget(m_state);
    layout->addLayout(rowOf({m_revoke, m_leave, m_keep}));
}

void SignInPanel::setDraft(const ConnectionDraft &draft, const QString &holders)
{
    const bool wasSignedIn = isSignedIn();
    const bool isAnother = draft.connection.tokenKey() != m_draft.connection.tokenKey();
    m_draft = draft;
    m_holders = holders;
    if (isAnother || wasSignedIn != isSignedIn()) {
        m_asks = false;
        m_hasFailed = false;
        m_mayKeepForThisRun = false;
        say(isSignedIn() ? tr("Customer %1 is signed in.").arg(draft.connection.customerId) : QString());
    }
    followState();
}

void SignInPanel::setReady(bool isReady)
{
    m_isReady = isReady;
    followState();
}

bool SignInPanel::isSignedIn() const
{
    return m_signedIn && m_signedIn->connection.tokenKey() == m_draft.connection.tokenKey()
        && m_signedIn->connection.redirectUrl == m_draft.connection.redirectUrl
        && m_signedIn->secret == m_draft.secret;
}

void SignInPanel::cancel()
{
    if (!isBusy())
        return;
    for (Job *job : {static_cast<Job *>(m_job), static_cast<Job *>(m_looking)}) {
        if (job) {
            job->disconnect(this);
            job->cancel();
        }
    }
    m_job = nullptr;
    m_looking = nullptr;
    say({});
    followState();
}

void SignInPanel::ask(Wish wish)
{
    m_wish = wish;
    if (m_job)
        grantWish();
    else if (!m_holders.isEmpty())
        askWhetherToRevoke();
    else if (m_ways.look && m_isReady)
        look();
    else
        begin();
}

/// Tokens of a connection that another data folder has, for example.
void SignInPanel::look()
{
    m_looking = m_ways.look(m_draft.connection, this);
    say(tr("Getting ready…"));
    connect(m_looking, &Job::progressed, this, &SignInPanel::say);
    connect(m_looking, &Job::finished, this, [this] {
        const Result<KeptCredentials> kept = std::exchange(m_looking, nullptr)->result();
        if (kept && (kept->hasRefreshToken || kept->token)) {
            m_holders = tr("The keychain holds tokens for this customer.");
            askWhetherToRevoke();
        } else {
            begin(); // which says so if the keychain cannot be used
        }
    });
    followState();
}

void SignInPanel::askWhetherToRevoke()
{
    m_asks = true;
    m_hasFailed = false;
    say(tr("%1 Authorizing this customer again revokes those tokens at once: Fullstate goes on with the "
           "new ones, and any other program that uses the old ones stops working. Other customers keep "
           "theirs. Go on?")
            .arg(m_holders));
    followState();
    m_leave->setFocus();
}

void SignInPanel::begin()
{
    if (isBusy() || !m_isReady)
        return;
    m_asks = false;
    m_hasFailed = false;
    m_mayKeepForThisRun = false;
    m_signedIn.reset();
    m_refusals.clear();
    SignInJob *job = m_ways.begin(m_draft, this);
    m_job = job;
    say(tr("Getting ready…"));
    connect(job, &Job::progressed, this, &SignInPanel::say);
    connect(job, &SignInJob::stageChanged, this, &SignInPanel::followStage);
    connect(job, &SignInJob::requestRefused, this, [this] {
        m_refusals =
            tr("Refused at the port of the redirect URL: %n other request(s).", nullptr, m_job->refusals());
        say(m_said);
    });
    connect(job, &Job::finished, this, [this, job] {
        m_job = nullptr;
        handleResult(job->result());
    });
    m_tick.start();
    followState();
}

void SignInPanel::followStage()
{
    followState();
    if (m_job->stage() == Stage::Waiting) {
        m_pasted->setFocus(); // where to go on by hand
        grantWish();
    } else {
        say(tr("The browser is back. Exchanging its code for tokens…"));
    }
}

/// As soon as there is an address to open or to copy.
void SignInPanel::grantWish()
{
    if (!m_job || m_job->stage() != Stage::Waiting)
        return;
    const QString next = isCaughtHere(m_draft.connection.redirectUrl)
        ? tr("Sign in there to the tenant of customer %1 and allow the access. Then come back here: the rest "
             "goes by itself.")
        : tr("Sign in there to the tenant of customer %1 and allow the access. Then copy the address that "
             "the browser ends on and paste it here at once: the code in it lives 30 seconds.");
    QString first;
    if (m_wish == Wish::Copy) {
        copyAddress();
        first = tr("The address is copied. Open it in your browser.");
    } else if (m_ways.open(m_job->address())) {
        first = tr("Waiting for the browser.");
    } else {
        first = tr("The system has opened no browser. Choose Copy address and open the address yourself.");
    }
    say(first % QLatin1Char(' ') % next.arg(m_draft.connection.customerId));
}

/// It holds no secret, but a state that nobody else needs: histories of the clipboard are asked to leave it
/// out.
void SignInPanel::copyAddress()
{
    auto *copied = new QMimeData;
    copied->setText(m_job->address().toString(QUrl::FullyEncoded));
    copied->setData(QStringLiteral("x-kde-passwordManagerHint"), "secret");
    QGuiApplication::clipboard()->setMimeData(copied);
}

void SignInPanel::takePasted()
{
    const QString pasted = m_pasted->text();
    if (pasted.trimmed().isEmpty() || !m_job)
        return;
    if (const Result<> taken = m_job->take(pasted); !taken)
        say(taken.error().message);
}

void SignInPanel::handleResult(const Result<AccessToken> &result)
{
    m_pasted->setText({}); // setText() forgets what was typed, clear() lets it be undone
    if (result) {
        m_signedIn = m_draft;
        m_known.append(m_draft.connection.tokenKey());
        say(tr("Customer %1 is signed in.").arg(m_draft.connection.customerId));
    } else {
        const Error &error = result.error();
        m_hasFailed = true;
        m_mayKeepForThisRun = error.isKeychain();
        say(error.kind == Error::Kind::Cancelled ? tr("The sign-in was cancelled.") : error.message);
    }
    followState();
    if (!result)
        m_again->setFocus();
}

void SignInPanel::keepForThisRun()
{
    m_ways.keepForThisRun(m_draft);
    begin();
}

void SignInPanel::say(const QString &text)
{
    m_said = text;
    m_state->setText(m_job && !m_refusals.isEmpty() ? QString(text % QLatin1Char('\n') % m_refusals) : text);
}

void SignInPanel::followState()
{
    const bool isIdle = !isBusy() && !m_asks;
    const bool isOver = m_hasFailed || isSignedIn();
    m_open->setVisible(isBusy() || !isOver);
    m_open->setEnabled(m_job ? m_job->stage() == Stage::Waiting : isIdle && m_isReady);
    m_copy->setEnabled(m_open->isEnabled() || (isIdle && m_isReady));
    m_again->setVisible(isIdle && isOver);
    m_again->setEnabled(m_isReady);
    m_cancel->setVisible(isBusy());
    m_pasted->setEnabled(m_job && m_job->stage() == Stage::Waiting);
    m_revoke->setVisible(m_asks);
    m_leave->setVisible(m_asks);
    m_keep->setVisible(isIdle && m_mayKeepForThisRun && m_ways.keepForThisRun);
    if (!m_job)
        m_tick.stop();
    showLeft();
    Q_EMIT stateChanged();
}

void SignInPanel::showLeft()
{
    const bool isShown = m_job && m_job->stage() != Stage::Preparing;
    m_left->setVisible(isShown);
    if (!isShown)
        return;
    const int left = static_cast<int>(m_job->left().count());
    if (m_job->stage() == Stage::Exchanging) {
        m_left->setRange(0, 30);
        m_left->setFormat(tr("%n second(s) left of the code", nullptr, left));
    } else {
        m_left->setRange(0, 600);
        m_left->setFormat(
            tr("%1:%2 left for the browser").arg(left / 60).arg(left % 60, 2, 10, QLatin1Char('0')));
    }
    m_left->setValue(left);
}

} // namespace Fullstate
