// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench.h"

#include "app/connection/sessionsecrets.h"
#include "app/fullstate.h"
#include "app/session/draftsession.h"
#include "ui/bottompanel.h"
#include "ui/common/emptypage.h"
#include "ui/common/messagebar.h"
#include "ui/connection/connectionpage.h"
#include "ui/connection/connectiontree.h"
#include "ui/draft/resourceview.h"
#include "ui/frame/actions.h"
#include "ui/frame/mainwindow.h"
#include "ui/frame/statusline.h"
#include "ui/resourcesetpage.h"

#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QMenu>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>

namespace Fullstate {

namespace {

MainWindow &built(MainWindow &window)
{
    window.build();
    return window;
}

} // namespace

Workbench::Workbench(MainWindow &window, Services &services)
    : QWidget(&window)
    , m_window(built(window))
    , m_services(services)
    , m_actions(window.actions())
    , m_status(window.statusLine())
{
    m_messages = new MessageBar;
    m_tree = new ConnectionTree(m_services);
    buildPages();
    buildBottom();
    placeParts();
    m_actions.loadIcons();
    connectParts();
    connectActions();
    connectTree();
    connectConnectionPage();
    connectTokens();
    connectWorkspace();
    restoreState();
    showRightPage();
    followState();
    m_window.setAcceptDrops(true); // a file, to import
    m_window.installEventFilter(this);
    m_window.setCentralWidget(this);
    m_tree->setFocus(); // rather than the field above it
    QMetaObject::invokeMethod(m_tree, &ConnectionTree::chooseLast, Qt::QueuedConnection);
}

Workbench::~Workbench() = default;

/// What happens to the whole window.
bool Workbench::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_window)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::DragEnter)
        return canImport(*static_cast<QDragEnterEvent *>(event));
    if (event->type() == QEvent::Drop)
        return import(*static_cast<QDropEvent *>(event));
    if (event->type() == QEvent::Close)
        rememberState();
    return false;
}

void Workbench::rememberState()
{
    m_setPage->takeTyped();
    QSettings &settings = m_services.settings();
    settings.setValue(QStringLiteral("window/across"), m_across->saveState());
    settings.setValue(QStringLiteral("window/down"), m_down->saveState());
    if (m_pages->currentWidget() != m_welcome)
        settings.setValue(QStringLiteral("window/panel"), !m_bottom->isHidden());
    settings.setValue(QStringLiteral("window/tab"), m_bottom->currentIndex());
    settings.setValue(QStringLiteral("window/filterRow"), m_actions[Actions::FilterRow]->isChecked());
    m_setPage->rememberLayout();
}

void Workbench::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_actions.loadIcons();
}

void Workbench::showRightPage()
{
    QWidget *page = m_choose;
    if (m_setPage->session())
        page = m_setPage;
    else if (!m_connectionPage->connectionId().isEmpty())
        page = m_connectionPage;
    else if (m_services.connections().connections().empty())
        page = m_welcome;
    if (m_pages->currentWidget() != page && page == m_welcome)
        m_bottom->hide(); // there is nothing to say yet
    if (m_pages->currentWidget() != page && m_pages->currentWidget() == m_welcome)
        m_bottom->setVisible(m_services.settings().value(QStringLiteral("window/panel"), true).toBool());
    m_pages->setCurrentWidget(page);
}

void Workbench::followState()
{
    ActionState state = m_setPage->actionState();
    state.connections = hasOwnConnections();
    m_actions.follow(state);
    m_window.columnsMenu().menuAction()->setEnabled(state.set);
    const DraftSession *session = m_setPage->session();
    m_window.setWindowTitle(session ? session->where() : QApplication::applicationDisplayName());
    if (!state.fetching)
        m_status.endProgress();
    else if (!m_status.isBusy())
        m_status.showProgress(tr("Fetching…"));
    if (!state.set) {
        m_status.showText(m_isSaved ? QString() : tr("DRAFT NOT SAVED"));
        return;
    }
    SetStatus status = m_setPage->status();
    status.saved = m_isSaved;
    status.secretsForThisRunOnly =
        session->connection().kind != Connection::Kind::Practice // its never outlive the run
        && m_services.secrets().isForThisRun(session->connection());
    m_status.showText(statusText(status));
}

} // namespace Fullstate
