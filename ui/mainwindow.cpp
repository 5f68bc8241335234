// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "app/connection/sessionsecrets.h"
#include "app/fullstate.h"
#include "app/session/draftsession.h"
#include "ui/actions.h"
#include "ui/bottompanel.h"
#include "ui/common/emptypage.h"
#include "ui/common/placeholders.h"
#include "ui/connection/connectionpage.h"
#include "ui/connection/connectionpanel.h"
#include "ui/connection/connectiontree.h"
#include "ui/draft/resourceview.h"
#include "ui/resourcesetpage.h"
#include "ui/statusline.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QEventLoop>
#include <QMenuBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QToolBar>
#include <QVBoxLayout>

namespace Fullstate {

namespace {

constexpr int MostPaintingMs = 200; // a window on another desktop is not painted at all

} // namespace

MainWindow::MainWindow(QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_actions(new Actions(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QApplication::applicationDisplayName());
    setAcceptDrops(true); // a file, to import
    if (!restoreGeometry(m_settings.value(QStringLiteral("window/geometry")).toByteArray()))
        resize(1280, 800);
}

MainWindow::~MainWindow() = default;

void MainWindow::showFrame()
{
    show(); // before the rest: the window manager is at work meanwhile
    buildFrame();
    QEventLoop painting;
    connect(this, &MainWindow::painted, &painting, &QEventLoop::quit, Qt::QueuedConnection);
    QTimer::singleShot(MostPaintingMs, &painting, &QEventLoop::quit);
    painting.exec(QEventLoop::ExcludeUserInputEvents);
    // While the disk is waited for.
    QMetaObject::invokeMethod(m_actions, &Actions::loadIcons, Qt::QueuedConnection);
}

void MainWindow::buildFrame()
{
    if (m_status)
        return;
    keepPlaceholdersReadable();
    buildMenus();
    buildToolBar();
    m_status = new StatusLine;
    statusBar()->addWidget(m_status, 1);
}

void MainWindow::open(Services &services)
{
    m_services = &services;
    buildFrame();
    complete();
}

void MainWindow::buildMenus()
{
    const auto add = [this](const QString &title, std::initializer_list<int> ids) {
        QMenu *menu = menuBar()->addMenu(title);
        for (const int id : ids) {
            if (id < 0)
                menu->addSeparator();
            else
                menu->addAction((*m_actions)[static_cast<Actions::Id>(id)]);
        }
        menu->setToolTipsVisible(true);
        return menu;
    };
    add(tr("&File"),
        {Actions::NewConnection, Actions::OpenPractice, Actions::ImportConnections,
         Actions::ExportConnections, Actions::CheckAll, -1, Actions::ImportCsv, Actions::ExportCsv, -1,
         Actions::Quit});
    QMenu *edit = add(tr("&Edit"),
                      {Actions::Undo,
                       Actions::Redo,
                       Actions::Revert,
                       -1,
                       Actions::Cut,
                       Actions::Copy,
                       Actions::Paste,
                       -1,
                       Actions::AddResource,
                       Actions::Duplicate,
                       Actions::Deactivate,
                       Actions::RemoveResources,
                       -1,
                       Actions::SetField,
                       Actions::FillDown,
                       -1,
                       Actions::Find,
                       Actions::FilterColumn,
                       Actions::ClearFilters,
                       Actions::Replace,
                       Actions::GoToUniqueId,
                       Actions::GoToNamed,
                       Actions::NextProblem});
    auto *copyAs = new QMenu(tr("C&opy as"), edit);
    for (const Actions::Id id : {Actions::CopyCsv, Actions::CopyJson, Actions::CopyUniqueIds})
        copyAs->addAction((*m_actions)[id]);
    edit->insertMenu((*m_actions)[Actions::Paste], copyAs);
    add(tr("&Resources"),
        {Actions::Fetch, Actions::ReviewPush, Actions::PushSeveral, -1, Actions::DiscardDraft,
         Actions::ChangeScope, -1, Actions::UploadEvidence});
    QMenu *view = add(tr("&View"),
                      {Actions::History, Actions::Activity, Actions::Problems, Actions::Uploads, -1,
                       Actions::FilterRow, -1, Actions::NextPart, Actions::PreviousPart, -1});
    m_columns = view->addMenu(tr("&Columns"));
    connect(m_columns, &QMenu::aboutToShow, this, &MainWindow::fillColumnsMenu);
    add(tr("&Help"), {Actions::Shortcuts, -1, Actions::About});
}

void MainWindow::buildToolBar()
{
    QToolBar *bar = addToolBar(tr("Tool bar"));
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setMovable(false);
    QPixmap none(1, 1); // keeps the place of the icons, which take longer to read than the rest to build
    none.fill(Qt::transparent);
    for (const Actions::Id id :
         {Actions::Fetch, Actions::ImportCsv, Actions::AddResource, Actions::RemoveResources, Actions::Undo,
          Actions::Redo, Actions::ReviewPush}) {
        (*m_actions)[id]->setIcon(none);
        bar->addAction((*m_actions)[id]);
    }
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QMainWindow::paintEvent(event);
    Q_EMIT painted();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_services)
        rememberState();
    QMainWindow::closeEvent(event);
}

void MainWindow::rememberState()
{
    m_setPage->takeTyped();
    m_settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    m_settings.setValue(QStringLiteral("window/across"), m_across->saveState());
    m_settings.setValue(QStringLiteral("window/down"), m_down->saveState());
    if (m_pages->currentWidget() != m_welcome)
        m_settings.setValue(QStringLiteral("window/panel"), !m_bottom->isHidden());
    m_settings.setValue(QStringLiteral("window/tab"), m_bottom->currentIndex());
    m_settings.setValue(QStringLiteral("window/filterRow"), (*m_actions)[Actions::FilterRow]->isChecked());
    m_setPage->rememberLayout();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        keepPlaceholdersReadable();
        if (m_setPage) // else they are not read yet
            m_actions->loadIcons();
    }
}

void MainWindow::showRightPage()
{
    QWidget *page = m_choose;
    if (m_setPage->session())
        page = m_setPage;
    else if (!m_connectionPage->connectionId().isEmpty())
        page = m_connectionPage;
    else if (m_services->connections().connections().empty())
        page = m_welcome;
    if (m_pages->currentWidget() != page && page == m_welcome)
        m_bottom->hide(); // there is nothing to say yet
    if (m_pages->currentWidget() != page && m_pages->currentWidget() == m_welcome)
        m_bottom->setVisible(m_settings.value(QStringLiteral("window/panel"), true).toBool());
    m_pages->setCurrentWidget(page);
}

void MainWindow::followState()
{
    ActionState state = m_setPage->actionState();
    state.connections = hasOwnConnections();
    m_actions->follow(state);
    m_columns->menuAction()->setEnabled(state.set);
    const DraftSession *session = m_setPage->session();
    setWindowTitle(session ? session->where() : QApplication::applicationDisplayName());
    if (!state.fetching)
        m_status->endProgress();
    else if (!m_status->isBusy())
        m_status->showProgress(tr("Fetching…"));
    if (!state.set) {
        m_status->showText(m_isSaved ? QString() : tr("DRAFT NOT SAVED"));
        return;
    }
    SetStatus status = m_setPage->status();
    status.saved = m_isSaved;
    status.secretsForThisRunOnly =
        session->connection().kind != Connection::Kind::Practice // its never outlive the run
        && m_services->secrets().isForThisRun(session->connection());
    m_status->showText(statusText(status));
}

} // namespace Fullstate
