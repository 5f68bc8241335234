// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/replacesecretdialog.h"

#include "ui/connection/secretfield.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Fullstate {

ReplaceSecretDialog::ReplaceSecretDialog(Connection connection, SecretKeeping keeping, QWidget *parent)
    : QDialog(parent)
    , m_connection(std::move(connection))
    , m_secret(new SecretField(tr("Client secret"), this))
    , m_keeper(new SecretKeeper(std::move(keeping), this))
    , m_replace(new QPushButton(tr("&Replace"), this))
{
    setWindowTitle(tr("Replace client secret of %1").arg(m_connection.name));
    m_secret->setObjectName(QStringLiteral("clientSecret"));
    auto *explanation =
        new QLabel(tr("The client secret of the client ID %1, as the Developer Console shows it once when it "
                      "is made. The "
                      "one that is kept now is replaced. The connection's drafts stay as they are.")
                       .arg(m_connection.clientId),
                   this);
    explanation->setTextFormat(Qt::PlainText);
    explanation->setWordWrap(true);
    auto *form = new QFormLayout;
    form->addRow(tr("Client &secret"), m_secret);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_replace, QDialogButtonBox::AcceptRole);
    m_replace->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addLayout(form);
    layout->addWidget(m_keeper);
    layout->addStretch();
    layout->addWidget(buttons);
    resize(520, sizeHint().height());
    followState();
    connect(buttons, &QDialogButtonBox::accepted, this, &ReplaceSecretDialog::replace);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_secret, &QLineEdit::textChanged, this, &ReplaceSecretDialog::followState);
    connect(m_keeper, &SecretKeeper::busyChanged, this, &ReplaceSecretDialog::followState);
    connect(m_keeper, &SecretKeeper::kept, this, &QDialog::accept);
}

void ReplaceSecretDialog::replace()
{
    m_keeper->keep(m_connection, m_secret->secret());
}

void ReplaceSecretDialog::followState()
{
    m_secret->setEnabled(!m_keeper->isBusy());
    m_replace->setEnabled(!m_keeper->isBusy() && !m_secret->secret().isEmpty());
}

} // namespace Fullstate
