// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/signindialog.h"

#include "app/auth/refreshjob.h"
#include "app/connection/sessionsecrets.h"
#include "app/fullstate.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace Fullstate {

namespace {

/// Whether the exchange will find the client secret, and whether its tokens could be kept.
class SignInProbe final : public ResultJob<>
{
public:
    SignInProbe(SessionSecrets &secrets, const Connection &connection, QObject *parent)
        : ResultJob(parent)
        , m_secrets(secrets)
        , m_connection(connection)
    {
    }

private:
    void start() override
    {
        auto *reading = m_secrets.read({m_connection.id, SecretKey::Kind::ClientSecret}, this);
        connect(reading, &Job::finished, this, [this, reading] {
            if (isFinished())
                return;
            if (!reading->result())
                finish(Failure(reading->result().error()));
            else if (!*reading->result())
                finish(Failure({Error::Kind::SecretMissing,
                                SignInDialog::tr("The client secret of %1 is not in the keychain. Enter it "
                                                 "first with “Replace client secret…”.")
                                    .arg(m_connection.name)}));
            else
                probe();
        });
    }

    void probe()
    {
        auto *probing = m_secrets.probe(RefreshJob::keyOf(m_connection), this);
        connect(probing, &Job::finished, this, [this, probing] {
            if (!isFinished())
                finish(probing->result());
        });
    }

    SessionSecrets &m_secrets;
    const Connection m_connection;
};

} // namespace

SignInDialog::SignInDialog(Services &services, Connection connection, bool isNeeded, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_connection(std::move(connection))
    , m_holders(isNeeded ? QString() : tr("“%1” holds tokens for this customer.").arg(m_connection.name))
    , m_redirect(new QLineEdit(QString::fromLatin1(m_connection.redirectUrl.toEncoded()), this))
    , m_pkce(new QCheckBox(tr("Send a PKCE c&hallenge"), this))
    , m_note(new QLabel(this))
    , m_panel(new SignInPanel(ways(), this))
{
    setWindowTitle(tr("Sign in again: %1").arg(m_connection.name));
    m_redirect->setObjectName(QStringLiteral("redirectUrl"));
    m_redirect->setAccessibleName(tr("Redirect URL"));
    m_pkce->setObjectName(QStringLiteral("pkce"));
    m_pkce->setChecked(m_connection.pkce);
    auto *explanation = new QLabel(
        tr("An administrator of the customer signs in to Vanta in the browser once more and allows the "
           "access. Drafts and resource sets stay as they are.\nThe Customer ID stays, too. Another one "
           "would "
           "be a new source: what was pushed under this one would stay in the tenant, alive and frozen. Set "
           "up a new connection for it.")
            % u'\n' % SignInPanel::whatItEnds(),
        this);
    explanation->setObjectName(QStringLiteral("explanation"));
    auto *customer = new QLabel(m_connection.customerId, this);
    for (QLabel *label : {explanation, customer, m_note}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("Customer ID"), customer);
    form->addRow(tr("&Redirect URL"), m_redirect);
    form->addRow(QString(), m_pkce);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false); // Enter in a field ends nothing
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addWidget(m_panel);
    layout->addStretch();
    layout->addWidget(buttons);
    resize(620, 440);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_redirect, &QLineEdit::textChanged, this, &SignInDialog::follow);
    connect(m_pkce, &QCheckBox::toggled, this, &SignInDialog::follow);
    connect(m_panel, &SignInPanel::stateChanged, this, [this] {
        m_redirect->setEnabled(!m_panel->isBusy());
        m_pkce->setEnabled(!m_panel->isBusy());
        if (m_panel->isSignedIn())
            finish();
    });
    if (!isNeeded)
        lookForTokens();
    follow();
}

SignInDialog::~SignInDialog()
{
    m_panel->disconnect(this);
    m_panel->cancel();
}

SignInPanel::Ways SignInDialog::ways()
{
    SignInPanel::Ways ways;
    ways.begin = [this](const ConnectionDraft &wanted, QObject *owner) {
        SignInJob::Ways its;
        its.probe = [this, its = wanted.connection](QObject *parent) {
            return new SignInProbe(m_services.secrets(), its, parent);
        };
        RateBudget &budget = m_services.tokenBudget();
        const QString application = wanted.connection.applicationKey();
        its.wait = [&budget, application] { return budget.waitFor(application); };
        its.reserve = [&budget, application] { return budget.reserve(application); };
        its.exchange = [this](const Connection &connection, const AuthorizationCode &code, QObject *parent) {
            // Before there are tokens, so that whatever ends the program meanwhile loses no question.
            m_services.connections().setSignInConfirmed(connection.tokenKey(), false);
            return m_services.tokens().signIn(connection, code, parent);
        };
        return new SignInJob(wanted.connection, m_services.clock(), its, owner);
    };
    ways.open = [](const QUrl &address) { return QDesktopServices::openUrl(address); };
    return ways;
}

/// A connection that came in from a file has none yet, and nobody is to be asked about revoking them.
void SignInDialog::lookForTokens()
{
    m_looking = m_services.tokens().kept(m_connection, this);
    connect(m_looking, &Job::progressed, this, [this](const QString &what) {
        m_note->setText(what);
        m_note->show();
    });
    connect(m_looking, &Job::finished, this, [this] {
        const Result<KeptCredentials> kept = std::exchange(m_looking, nullptr)->result();
        if (kept && !kept->hasRefreshToken && !kept->token)
            m_holders.clear();
        follow();
    });
}

void SignInDialog::follow()
{
    const Result<QUrl> redirect = parseRedirectUrl(m_redirect->text());
    m_note->setText(redirect ? QString() : redirect.error().message);
    m_note->setVisible(!redirect);
    m_connection.redirectUrl = redirect.value_or(QUrl());
    m_connection.pkce = m_pkce->isChecked();
    m_panel->setDraft({m_connection, {}}, m_holders);
    m_panel->setReady(redirect && !m_looking);
}

/// How the browser came back is kept; the rest of the connection may have changed meanwhile.
void SignInDialog::finish()
{
    if (const Connection *present = m_services.connections().find(m_connection.id)) {
        Connection changed = *present;
        changed.redirectUrl = m_connection.redirectUrl;
        changed.pkce = m_connection.pkce;
        if (changed != *present)
            m_services.connections().update(changed);
    }
    accept();
}

} // namespace Fullstate
