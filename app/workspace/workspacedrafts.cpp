// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The drafts of WorkspaceDatabase.
#include "app/schema/resourcetype.h"
#include "app/workspace/workspacedatabase.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QtEndian>

namespace Fullstate {

namespace {

struct DraftsText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::WorkspaceDatabase)
};

constexpr qsizetype KeyBytes = sizeof(quint64);

Failure unreadableDraft(const QString &detail)
{
    return Failure(
        {Error::Kind::Storage,
         DraftsText::tr("The stored draft cannot be read: the workspace file is damaged there. Nothing of "
                        "it was changed."),
         detail});
}

QByteArray packKeys(const std::vector<DraftRow> &rows)
{
    QByteArray packed(static_cast<qsizetype>(rows.size()) * KeyBytes, Qt::Uninitialized);
    char *to = packed.data();
    for (const DraftRow &row : rows) {
        qToLittleEndian(row.key, to);
        to += KeyBytes;
    }
    return packed;
}

/// Puts the rows in the order of the packed keys; rows that are not named there follow.
std::vector<DraftRow> inOrder(std::vector<DraftRow> rows, const QByteArray &packed)
{
    QHash<quint64, size_t> indexOf;
    indexOf.reserve(static_cast<qsizetype>(rows.size()));
    for (size_t i = 0; i < rows.size(); ++i)
        indexOf.insert(rows[i].key, i);
    std::vector<DraftRow> ordered;
    ordered.reserve(rows.size());
    for (qsizetype at = 0; at + KeyBytes <= packed.size(); at += KeyBytes) {
        const auto found = indexOf.constFind(qFromLittleEndian<quint64>(packed.constData() + at));
        if (found == indexOf.constEnd())
            continue;
        ordered.push_back(std::move(rows[*found]));
        indexOf.erase(found);
    }
    for (DraftRow &row : rows) {
        if (indexOf.contains(row.key))
            ordered.push_back(std::move(row));
    }
    return ordered;
}

bool sameRow(const DraftRow &left, const DraftRow &right)
{
    return left.removed == right.removed && left.origin == right.origin && left.resource == right.resource;
}

} // namespace

Result<std::optional<qint64>> WorkspaceDatabase::draftNumber(const QString &setId)
{
    const auto made = m_file.run(QStringLiteral("INSERT INTO drafts (set_id) SELECT id FROM resource_sets "
                                                "WHERE id = ? ON CONFLICT (set_id) DO NOTHING"),
                                 {setId});
    if (!made)
        return Failure(made.error());
    const auto number = m_file.value(QStringLiteral("SELECT id FROM drafts WHERE set_id = ?"), {setId});
    if (!number)
        return Failure(number.error());
    return number->isValid() ? std::optional(number->toLongLong()) : std::nullopt;
}

Result<DraftState> WorkspaceDatabase::loadDraft(const QString &setId)
{
    auto draft = m_file.run(
        QStringLiteral("SELECT id, base, base_taken_at, row_order FROM drafts WHERE set_id = ?"), {setId});
    if (!draft)
        return Failure(draft.error());
    if (!draft->next())
        return DraftState();

    DraftState state;
    if (!draft->value(1).isNull()) {
        const auto takenAt = QDateTime::fromString(draft->value(2).toString(), Qt::ISODateWithMs);
        auto base = parseSnapshot(qUncompress(draft->value(1).toByteArray()), takenAt);
        if (!base)
            return unreadableDraft(base.error().message);
        state.base = std::make_shared<const Snapshot>(*std::move(base));
    }
    auto rows = draftRows(draft->value(0).toLongLong());
    if (!rows)
        return Failure(rows.error());
    state.rows = inOrder(*std::move(rows), draft->value(3).toByteArray());
    m_stored.insert(setId, state);
    return state;
}

Result<std::vector<DraftRow>> WorkspaceDatabase::draftRows(qint64 draft)
{
    auto query = m_file.run(QStringLiteral("SELECT key, origin, removed, resource FROM draft_rows "
                                           "WHERE draft = ? ORDER BY key"),
                            {draft});
    if (!query)
        return Failure(query.error());
    std::vector<DraftRow> rows;
    while (query->next()) {
        const QJsonDocument resource = QJsonDocument::fromJson(query->value(3).toByteArray());
        if (!resource.isObject())
            return unreadableDraft(query->value(0).toString());
        rows.push_back({query->value(0).toULongLong(), resource.object(), query->value(1).toString(),
                        query->value(2).toBool()});
    }
    return rows;
}

Result<SetIds> WorkspaceDatabase::loadIds(const QString &setId)
{
    auto draft =
        m_file.run(QStringLiteral("SELECT id, base IS NOT NULL FROM drafts WHERE set_id = ?"), {setId});
    if (!draft)
        return Failure(draft.error());
    SetIds ids;
    if (!draft->next())
        return ids;
    ids.wasFetched = draft->value(1).toBool();
    const auto rows = draftRows(draft->value(0).toLongLong());
    if (!rows)
        return Failure(rows.error());
    for (const DraftRow &row : *rows) {
        if (!row.origin.isEmpty()) // every resource of the snapshot is the origin of a row
            ids.held.insert(row.origin);
        if (!row.removed)
            ids.wanted.insert(row.resource.value(UniqueIdField).toString());
    }
    return ids;
}

Result<> WorkspaceDatabase::saveDraft(const QString &setId, const DraftState &state)
{
    bool isDeclared = false;
    const Result<> saved = m_file.inTransaction([&]() -> Result<> {
        const auto draft = draftNumber(setId);
        if (!draft)
            return Failure(draft.error());
        isDeclared = draft->has_value();
        if (!isDeclared)
            return {};
        const auto stored = m_stored.constFind(setId);
        return writeDraft(**draft, state, stored == m_stored.constEnd() ? nullptr : &*stored);
    });
    if (saved && isDeclared)
        m_stored.insert(setId, state);
    else if (saved)
        m_stored.remove(setId);
    return saved;
}

Result<> WorkspaceDatabase::writeDraft(qint64 draft, const DraftState &state, const DraftState *stored)
{
    if (!stored || stored->base != state.base) {
        const QVariant body = state.base->wasFetched() ? qCompress(toBody(*state.base), FastCompression)
                                                       : QVariant(QMetaType(QMetaType::QByteArray));
        const auto written =
            m_file.run(QStringLiteral("UPDATE drafts SET base = ?, base_taken_at = ? WHERE id = ?"),
                       {body, state.base->takenAt.toUTC().toString(Qt::ISODateWithMs), draft});
        if (!written)
            return Failure(written.error());
    }
    const QByteArray order = packKeys(state.rows);
    if (!stored || packKeys(stored->rows) != order) {
        const auto written =
            m_file.run(QStringLiteral("UPDATE drafts SET row_order = ? WHERE id = ?"), {order, draft});
        if (!written)
            return Failure(written.error());
    }
    return writeRows(draft, state.rows, stored);
}

Result<> WorkspaceDatabase::writeRows(qint64 draft, const std::vector<DraftRow> &rows,
                                      const DraftState *stored)
{
    QHash<quint64, const DraftRow *> before;
    if (stored) {
        before.reserve(static_cast<qsizetype>(stored->rows.size()));
        for (const DraftRow &row : stored->rows)
            before.insert(row.key, &row);
    } else if (const auto cleared =
                   m_file.run(QStringLiteral("DELETE FROM draft_rows WHERE draft = ?"), {draft});
               !cleared) {
        return Failure(cleared.error());
    }

    auto replace = m_file.prepare(
        QStringLiteral("INSERT OR REPLACE INTO draft_rows (draft, key, origin, removed, resource) "
                       "VALUES (?, ?, ?, ?, ?)"));
    if (!replace)
        return Failure(replace.error());
    for (const DraftRow &row : rows) {
        const DraftRow *old = before.take(row.key);
        if (old && sameRow(*old, row))
            continue;
        const Result<> written =
            m_file.exec(*replace,
                        {draft, static_cast<qint64>(row.key), row.origin, static_cast<int>(row.removed),
                         QJsonDocument(row.resource).toJson(QJsonDocument::Compact)});
        if (!written)
            return written;
    }
    const QList<quint64> gone = before.keys();
    for (const quint64 key : gone) {
        const auto deleted = m_file.run(QStringLiteral("DELETE FROM draft_rows WHERE draft = ? AND key = ?"),
                                        {draft, static_cast<qint64>(key)});
        if (!deleted)
            return Failure(deleted.error());
    }
    return {};
}

Result<QStringList> WorkspaceDatabase::loadRejectedIds(const QString &setId)
{
    const auto stored =
        m_file.value(QStringLiteral("SELECT rejected_ids FROM drafts WHERE set_id = ?"), {setId});
    if (!stored)
        return Failure(stored.error());
    QStringList ids;
    const QJsonArray array = QJsonDocument::fromJson(stored->toString().toUtf8()).array();
    for (const QJsonValueConstRef id : array)
        ids.append(id.toString());
    return ids;
}

Result<> WorkspaceDatabase::saveRejectedIds(const QString &setId, const QStringList &ids)
{
    return m_file.inTransaction([&]() -> Result<> {
        const auto draft = draftNumber(setId);
        if (!draft || !*draft)
            return draft ? Result<>() : Failure(draft.error());
        const QString json =
            QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(ids)).toJson(QJsonDocument::Compact));
        const auto written =
            m_file.run(QStringLiteral("UPDATE drafts SET rejected_ids = ? WHERE id = ?"), {json, **draft});
        return written ? Result<>() : Failure(written.error());
    });
}

} // namespace Fullstate
