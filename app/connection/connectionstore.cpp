// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/connectionstore.h"

#include <algorithm>

namespace Fullstate {

namespace {

bool comesBefore(const Connection &left, const Connection &right)
{
    const int byName = left.name.localeAwareCompare(right.name);
    return byName != 0 ? byName < 0 : left.id < right.id;
}

} // namespace

ConnectionStore::ConnectionStore(std::vector<Connection> stored, Storage storage, QObject *parent)
    : QObject(parent)
    , m_connections(std::move(stored))
    , m_storage(std::move(storage))
{
    std::sort(m_connections.begin(), m_connections.end(), comesBefore);
}

const Connection *ConnectionStore::find(const QString &connectionId) const
{
    const auto found = std::find_if(m_connections.begin(), m_connections.end(),
                                    [&](const Connection &each) { return each.id == connectionId; });
    return found == m_connections.end() ? nullptr : &*found;
}

const Connection *ConnectionStore::findBySet(const QString &setId) const
{
    const auto found = std::find_if(m_connections.begin(), m_connections.end(),
                                    [&](const Connection &each) { return each.resourceSet(setId); });
    return found == m_connections.end() ? nullptr : &*found;
}

void ConnectionStore::add(const Connection &connection)
{
    Q_ASSERT(!connection.id.isEmpty() && !find(connection.id));
    insertSorted(connection);
    m_storage.save(connection);
    Q_EMIT added(connection.id);
}

void ConnectionStore::update(const Connection &connection)
{
    const Connection *present = find(connection.id);
    Q_ASSERT(present);
    if (*present == connection)
        return;
    m_connections.erase(m_connections.begin() + (present - m_connections.data()));
    insertSorted(connection);
    m_storage.save(connection);
    Q_EMIT updated(connection.id);
}

void ConnectionStore::remove(const QString &connectionId)
{
    const QString id = connectionId; // NOLINT: the caller's may be the one that is about to go
    const Connection *present = find(id);
    Q_ASSERT(present);
    m_connections.erase(m_connections.begin() + (present - m_connections.data()));
    m_storage.remove(id);
    Q_EMIT removed(id);
}

void ConnectionStore::setSignInConfirmed(const QString &tokenKey, bool isConfirmed)
{
    const std::vector<Connection> before = m_connections;
    for (Connection connection : before) {
        if (connection.tokenKey() != tokenKey)
            continue;
        connection.signInConfirmed = isConfirmed;
        update(connection);
    }
}

void ConnectionStore::insertSorted(const Connection &connection)
{
    const auto at = std::upper_bound(m_connections.begin(), m_connections.end(), connection, comesBefore);
    m_connections.insert(at, connection);
}

} // namespace Fullstate
