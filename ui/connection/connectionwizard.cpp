// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionwizard.h"

#include "app/auth/connectioncheck.h"
#include "app/auth/tokenbroker.h"
#include "app/connection/sessionsecrets.h"
#include "app/fullstate.h"
#include "ui/connection/applicationpage.h"
#include "ui/connection/checkpage.h"
#include "ui/connection/customerpage.h"
#include "ui/connection/kindpage.h"
#include "ui/connection/resourcesetspage.h"
#include "ui/connection/secretkeeping.h"

#include <QDesktopServices>
#include <QMessageBox>
#include <QUuid>
#include <algorithm>

namespace Fullstate {

class ConnectionWizard::Private
{
public:
    Private(ConnectionWizard *wizard, Services &itsServices);

    ResultJob<std::vector<CheckStep>> *check(const ConnectionDraft &draftTried,
                                             const CheckPage::StepTold &told, QObject *owner);
    SignInPanel::Ways signIn();
    ResultJob<> *keepSecret(const ConnectionDraft &tried, QObject *owner);
    SecretKeeping keeping();
    bool save();
    bool addPractice();
    void takeBack();
    void leaveTokens();
    void forgetTokens(bool keepsDraft);

    ConnectionWizard *q;
    Services &services;
    ConnectionDraft draft;
    CustomerPage *customerPage = nullptr;
    int customerPageId = -1;
    CheckPage *checkPage = nullptr;
    /// Those that tokens were asked for: more than one where the draft was changed in between.
    std::vector<Connection> tried;
    bool hasSignedIn = false; ///< begun to, at least
    QHash<QString, QByteArray> exchanged; ///< tokenKey() of those whose code went out → client secret
};

ConnectionWizard::Private::Private(ConnectionWizard *wizard, Services &itsServices)
    : q(wizard)
    , services(itsServices)
{
    draft.connection.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    draft.connection.kind = Connection::Kind::Practice;
}

ResultJob<std::vector<CheckStep>> *ConnectionWizard::Private::check(const ConnectionDraft &draftTried,
                                                                    const CheckPage::StepTold &told,
                                                                    QObject *owner)
{
    tried.push_back(draftTried.connection);
    services.allow(draftTried.connection);
    const auto mint = [this, its = draftTried](QObject *parent) {
        if (its.connection.kind == Connection::Kind::Public)
            return services.tokens().token(its.connection, parent); // the sign-in has brought it
        return services.tokens().mintWith(its.connection, its.secret, parent);
    };
    auto *job = new ConnectionCheck(draftTried.connection, services.catalog(), mint, services.api(), owner);
    connect(job, &ConnectionCheck::stepChanged, owner, told);
    return job;
}

SignInPanel::Ways ConnectionWizard::Private::signIn()
{
    SignInPanel::Ways ways;
    ways.begin = [this](const ConnectionDraft &wanted, QObject *owner) {
        hasSignedIn = true;
        tried.push_back(wanted.connection);
        services.allow(wanted.connection);
        SignInJob::Ways its;
        its.probe = [this, wanted](QObject *parent) { return keepSecret(wanted, parent); };
        RateBudget &budget = services.tokenBudget();
        const QString application = wanted.connection.applicationKey();
        its.wait = [&budget, application] { return budget.waitFor(application); };
        its.reserve = [&budget, application] { return budget.reserve(application); };
        its.exchange = [this, secret = wanted.secret](const Connection &connection,
                                                      const AuthorizationCode &code, QObject *parent) {
            exchanged.insert(connection.tokenKey(), secret);
            // Of others that share it.
            services.connections().setSignInConfirmed(connection.tokenKey(), false);
            return services.tokens().signIn(connection, code, parent);
        };
        return new SignInJob(wanted.connection, services.clock(), its, owner);
    };
    ways.keepForThisRun = [this](const ConnectionDraft &wanted) {
        services.secrets().keepForThisRun(wanted.connection, wanted.secret);
    };
    ways.open = [](const QUrl &address) { return QDesktopServices::openUrl(address); };
    ways.look = [this](const Connection &connection, QObject *owner) {
        return services.tokens().kept(connection, owner);
    };
    return ways;
}

/// The exchange needs the client secret, and storing it proves that the keychain takes the tokens too.
ResultJob<> *ConnectionWizard::Private::keepSecret(const ConnectionDraft &wanted, QObject *owner)
{
    if (!services.secrets().isForThisRun(wanted.connection))
        return services.secrets().storeClientSecret(wanted.connection, wanted.secret, owner);
    services.secrets().keepForThisRun(wanted.connection, wanted.secret); // another application, perhaps
    return new ReadyJob<>({}, owner);
}

/// A public integration's client secret is where it belongs since the sign-in.
SecretKeeping ConnectionWizard::Private::keeping()
{
    SecretKeeping keeping = keepingIn(services.secrets());
    keeping.store = [store = keeping.store](const Connection &connection, const QByteArray &secret,
                                            QObject *owner) -> ResultJob<> * {
        if (connection.kind == Connection::Kind::Public)
            return new ReadyJob<>({}, owner);
        return store(connection, secret, owner);
    };
    return keeping;
}

bool ConnectionWizard::Private::save()
{
    if (draft.connection.kind == Connection::Kind::Practice)
        return addPractice();
    draft.connection.signInConfirmed = draft.connection.kind != Connection::Kind::Public;
    services.connections().add(draft.connection);
    forgetTokens(true);
    services.tokens().keep(draft.connection);
    return true;
}

bool ConnectionWizard::Private::addPractice()
{
    Result<Connection> made = services.makePracticeConnection();
    if (!made) {
        auto *box = new QMessageBox(QMessageBox::Warning, q->windowTitle(), made.error().message,
                                    QMessageBox::Close, q);
        box->setTextFormat(Qt::PlainText);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
        return false;
    }
    made->name = draft.connection.name;
    draft.connection = *made;
    services.connections().add(*made);
    return true;
}

/// Leaves nothing behind of a connection that was not saved.
void ConnectionWizard::Private::takeBack()
{
    customerPage->cancel();
    checkPage->cancel();
    if (checkPage->hasStartedKeeping() || hasSignedIn)
        services.secrets().remove({draft.connection.id, SecretKey::Kind::ClientSecret}, &services);
    forgetTokens(false);
}

/// Those that are in memory for this connection's sake and not of its own sign-in.
void ConnectionWizard::Private::leaveTokens()
{
    const std::vector<Connection> &saved = services.connections().connections();
    const QString tokenKey = tried.empty() ? QString() : tried.back().tokenKey();
    const bool isShared = std::any_of(saved.begin(), saved.end(), [&tokenKey](const Connection &other) {
        return other.tokenKey() == tokenKey;
    });
    if (isShared || !exchanged.contains(tokenKey))
        services.secrets().leaveTokens(draft.connection.id);
}

/// The tokens of what was tried and not saved, unless another connection lives by them. Those of a sign-in
/// are ended in the tenant, too: nobody would know of them any more.
void ConnectionWizard::Private::forgetTokens(bool keepsDraft)
{
    if (!keepsDraft)
        leaveTokens();
    QStringList kept;
    for (const Connection &saved : services.connections().connections())
        kept.append(saved.tokenKey());
    if (keepsDraft)
        kept.append(draft.connection.tokenKey());
    for (const Connection &connection : tried) {
        if (kept.contains(connection.tokenKey()))
            continue;
        kept.append(connection.tokenKey());
        if (const QByteArray secret = exchanged.value(connection.tokenKey()); !secret.isEmpty())
            services.tokens().takeBack(connection, secret);
        else if (connection.kind
                 != Connection::Kind::Public) // without an exchange, what is kept is another's
            services.tokens().forget(connection);
    }
}

ConnectionWizard::ConnectionWizard(Services &services, QWidget *parent)
    : QWizard(parent)
    , d(new Private(this, services))
{
    setWindowTitle(tr("New connection"));
    setWizardStyle(QWizard::ModernStyle);
    setOption(QWizard::NoBackButtonOnStartPage);
    const std::vector<Connection> existing = services.connections().connections();
    d->checkPage = new CheckPage(
        d->draft,
        [this](const ConnectionDraft &draft, const CheckPage::StepTold &told, QObject *owner) {
            return d->check(draft, told, owner);
        },
        d->keeping());
    d->customerPage = new CustomerPage(d->draft, existing, d->signIn());
    addPage(new KindPage(d->draft));
    addPage(new ApplicationPage(d->draft, existing));
    d->customerPageId = addPage(d->customerPage);
    // The check comes last: it reads each resource set, and what it has not seen cannot be typed after it.
    addPage(new ResourceSetsPage(d->draft, services.catalog(), existing));
    addPage(d->checkPage);
    resize(760, 560);
}

ConnectionWizard::~ConnectionWizard()
{
    hide(); // an open cell is left, and heard of, while the draft is still there
    d->customerPage->cancel();
    d->checkPage->cancel();
}

QString ConnectionWizard::connectionId() const
{
    return d->draft.connection.id;
}

int ConnectionWizard::nextId() const
{
    const int next = QWizard::nextId();
    const bool isSkipped = next == d->customerPageId && d->draft.connection.kind != Connection::Kind::Public;
    return isSkipped ? next + 1 : next;
}

/// "Finish" comes here before the page has had its say: QWizard::done() asks it, and so must we, first.
void ConnectionWizard::done(int result)
{
    if (result == QDialog::Accepted) {
        if (!validateCurrentPage() || !d->save())
            return;
    } else {
        d->takeBack();
    }
    QWizard::done(result);
}

} // namespace Fullstate
