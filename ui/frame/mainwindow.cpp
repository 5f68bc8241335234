// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/mainwindow.h"

#include "ui/common/placeholders.h"
#include "ui/frame/actions.h"
#include "ui/frame/statusline.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QEventLoop>
#include <QMenuBar>
#include <QSettings>
#include <QStatusBar>
#include <QTimer>
#include <QToolBar>

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
    if (!restoreGeometry(m_settings.value(QStringLiteral("window/geometry")).toByteArray()))
        resize(1280, 800);
}

MainWindow::~MainWindow() = default;

void MainWindow::showFrame()
{
    show(); // before the rest: the window manager is at work meanwhile
    build();
    QEventLoop painting;
    connect(this, &MainWindow::painted, &painting, &QEventLoop::quit, Qt::QueuedConnection);
    QTimer::singleShot(MostPaintingMs, &painting, &QEventLoop::quit);
    painting.exec(QEventLoop::ExcludeUserInputEvents);
}

void MainWindow::build()
{
    if (m_status)
        return;
    keepPlaceholdersReadable();
    buildMenus();
    buildToolBar();
    m_status = new StatusLine;
    statusBar()->addWidget(m_status, 1);
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
    m_settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        keepPlaceholdersReadable();
}

} // namespace Fullstate
