// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/connection.h"

#include <QObject>
#include <functional>

namespace Fullstate {

/// The connections that are set up, in the order of their names. Kept by the workspace; holds no secret.
class ConnectionStore final : public QObject
{
    Q_OBJECT

public:
    /// \p save is told of every change and keeps it (the workspace's saveConnection and removeConnection).
    struct Storage
    {
        std::function<void(const Connection &)> save;
        std::function<void(const QString &connectionId)> remove;
    };
    ConnectionStore(std::vector<Connection> stored, Storage storage, QObject *parent = nullptr);

    const std::vector<Connection> &connections() const { return m_connections; }
    const Connection *find(const QString &connectionId) const;
    /// The connection that declares the set; nullptr when none does.
    const Connection *findBySet(const QString &setId) const;

    // Each is announced after the change; pointers that were given out before it no longer hold.
    void add(const Connection &connection);
    void update(const Connection &connection);
    void remove(const QString &connectionId);
    /// Of all connections that share the tokens of a sign-in: see Connection::signInConfirmed.
    void setSignInConfirmed(const QString &tokenKey, bool isConfirmed);

Q_SIGNALS:
    void added(const QString &connectionId);
    void updated(const QString &connectionId);
    void removed(const QString &connectionId);

private:
    void insertSorted(const Connection &connection);

    std::vector<Connection> m_connections;
    Storage m_storage;
};

} // namespace Fullstate
