// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/columnmapping.h"
#include "app/import/csvfile.h"
#include "app/import/fieldtarget.h"

#include <QHash>

namespace Fullstate {

/// The cells of a row: as they stand in the file, or as they were corrected.
class RowText
{
public:
    explicit RowText(const RowCells &cells, const QStringList *corrected = nullptr)
        : m_cells(cells)
        , m_corrected(corrected)
    {
    }

    QString at(int column) const;

private:
    const RowCells &m_cells;
    const QStringList *m_corrected;
};

/// A rule made ready for the columns of one file and one type, both of which must outlive it.
class RuleReader
{
public:
    RuleReader(const FieldRule &rule, const CsvFile &file, const ResourceType &type);

    const FieldRule &rule() const { return m_rule; }
    /// Nothing: the rule is left out, or names what the type or the file does not have.
    const std::optional<FieldTarget> &target() const { return m_target; }
    bool feeds(QStringView fieldName) const { return m_target && m_target->top->name == fieldName; }
    const std::vector<int> &columns() const { return m_columns; } ///< by number; none of a fixed value
    int lastColumn() const; ///< the highest of them; -1: none

    /// As the values that are looked up are told apart.
    static QString folded(const QString &value) { return value.trimmed().toCaseFolded(); }

    /// What the file says: joined, and the part picked.
    QString source(const RowText &row) const;
    /// The items, where the text is a list of texts: each has a meaning of its own. Nothing: it is not.
    std::optional<QStringList> items(const QString &text) const;
    /// What the field gets for it, as text.
    QString lookedUp(const QString &source) const;
    /// The same as a value; text that does not fit stays text. Undefined: empty.
    QJsonValue value(const QString &lookedUp) const;
    /// Whether the field takes it; empty text fits.
    bool fits(const QString &lookedUp) const;

private:
    std::optional<QJsonValue> listed(const QString &text) const;
    QString plainValue(const QString &text) const;

    FieldRule m_rule;
    bool m_isCsv;
    std::optional<FieldTarget> m_target;
    std::vector<int> m_columns;
    QHash<QString, QString> m_values; ///< by folded text
    ResourceType m_alone; ///< a type of just the leaf
};

} // namespace Fullstate
