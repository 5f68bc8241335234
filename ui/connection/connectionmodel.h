// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/connectionstore.h"
#include "app/schema/catalog.h"

#include <QAbstractItemModel>
#include <QHash>
#include <memory>

namespace Fullstate {

/// What is known of an open resource set; the tree shows it behind the set's title.
struct SetCounts
{
    int resources = 0; ///< in the draft, removed ones aside
    int added = 0;
    int changed = 0;
    int removed = 0;

    friend bool operator==(const SetCounts &, const SetCounts &) = default;
};

/// The connections and, under each, its resource sets: tree "Connections".
class ConnectionModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        ConnectionIdRole = Qt::UserRole,
        SetIdRole, ///< empty for a connection
        NoteRole, ///< what is wrong, in words; empty: nothing
    };

    /// Both must outlive the model.
    ConnectionModel(const ConnectionStore &store, const Catalog &catalog, QObject *parent = nullptr);
    ~ConnectionModel() override;

    void setCounts(const QString &setId, const SetCounts &counts);
    /// Shown with a warning sign until it is set to nothing. \p id names a connection or a resource set.
    void setNote(const QString &id, const QString &note);

    /// How the connection does, in two or three words behind its name; empty: not known.
    void setState(const QString &connectionId, const QString &words);

    QModelIndex indexOfConnection(const QString &connectionId) const;
    QModelIndex indexOfSet(const QString &setId) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node
    {
        Connection connection;
    };

    void insert(const QString &connectionId);
    void follow(const QString &connectionId);
    void remove(const QString &connectionId);
    int rowOf(const QString &connectionId) const;
    QModelIndex indexOf(const QString &id) const;
    const Node &nodeAt(const QModelIndex &index) const;
    const ResourceSet *setAt(const QModelIndex &index) const; ///< nullptr for a connection
    QString title(const Node &node, const ResourceSet &set) const;
    QString countsText(const ResourceSet &set) const;
    QString spokenText(const QModelIndex &index) const;
    QString toolTip(const QModelIndex &index) const;

    const ConnectionStore &m_store;
    const Catalog &m_catalog;
    std::vector<std::unique_ptr<Node>> m_nodes; ///< a set's index points at its connection's node
    QHash<QString, SetCounts> m_counts;
    QHash<QString, QString> m_notes;
    QHash<QString, QString> m_states;
};

} // namespace Fullstate
