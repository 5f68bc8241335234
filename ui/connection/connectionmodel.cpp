// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionmodel.h"

#include "ui/common/icons.h"

#include <QLocale>
#include <algorithm>

namespace Fullstate {

ConnectionModel::ConnectionModel(const ConnectionStore &store, const Catalog &catalog, QObject *parent)
    : QAbstractItemModel(parent)
    , m_store(store)
    , m_catalog(catalog)
{
    for (const Connection &connection : store.connections())
        m_nodes.push_back(std::make_unique<Node>(Node{connection}));
    connect(&store, &ConnectionStore::added, this, &ConnectionModel::insert);
    connect(&store, &ConnectionStore::updated, this, &ConnectionModel::follow);
    connect(&store, &ConnectionStore::removed, this, &ConnectionModel::remove);
}

ConnectionModel::~ConnectionModel() = default;

void ConnectionModel::insert(const QString &connectionId)
{
    const Connection *connection = m_store.find(connectionId);
    const auto row = static_cast<int>(connection - m_store.connections().data());
    beginInsertRows({}, row, row);
    m_nodes.insert(m_nodes.begin() + row, std::make_unique<Node>(Node{*connection}));
    endInsertRows();
}

void ConnectionModel::follow(const QString &connectionId)
{
    const Connection *connection = m_store.find(connectionId);
    const int row = rowOf(connectionId);
    const auto newRow = static_cast<int>(connection - m_store.connections().data());
    Node &node = *m_nodes[static_cast<size_t>(row)];
    if (newRow == row && node.connection.resourceSets.size() == connection->resourceSets.size()) {
        node.connection = *connection;
        const QModelIndex changed = index(row, 0);
        Q_EMIT dataChanged(changed, changed);
        if (const int sets = rowCount(changed); sets > 0)
            Q_EMIT dataChanged(index(0, 0, changed), index(sets - 1, 0, changed));
        return;
    }
    remove(connectionId);
    insert(connectionId);
}

void ConnectionModel::remove(const QString &connectionId)
{
    const int row = rowOf(connectionId);
    beginRemoveRows({}, row, row);
    m_nodes.erase(m_nodes.begin() + row);
    endRemoveRows();
}

int ConnectionModel::rowOf(const QString &connectionId) const
{
    const auto found = std::find_if(m_nodes.begin(), m_nodes.end(), [&connectionId](const auto &node) {
        return node->connection.id == connectionId;
    });
    return found == m_nodes.end() ? -1 : static_cast<int>(found - m_nodes.begin());
}

QModelIndex ConnectionModel::indexOfConnection(const QString &connectionId) const
{
    const int row = rowOf(connectionId);
    return row < 0 ? QModelIndex() : index(row, 0);
}

QModelIndex ConnectionModel::indexOfSet(const QString &setId) const
{
    for (size_t row = 0; row < m_nodes.size(); ++row) {
        const std::vector<ResourceSet> &sets = m_nodes[row]->connection.resourceSets;
        const auto found = std::find_if(sets.begin(), sets.end(),
                                        [&setId](const ResourceSet &set) { return set.id == setId; });
        if (found != sets.end())
            return index(static_cast<int>(found - sets.begin()), 0, index(static_cast<int>(row), 0));
    }
    return {};
}

QModelIndex ConnectionModel::indexOf(const QString &id) const
{
    const QModelIndex set = indexOfSet(id);
    return set.isValid() ? set : indexOfConnection(id);
}

void ConnectionModel::setCounts(const QString &setId, const SetCounts &counts)
{
    const auto known = m_counts.constFind(setId);
    if (known != m_counts.constEnd() && *known == counts)
        return;
    m_counts.insert(setId, counts);
    if (const QModelIndex changed = indexOfSet(setId); changed.isValid())
        Q_EMIT dataChanged(changed, changed, {Qt::DisplayRole, Qt::AccessibleTextRole, Qt::ToolTipRole});
}

void ConnectionModel::setNote(const QString &id, const QString &note)
{
    if (m_notes.value(id) == note)
        return;
    m_notes.insert(id, note);
    if (const QModelIndex changed = indexOf(id); changed.isValid())
        Q_EMIT dataChanged(changed, changed,
                           {Qt::DecorationRole, Qt::AccessibleTextRole, Qt::ToolTipRole, NoteRole});
}

void ConnectionModel::setState(const QString &connectionId, const QString &words)
{
    if (m_states.value(connectionId) == words)
        return;
    m_states.insert(connectionId, words);
    if (const QModelIndex changed = indexOfConnection(connectionId); changed.isValid())
        Q_EMIT dataChanged(changed, changed, {Qt::DisplayRole, Qt::AccessibleTextRole});
}

QModelIndex ConnectionModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return parent.isValid() ? createIndex(row, column, m_nodes[static_cast<size_t>(parent.row())].get())
                            : createIndex(row, column);
}

QModelIndex ConnectionModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || !child.internalPointer())
        return {};
    const auto *node = static_cast<const Node *>(child.internalPointer());
    return createIndex(rowOf(node->connection.id), 0);
}

int ConnectionModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_nodes.size());
    if (parent.internalPointer() || parent.column() > 0)
        return 0;
    return static_cast<int>(m_nodes[static_cast<size_t>(parent.row())]->connection.resourceSets.size());
}

int ConnectionModel::columnCount(const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    return 1;
}

const ConnectionModel::Node &ConnectionModel::nodeAt(const QModelIndex &index) const
{
    if (const auto *node = static_cast<const Node *>(index.internalPointer()))
        return *node;
    return *m_nodes[static_cast<size_t>(index.row())];
}

const ResourceSet *ConnectionModel::setAt(const QModelIndex &index) const
{
    if (!index.internalPointer())
        return nullptr;
    return &nodeAt(index).connection.resourceSets[static_cast<size_t>(index.row())];
}

QVariant ConnectionModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid));
    const Node &node = nodeAt(index);
    const ResourceSet *set = setAt(index);
    const QString id = set ? set->id : node.connection.id;
    switch (role) {
    case Qt::DisplayRole: {
        const QString state = m_states.value(id);
        const QString counts = set ? countsText(*set)
            : state.isEmpty()      ? QString()
                                   : QString(QStringLiteral("· ") % state);
        const QString text = set ? title(node, *set) : node.connection.name;
        return counts.isEmpty() ? text : QString(text % QLatin1String("  ") % counts);
    }
    case Qt::DecorationRole:
        if (!m_notes.value(id).isEmpty())
            return icon(QStringLiteral("dialog-warning"));
        return icon(set ? QStringLiteral("view-list-details") : QStringLiteral("network-connect"));
    case Qt::ToolTipRole:
        return toolTip(index);
    case Qt::AccessibleTextRole:
        return spokenText(index);
    case ConnectionIdRole:
        return node.connection.id;
    case SetIdRole:
        return set ? set->id : QString();
    case NoteRole:
        return m_notes.value(id);
    default:
        return {};
    }
}

QVariant ConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section == 0 && orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return tr("Connections");
    return {};
}

/// The user's name for it, else the type alone, unless the connection declares it twice.
QString ConnectionModel::title(const Node &node, const ResourceSet &set) const
{
    if (!set.name.isEmpty())
        return set.name;
    const ResourceType *type = m_catalog.find(set.typeName);
    const QString name = type ? type->title : set.typeName;
    const std::vector<ResourceSet> &sets = node.connection.resourceSets;
    const auto same = std::count_if(sets.begin(), sets.end(), [&set](const ResourceSet &other) {
        return other.typeName == set.typeName && other.name.isEmpty();
    });
    return same > 1 ? tr("%1 %2").arg(name, set.resourceId) : name;
}

QString ConnectionModel::countsText(const ResourceSet &set) const
{
    const auto known = m_counts.constFind(set.id);
    if (known == m_counts.constEnd())
        return {};
    const QLocale locale;
    QStringList changes;
    if (known->added > 0)
        changes.append(u'+' % locale.toString(known->added));
    if (known->changed > 0)
        changes.append(u'~' % locale.toString(known->changed));
    if (known->removed > 0)
        changes.append(QChar(0x2212) % locale.toString(known->removed));
    const QString all = locale.toString(known->resources);
    return changes.isEmpty() ? all : QString(all % QStringLiteral(" · ") % changes.join(u' '));
}

/// The signs in words, for a screen reader.
QString ConnectionModel::spokenText(const QModelIndex &index) const
{
    const Node &node = nodeAt(index);
    const ResourceSet *set = setAt(index);
    QStringList words{set ? title(node, *set) : node.connection.name};
    if (const auto known = set ? m_counts.constFind(set->id) : m_counts.constEnd();
        known != m_counts.constEnd()) {
        words.append(known->resources == 1 ? tr("1 resource") : tr("%1 resources").arg(known->resources));
        if (known->added > 0)
            words.append(tr("%1 added").arg(known->added));
        if (known->changed > 0)
            words.append(tr("%1 changed").arg(known->changed));
        if (known->removed > 0)
            words.append(tr("%1 removed").arg(known->removed));
    }
    if (const QString state = m_states.value(node.connection.id); !set && !state.isEmpty())
        words.append(state);
    if (const QString note = index.data(NoteRole).toString(); !note.isEmpty())
        words.append(note);
    return words.join(QLatin1String(", "));
}

QString ConnectionModel::toolTip(const QModelIndex &index) const
{
    const Node &node = nodeAt(index);
    const Connection &connection = node.connection;
    QStringList lines;
    if (const ResourceSet *set = setAt(index)) {
        lines.append(spokenText(index));
        lines.append(tr("Resource ID %1").arg(set->resourceId));
    } else {
        lines.append(connection.name);
        lines.append(connection.kind == Connection::Kind::Practice
                         ? tr("Practice tenant: inside the program, no network")
                         : tr("%1, client ID %2").arg(regionTitle(connection.region), connection.clientId));
        if (const QString note = m_notes.value(connection.id); !note.isEmpty())
            lines.append(note);
    }
    for (QString &line : lines)
        line = line.toHtmlEscaped(); // names are the user's: a tool tip would take them for rich text
    return QLatin1String("<p>") % lines.join(QLatin1String("<br>")) % QLatin1String("</p>");
}

} // namespace Fullstate
