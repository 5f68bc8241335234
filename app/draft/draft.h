// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/draft/snapshot.h"

#include <QObject>
#include <QUndoStack>

namespace Fullstate {

class RowsCommand;

/// One resource of a draft.
struct DraftRow
{
    quint64 key = 0; ///< names the row for as long as the draft lives, in memory and on disk
    QJsonObject resource; ///< what the tenant should hold
    QString origin = {}; ///< uniqueId of the snapshot's resource that this row began as; empty: added here
    bool removed =
        false; ///< stays visible, struck out, until pushed; only a row with an origin is ever removed
};

/// What a draft is at a moment; what the workspace keeps of it.
struct DraftState
{
    SnapshotPtr base = std::make_shared<const Snapshot>();
    std::vector<DraftRow> rows = {};
};

/// New values for one resource's fields. QJsonValue::Undefined takes the field away ("not set").
struct FieldEdit
{
    int row = -1;
    QString field;
    QJsonValue value;
};

/// What the tenant should hold after the next push: the only thing that changes, and only by commands on its
/// undo stack. Row numbers are those of rows(), at the time of the call.
class Draft final : public QObject
{
    Q_OBJECT

public:
    enum class Change { None, Added, Changed, Removed };

    /// The type must outlive the draft.
    Draft(const ResourceType &type, DraftState state, QObject *parent = nullptr);

    const ResourceType &type() const { return m_type; }
    const SnapshotPtr &base() const { return m_state.base; }
    const std::vector<DraftRow> &rows() const { return m_state.rows; }
    const DraftState &state() const { return m_state; }
    QUndoStack &undoStack() { return m_undoStack; }

    /// Names of rows that hold while they move (a fetch may end at any moment), and where they are now; those
    /// that are gone are left out.
    std::vector<quint64> keysOf(const std::vector<int> &rows) const;
    std::vector<int> rowsOf(const std::vector<quint64> &keys) const;

    Change changeOf(int row) const;
    /// What the snapshot holds for this row; nullptr for an added one.
    const QJsonObject *baseOf(int row) const;
    bool isFieldChanged(int row, const Field &field) const;
    /// Rows added, changed, removed; 0 in all when a push would do nothing.
    struct Counts
    {
        int added = 0, changed = 0, removed = 0;
    };
    const Counts &counts() const { return m_counts; }
    bool hasChanges() const;
    /// The resources that a push would send: all rows that are not removed, in order.
    std::vector<QJsonObject> wanted() const;
    /// For each of wanted(), its row.
    std::vector<int> wantedRows() const;

    // Edits. Each is one step of undo; one that changes nothing pushes no step. Returns whether it changed
    // anything.
    bool edit(const std::vector<FieldEdit> &edits, const QString &undoText);
    /// Appends. Returns the first new row, -1 when \p resources is empty.
    int add(const std::vector<QJsonObject> &resources, const QString &undoText);
    /// Rows of the snapshot are marked removed, added ones disappear.
    bool remove(const std::vector<int> &rows);
    /// UserAccount only: status DEACTIVATED, kept in the tenant.
    bool deactivate(const std::vector<int> &rows);
    /// Takes back every edit and removal of these rows; added ones disappear.
    bool revert(const std::vector<int> &rows);
    bool revertFields(const std::vector<FieldEdit> &cells); ///< values are ignored
    /// Takes back everything: the draft is the snapshot again.
    bool discard();
    /// Makes the draft hold exactly these resources (CSV, "Replace everything"): rows are matched by
    /// uniqueId, those of the snapshot that are not named are removed.
    bool replaceAll(const std::vector<QJsonObject> &resources, const QString &undoText);
    /// Adds the unknown and updates the known (by uniqueId) with just the fields each resource has; a removed
    /// row that is named comes back.
    bool addAndUpdate(const std::vector<QJsonObject> &resources, const QString &undoText);
    /// A new snapshot arrived: untouched rows follow it, edits stay field by field, rows that are gone from
    /// the tenant stay only if they were edited (as added). One step of undo.
    void rebase(SnapshotPtr base);

Q_SIGNALS:
    // In the manner of QAbstractItemModel, for the models on top of it.
    void rowsAboutToBeInserted(int first, int last);
    void rowsInserted();
    void rowsAboutToBeRemoved(int first, int last);
    void rowsRemoved();
    void rowsChanged(int first, int last);
    void aboutToReset();
    void wasReset();
    /// After every edit, undo and redo, once, when all of the above has been said.
    void changed();

private:
    friend class RowsCommand;
    friend class StateCommand;

    /// Applies a command's work and says so; see draftcommands.h.
    /// \p likelyField: where they probably differ from the snapshot.
    void swapRows(std::vector<std::pair<int, DraftRow>> *others, const Field *likelyField);
    void insertRows(const std::vector<std::pair<int, DraftRow>> &rows);
    void eraseRows(const std::vector<std::pair<int, DraftRow>> &rows);
    void swapState(DraftState *other);

    bool pushRows(RowsCommand *command);
    DraftRow newRow(const QJsonObject &resource);
    DraftRow asInBase(const DraftRow &row) const;
    Change computeChange(const DraftRow &row) const;
    void recount();
    void count(Change change, int by);
    void indexBase();

    const ResourceType &m_type;
    DraftState m_state;
    QHash<QString, int> m_baseIndex; ///< uniqueId → position in the snapshot
    std::vector<Change> m_changes; ///< of each row
    QUndoStack m_undoStack;
    Counts m_counts;
    quint64 m_nextKey = 1;
};

/// What the draft holds once the tenant holds \p base (Draft::rebase). Pure. \p nextKey names new rows.
DraftState rebased(const ResourceType &type, const DraftState &state, const SnapshotPtr &base,
                   quint64 *nextKey);

} // namespace Fullstate
