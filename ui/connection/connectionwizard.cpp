// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionwizard.h"

#include "app/auth/connectioncheck.h"
#include "app/auth/tokenbroker.h"
#include "app/connection/sessionsecrets.h"
#include "app/fullstate.h"
#include "ui/connection/applicationpage.h"
#include "ui/connection/checkpage.h"
#include "ui/connection/kindpage.h"
#include "ui/connection/resourcesetspage.h"
#include "ui/connection/secretkeeping.h"

#include <QMessageBox>
#include <QUuid>
#include <algorithm>

namespace Fullstate {

class ConnectionWizard::Private
{
public:
    Private(ConnectionWizard *wizard, Services &itsServices);

    ResultJob<std::vector<CheckStep>> *check(const ConnectionDraft &tried, const CheckPage::StepTold &told,
                                             QObject *owner);
    bool save();
    bool addPractice();
    void takeBack();

    ConnectionWizard *q;
    Services &services;
    ConnectionDraft draft;
    CheckPage *checkPage = nullptr;
    bool hasChecked = false;
};

ConnectionWizard::Private::Private(ConnectionWizard *wizard, Services &itsServices)
    : q(wizard)
    , services(itsServices)
{
    draft.connection.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    draft.connection.kind = Connection::Kind::Practice;
}

ResultJob<std::vector<CheckStep>> *ConnectionWizard::Private::check(const ConnectionDraft &tried,
                                                                    const CheckPage::StepTold &told,
                                                                    QObject *owner)
{
    hasChecked = true;
    services.allow(tried.connection);
    const auto mint = [this, tried](QObject *parent) {
        return services.tokens().mintWith(tried.connection, tried.secret, parent);
    };
    auto *job = new ConnectionCheck(tried.connection, services.catalog(), mint, services.api(), owner);
    connect(job, &ConnectionCheck::stepChanged, owner, told);
    return job;
}

bool ConnectionWizard::Private::save()
{
    if (draft.connection.kind == Connection::Kind::Practice)
        return addPractice();
    services.connections().add(draft.connection);
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
    checkPage->cancel();
    if (checkPage->hasStartedKeeping())
        services.secrets().remove({draft.connection.id, SecretKey::Kind::ClientSecret}, &services);
    const std::vector<Connection> &saved = services.connections().connections();
    const bool isShared = std::any_of(saved.begin(), saved.end(), [this](const Connection &other) {
        return other.tokenKey() == draft.connection.tokenKey();
    });
    if (hasChecked && !isShared)
        services.tokens().forget(draft.connection);
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
        keepingIn(services.secrets()));
    addPage(new KindPage(d->draft));
    addPage(new ApplicationPage(d->draft, existing));
    // The check comes last: it reads each resource set, and what it has not seen cannot be typed after it.
    addPage(new ResourceSetsPage(d->draft, services.catalog(), existing));
    addPage(d->checkPage);
    resize(760, 560);
}

ConnectionWizard::~ConnectionWizard()
{
    hide(); // an open cell is left, and heard of, while the draft is still there
    d->checkPage->cancel();
}

QString ConnectionWizard::connectionId() const
{
    return d->draft.connection.id;
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
