// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of connections and their tokens, as the workbench says it.

#include "app/auth/connectioncheck.h"
#include "app/auth/tokenbroker.h"
#include "app/fullstate.h"
#include "ui/connection/checkconnectionsdialog.h"
#include "ui/connection/connectionpage.h"
#include "ui/connection/connectionstates.h"
#include "ui/connection/connectiontree.h"
#include "ui/connection/signindialog.h"
#include "ui/workbench.h"

#include <QCheckBox>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <algorithm>

namespace Fullstate {

void Workbench::connectConnectionPage()
{
    connect(m_connectionPage, &ConnectionPage::setChosen, this, &Workbench::openChosen);
    connect(m_connectionPage, &ConnectionPage::goOnRequested, this, &Workbench::goOnMinting);
    connect(m_connectionPage, &ConnectionPage::checkRequested, this, &Workbench::checkConnection);
    connect(m_connectionPage, &ConnectionPage::signInRequested, this, &Workbench::signInAgain);
    connect(m_connectionPage, &ConnectionPage::replaceSecretRequested, m_tree,
            &ConnectionTree::replaceSecret);
    connect(m_connectionPage, &ConnectionPage::setsRequested, m_tree, &ConnectionTree::editConnection);
    connect(m_connectionPage, &ConnectionPage::removeRequested, this, &Workbench::removeConnection);
}

void Workbench::connectTokens()
{
    const auto nameOf = [this](const QString &connectionId) {
        const Connection *connection = m_services.connections().find(connectionId);
        return connection ? connection->name : connectionId;
    };
    const TokenBroker *tokens = &m_services.tokens();
    connect(tokens, &TokenBroker::endedElsewhere, this,
            [this, nameOf](const QString &connectionId, const QDateTime &at) {
                m_messages->say(
                    MessageBar::Kind::Warning,
                    tr("Another program minted a token with the client ID of %1 (noticed at %2), and that "
                       "ended the token of Fullstate. A new one was minted, and that ended the other "
                       "program's. Give each of the two an application of its own.")
                        .arg(nameOf(connectionId),
                             QLocale().toString(at.toLocalTime().time(), QLocale::ShortFormat)));
            });
    connect(tokens, &TokenBroker::stoppedMinting, this,
            [this](const QString &connectionId, const Error &error) {
                m_stoppedMessages[connectionId] =
                    m_messages->say(MessageBar::Kind::Error, error.message,
                                    {{tr("Go on"), [this, connectionId] { goOnMinting(connectionId); }}});
            });
    connect(tokens, &TokenBroker::tokenFailed, this, &Workbench::sayTokenFailed);
    connect(tokens, &TokenBroker::tokenNotKept, this,
            [this](const QString &connectionId, const Error &error) {
                const Connection *connection = m_services.connections().find(connectionId);
                if (!connection || connection->kind != Connection::Kind::Public)
                    return; // the tree's note is enough: the next start mints again
                const int number =
                    m_messages->say(MessageBar::Kind::Warning,
                                    tr("The new tokens of %1 are in memory only. Fullstate goes on trying to "
                                       "put them into the keychain; if it is closed before and not started "
                                       "again within three hours, the customer has to sign in again. %2")
                                        .arg(connection->name, error.message));
                m_notKept.insert(connectionId, number);
            });
    connect(tokens, &TokenBroker::tokenKept, this, [this](const QString &tokenKey) {
        const std::vector<Connection> &connections = m_services.connections().connections();
        for (const Connection &connection : connections) {
            if (connection.tokenKey() == tokenKey)
                m_messages->dismiss(m_notKept.take(connection.id));
        }
    });
    connect(&m_services, &Services::secretNotRemoved, this, &Workbench::saySecretNotRemoved);
}

void Workbench::goOnMinting(const QString &connectionId)
{
    m_messages->dismiss(m_stoppedMessages.take(connectionId));
    if (const Connection *connection = m_services.connections().find(connectionId)) {
        m_services.tokens().resume(*connection);
        m_tree->states().forgetFailures(connectionId);
    }
}

/// Where the user can mend it here and now; anything else is said by whoever wanted the token.
void Workbench::sayTokenFailed(const QString &connectionId, const Error &error)
{
    const bool isMendable =
        error.kind == Error::Kind::SignInNeeded || error.kind == Error::Kind::SecretMissing;
    if (isMendable && m_services.connections().find(connectionId))
        m_messages->say(MessageBar::Kind::Error, error.message, offersFor(connectionId));
}

std::vector<MessageBar::Offer> Workbench::offersFor(const QString &connectionId)
{
    const ConnectionState state = m_tree->states().of(connectionId);
    std::vector<MessageBar::Offer> offers;
    if (state.needsSignIn)
        offers.push_back({tr("Sign in again…"), [this, connectionId] { signInAgain(connectionId); }});
    if (state.needsSecret)
        offers.push_back(
            {tr("Replace client secret…"), [this, connectionId] { m_tree->replaceSecret(connectionId); }});
    return offers;
}

void Workbench::signInAgain(const QString &connectionId)
{
    const Connection *connection = m_services.connections().find(connectionId);
    if (!connection || connection->kind != Connection::Kind::Public)
        return;
    auto *dialog =
        new SignInDialog(m_services, *connection, m_tree->states().of(connectionId).needsSignIn, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, signedIn = *connection] {
        m_tree->states().forgetFailures(signedIn.id);
        m_messages->say(MessageBar::Kind::Information,
                        tr("Customer %1 of %2 is signed in again.").arg(signedIn.customerId, signedIn.name));
    });
    dialog->open();
}

/// Mints or refreshes, whatever token there is: only that proves the client secret and the sign-in.
ConnectionCheck *Workbench::makeCheck(const Connection &connection, QObject *owner)
{
    return new ConnectionCheck(
        connection, m_services.catalog(),
        [this, connection](QObject *parent) { return m_services.tokens().mint(connection, parent); },
        m_services.api(), owner);
}

void Workbench::checkConnection(const QString &connectionId)
{
    const Connection *connection = m_services.connections().find(connectionId);
    if (!connection || m_check || (connection->kind == Connection::Kind::Practice && !startPracticeTenant()))
        return;
    connection = m_services.connections().find(connectionId); // as the tenant that was started takes it
    const int number = m_messages->say(MessageBar::Kind::Information,
                                       tr("Checking %1…").arg(connection->name), {{tr("Cancel"), [this] {
                                                                                       if (m_check)
                                                                                           m_check->cancel();
                                                                                   }}});
    ConnectionCheck *check = makeCheck(*connection, this);
    m_check = check;
    connect(check, &Job::finished, this, [this, check, number, checked = *connection] {
        m_messages->dismiss(number);
        if (!check->result() || !m_services.connections().find(checked.id))
            return;
        m_tree->states().setChecked(checked.id, *check->result());
        const QString failures = failuresOf(*check->result());
        if (failures.isEmpty())
            m_messages->say(MessageBar::Kind::Information,
                            tr("%1 works: the token and every resource set can be read.").arg(checked.name));
        else
            m_messages->say(MessageBar::Kind::Error, failures, offersFor(checked.id));
    });
}

void Workbench::checkAllConnections()
{
    const auto isPractice = [](const Connection &connection) {
        return connection.kind == Connection::Kind::Practice;
    };
    const std::vector<Connection> &known = m_services.connections().connections();
    if (std::any_of(known.begin(), known.end(), isPractice) && !startPracticeTenant())
        return;
    const std::vector<Connection> all = m_services.connections().connections();
    if (all.empty()) {
        m_messages->say(MessageBar::Kind::Information, tr("There is no connection to check yet."));
        return;
    }
    auto *dialog = new CheckConnectionsDialog(
        all, [this](const Connection &connection, QObject *owner) { return makeCheck(connection, owner); },
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CheckConnectionsDialog::checked, this,
            [this](const QString &connectionId, const std::vector<CheckStep> &steps) {
                if (m_services.connections().find(connectionId))
                    m_tree->states().setChecked(connectionId, steps);
            });
    dialog->open();
}

/// Besides what the removal itself came to.
void Workbench::saySecretNotRemoved(const Error &error)
{
    const QString text =
        tr("A secret of the removed connection may still be in the keychain, under “fullstate”. %1")
            .arg(error.message);
    const QString before = m_messages->shows(m_removalMessage) ? m_messages->text() : QString();
    if (before.endsWith(text))
        return;
    m_removalMessage =
        m_messages->say(MessageBar::Kind::Warning, before.isEmpty() ? text : QString(before % u'\n' % text));
}

void Workbench::removeConnection(const QString &connectionId)
{
    const Connection *connection = m_services.connections().find(connectionId);
    if (!connection)
        return;
    const std::vector<Connection> &all = m_services.connections().connections();
    const bool isShared = std::any_of(all.begin(), all.end(), [connection](const Connection &other) {
        return other.id != connection->id && other.tokenKey() == connection->tokenKey();
    });
    const bool canRevoke = connection->kind == Connection::Kind::Public && !isShared;
    QString text = tr("Remove the connection “%1” from this computer? Its drafts are lost, and its client "
                      "secret and token are removed from the keychain. Receipts and what was pushed "
                      "stay.")
                       .arg(connection->name);
    if (canRevoke)
        text += QStringLiteral("\n\n")
            % tr("Revoking ends this customer's tokens at once, wherever a copy of them may be. Other "
                 "customers are not touched.");
    else if (connection->kind == Connection::Kind::Private)
        text += QStringLiteral("\n\n")
            % tr("The client secret itself goes on working. If nobody needs it any more, rotate it in "
                 "Vanta's Developer Console.");
    auto *box =
        new QMessageBox(QMessageBox::Warning, tr("Remove connection"), text, QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    QCheckBox *revoke = nullptr;
    if (canRevoke) {
        revoke = new QCheckBox(tr("&Revoke its tokens in the tenant, too"), box);
        revoke->setChecked(true);
        box->setCheckBox(revoke);
    }
    const QAbstractButton *button = box->addButton(tr("Remove connection"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(button, &QAbstractButton::clicked, this, [this, removed = *connection, revoke] {
        if (revoke && revoke->isChecked())
            revokeAndRemove(removed);
        else if (m_services.connections().find(removed.id))
            m_services.connections().remove(removed.id);
    });
    box->open();
}

/// It is removed whatever comes of the revoking: a network that is down must not keep it here.
void Workbench::revokeAndRemove(const Connection &connection)
{
    ResultJob<Revocation> *revoking = m_services.tokens().revoke(connection, this);
    const QPointer<Job> job = revoking;
    const int number =
        m_messages->say(MessageBar::Kind::Information, tr("Revoking the tokens of %1…").arg(connection.name),
                        {{tr("Remove without revoking"), [job] {
                              if (job)
                                  job->cancel();
                          }}});
    connect(revoking, &Job::finished, this, [this, revoking, connection, number] {
        m_messages->dismiss(number);
        if (m_services.connections().find(connection.id))
            m_services.connections().remove(connection.id);
        const Result<Revocation> &result = revoking->result();
        m_removalMessage = m_messages->say(
            result ? MessageBar::Kind::Information : MessageBar::Kind::Warning,
            result == Revocation::Revoked
                ? tr("%1 was removed, and its tokens were revoked.").arg(connection.name)
                : result
                ? tr("%1 was removed. No tokens of it were known here, so there was nothing to revoke.")
                      .arg(connection.name)
                : tr("%1 was removed from this computer, but its tokens were not revoked: %2 A copy of "
                     "them would work until the customer is signed in again.")
                      .arg(connection.name, result.error().message));
    });
}

} // namespace Fullstate
