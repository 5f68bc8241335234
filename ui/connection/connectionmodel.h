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

/// The connections and, under each, its resource sets: tree "Connections". The connections of an application
/// that has more than one stand under a heading of its own; those to the practice tenant never do.
class ConnectionModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        ConnectionIdRole = Qt::UserRole, ///< empty for a heading
        SetIdRole, ///< empty for a connection
        NoteRole, ///< what is wrong, in words; empty: nothing
        FoldingRole, ///< what the row's being open is remembered by
    };

    /// Both must outlive the model.
    ConnectionModel(const ConnectionStore &store, const Catalog &catalog, QObject *parent = nullptr);
    ~ConnectionModel() override;

    void setCounts(const QString &setId, const SetCounts &counts);
    /// Shown with a warning sign until it is set to nothing. \p id names a connection or a resource set. \p
    /// state is the note in two or three words, which stand behind the title.
    void setNote(const QString &id, const QString &note, const QString &state = {});

    QModelIndex indexOfConnection(const QString &connectionId) const;
    QModelIndex indexOfSet(const QString &setId) const;
    bool isHeading(const QModelIndex &index) const;
    /// Whether each of the words stands in its title or in one above it: of a connection also in its
    /// customer's ID and its client ID.
    bool fits(const QModelIndex &index, const QStringList &words) const;
    /// Whether it or something below it fits.
    bool holdsFitting(const QModelIndex &index, const QStringList &words) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node;
    using Nodes = std::vector<std::unique_ptr<Node>>;

    void load();
    void insert(const QString &connectionId);
    void follow(const QString &connectionId);
    void followSets(Node &node, const std::vector<ResourceSet> &sets);
    void remove(const QString &connectionId);
    std::unique_ptr<Node> makeNode(const Connection &connection) const;
    /// The one connection of an application that stands without a heading; nullptr: there is none.
    Node *loneOf(const QString &application) const;
    Nodes &siblings(const Node *heading);
    void insertNode(std::unique_ptr<Node> node, Node *heading);
    void moveNode(Node &node, Node *heading);
    std::unique_ptr<Node> takeNode(Node &node);
    void retitle(Node &node, const QString &sharedName);
    void retitleHeading(Node &heading);

    QModelIndex indexOf(const Node &node) const;
    QModelIndex indexOf(const QString &id) const;
    const Node &nodeAt(const QModelIndex &index) const; ///< of a set: its connection's
    const ResourceSet *setAt(const QModelIndex &index) const; ///< nullptr for all but a set
    QString title(const Node &node, const ResourceSet &set) const;
    QString countsText(const ResourceSet &set) const;
    QString shownText(const QModelIndex &index) const;
    QString spokenText(const QModelIndex &index) const;
    QString toolTip(const QModelIndex &index) const;

    struct Note
    {
        QString text;
        QString state;

        friend bool operator==(const Note &, const Note &) = default;
    };

    const ConnectionStore &m_store;
    const Catalog &m_catalog;
    Nodes m_top; ///< an index points at the node above it: nullptr, a heading, or its connection
    QHash<QString, Node *> m_connections; ///< by ID
    QHash<QString, Node *> m_headings; ///< by application
    QHash<QString, SetCounts> m_counts;
    QHash<QString, Note> m_notes;
};

} // namespace Fullstate
