// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/draft.h"

#include "app/draft/draftcommands.h"
#include "app/schema/equality.h"
#include "app/schema/resourcetype.h"

#include <QHash>
#include <QSet>
#include <algorithm>
#include <utility>

namespace Fullstate {

static const QLatin1String StatusField("status");
static const QLatin1String DeactivatedStatus("DEACTIVATED");

Draft::Draft(const ResourceType &type, DraftState state, QObject *parent)
    : QObject(parent)
    , m_type(type)
    , m_state(std::move(state))
{
    for (const DraftRow &row : m_state.rows)
        m_nextKey = std::max(m_nextKey, row.key + 1);
    indexBase();
    recount();
}

void Draft::indexBase()
{
    m_baseIndex = indexById(m_state.base->resources);
}

const QJsonObject *Draft::baseOf(int row) const
{
    const QString &origin = m_state.rows[static_cast<size_t>(row)].origin;
    const int at = origin.isEmpty() ? -1 : m_baseIndex.value(origin, -1);
    return at < 0 ? nullptr : &m_state.base->resources[static_cast<size_t>(at)];
}

Draft::Change Draft::computeChange(const DraftRow &row) const
{
    const int at = row.origin.isEmpty() ? -1 : m_baseIndex.value(row.origin, -1);
    if (at < 0)
        return Change::Added;
    if (row.removed)
        return Change::Removed;
    const QJsonObject &base = m_state.base->resources[static_cast<size_t>(at)];
    return sameResource(m_type, base, row.resource) ? Change::None : Change::Changed;
}

std::vector<quint64> Draft::keysOf(const std::vector<int> &rows) const
{
    std::vector<quint64> keys;
    keys.reserve(rows.size());
    for (const int row : rows)
        keys.push_back(m_state.rows[static_cast<size_t>(row)].key);
    return keys;
}

std::vector<int> Draft::rowsOf(const std::vector<quint64> &keys) const
{
    const QSet<quint64> wanted(keys.begin(), keys.end());
    std::vector<int> rows;
    for (size_t row = 0; row < m_state.rows.size(); ++row) {
        if (wanted.contains(m_state.rows[row].key))
            rows.push_back(static_cast<int>(row));
    }
    return rows;
}

Draft::Change Draft::changeOf(int row) const
{
    return m_changes[static_cast<size_t>(row)];
}

bool Draft::isFieldChanged(int row, const Field &field) const
{
    const QJsonObject *base = baseOf(row);
    return base
        && !sameValue(field, base->value(field.name),
                      m_state.rows[static_cast<size_t>(row)].resource.value(field.name));
}

bool Draft::hasChanges() const
{
    return m_counts.added + m_counts.changed + m_counts.removed > 0;
}

std::vector<QJsonObject> Draft::wanted() const
{
    std::vector<QJsonObject> resources;
    resources.reserve(m_state.rows.size());
    for (const DraftRow &row : m_state.rows) {
        if (!row.removed)
            resources.push_back(row.resource);
    }
    return resources;
}

std::vector<int> Draft::wantedRows() const
{
    std::vector<int> rows;
    rows.reserve(m_state.rows.size());
    for (size_t row = 0; row < m_state.rows.size(); ++row) {
        if (!m_state.rows[row].removed)
            rows.push_back(static_cast<int>(row));
    }
    return rows;
}

// Counting

void Draft::count(Change change, int by)
{
    switch (change) {
    case Change::Added:
        m_counts.added += by;
        break;
    case Change::Changed:
        m_counts.changed += by;
        break;
    case Change::Removed:
        m_counts.removed += by;
        break;
    case Change::None:
        break;
    }
}

void Draft::recount()
{
    m_counts = {};
    m_changes.clear();
    m_changes.reserve(m_state.rows.size());
    for (const DraftRow &row : m_state.rows) {
        m_changes.push_back(computeChange(row));
        count(m_changes.back(), 1);
    }
}

// What commands do

void Draft::swapRows(std::vector<std::pair<int, DraftRow>> *others, const Field *likelyField)
{
    if (others->empty())
        return;
    int first = others->front().first;
    int last = first;
    for (auto &[row, other] : *others) {
        const auto at = static_cast<size_t>(row);
        std::swap(m_state.rows[at], other);
        count(m_changes[at], -1);
        // A field that differs is enough; to look at all the others of ten thousand resources would be felt.
        const bool isDecided = likelyField && !m_state.rows[at].removed && isFieldChanged(row, *likelyField);
        m_changes[at] = isDecided ? Change::Changed : computeChange(m_state.rows[at]);
        count(m_changes[at], 1);
        first = std::min(first, row);
        last = std::max(last, row);
    }
    Q_EMIT rowsChanged(first, last);
}

void Draft::insertRows(const std::vector<std::pair<int, DraftRow>> &rows)
{
    // Ascending, a run of neighbours at a time.
    for (size_t begin = 0; begin < rows.size();) {
        size_t end = begin + 1;
        while (end < rows.size() && rows[end].first == rows[end - 1].first + 1)
            ++end;
        Q_EMIT rowsAboutToBeInserted(rows[begin].first, rows[end - 1].first);
        std::vector<DraftRow> run;
        std::vector<Change> changes;
        for (size_t i = begin; i < end; ++i) {
            run.push_back(rows[i].second);
            changes.push_back(computeChange(rows[i].second));
            count(changes.back(), 1);
        }
        m_state.rows.insert(m_state.rows.begin() + rows[begin].first, run.begin(), run.end());
        m_changes.insert(m_changes.begin() + rows[begin].first, changes.begin(), changes.end());
        Q_EMIT rowsInserted();
        begin = end;
    }
}

void Draft::eraseRows(const std::vector<std::pair<int, DraftRow>> &rows)
{
    for (size_t end = rows.size(); end > 0;) {
        size_t begin = end - 1;
        while (begin > 0 && rows[begin - 1].first == rows[begin].first - 1)
            --begin;
        const int first = rows[begin].first;
        const int last = rows[end - 1].first;
        Q_EMIT rowsAboutToBeRemoved(first, last);
        for (int row = first; row <= last; ++row)
            count(m_changes[static_cast<size_t>(row)], -1);
        m_state.rows.erase(m_state.rows.begin() + first, m_state.rows.begin() + last + 1);
        m_changes.erase(m_changes.begin() + first, m_changes.begin() + last + 1);
        Q_EMIT rowsRemoved();
        end = begin;
    }
}

void Draft::swapState(DraftState *other)
{
    Q_EMIT aboutToReset();
    std::swap(m_state, *other);
    indexBase();
    recount();
    Q_EMIT wasReset();
    Q_EMIT changed();
}

bool Draft::pushRows(RowsCommand *command)
{
    if (command->isNothing()) {
        delete command;
        return false;
    }
    m_undoStack.push(command);
    return true;
}

DraftRow Draft::newRow(const QJsonObject &resource)
{
    return {m_nextKey++, resource, {}, false};
}

DraftRow Draft::asInBase(const DraftRow &row) const
{
    DraftRow result = row;
    result.resource = m_state.base->resources[static_cast<size_t>(m_baseIndex.value(row.origin))];
    result.removed = false;
    return result;
}

// Edits

bool Draft::edit(const std::vector<FieldEdit> &edits, const QString &undoText)
{
    struct Edited
    {
        int row;
        DraftRow after;
        bool isChanged = false;
    };
    std::vector<Edited> rows;
    rows.reserve(edits.size());
    QHash<int, size_t> places; // in rows
    for (const FieldEdit &edit : edits) {
        const DraftRow &before = m_state.rows[static_cast<size_t>(edit.row)];
        if (before.removed)
            continue;
        const size_t place = places.value(edit.row, rows.size());
        if (place == rows.size()) {
            places.insert(edit.row, place);
            rows.push_back({edit.row, before});
        }
        setField(m_type, rows[place].after.resource, edit.field, edit.value);
    }
    // Field by field: to compare ten thousand resources whole takes as long as to edit them.
    for (const FieldEdit &edit : edits) {
        const auto place = places.constFind(edit.row);
        if (place == places.constEnd() || rows[*place].isChanged)
            continue;
        const QJsonObject &before = m_state.rows[static_cast<size_t>(edit.row)].resource;
        rows[*place].isChanged = rows[*place].after.resource.value(edit.field) != before.value(edit.field);
    }
    auto *command = new RowsCommand(*this, undoText);
    command->setLikelyField(edits.empty() ? nullptr : m_type.field(edits.front().field));
    for (Edited &edited : rows) {
        if (edited.isChanged)
            command->change(edited.row, std::move(edited.after));
    }
    return pushRows(command);
}

int Draft::add(const std::vector<QJsonObject> &resources, const QString &undoText)
{
    if (resources.empty())
        return -1;
    const auto first = static_cast<int>(m_state.rows.size());
    auto *command = new RowsCommand(*this, undoText);
    for (const QJsonObject &resource : resources)
        command->append(newRow(resource));
    pushRows(command);
    return first;
}

static std::vector<int> sortedOnce(std::vector<int> rows)
{
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

bool Draft::remove(const std::vector<int> &rows)
{
    const std::vector<int> chosen = sortedOnce(rows);
    auto *command =
        new RowsCommand(*this, tr("Remove %n resource(s)", nullptr, static_cast<int>(chosen.size())));
    for (const int row : chosen) {
        const DraftRow &before = m_state.rows[static_cast<size_t>(row)];
        if (changeOf(row) == Change::Added) {
            command->erase(row);
        } else if (!before.removed) {
            DraftRow after = before;
            after.removed = true;
            command->change(row, std::move(after));
        }
    }
    return pushRows(command);
}

bool Draft::deactivate(const std::vector<int> &rows)
{
    const Field *status = m_type.field(u"status");
    if (!status || !status->choices.contains(DeactivatedStatus))
        return false;
    std::vector<FieldEdit> edits;
    for (const int row : sortedOnce(rows))
        edits.push_back({row, StatusField, QString(DeactivatedStatus)});
    return edit(edits, tr("Deactivate %n resource(s)", nullptr, static_cast<int>(edits.size())));
}

bool Draft::revert(const std::vector<int> &rows)
{
    const std::vector<int> chosen = sortedOnce(rows);
    auto *command =
        new RowsCommand(*this, tr("Revert %n resource(s)", nullptr, static_cast<int>(chosen.size())));
    for (const int row : chosen) {
        if (changeOf(row) == Change::Added)
            command->erase(row);
        else if (changeOf(row) != Change::None)
            command->change(row, asInBase(m_state.rows[static_cast<size_t>(row)]));
    }
    return pushRows(command);
}

bool Draft::revertFields(const std::vector<FieldEdit> &cells)
{
    std::vector<FieldEdit> edits;
    for (const FieldEdit &cell : cells) {
        if (const QJsonObject *base = baseOf(cell.row))
            edits.push_back({cell.row, cell.field, base->value(cell.field)});
    }
    return edit(edits, tr("Revert %n cell(s)", nullptr, static_cast<int>(edits.size())));
}

bool Draft::discard()
{
    if (!hasChanges())
        return false;
    auto *command = new RowsCommand(*this, tr("Discard draft"));
    for (int row = 0; row < static_cast<int>(m_state.rows.size()); ++row) {
        if (changeOf(row) == Change::Added)
            command->erase(row);
        else if (changeOf(row) != Change::None)
            command->change(row, asInBase(m_state.rows[static_cast<size_t>(row)]));
    }
    return pushRows(command);
}

void Draft::rebase(SnapshotPtr base)
{
    DraftState after = rebased(m_type, m_state, base, &m_nextKey);
    const bool sameResources = base->resources == m_state.base->resources;
    const auto isSameRow = [](const DraftRow &left, const DraftRow &right) {
        return left.key == right.key && left.removed == right.removed && left.origin == right.origin
            && left.resource == right.resource;
    };
    if (sameResources
        && std::equal(after.rows.cbegin(), after.rows.cend(), m_state.rows.cbegin(), m_state.rows.cend(),
                      isSameRow)) {
        m_state.base = std::move(base); // only the time and the tombstones: nothing to undo
        Q_EMIT changed();
        return;
    }
    m_undoStack.push(new StateCommand(*this, std::move(after), tr("Fetch")));
}

} // namespace Fullstate
