// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionmodel.h"

#include "ui/connection/connectionnode.h"
#include "ui/connection/connectiontitles.h"

#include <algorithm>

namespace Fullstate {

namespace {

bool standsBefore(const QString &leftTitle, const QString &leftId, const QString &rightTitle,
                  const QString &rightId)
{
    const int byTitle = leftTitle.localeAwareCompare(rightTitle);
    return byTitle != 0 ? byTitle < 0 : leftId < rightId;
}

template<typename Nodes>
void number(const Nodes &nodes)
{
    int row = 0;
    for (const auto &node : nodes)
        node->row = row++;
}

template<typename Nodes>
std::vector<const Connection *> connectionsOf(const Nodes &nodes)
{
    std::vector<const Connection *> connections;
    connections.reserve(nodes.size());
    for (const auto &node : nodes)
        connections.push_back(&node->connection);
    return connections;
}

} // namespace

ConnectionModel::ConnectionModel(const ConnectionStore &store, const Catalog &catalog, QObject *parent)
    : QAbstractItemModel(parent)
    , m_store(store)
    , m_catalog(catalog)
{
    load();
    connect(&store, &ConnectionStore::added, this, &ConnectionModel::insert);
    connect(&store, &ConnectionStore::updated, this, &ConnectionModel::follow);
    connect(&store, &ConnectionStore::removed, this, &ConnectionModel::remove);
}

ConnectionModel::~ConnectionModel() = default;

void ConnectionModel::load()
{
    QHash<QString, int> sizes;
    for (const Connection &connection : m_store.connections()) {
        auto node = makeNode(connection);
        m_connections.insert(connection.id, node.get());
        if (!node->application.isEmpty())
            ++sizes[node->application];
        m_top.push_back(std::move(node));
    }
    Nodes top;
    for (auto &node : m_top) {
        const QString application = node->application;
        if (sizes.value(application) < 2) {
            top.push_back(std::move(node));
            continue;
        }
        Node *&heading = m_headings[application];
        if (!heading) {
            heading = top.emplace_back(std::make_unique<Node>(Node{application, {}})).get();
        }
        node->heading = heading;
        heading->members.push_back(std::move(node));
    }
    m_top = std::move(top);
    const auto byTitle = [](const auto &left, const auto &right) {
        return standsBefore(left->title, left->connection.id, right->title, right->connection.id);
    };
    for (Node *heading : std::as_const(m_headings)) {
        const std::vector<const Connection *> connections = connectionsOf(heading->members);
        heading->title = applicationTitle(connections);
        const QString sharedName = sharedNameOf(connections);
        for (const auto &member : heading->members)
            member->title = titleUnder(sharedName, member->connection);
        std::sort(heading->members.begin(), heading->members.end(), byTitle);
        number(heading->members);
    }
    std::sort(m_top.begin(), m_top.end(), byTitle);
    number(m_top);
}

std::unique_ptr<ConnectionModel::Node> ConnectionModel::makeNode(const Connection &connection) const
{
    return std::make_unique<Node>(
        Node{connection.kind == Connection::Kind::Practice ? QString() : connection.applicationKey(),
             connectionTitle(connection), connection});
}

ConnectionModel::Node *ConnectionModel::loneOf(const QString &application) const
{
    const auto found = std::find_if(m_top.begin(), m_top.end(), [&application](const auto &node) {
        return !node->isHeading() && node->application == application;
    });
    return application.isEmpty() || found == m_top.end() ? nullptr : found->get();
}

ConnectionModel::Nodes &ConnectionModel::siblings(const Node *heading)
{
    return heading ? const_cast<Node *>(heading)->members : m_top;
}

void ConnectionModel::insertNode(std::unique_ptr<Node> node, Node *heading)
{
    Nodes &nodes = siblings(heading);
    const auto at =
        std::upper_bound(nodes.begin(), nodes.end(), node, [](const auto &left, const auto &right) {
            return standsBefore(left->title, left->connection.id, right->title, right->connection.id);
        });
    const auto row = static_cast<int>(at - nodes.begin());
    beginInsertRows(heading ? indexOf(*heading) : QModelIndex(), row, row);
    node->heading = heading;
    nodes.insert(at, std::move(node));
    number(nodes);
    endInsertRows();
}

/// To where its title puts it, and \p heading.
void ConnectionModel::moveNode(Node &node, Node *heading)
{
    Nodes &from = siblings(node.heading);
    Nodes &to = siblings(heading);
    const auto others = [&node](const auto &other) {
        return other.get() != &node
            && !standsBefore(node.title, node.connection.id, other->title, other->connection.id);
    };
    // Before the first that it stands before; the node itself is not asked.
    const auto row = static_cast<int>(std::count_if(to.begin(), to.end(), others));
    const bool stays = node.heading == heading;
    if (stays && row == node.row)
        return;
    const int destination = stays && row > node.row ? row + 1 : row; // as it is before the move
    beginMoveRows(indexOf(node).parent(), node.row, node.row, heading ? indexOf(*heading) : QModelIndex(),
                  destination);
    std::unique_ptr<Node> moved = std::move(from[static_cast<size_t>(node.row)]);
    from.erase(from.begin() + node.row);
    to.insert(to.begin() + row, std::move(moved));
    node.heading = heading;
    number(from);
    number(to);
    endMoveRows();
}

std::unique_ptr<ConnectionModel::Node> ConnectionModel::takeNode(Node &node)
{
    Nodes &nodes = siblings(node.heading);
    beginRemoveRows(indexOf(node).parent(), node.row, node.row);
    std::unique_ptr<Node> taken = std::move(nodes[static_cast<size_t>(node.row)]);
    nodes.erase(nodes.begin() + node.row);
    number(nodes);
    endRemoveRows();
    return taken;
}

/// A connection's title and place, after it or those around it have changed.
void ConnectionModel::retitle(Node &node, const QString &sharedName)
{
    const QString title = titleUnder(sharedName, node.connection);
    if (title == node.title)
        return;
    node.title = title;
    const QModelIndex changed = indexOf(node);
    Q_EMIT dataChanged(changed, changed);
    moveNode(node, node.heading);
}

void ConnectionModel::retitleHeading(Node &heading)
{
    const std::vector<const Connection *> connections = connectionsOf(heading.members);
    heading.title = applicationTitle(connections);
    const QModelIndex changed = indexOf(heading);
    Q_EMIT dataChanged(changed, changed); // the number of its connections may be another, too
    moveNode(heading, nullptr);
    const QString sharedName = sharedNameOf(connections);
    std::vector<Node *> members;
    for (const auto &member : heading.members)
        members.push_back(member.get());
    for (Node *member : members) // which may change their places
        retitle(*member, sharedName);
}

void ConnectionModel::insert(const QString &connectionId)
{
    std::unique_ptr<Node> made = makeNode(*m_store.find(connectionId));
    Node *node = made.get();
    m_connections.insert(connectionId, node);
    const QString application = made->application;
    Node *heading = m_headings.value(application);
    Node *lone = heading ? nullptr : loneOf(application);
    if (lone) { // it is two now; the heading comes with the new one, so that it never stands empty
        auto top = std::make_unique<Node>(
            Node{application, applicationTitle({&lone->connection, &made->connection})});
        heading = top.get();
        made->heading = heading;
        heading->members.push_back(std::move(made));
        m_headings.insert(application, heading);
        insertNode(std::move(top), nullptr);
        moveNode(*lone, heading);
    } else {
        insertNode(std::move(made), heading);
    }
    if (heading)
        retitleHeading(*heading);
}

void ConnectionModel::follow(const QString &connectionId)
{
    const Connection *connection = m_store.find(connectionId);
    Node &node = *m_connections.value(connectionId);
    if (makeNode(*connection)->application != node.application) {
        remove(connectionId);
        insert(connectionId);
        return;
    }
    followSets(node, connection->resourceSets);
    node.connection = *connection;
    const QModelIndex changed = indexOf(node);
    Q_EMIT dataChanged(changed, changed);
    if (const int sets = rowCount(changed); sets > 0)
        Q_EMIT dataChanged(index(0, 0, changed), index(sets - 1, 0, changed));
    if (node.heading)
        retitleHeading(*node.heading);
    else
        retitle(node, {});
}

/// Those that stay, stay chosen: only what is gone is removed, and what is new inserted.
void ConnectionModel::followSets(Node &node, const std::vector<ResourceSet> &sets)
{
    std::vector<ResourceSet> &shown = node.connection.resourceSets;
    const auto removeAt = [&](int row) {
        beginRemoveRows(indexOf(node), row, row);
        shown.erase(shown.begin() + row);
        endRemoveRows();
    };
    size_t kept = 0; // of sets, how far those that stay are in their order
    for (size_t row = 0; row < shown.size();) {
        const auto found = std::find_if(sets.begin() + static_cast<std::ptrdiff_t>(kept), sets.end(),
                                        [&](const ResourceSet &set) { return set.id == shown[row].id; });
        if (found == sets.end()) {
            removeAt(static_cast<int>(row));
        } else {
            kept = static_cast<size_t>(found - sets.begin()) + 1;
            ++row;
        }
    }
    for (size_t row = 0; row < sets.size(); ++row) {
        if (row < shown.size() && shown[row].id == sets[row].id)
            continue;
        beginInsertRows(indexOf(node), static_cast<int>(row), static_cast<int>(row));
        shown.insert(shown.begin() + static_cast<std::ptrdiff_t>(row), sets[row]);
        endInsertRows();
    }
}

void ConnectionModel::remove(const QString &connectionId)
{
    Node *node = m_connections.take(connectionId);
    Node *heading = node->heading;
    takeNode(*node);
    if (!heading)
        return;
    if (heading->members.size() > 1) {
        retitleHeading(*heading);
        return;
    }
    Node &last = *heading->members.front();
    last.title = connectionTitle(last.connection);
    moveNode(last, nullptr);
    m_headings.remove(heading->application);
    takeNode(*heading);
}

QModelIndex ConnectionModel::indexOf(const Node &node) const
{
    return createIndex(node.row, 0, node.heading);
}

QModelIndex ConnectionModel::indexOfConnection(const QString &connectionId) const
{
    const Node *node = m_connections.value(connectionId);
    return node ? indexOf(*node) : QModelIndex();
}

QModelIndex ConnectionModel::indexOfSet(const QString &setId) const
{
    for (const Node *node : m_connections) {
        const std::vector<ResourceSet> &sets = node->connection.resourceSets;
        const auto found = std::find_if(sets.begin(), sets.end(),
                                        [&setId](const ResourceSet &set) { return set.id == setId; });
        if (found != sets.end())
            return createIndex(static_cast<int>(found - sets.begin()), 0, node);
    }
    return {};
}

QModelIndex ConnectionModel::indexOf(const QString &id) const
{
    const QModelIndex connection = indexOfConnection(id);
    return connection.isValid() ? connection : indexOfSet(id);
}

QModelIndex ConnectionModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return parent.isValid() ? createIndex(row, column, &nodeAt(parent)) : createIndex(row, column);
}

QModelIndex ConnectionModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || !child.internalPointer())
        return {};
    return indexOf(*static_cast<const Node *>(child.internalPointer()));
}

int ConnectionModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_top.size());
    if (parent.column() > 0 || setAt(parent))
        return 0;
    const Node &node = nodeAt(parent);
    return static_cast<int>(node.isHeading() ? node.members.size() : node.connection.resourceSets.size());
}

int ConnectionModel::columnCount(const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    return 1;
}

const ConnectionModel::Node &ConnectionModel::nodeAt(const QModelIndex &index) const
{
    const auto row = static_cast<size_t>(index.row());
    const auto *above = static_cast<const Node *>(index.internalPointer());
    if (!above)
        return *m_top[row];
    return above->isHeading() ? *above->members[row] : *above;
}

const ResourceSet *ConnectionModel::setAt(const QModelIndex &index) const
{
    const auto *above = static_cast<const Node *>(index.internalPointer());
    if (!above || above->isHeading())
        return nullptr;
    return &above->connection.resourceSets[static_cast<size_t>(index.row())];
}

} // namespace Fullstate
