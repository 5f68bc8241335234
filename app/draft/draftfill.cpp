// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a Draft takes a whole list of resources: both ways of an import.
#include "app/draft/draft.h"
#include "app/draft/draftcommands.h"
#include "app/schema/equality.h"

#include <QMap>

namespace Fullstate {

static QString idOf(const QJsonObject &resource)
{
    return resource.value(UniqueIdField).toString();
}

/// The first row of each uniqueId.
static QHash<QString, int> rowsById(const std::vector<DraftRow> &rows)
{
    QHash<QString, int> index;
    index.reserve(static_cast<qsizetype>(rows.size()));
    for (size_t row = rows.size(); row-- > 0;)
        index.insert(idOf(rows[row].resource), static_cast<int>(row));
    return index;
}

bool Draft::replaceAll(const std::vector<QJsonObject> &resources, const QString &undoText)
{
    const QHash<QString, int> known = rowsById(m_state.rows);
    std::vector<const QJsonObject *> after(m_state.rows.size(), nullptr);
    std::vector<const QJsonObject *> added;
    for (const QJsonObject &resource : resources) {
        const int row = known.value(idOf(resource), -1);
        if (row < 0)
            added.push_back(&resource);
        else
            after[static_cast<size_t>(row)] = &resource;
    }
    auto *command = new RowsCommand(*this, undoText);
    for (size_t i = 0; i < after.size(); ++i) {
        const auto row = static_cast<int>(i);
        DraftRow next = m_state.rows[i];
        if (!after[i] && changeOf(row) == Change::Added) {
            command->erase(row);
            continue;
        }
        next.removed = !after[i];
        if (after[i])
            next.resource = *after[i];
        if (next.removed != m_state.rows[i].removed || next.resource != m_state.rows[i].resource)
            command->change(row, std::move(next));
    }
    for (const QJsonObject *resource : added)
        command->append(newRow(*resource));
    return pushRows(command);
}

bool Draft::addAndUpdate(const std::vector<QJsonObject> &resources, const QString &undoText)
{
    const QHash<QString, int> known = rowsById(m_state.rows);
    QMap<int, DraftRow> after;
    std::vector<DraftRow> added;
    for (const QJsonObject &resource : resources) {
        const int row = known.value(idOf(resource), -1);
        if (row < 0) {
            QJsonObject whole;
            for (auto field = resource.begin(); field != resource.end(); ++field)
                setField(m_type, whole, field.key(), field.value());
            added.push_back(newRow(whole));
            continue;
        }
        auto at = after.find(row);
        if (at == after.end())
            at = after.insert(row, m_state.rows[static_cast<size_t>(row)]);
        at->removed = false;
        for (auto field = resource.begin(); field != resource.end(); ++field)
            setField(m_type, at->resource, field.key(), field.value());
    }
    auto *command = new RowsCommand(*this, undoText);
    for (auto row = after.cbegin(); row != after.cend(); ++row) {
        const DraftRow &before = m_state.rows[static_cast<size_t>(row.key())];
        if (before.removed != row.value().removed || before.resource != row.value().resource)
            command->change(row.key(), row.value());
    }
    for (DraftRow &row : added)
        command->append(std::move(row));
    return pushRows(command);
}

} // namespace Fullstate
