// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectiontree.h"

#include "app/auth/tokenbroker.h"
#include "app/fullstate.h"
#include "app/session/draftsession.h"
#include "ui/common/icons.h"
#include "ui/connection/connectiondialog.h"
#include "ui/connection/connectionfilter.h"
#include "ui/connection/connectionmodel.h"
#include "ui/connection/connectionstates.h"
#include "ui/connection/replacesecretdialog.h"
#include "ui/connection/secretkeeping.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QSettings>
#include <QSignalBlocker>
#include <algorithm>
#include <iterator>
#include <utility>

namespace Fullstate {

namespace {

constexpr int FewConnections = 12; // that many can stand open
constexpr int FewRows = 40; // that a filter leaves: all of them can be seen

const QLatin1String FoldedKey("connections/folded");
const QLatin1String UnfoldedKey("connections/unfolded");
const QLatin1String ChosenKey("connections/chosen");

} // namespace

ConnectionTree::ConnectionTree(Services &services, QWidget *parent)
    : QTreeView(parent)
    , m_services(services)
    , m_states(new ConnectionStates(services, this))
    , m_model(new ConnectionModel(services.connections(), services.catalog(), this))
    , m_filter(new ConnectionFilter(*m_model, this))
    , m_folded(services.settings().value(FoldedKey).toStringList())
    , m_unfolded(services.settings().value(UnfoldedKey).toStringList())
{
    setObjectName(QStringLiteral("connections"));
    setAccessibleName(tr("Connections"));
    setModel(m_filter);
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setExpandsOnDoubleClick(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTextElideMode(Qt::ElideMiddle);
    unfoldAll();
    connectSecrets();
    connectServices();
    connect(this, &QTreeView::collapsed, this,
            [this](const QModelIndex &index) { rememberFolding(index, true); });
    connect(this, &QTreeView::expanded, this,
            [this](const QModelIndex &index) { rememberFolding(index, false); });
}

ConnectionTree::~ConnectionTree() = default;

void ConnectionTree::connectServices()
{
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, &ConnectionTree::unfold);
    connect(m_states, &ConnectionStates::changed, this, &ConnectionTree::showState);
}

void ConnectionTree::chooseLast()
{
    if (!selectionModel()->hasSelection()) // the focus alone has made the first one current
        selectSet(m_services.settings().value(ChosenKey).toString());
}

QString ConnectionTree::currentSetId() const
{
    return currentIndex().isValid() ? currentIndex().data(ConnectionModel::SetIdRole).toString() : QString();
}

QString ConnectionTree::currentConnectionId() const
{
    return currentIndex().isValid() ? currentIndex().data(ConnectionModel::ConnectionIdRole).toString()
                                    : QString();
}

void ConnectionTree::selectSet(const QString &setId)
{
    const QModelIndex set = m_model->indexOfSet(setId);
    if (!set.isValid())
        return;
    m_openSet = setId;
    const QModelIndex index = m_filter->mapFromSource(set);
    if (index.isValid() && index != currentIndex())
        setCurrentIndex(index);
}

void ConnectionTree::filter(const QString &text)
{
    m_isFiltering = true;
    const QPersistentModelIndex before = currentIndex();
    m_filter->filter(text);
    scheduleDelayedItemsLayout(); // so that unfolding hundreds lays them out but once
    unfoldAll();
    setCurrentIndex(before.isValid() ? QModelIndex(before)
                                     : m_filter->mapFromSource(m_model->indexOfSet(m_openSet)));
    m_isFiltering = false;
}

/// Also of what has come under a heading.
void ConnectionTree::unfold(const QModelIndex &parent, int first, int last)
{
    if (m_isFiltering || (parent.isValid() && !m_model->isHeading(m_filter->mapToSource(parent))))
        return;
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_filter->index(row, 0, parent);
        if (const bool open = isToBeOpen(index); open != isExpanded(index)) {
            const QSignalBlocker notByTheUser(this);
            setExpanded(index, open);
        }
        if (!parent.isValid() && m_model->isHeading(m_filter->mapToSource(index)))
            unfold(index, 0, m_filter->rowCount(index) - 1);
    }
}

void ConnectionTree::unfoldAll()
{
    const bool wasFiltering = std::exchange(m_isFiltering, false);
    unfold({}, 0, m_filter->rowCount() - 1);
    m_isFiltering = wasFiltering;
}

/// Headings stand open, and connections while they are few; otherwise as the user has left them, or as the
/// filter asks for.
bool ConnectionTree::isToBeOpen(const QModelIndex &index) const
{
    const bool isHeading = m_model->isHeading(m_filter->mapToSource(index));
    if (m_filter->isFiltering())
        return isHeading || m_filter->isShownForBelow(index) || shownRows() <= FewRows;
    const QString id = index.data(ConnectionModel::FoldingRole).toString();
    const bool isOpenAtFirst = isHeading || m_services.connections().connections().size() <= FewConnections;
    return isOpenAtFirst ? !m_folded.contains(id) : m_unfolded.contains(id);
}

/// If all were unfolded.
int ConnectionTree::shownRows(const QModelIndex &parent) const
{
    int rows = m_filter->rowCount(parent);
    for (int row = m_filter->rowCount(parent) - 1; row >= 0 && rows <= FewRows; --row)
        rows += shownRows(m_filter->index(row, 0, parent));
    return rows;
}

void ConnectionTree::rememberFolding(const QModelIndex &index, bool isFolded)
{
    const QString id = index.data(ConnectionModel::FoldingRole).toString();
    if (m_filter->isFiltering() || m_isFiltering || id.isEmpty())
        return;
    m_folded.removeAll(id);
    m_unfolded.removeAll(id);
    (isFolded ? m_folded : m_unfolded).append(id);
    m_services.settings().setValue(FoldedKey, m_folded);
    m_services.settings().setValue(UnfoldedKey, m_unfolded);
}

void ConnectionTree::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    const QString setId = currentSetId();
    if (setId.isEmpty() || m_isFiltering)
        return;
    m_openSet = setId;
    m_services.settings().setValue(ChosenKey, setId);
    watch(setId);
    Q_EMIT setChosen(setId);
}

/// A connection is chosen by selecting it: the focus alone, which makes the first one current, opens nothing.
void ConnectionTree::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    const QModelIndex index = selected.isEmpty() ? QModelIndex() : QModelIndex(selected.first().topLeft());
    if (index.isValid() && index.data(ConnectionModel::SetIdRole).toString().isEmpty())
        Q_EMIT connectionChosen(index.data(ConnectionModel::ConnectionIdRole).toString());
}

void ConnectionTree::watch(const QString &setId)
{
    DraftSession *session = m_services.session(setId);
    if (!session || m_watched.contains(setId))
        return;
    m_watched.insert(setId);
    const auto show = [this, session] { showCounts(*session); };
    connect(session, &DraftSession::loaded, this, show);
    connect(session, &DraftSession::changed, this, show);
    connect(session, &DraftSession::fetchingChanged, this, [this, session, setId] {
        if (session->isFetching())
            m_model->setNote(setId, {});
    });
    connect(session, &DraftSession::fetchFailed, this, [this, setId](const Error &error) {
        if (error.kind == Error::Kind::SecretMissing)
            m_setToFetch = setId; // its connection says what is wrong
        else if (error.kind != Error::Kind::Cancelled)
            m_model->setNote(setId, tr("The last fetch failed: %1").arg(error.message));
    });
    connect(session, &QObject::destroyed, this, [this, setId] { m_watched.remove(setId); });
    showCounts(*session);
}

void ConnectionTree::showCounts(DraftSession &session)
{
    if (!session.isLoaded())
        return;
    const Draft &draft = session.draft();
    if (!draft.base()->wasFetched() && draft.rows().empty())
        return; // 0 would be a claim about a tenant that nobody has asked yet
    const Draft::Counts &counts = draft.counts();
    m_model->setCounts(session.set().id,
                       {static_cast<int>(draft.rows().size()) - counts.removed, counts.added, counts.changed,
                        counts.removed});
}

void ConnectionTree::contextMenuEvent(QContextMenuEvent *event)
{
    const QString connectionId = currentConnectionId();
    const Connection *connection = m_services.connections().find(connectionId);
    if (!connection)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Edit connection…"), QKeySequence(Qt::Key_F2), this,
                    [this, connectionId] { editConnection(connectionId); });
    menu->addAction(icon(QStringLiteral("network-connect")), tr("Check connection"), this,
                    [this, connectionId] { Q_EMIT checkRequested(connectionId); });
    if (connection->kind == Connection::Kind::Public) {
        menu->addAction(tr("Sign in again…"), this,
                        [this, connectionId] { Q_EMIT signInRequested(connectionId); });
    }
    if (connection->kind != Connection::Kind::Practice) {
        menu->addAction(tr("Replace client secret…"), this,
                        [this, connectionId] { replaceSecret(connectionId); });
    }
    menu->addSeparator();
    menu->addAction(icon(QStringLiteral("list-remove")), tr("Remove connection…"), this,
                    [this, connectionId] { Q_EMIT removeRequested(connectionId); });
    const QPoint place = event->reason() == QContextMenuEvent::Keyboard
        ? viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft())
        : event->globalPos();
    menu->popup(place);
}

void ConnectionTree::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().isValid()) {
        if (const QString setId = currentSetId(); !setId.isEmpty())
            Q_EMIT setChosen(setId);
        else
            setExpanded(currentIndex(), !isExpanded(currentIndex()));
    } else if (event->matches(QKeySequence::Delete) && !currentConnectionId().isEmpty()) {
        Q_EMIT removeRequested(currentConnectionId());
    } else if (event->key() == Qt::Key_F2 && !currentConnectionId().isEmpty()) {
        editConnection(currentConnectionId());
    } else if (event->key() == Qt::Key_Up && !indexAbove(currentIndex()).isValid()) {
        Q_EMIT leftUpwards();
    } else {
        QTreeView::keyPressEvent(event);
    }
}

void ConnectionTree::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update(); // the icons are asked for anew
}

void ConnectionTree::editConnection(const QString &connectionId)
{
    const Connection *connection = m_services.connections().find(connectionId);
    if (!connection)
        return;
    auto *dialog = new ConnectionDialog(*connection, m_services.catalog(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const Connection *present = m_services.connections().find(dialog->connection().id);
        if (!present)
            return; // removed meanwhile
        Connection changed = *present; // the rest of it may have changed meanwhile, too
        changed.name = dialog->connection().name;
        changed.resourceSets = dialog->connection().resourceSets;
        if (changed.kind == Connection::Kind::Practice && m_services.practice())
            changed = m_services.pointedAtPractice(changed);
        m_services.connections().update(changed);
    });
    dialog->open();
}

void ConnectionTree::replaceSecret(const QString &connectionId)
{
    const Connection *connection = m_services.connections().find(connectionId);
    if (!connection)
        return;
    std::vector<Connection> others;
    const std::vector<Connection> &all = m_services.connections().connections();
    std::copy_if(all.begin(), all.end(), std::back_inserter(others), [connection](const Connection &other) {
        return other.id != connection->id && other.applicationKey() == connection->applicationKey();
    });
    auto *dialog = new ReplaceSecretDialog(*connection, others, keepingIn(m_services.secrets()), this);
    if (m_withoutSecret.contains(connectionId))
        dialog->askForMissing();
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ReplaceSecretDialog::replaced, this, [this](const Connection &replaced) {
        if (replaced.kind != Connection::Kind::Public) // whose tokens a new client secret does not touch
            m_services.tokens().forget(replaced); // it died with the old secret, or soon will
        takeSecretAsKept(replaced.id); // or for this run
        m_states->forgetFailures(replaced.id);
        showState(replaced.id);
    });
    m_isAsking = true;
    connect(dialog, &QDialog::finished, this, [this, connectionId](int result) {
        m_isAsking = false;
        const QString setId = std::exchange(m_setToFetch, {});
        const Connection *present = m_services.connections().find(connectionId);
        if (result == QDialog::Accepted && present && present->resourceSet(setId))
            m_services.session(setId)->fetch();
    });
    dialog->open();
}

} // namespace Fullstate
