// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resourcesetpage.h"

#include "app/session/draftsession.h"
#include "ui/common/emptypage.h"
#include "ui/common/messagebar.h"
#include "ui/draft/columnlayout.h"
#include "ui/draft/detailspane.h"
#include "ui/draft/resourcegrid.h"
#include "ui/draft/resourceheader.h"
#include "ui/draft/resourceview.h"
#include "ui/frame/actions.h"
#include "ui/frame/statusline.h"

#include <QAction>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace Fullstate {

ResourceSetPage::ResourceSetPage(const Actions &actions, QSettings &settings, MessageBar &messages,
                                 QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_messages(messages)
    , m_undo(actions[Actions::Undo])
    , m_splitter(new QSplitter(this))
    , m_pages(new QStackedWidget(this))
    , m_neverFetched(new EmptyPage(tr("Nothing fetched yet"),
                                   tr("Fetch shows what the tenant holds. It only reads: nothing "
                                      "in the tenant changes.")))
    , m_loading(new EmptyPage(tr("Opening the draft…"), {}))
    , m_view(new ResourceView)
    , m_details(new DetailsPane)
{
    m_neverFetched->offer(actions[Actions::Fetch]);
    for (QWidget *page : std::initializer_list<QWidget *>{m_loading, m_neverFetched, m_view})
        m_pages->addWidget(page);
    m_splitter->setObjectName(QStringLiteral("detailsSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_pages);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 1);
    m_details->setMinimumWidth(fontMetrics().averageCharWidth() * 40);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter, 1);
    connect(m_view, &ResourceView::choiceChanged, this, &ResourceSetPage::showDetails);
    connect(m_view, &ResourceView::choiceChanged, this, &ResourceSetPage::stateChanged);
    connect(m_view, &ResourceView::hiddenRowsChanged, this, &ResourceSetPage::stateChanged);
    connect(m_view, &ResourceView::said, this, &ResourceSetPage::sayEdited);
}

ResourceSetPage::~ResourceSetPage() = default;

DraftSession *ResourceSetPage::session() const
{
    return m_session;
}

bool ResourceSetPage::isReady() const
{
    return m_session && m_session->isLoaded();
}

void ResourceSetPage::setSession(DraftSession *session)
{
    if (m_session == session)
        return;
    takeTyped();
    if (isReady() && m_view->table()) {
        rememberColumns();
        m_places[m_session->set().id] = m_view->place();
    }
    m_connections = std::make_unique<QObject>();
    m_session = session;
    m_fetch = nullptr;
    m_wasFetchAskedFor = false;
    m_messages.dismiss();
    m_details->showResource(nullptr, -1);
    m_view->setTable(nullptr);
    if (session) {
        connectSession(m_connections.get());
        if (session->isFetching())
            followFetch();
        if (session->isLoaded())
            showDraft();
    }
    showRightPage();
    Q_EMIT problemsChanged();
    Q_EMIT stateChanged();
}

void ResourceSetPage::takeTyped()
{
    m_view->takeTyped();
    m_details->takeTyped();
}

std::vector<QWidget *> ResourceSetPage::parts() const
{
    return {m_pages->currentWidget(), m_details};
}

void ResourceSetPage::connectSession(QObject *context)
{
    const auto sayError = [this](const Error &error) {
        // The main window says these itself, with the way to go on.
        const bool isSaid = error.kind == Error::Kind::TokenContested
            || error.kind == Error::Kind::SignInNeeded || error.kind == Error::Kind::SecretMissing;
        if (error.kind != Error::Kind::Cancelled && !isSaid)
            m_messages.say(MessageBar::Kind::Error, error.message);
    };
    connect(m_session, &DraftSession::loaded, context, [this] {
        showDraft();
        Q_EMIT problemsChanged();
        Q_EMIT stateChanged();
    });
    connect(m_session, &DraftSession::loadFailed, context, sayError);
    connect(m_session, &DraftSession::fetchFailed, context, sayError);
    connect(m_session, &DraftSession::aboutToAdopt, context, [this] { takeTyped(); });
    connect(m_session, &DraftSession::adopted, context, [this] { m_view->goOnTyping(); });
    connect(m_session, &DraftSession::fetchingChanged, context, [this] {
        if (m_session->isFetching())
            followFetch();
        Q_EMIT stateChanged();
    });
    connect(m_session, &DraftSession::problemsChanged, context, [this] {
        m_details->setProblems(m_session->problems());
        Q_EMIT problemsChanged();
        Q_EMIT stateChanged();
    });
    connect(m_session, &DraftSession::changed, context, [this] {
        showRightPage();
        Q_EMIT stateChanged();
    });
}

void ResourceSetPage::showDraft()
{
    m_view->setTable(&m_session->table());
    // Draft::changed() comes from inside a command: only then does the stack know what it can undo.
    connect(&m_session->draft().undoStack(), &QUndoStack::indexChanged, m_connections.get(), [this] {
        m_messages.dismiss(m_undoMessage);
        Q_EMIT stateChanged();
    });
    restoreColumns();
    if (const auto place = m_places.constFind(m_session->set().id); place != m_places.constEnd())
        m_view->goTo(*place);
    m_details->setProblems(m_session->problems());
    showRightPage();
    showDetails();
}

void ResourceSetPage::sayEdited(const QString &message, bool undoable)
{
    std::vector<MessageBar::Offer> offers;
    if (undoable)
        offers.push_back({m_undo->iconText(), [undo = m_undo] { undo->trigger(); }});
    const int number = m_messages.say(MessageBar::Kind::Information, message, offers);
    if (undoable)
        m_undoMessage = number;
}

void ResourceSetPage::showRightPage()
{
    QWidget *page = m_view;
    if (!isReady())
        page = m_loading;
    else if (!m_session->draft().base()->wasFetched() && m_session->draft().rows().empty())
        page = m_neverFetched;
    const bool filled = page == m_view && m_pages->currentWidget() == m_neverFetched;
    m_pages->setCurrentWidget(page);
    if (filled) // the Fetch button that had the focus is gone
        m_view->setFocus();
    m_details->setVisible(page == m_view);
}

void ResourceSetPage::showDetails()
{
    const int chosen = static_cast<int>(m_view->chosenRows().size());
    m_details->showResource(isReady() && m_view->table() ? &m_session->draft() : nullptr,
                            m_view->currentRow(), chosen);
}

void ResourceSetPage::showNextProblem()
{
    if (isReady() && !m_view->showNext(m_session->problems()))
        m_messages.say(MessageBar::Kind::Information, tr("No resource has a problem."));
}

void ResourceSetPage::fetch()
{
    if (!isReady() || m_fetch)
        return;
    m_wasFetchAskedFor = true;
    m_session->fetch(); // says that it began
}

void ResourceSetPage::followFetch()
{
    ResultJob<SnapshotPtr> *job = m_session->fetch(); // the running one
    if (m_fetch == job)
        return;
    m_fetch = job;
    connect(job, &Job::progressed, this, &ResourceSetPage::progressed);
    connect(job, &Job::finished, m_connections.get(), [this, job] {
        m_fetch = nullptr;
        // Nobody asked for the first fetch of a practice set: no message moves the table for it.
        if (std::exchange(m_wasFetchAskedFor, false) && job->result())
            handleFetched();
        Q_EMIT stateChanged();
    });
    Q_EMIT stateChanged();
}

void ResourceSetPage::cancelFetch()
{
    if (m_fetch)
        m_fetch->cancel();
}

void ResourceSetPage::handleFetched()
{
    const Snapshot &held = *m_session->draft().base();
    QString message =
        tr("The tenant holds %n resource(s).", nullptr, static_cast<int>(held.resources.size()));
    if (!held.tombstones.empty())
        message +=
            u' ' % tr("%n deleted resource(s) set aside.", nullptr, static_cast<int>(held.tombstones.size()));
    m_messages.say(MessageBar::Kind::Information, message);
}

ActionState ResourceSetPage::actionState() const
{
    ActionState state;
    state.set = isReady();
    state.fetching = m_session && m_session->isFetching();
    if (!isReady())
        return state;
    Draft &draft = m_session->draft();
    state.chosen = m_view->grid().selectionModel()->hasSelection();
    state.filtered = m_view->isFiltered();
    state.userAccounts = draft.type().name == QLatin1String("UserAccount");
    state.namesOthers = referenceField(draft.type());
    state.changes = draft.hasChanges();
    state.canUndo = draft.undoStack().canUndo();
    state.canRedo = draft.undoStack().canRedo();
    state.undoText = draft.undoStack().undoText();
    state.redoText = draft.undoStack().redoText();
    return state;
}

SetStatus ResourceSetPage::status() const
{
    SetStatus status;
    const Draft &draft = m_session->draft();
    status.resources = static_cast<int>(draft.rows().size());
    status.added = draft.counts().added;
    status.changed = draft.counts().changed;
    status.removed = draft.counts().removed;
    status.tombstones = static_cast<int>(draft.base()->tombstones.size());
    status.fetchedAt = draft.base()->takenAt;
    status.hidden = m_view->hiddenRows();
    status.outOfScope = m_session->outOfScope();
    status.scope = scopeText(m_session->scope());
    status.problems = static_cast<int>(m_session->problems().size());
    return status;
}

/// Sets that declare custom properties have columns of their own.
QString ResourceSetPage::columnsKey() const
{
    const ResourceType &type = m_session->type();
    const QString key = QStringLiteral("columns/") % type.name;
    return type.hasCustomProperties ? QString(key % u'/' % m_session->set().id) : key;
}

void ResourceSetPage::restoreColumns()
{
    ResourceHeader &columns = m_view->columns();
    arrangeColumns(columns, m_settings.value(columnsKey()).toByteArray(), [&](int column) {
        return std::max(columns.sectionSizeHint(column),
                        fontMetrics().averageCharWidth() * (column < 2 ? 26 : 20));
    });
}

void ResourceSetPage::rememberColumns()
{
    if (isReady() && m_view->table())
        m_settings.setValue(columnsKey(), columnLayout(m_view->columns()));
}

void ResourceSetPage::restoreLayout()
{
    if (!m_splitter->restoreState(m_settings.value(QStringLiteral("window/details")).toByteArray()))
        m_splitter->setSizes({fontMetrics().averageCharWidth() * 120, fontMetrics().averageCharWidth() * 48});
}

void ResourceSetPage::rememberLayout()
{
    m_settings.setValue(QStringLiteral("window/details"), m_splitter->saveState());
    rememberColumns();
}

} // namespace Fullstate
