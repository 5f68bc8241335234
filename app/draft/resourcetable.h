// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/draft/draft.h"
#include "app/schema/problem.h"

#include <QAbstractTableModel>
#include <utility>

namespace Fullstate {

/// The resources of a draft as a table: a row each (removed ones too), a column for each field of the type,
/// uniqueId first, displayName second, then in the type's order.
class ResourceTable final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        FieldRole = Qt::UserRole, ///< const Field *, as QVariant::fromValue
        ValueRole, ///< QJsonValue; Undefined when not set
        SortRole, ///< a QVariant that compares as the field's kind does
        ChangeRole, ///< int(Draft::Change) of the row
        FieldChangedRole, ///< bool: this cell differs from the snapshot
        BaseTextRole, ///< what the snapshot holds here, as shown
        ProblemRole, ///< QString, the cell's problems in words; empty: none
    };

    explicit ResourceTable(Draft &draft, QObject *parent = nullptr);

    Draft &draft() const { return m_draft; }
    const Field &fieldAt(int column) const;
    int columnOf(QStringView fieldName) const; ///< -1 when there is none
    /// Of the field that a path as "drives[0].name" or "customProperties.engine" leads into; -1: of none.
    int columnOfPath(QStringView path) const;
    /// Sorted by row; rows are those of the draft. They move along with their rows, and go at a reset.
    void setProblems(std::vector<Problem> problems);
    const std::vector<Problem> &problems() const { return m_problems; }
    // Of the cell; of the whole resource in the column that names it.
    bool isChanged(int row, int column) const;
    bool hasProblem(int row, int column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// EditRole takes text as typed (or a bool); ValueRole takes a QJsonValue. Text that does not fit the
    /// field's kind is stored as it is and becomes a problem: nothing typed is lost.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

private:
    bool namesResource(int column) const;
    std::vector<Problem>::const_iterator firstProblem(int row) const;
    QString problemOf(int row, int column) const;
    QString description(int row, int column, const Field &field) const;
    QVariant font(int row, const Field &field) const;
    QVariant rowHeader(int row, int role) const;

    void sayProblemsChanged(const std::vector<std::pair<int, int>> &rows);

    Draft &m_draft;
    std::vector<Problem> m_problems;
    std::vector<int> m_columns; ///< field index of each column
};

/// A value as text to exchange, by clipboard and file: "" when not set, "null" for null, JSON for lists and
/// objects, timestamps as stored.
QString displayText(const Field &field, const QJsonValue &value);
/// Typed text as a value of the field: the inverse of displayText(); Undefined for "" in an optional field.
QJsonValue valueFromText(const Field &field, const QString &text);
/// A value as people see it, in cells and in Details: like displayText(), but timestamps in local time.
QString shownText(const Field &field, const QJsonValue &value);
/// What filters look through: as shown, and a timestamp as stored, too.
QString searchText(const Field &field, const QJsonValue &value);
/// What a person typed or pasted as a value of the field: like valueFromText(), and timestamps as
/// readTimestamp() understands them. Files are not read with it: what they mean must not depend on who reads.
QJsonValue valueFromTyped(const Field &field, const QString &text);

} // namespace Fullstate
