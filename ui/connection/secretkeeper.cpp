// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/secretkeeper.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace Fullstate {

SecretKeeper::SecretKeeper(SecretKeeping keeping, QWidget *parent)
    : QWidget(parent)
    , m_keeping(std::move(keeping))
    , m_text(new QLabel(this))
    , m_tryAgain(new QPushButton(tr("Try again"), this))
    , m_keepForThisRun(new QPushButton(tr("Keep for this run only"), this))
{
    m_text->setObjectName(QStringLiteral("keychainText"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_tryAgain->setObjectName(QStringLiteral("keychainTryAgain"));
    m_keepForThisRun->setObjectName(QStringLiteral("keepForThisRun"));
    m_keepForThisRun->setToolTip(
        tr("In memory until the program ends, never in a file. The next start uses what the keychain has, "
           "or asks for it again."));
    for (QPushButton *button : {m_tryAgain, m_keepForThisRun})
        button->setAutoDefault(false);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_tryAgain);
    buttons->addWidget(m_keepForThisRun);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    hide();
    connect(m_tryAgain, &QPushButton::clicked, this, &SecretKeeper::store);
    connect(m_keepForThisRun, &QPushButton::clicked, this, &SecretKeeper::keepForThisRun);
}

void SecretKeeper::keep(const Connection &connection, const QByteArray &secret)
{
    m_connection = connection;
    m_secret = secret;
    store();
}

void SecretKeeper::cancel()
{
    if (Job *job = m_store) {
        m_store = nullptr;
        job->disconnect(this);
        job->cancel();
        Q_EMIT busyChanged();
    }
    m_secret.clear();
    hide();
}

void SecretKeeper::store()
{
    if (m_store)
        return;
    m_text->setText(tr("Storing the client secret in the keychain. If the keychain asks for its password, "
                       "give it there."));
    m_tryAgain->setEnabled(false);
    show();
    ResultJob<> *job = m_keeping.store(m_connection, m_secret, this);
    m_store = job;
    connect(job, &Job::finished, this, [this, job] {
        m_store = nullptr;
        m_tryAgain->setEnabled(true);
        Q_EMIT busyChanged();
        if (job->result()) {
            m_secret.clear();
            hide();
            Q_EMIT kept(false);
        } else {
            explain(job->result().error());
        }
    });
    Q_EMIT busyChanged();
}

void SecretKeeper::explain(const Error &error)
{
    m_text->setText(tr("The client secret could not be stored. %1 Without the keychain it can be kept in "
                       "memory: the next start of the program then asks for it again.")
                        .arg(error.message));
    m_tryAgain->setFocus();
}

void SecretKeeper::keepForThisRun()
{
    if (Job *job = m_store) { // a keychain that does not answer is not waited for
        m_store = nullptr;
        job->disconnect(this);
        job->cancel();
    }
    m_keeping.keepForThisRun(m_connection, m_secret);
    m_secret.clear();
    hide();
    Q_EMIT busyChanged();
    Q_EMIT kept(true);
}

} // namespace Fullstate
