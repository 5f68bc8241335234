// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/kindpage.h"

#include <QButtonGroup>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

namespace Fullstate {

KindPage::KindPage(ConnectionDraft &draft, QWidget *parent)
    : QWizardPage(parent)
    , m_draft(draft)
    , m_kinds(new QButtonGroup(this))
    , m_layout(new QVBoxLayout(this))
{
    setTitle(tr("Kind"));
    setSubTitle(tr("What the new connection leads to."));
    addKind(Connection::Kind::Practice, tr("&Practice tenant"),
            tr("A tenant inside the program, filled with user accounts that were made up. For trying "
               "everything: no "
               "account and no network are needed, and nothing leaves this computer."));
    addKind(Connection::Kind::Private, tr("Pr&ivate integration"),
            tr("An application of your own in your Vanta tenant, with a client ID and a client secret from "
               "the Developer Console."));
    addKind(Connection::Kind::Public, tr("P&ublic integration"),
            tr("An application that many customers authorize, each for its own Vanta tenant. A connection is "
               "for one customer, who signs in through the browser."));
    m_layout->addStretch();
    m_kinds->button(static_cast<int>(draft.connection.kind))->setChecked(true);
}

void KindPage::addKind(Connection::Kind kind, const QString &title, const QString &explanation)
{
    auto *button = new QRadioButton(title, this);
    button->setAccessibleDescription(explanation);
    auto *label = new QLabel(explanation, this);
    label->setWordWrap(true);
    label->setIndent(24);
    m_kinds->addButton(button, static_cast<int>(kind));
    m_layout->addWidget(button, 0, Qt::AlignLeft); // no wider than what can be clicked
    m_layout->addWidget(label);
    m_layout->addSpacing(8);
}

bool KindPage::validatePage()
{
    m_draft.connection.kind = static_cast<Connection::Kind>(m_kinds->checkedId());
    return true;
}

} // namespace Fullstate
