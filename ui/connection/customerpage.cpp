// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/customerpage.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

namespace Fullstate {

CustomerPage::CustomerPage(ConnectionDraft &draft, std::vector<Connection> existing, SignInPanel::Ways ways,
                           QWidget *parent)
    : QWizardPage(parent)
    , m_draft(draft)
    , m_existing(std::move(existing))
    , m_customer(new QLineEdit(this))
    , m_redirect(new QLineEdit(QStringLiteral("http://127.0.0.1:8976/fullstate"), this))
    , m_pkce(new QCheckBox(tr("Send a PKCE c&hallenge"), this))
    , m_note(new QLabel(this))
    , m_panel(new SignInPanel(std::move(ways), this))
{
    setTitle(tr("Customer"));
    setSubTitle(tr("Who authorizes the application. An administrator of the customer signs in to Vanta in "
                   "the browser and allows the access."));
    build();
    for (QLineEdit *field : {m_customer, m_redirect})
        connect(field, &QLineEdit::textChanged, this, &CustomerPage::follow);
    connect(m_pkce, &QCheckBox::toggled, this, &CustomerPage::follow);
    connect(m_panel, &SignInPanel::stateChanged, this, [this] {
        for (QWidget *field : {static_cast<QWidget *>(m_customer), static_cast<QWidget *>(m_redirect),
                               static_cast<QWidget *>(m_pkce)})
            field->setEnabled(!m_panel->isBusy()); // what is under way is for what is typed
        Q_EMIT completeChanged();
    });
}

void CustomerPage::build()
{
    m_customer->setObjectName(QStringLiteral("customerId"));
    m_redirect->setObjectName(QStringLiteral("redirectUrl"));
    m_pkce->setObjectName(QStringLiteral("pkce"));
    m_note->setObjectName(QStringLiteral("note"));
    m_customer->setAccessibleName(tr("Customer ID"));
    m_redirect->setAccessibleName(tr("Redirect URL"));
    m_customer->setPlaceholderText(tr("Your own name for the customer, “acme-inc” for example"));
    m_pkce->setChecked(true);
    m_pkce->setToolTip(tr("Protects the code on its way. Vanta does not document it: switch it off if the "
                          "authorize page refuses the request."));
    auto *help = new QLabel(
        tr("The customer ID (source_id) is for good: under another one the customer is a new source, and "
           "what was pushed before stays in its tenant, alive and frozen.\nThe redirect URL is one that the "
           "Developer Console has registered for the application, letter by letter. One that leads to this "
           "computer (http://127.0.0.1 and a port) is caught here; of any other the browser's address is "
           "pasted below.")
            % u'\n' % SignInPanel::whatItEnds(),
        this);
    help->setObjectName(QStringLiteral("help"));
    for (QLabel *label : {help, m_note}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("Customer I&D"), m_customer);
    form->addRow(tr("&Redirect URL"), m_redirect);
    form->addRow(QString(), m_pkce);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(help);
    layout->addWidget(m_note);
    layout->addWidget(m_panel);
    layout->addStretch();
}

void CustomerPage::initializePage()
{
    // All customers of an application come back to the redirect URL that is registered for it.
    for (const Connection &other : m_existing) {
        if (other.kind == Connection::Kind::Public && !m_redirect->isModified()
            && other.applicationKey() == m_draft.connection.applicationKey())
            m_redirect->setText(QString::fromLatin1(other.redirectUrl.toEncoded()));
    }
    follow();
    m_customer->setFocus();
}

/// Back: what is being signed in is about to be changed.
void CustomerPage::cleanupPage()
{
    cancel();
}

void CustomerPage::cancel()
{
    m_panel->cancel();
}

ConnectionDraft CustomerPage::typed() const
{
    ConnectionDraft draft = m_draft;
    draft.connection.customerId = m_customer->text().trimmed();
    draft.connection.redirectUrl = parseRedirectUrl(m_redirect->text()).value_or(QUrl());
    draft.connection.pkce = m_pkce->isChecked();
    return draft;
}

/// Who has tokens that a sign-in would revoke.
QString CustomerPage::holders(const Connection &connection) const
{
    for (const Connection &other : m_existing) {
        if (other.kind == Connection::Kind::Public && other.tokenKey() == connection.tokenKey())
            return tr("“%1” holds tokens for this customer.").arg(other.name);
    }
    return m_panel->hasSignedIn(connection) ? tr("This customer was signed in a moment ago.") : QString();
}

void CustomerPage::follow()
{
    const ConnectionDraft draft = typed();
    const Result<QUrl> redirect = parseRedirectUrl(m_redirect->text());
    const bool isWrong = !redirect && !m_redirect->text().isEmpty();
    m_note->setText(isWrong ? redirect.error().message : QString());
    m_note->setVisible(isWrong);
    m_panel->setDraft(draft, holders(draft.connection));
    m_panel->setReady(redirect && !draft.connection.customerId.isEmpty());
}

bool CustomerPage::isComplete() const
{
    return m_panel->isSignedIn() && !m_panel->isBusy();
}

bool CustomerPage::validatePage()
{
    m_draft = typed();
    return true;
}

} // namespace Fullstate
