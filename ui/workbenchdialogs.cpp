// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the actions of the main window open: wizards, dialogs and questions.

#include "app/fullstate.h"
#include "app/session/draftsession.h"
#include "ui/common/messagebar.h"
#include "ui/common/scopedialog.h"
#include "ui/connection/connectiontree.h"
#include "ui/connection/connectionwizard.h"
#include "ui/draft/resourceview.h"
#include "ui/export/exportdialog.h"
#include "ui/import/importwizard.h"
#include "ui/plan/reviewdialog.h"
#include "ui/plan/severaldialog.h"
#include "ui/resourcesetpage.h"
#include "ui/workbench.h"

#include <QDropEvent>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <algorithm>
#include <functional>

namespace Fullstate {

namespace {

/// A question that does not stop the program; \p agreed is called when it is answered with \p yes.
void ask(QWidget *parent, const QString &title, const QString &text, const QString &yes,
         std::function<void()> agreed)
{
    auto *box = new QMessageBox(QMessageBox::Warning, title, text, QMessageBox::Cancel, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    const QAbstractButton *button = box->addButton(yes, QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(button, &QAbstractButton::clicked, parent, std::move(agreed));
    box->open();
}

} // namespace

bool Workbench::startPracticeTenant()
{
    const auto started = m_services.practice();
    if (!started)
        m_messages->say(MessageBar::Kind::Error, started.error().message);
    return started.has_value();
}

void Workbench::sayPracticeStartedAfresh(const Error &error)
{
    auto *box = new QMessageBox(
        QMessageBox::Warning, tr("Practice tenant"),
        tr("The practice tenant begins afresh, with its first content. %1").arg(error.message),
        QMessageBox::Ok, this);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void Workbench::openPracticeTenant()
{
    if (!startPracticeTenant())
        return;
    const std::vector<Connection> &known = m_services.connections().connections();
    const auto practice = std::find_if(known.begin(), known.end(), [](const Connection &connection) {
        return connection.kind == Connection::Kind::Practice && !connection.resourceSets.empty();
    });
    if (practice != known.end()) {
        openChosen(practice->resourceSets.front().id);
        return;
    }
    const Result<Connection> made = m_services.makePracticeConnection();
    if (!made) {
        m_messages->say(MessageBar::Kind::Error, made.error().message);
        return;
    }
    m_services.connections().add(*made);
    openChosen(made->resourceSets.front().id);
}

void Workbench::createConnection()
{
    auto *wizard = new ConnectionWizard(m_services, this);
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    connect(wizard, &QDialog::accepted, this, [this, wizard] {
        const Connection *connection = m_services.connections().find(wizard->connectionId());
        if (connection && !connection->resourceSets.empty())
            openSet(connection->resourceSets.front().id);
    });
    wizard->open();
}

/// One file, while there is a draft for it.
bool Workbench::canImport(QDropEvent &event) const
{
    const QList<QUrl> urls = event.mimeData()->urls();
    if (!m_setPage->isReady() || urls.size() != 1 || !urls.constFirst().isLocalFile())
        return false;
    event.acceptProposedAction();
    return true;
}

bool Workbench::import(QDropEvent &event)
{
    if (!canImport(event))
        return false;
    importCsv(event.mimeData()->urls().constFirst().toLocalFile());
    return true;
}

void Workbench::changeScope()
{
    if (!m_setPage->isReady())
        return;
    const QPointer<DraftSession> session = m_setPage->session();
    auto *dialog = new ScopeDialog(session->type(), session->scope(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [dialog, session] {
        if (session && dialog->scope() != session->scope())
            session->setScope(dialog->scope(), 0); // what the last import left out was by another rule
    });
    dialog->open();
}

void Workbench::importCsv(const QString &fileName)
{
    if (!m_setPage->isReady())
        return;
    auto *wizard = new ImportWizard(*m_setPage->session(), fileName, this);
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    connect(wizard, &ImportWizard::concluded, this,
            [this](const QString &message) { m_messages->say(MessageBar::Kind::Information, message); });
    wizard->open();
}

void Workbench::exportCsv()
{
    if (!m_setPage->isReady())
        return;
    const ResourceView &view = m_setPage->view();
    auto *dialog = new ExportDialog(*m_setPage->session(), view.shownRows(), view.chosenRows(),
                                    m_services.settings(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::concluded, this,
            [this](const QString &message) { m_messages->say(MessageBar::Kind::Information, message); });
    dialog->open();
}

void Workbench::reviewPush()
{
    if (!m_setPage->isReady())
        return;
    m_setPage->view().setFocus(); // what is being typed is part of the draft
    auto *review = new ReviewDialog(m_services, *m_setPage->session(), this);
    review->setAttribute(Qt::WA_DeleteOnClose);
    connect(review, &ReviewDialog::problemActivated, this, &Workbench::showProblem);
    connect(review, &ReviewDialog::concluded, this,
            [this](const QString &message) { m_messages->say(MessageBar::Kind::Information, message); });
    connect(review, &ReviewDialog::receiptSaved, this, &Workbench::loadHistory);
    review->open();
}

void Workbench::pushToSeveral()
{
    if (!m_setPage->isReady())
        return;
    m_setPage->view().setFocus(); // what is being typed is part of the draft
    auto *several = new SeveralDialog(m_services, *m_setPage->session(), this);
    several->setAttribute(Qt::WA_DeleteOnClose);
    connect(several, &SeveralDialog::problemActivated, this, &Workbench::showProblem);
    connect(several, &SeveralDialog::concluded, this,
            [this](const QString &message) { m_messages->say(MessageBar::Kind::Information, message); });
    connect(several, &SeveralDialog::receiptSaved, this, &Workbench::loadHistory);
    several->open();
}

void Workbench::discardDraft()
{
    if (!m_setPage->isReady())
        return;
    const Draft::Counts &counts = m_setPage->session()->draft().counts();
    ask(this, tr("Discard draft"),
        tr("Take back every edit of %1: %2 added, %3 changed, %4 removed? The draft is then again what the "
           "tenant holds. "
           "Undo brings the edits back.")
            .arg(m_setPage->session()->where())
            .arg(counts.added)
            .arg(counts.changed)
            .arg(counts.removed),
        tr("Discard draft"), [this] {
            if (m_setPage->isReady() && m_setPage->session()->draft().discard())
                m_messages->say(MessageBar::Kind::Information,
                                tr("The draft is again what the tenant holds."));
        });
}

} // namespace Fullstate
