// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/checkpage.h"

#include "ui/connection/checksteplist.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QWizard>
#include <algorithm>

namespace Fullstate {

CheckPage::CheckPage(ConnectionDraft &draft, Check check, SecretKeeping keeping, QWidget *parent)
    : QWizardPage(parent)
    , m_draft(draft)
    , m_check(std::move(check))
    , m_steps(new CheckStepList)
    , m_scroll(new QScrollArea(this))
    , m_summary(new QLabel(this))
    , m_stop(new QPushButton(tr("Stop the check"), this))
    , m_tryAgain(new QPushButton(tr("&Try again"), this))
    , m_saveAnyway(new QPushButton(tr("&Save anyway"), this))
    , m_keeper(new SecretKeeper(std::move(keeping), this))
{
    setTitle(tr("Check"));
    m_summary->setObjectName(QStringLiteral("summary"));
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);
    m_stop->setObjectName(QStringLiteral("stopCheck"));
    m_tryAgain->setObjectName(QStringLiteral("tryAgain"));
    m_saveAnyway->setObjectName(QStringLiteral("saveAnyway"));
    m_saveAnyway->setToolTip(tr("Stores the connection as it is. It can be checked again later."));
    m_scroll->setWidget(m_steps);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setAccessibleName(tr("Check"));

    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_stop, m_tryAgain, m_saveAnyway}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_summary);
    layout->addLayout(buttons);
    layout->addWidget(m_keeper);
    connect(m_stop, &QPushButton::clicked, this, &CheckPage::stopCheck);
    connect(m_tryAgain, &QPushButton::clicked, this, &CheckPage::check);
    connect(m_saveAnyway, &QPushButton::clicked, this, &CheckPage::saveAnyway);
    connect(m_keeper, &SecretKeeper::busyChanged, this, &CheckPage::followState);
    connect(m_keeper, &SecretKeeper::kept, this, &CheckPage::finish);
}

void CheckPage::initializePage()
{
    setSubTitle(m_draft.connection.kind == Connection::Kind::Public
                    ? tr("The sign-in is kept for now. The connection is stored once this succeeds, or when "
                         "you say “Save anyway”; Cancel takes both back.")
                    : tr("Nothing is stored before this succeeds, or before you say “Save anyway”."));
    check();
}

/// Back: what was checked is about to be changed.
void CheckPage::cleanupPage()
{
    cancel();
}

void CheckPage::cancel()
{
    if (Job *job = m_running) {
        m_running = nullptr;
        job->disconnect(this);
        job->cancel();
    }
    m_keeper->cancel();
    m_passed = false;
    followState();
}

void CheckPage::check()
{
    cancel();
    m_steps->clear();
    say(tr("Trying the connection…"));
    auto *job = m_check(
        m_draft, [this](int index, const CheckStep &step) { m_steps->setStep(index, step); }, this);
    m_running = job;
    connect(job, &Job::finished, this, [this, job] {
        m_running = nullptr;
        handleSteps(job->result());
        followState();
    });
    followState();
}

void CheckPage::stopCheck()
{
    if (Job *job = m_running)
        job->cancel();
}

void CheckPage::handleSteps(const Result<std::vector<CheckStep>> &result)
{
    if (!result) {
        say(result.error().kind == Error::Kind::Cancelled ? tr("The check was stopped.")
                                                          : result.error().message);
        m_steps->stop();
        return;
    }
    for (size_t i = 0; i < result->size(); ++i)
        m_steps->setStep(static_cast<int>(i), (*result)[i]);
    m_passed = std::all_of(result->begin(), result->end(),
                           [](const CheckStep &step) { return step.state == CheckStep::State::Passed; });
    const QString works = m_draft.connection.kind == Connection::Kind::Public
        ? tr("The connection to customer %1 works. “Finish” stores it.").arg(m_draft.connection.customerId)
        : tr("The connection works. “Finish” stores it, and its client secret in the keychain.");
    say(m_passed ? works
                 : tr("Not everything works. Go back to correct what is wrong, try again, or save it as it "
                      "is."));
}

void CheckPage::say(const QString &text)
{
    m_summary->setText(text);
}

void CheckPage::followState()
{
    const bool isKeeping = m_keeper->isBusy();
    m_stop->setVisible(m_running);
    m_tryAgain->setVisible(!m_running && !m_passed && !isKeeping);
    m_saveAnyway->setVisible(!m_running && !m_passed && !isKeeping);
    Q_EMIT completeChanged();
}

bool CheckPage::isComplete() const
{
    return m_passed && !m_running && !m_keeper->isBusy();
}

/// "Finish": the secret first. finish() closes the wizard once it is kept.
bool CheckPage::validatePage()
{
    if (!m_kept && !m_keeper->isBusy()) {
        m_hasStartedKeeping = true;
        m_keeper->keep(m_draft.connection, m_draft.secret);
    }
    return m_kept;
}

void CheckPage::saveAnyway()
{
    if (validatePage())
        wizard()->accept();
}

void CheckPage::finish()
{
    m_kept = true;
    wizard()->accept();
}

} // namespace Fullstate
