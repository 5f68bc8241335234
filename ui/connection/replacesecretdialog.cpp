// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/replacesecretdialog.h"

#include "ui/connection/secretfield.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Fullstate {

ReplaceSecretDialog::ReplaceSecretDialog(Connection connection, const std::vector<Connection> &others,
                                         SecretKeeping keeping, QWidget *parent)
    : QDialog(parent)
    , m_connection(std::move(connection))
    , m_others(others)
    , m_keeping(std::move(keeping))
    , m_explanation(new QLabel(
          tr("The client secret of the client ID %1, as the Developer Console shows it once when it "
             "is made. The "
             "one that is kept now is replaced. The connection's drafts stay as they are.")
              .arg(m_connection.clientId),
          this))
    , m_secret(new SecretField(tr("Client secret"), this))
    , m_keeper(new SecretKeeper(m_keeping, this))
    , m_replace(new QPushButton(tr("&Replace"), this))
{
    setWindowTitle(tr("Replace client secret of %1").arg(m_connection.name));
    m_secret->setObjectName(QStringLiteral("clientSecret"));
    m_replace->setObjectName(QStringLiteral("replace"));
    m_explanation->setObjectName(QStringLiteral("explanation"));
    m_explanation->setTextFormat(Qt::PlainText);
    m_explanation->setWordWrap(true);
    auto *form = new QFormLayout;
    form->addRow(tr("Client &secret"), m_secret);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_replace, QDialogButtonBox::AcceptRole);
    m_replace->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_explanation);
    layout->addLayout(form);
    if (!m_others.empty()) {
        m_all = new QCheckBox(tr("For the %n other connection(s) of this application, &too", nullptr,
                                 static_cast<int>(m_others.size())),
                              this);
        m_all->setObjectName(QStringLiteral("forAll"));
        m_all->setChecked(true); // they have the same secret
        QStringList names;
        for (const Connection &other : m_others)
            names.append(other.name);
        m_all->setToolTip(names.mid(0, 20).join(QStringLiteral(", ")).toHtmlEscaped());
        layout->addWidget(m_all);
    }
    layout->addWidget(m_keeper);
    layout->addStretch();
    layout->addWidget(buttons);
    resize(520, sizeHint().height());
    followState();
    connect(buttons, &QDialogButtonBox::accepted, this, &ReplaceSecretDialog::replace);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_secret, &QLineEdit::textChanged, this, &ReplaceSecretDialog::followState);
    connect(m_keeper, &SecretKeeper::busyChanged, this, &ReplaceSecretDialog::followState);
    connect(m_keeper, &SecretKeeper::kept, this, [this](bool isForThisRun) {
        takeReplaced();
        while (isForThisRun && !m_left.empty()) { // what was chosen for one is not asked for each
            m_keeping.keepForThisRun(m_left.front(), m_secret->secret());
            takeReplaced();
        }
        replaceNext();
    });
}

void ReplaceSecretDialog::askForMissing()
{
    setWindowTitle(tr("Client secret of %1").arg(m_connection.name));
    m_explanation->setText(
        tr("The keychain of this computer does not have the client secret of the client ID "
           "%1. Enter it as the Developer Console has shown it, or make a new one there.")
            .arg(m_connection.clientId));
    m_replace->setText(tr("&Keep"));
}

void ReplaceSecretDialog::replace()
{
    m_left = {m_connection};
    if (m_all && m_all->isChecked())
        m_left.insert(m_left.end(), m_others.begin(), m_others.end());
    replaceNext();
}

void ReplaceSecretDialog::replaceNext()
{
    if (m_left.empty())
        accept();
    else
        m_keeper->keep(m_left.front(), m_secret->secret());
}

void ReplaceSecretDialog::takeReplaced()
{
    const Connection done = m_left.front();
    m_left.pop_front();
    Q_EMIT replaced(done);
}

void ReplaceSecretDialog::followState()
{
    m_secret->setEnabled(!m_keeper->isBusy());
    if (m_all)
        m_all->setEnabled(!m_keeper->isBusy());
    m_replace->setEnabled(!m_keeper->isBusy() && !m_secret->secret().isEmpty());
}

} // namespace Fullstate
