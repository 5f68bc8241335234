// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The parts of the workbench, and what connects them.

#include "ui/workbench.h"

#include "app/connection/sessionsecrets.h"
#include "app/fullstate.h"
#include "app/history/historymodel.h"
#include "app/session/draftsession.h"
#include "app/workspace/workspace.h"
#include "ui/activity/activitypane.h"
#include "ui/bottompanel.h"
#include "ui/common/emptypage.h"
#include "ui/connection/connectionpage.h"
#include "ui/connection/connectionpanel.h"
#include "ui/connection/connectiontree.h"
#include "ui/draft/columnmenu.h"
#include "ui/draft/problemspane.h"
#include "ui/draft/resourcegrid.h"
#include "ui/draft/resourceview.h"
#include "ui/frame/actions.h"
#include "ui/frame/mainwindow.h"
#include "ui/frame/statusline.h"
#include "ui/helpdialogs.h"
#include "ui/history/historypane.h"
#include "ui/resourcesetpage.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace Fullstate {

namespace {

/// Cut, Copy and Paste of the menu mean the text where a line of text has the focus.
bool isDoneInText(const char *slot)
{
    QWidget *focus = QApplication::focusWidget();
    if (!qobject_cast<QLineEdit *>(focus) && !qobject_cast<QPlainTextEdit *>(focus))
        return false;
    return QMetaObject::invokeMethod(focus, slot);
}

} // namespace

void Workbench::buildPages()
{
    m_welcome = new EmptyPage(tr("Welcome to Fullstate"),
                              tr("Fullstate shows what a Vanta tenant holds, lets you edit it as a table, "
                                 "and shows what a push would delete, "
                                 "add and change before anything is sent. The practice tenant is inside the "
                                 "program: try everything there, "
                                 "without an account, a network or a risk."));
    m_welcome->offer(m_actions[Actions::OpenPractice]);
    m_welcome->offer(m_actions[Actions::NewConnection]);
    m_choose = new EmptyPage(tr("No resource set is open"), tr("Choose one under Connections."));
    m_connectionPage = new ConnectionPage(m_services, m_tree->states());
    m_setPage = new ResourceSetPage(m_actions, m_services.settings(), *m_messages);
    m_pages = new QStackedWidget;
    for (QWidget *page : std::initializer_list<QWidget *>{m_welcome, m_choose, m_connectionPage, m_setPage})
        m_pages->addWidget(page);
    QWidget &grid =
        m_setPage->view().grid(); // its context menu, and where Cut, Copy, Paste and Delete are its keys
    for (const Actions::Id id :
         {Actions::Cut, Actions::Copy, Actions::Paste, Actions::Revert, Actions::AddResource,
          Actions::Duplicate, Actions::Deactivate, Actions::RemoveResources, Actions::SetField,
          Actions::FillDown, Actions::GoToNamed})
        grid.addAction(m_actions[id]);
}

void Workbench::buildBottom()
{
    m_problems = new ProblemsPane;
    m_problems->offer(m_actions[Actions::GoToNamed]);
    m_history = new HistoryModel(this);
    m_bottom = new BottomPanel;
    m_bottom->addPane(m_problems, m_actions[Actions::Problems]);
    m_bottom->addPane(new ActivityPane(m_services.activity()), m_actions[Actions::Activity]);
    auto *history = new HistoryPane(*m_history);
    m_bottom->addPane(history, m_actions[Actions::History]);
    connect(history, &HistoryPane::receiptActivated, this, &Workbench::openReceipt);
    addUploadsPane();
    m_bottom->hide(); // as on the welcome page
}

void Workbench::placeParts()
{
    auto *middle = new QWidget;
    auto *layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_messages);
    layout->addWidget(m_pages, 1);
    m_down = new QSplitter(Qt::Vertical);
    m_down->addWidget(middle);
    m_down->addWidget(m_bottom);
    m_across = new QSplitter;
    m_across->addWidget(new ConnectionPanel(m_tree));
    m_across->addWidget(m_down);
    for (QSplitter *splitter : {m_down, m_across})
        splitter->setChildrenCollapsible(false);
    m_down->setStretchFactor(0, 1);
    m_across->setStretchFactor(1, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_across);
}

void Workbench::restoreState()
{
    const QSettings &settings = m_services.settings();
    const int em = fontMetrics().averageCharWidth();
    if (!m_across->restoreState(settings.value(QStringLiteral("window/across")).toByteArray()))
        m_across->setSizes({em * 42, em * 152});
    if (!m_down->restoreState(settings.value(QStringLiteral("window/down")).toByteArray()))
        m_down->setSizes({em * 70, em * 22});
    QAction *filterRow = m_actions[Actions::FilterRow];
    filterRow->setChecked(settings.value(QStringLiteral("window/filterRow"), true).toBool());
    m_setPage->view().showFilterRow(filterRow->isChecked());
    m_setPage->restoreLayout();
    m_bottom->setCurrentIndex(settings.value(QStringLiteral("window/tab"), 0).toInt());
}

void Workbench::fillColumnsMenu()
{
    QMenu &menu = m_window.columnsMenu();
    menu.clear();
    ResourceView &view = m_setPage->view();
    fillColumnMenu(menu, view, view.grid().currentIndex().column());
}

void Workbench::connectParts()
{
    connect(m_setPage, &ResourceSetPage::stateChanged, this, &Workbench::followState);
    connect(m_setPage, &ResourceSetPage::progressed, &m_status, &StatusLine::showProgress);
    connect(m_setPage, &ResourceSetPage::problemsChanged, this, [this] {
        m_problems->setProblems(m_setPage->isReady() ? m_setPage->session()->problems()
                                                     : std::vector<Problem>());
    });
    connect(&m_status, &StatusLine::cancelled, m_setPage, &ResourceSetPage::cancelFetch);
    connect(m_problems, &ProblemsPane::problemActivated, this, &Workbench::showProblem);
}

void Workbench::connectActions()
{
    const auto on = [this](Actions::Id id, auto function) {
        connect(m_actions[id], &QAction::triggered, this, function);
    };
    const auto onDraft = [this, on](Actions::Id id, auto function) { // of which the text being typed is part
        on(id, [this, function] {
            m_setPage->takeTyped();
            function();
        });
    };
    connect(&m_window.columnsMenu(), &QMenu::aboutToShow, this, &Workbench::fillColumnsMenu);
    ResourceView *view = &m_setPage->view();
    on(Actions::NewConnection, [this] { createConnection(); });
    on(Actions::OpenPractice, [this] { openPracticeTenant(); });
    on(Actions::ImportConnections, [this] { importConnections(); });
    on(Actions::ExportConnections, [this] { exportConnections(); });
    on(Actions::CheckAll, [this] { checkAllConnections(); });
    onDraft(Actions::ImportCsv, [this] { importCsv(); });
    onDraft(Actions::ExportCsv, [this] { exportCsv(); });
    on(Actions::Quit, [this] { m_window.close(); });
    onDraft(Actions::Undo, [this] { m_setPage->session()->draft().undoStack().undo(); });
    onDraft(Actions::Redo, [this] { m_setPage->session()->draft().undoStack().redo(); });
    onDraft(Actions::Revert, [view] { view->revert(); });
    on(Actions::Cut, [view] { isDoneInText("cut") ? void() : view->cut(); });
    on(Actions::Copy, [view] { isDoneInText("copy") ? void() : view->copy(); });
    on(Actions::Paste, [view] { isDoneInText("paste") ? void() : view->paste(); });
    onDraft(Actions::AddResource, [view] { view->addResource(); });
    onDraft(Actions::Deactivate, [view] { view->deactivate(); });
    onDraft(Actions::RemoveResources, [view] { view->removeResources(); });
    on(Actions::Find, [view] { view->find(); });
    on(Actions::FilterColumn,
       [view] { view->filterColumn(std::max(view->grid().currentIndex().column(), 0)); });
    on(Actions::ClearFilters, [view] { view->clearFilters(); });
    QAction *filterRow = m_actions[Actions::FilterRow];
    connect(filterRow, &QAction::toggled, view, &ResourceView::showFilterRow);
    connect(view, &ResourceView::filterRowShown, filterRow, [filterRow] { filterRow->setChecked(true); });
    onDraft(Actions::Replace, [view] { view->replace(); });
    onDraft(Actions::SetField, [view] { view->setField(); });
    onDraft(Actions::FillDown, [view] { view->fillDown(); });
    onDraft(Actions::Duplicate, [view] { view->duplicate(); });
    on(Actions::CopyUniqueIds, [view] { view->copyUniqueIds(); });
    on(Actions::CopyJson, [view] { view->copyJson(); });
    on(Actions::CopyCsv, [view] { view->copyCsv(); });
    on(Actions::GoToUniqueId, [view] { view->goToUniqueId(); });
    on(Actions::GoToNamed, [this] { goToNamed(); });
    on(Actions::NextProblem, [this] { m_setPage->showNextProblem(); });
    onDraft(Actions::Fetch, [this] { m_setPage->fetch(); });
    onDraft(Actions::ReviewPush, [this] { reviewPush(); });
    onDraft(Actions::PushSeveral, [this] { pushToSeveral(); });
    onDraft(Actions::DiscardDraft, [this] { discardDraft(); });
    onDraft(Actions::ChangeScope, [this] { changeScope(); });
    on(Actions::UploadEvidence, [this] { uploadEvidence(); });
    on(Actions::NextPart, [this] { goToPart(1); });
    on(Actions::PreviousPart, [this] { goToPart(-1); });
    on(Actions::Shortcuts, [this] { showShortcuts(m_actions.shortcutLines(), this); });
    on(Actions::About, [this] { showAbout(this); });
}

void Workbench::connectTree()
{
    connect(m_tree, &ConnectionTree::setChosen, this, &Workbench::openChosen);
    connect(m_tree, &ConnectionTree::connectionChosen, this, &Workbench::showConnection);
    connect(m_tree, &ConnectionTree::checkRequested, this, &Workbench::checkConnection);
    connect(m_tree, &ConnectionTree::signInRequested, this, &Workbench::signInAgain);
    connect(m_tree, &ConnectionTree::removeRequested, this, &Workbench::removeConnection);
    connect(&m_services.connections(), &ConnectionStore::added, this, &Workbench::showRightPage);
    connect(&m_services.connections(), &ConnectionStore::added, this, &Workbench::followState);
    connect(&m_services.connections(), &ConnectionStore::removed, this, &Workbench::followState);
    const auto leaveRemovedSet = [this] {
        if (m_setPage->session() && !m_services.connections().findBySet(m_setPage->session()->set().id))
            openSet({});
        showRightPage();
    };
    connect(&m_services.connections(), &ConnectionStore::removed, this, leaveRemovedSet);
    connect(&m_services, &Services::practiceStartedAfresh, this, &Workbench::sayPracticeStartedAfresh);
    connect(&m_services.connections(), &ConnectionStore::updated, this, leaveRemovedSet);
    connect(&m_services.connections(), &ConnectionStore::updated, this, [this] {
        if (m_setPage->session()) // it is another session now if its type definition changed
            openSet(QString(m_setPage->session()->set().id));
    });
}

void Workbench::connectWorkspace()
{
    connect(&m_services.workspace(), &Workspace::writeFailed, this, [this](const Error &error) {
        m_isSaved = false;
        m_messages->say(MessageBar::Kind::Error, error.message);
        followState();
    });
    connect(&m_services.workspace(), &Workspace::writeSucceeded, this, [this] {
        m_isSaved = true;
        followState();
    });
    connect(&m_services.secrets(), &SessionSecrets::forThisRunChanged, this, &Workbench::followState);
}

} // namespace Fullstate
