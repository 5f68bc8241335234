// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is remembered of imports: a set's scope, and how the columns of a file with this header went into it.

#include "app/workspace/workspacedatabase.h"

namespace Fullstate {

Result<QByteArray> WorkspaceDatabase::loadScope(const QString &setId)
{
    const auto stored = m_file.value(QStringLiteral("SELECT scope FROM resource_sets WHERE id = ?"), {setId});
    return stored ? Result<QByteArray>(stored->toString().toUtf8()) : Failure(stored.error());
}

Result<> WorkspaceDatabase::saveScope(const QString &setId, const QByteArray &json)
{
    const auto saved = m_file.run(QStringLiteral("UPDATE resource_sets SET scope = ? WHERE id = ?"),
                                  {QString::fromUtf8(json), setId});
    return saved ? Result<>() : Failure(saved.error());
}

Result<QByteArray> WorkspaceDatabase::loadMapping(const QString &setId, const QString &header)
{
    const auto stored = m_file.value(
        QStringLiteral("SELECT mapping FROM mappings WHERE set_id = ? AND header = ?"), {setId, header});
    return stored ? Result<QByteArray>(stored->toString().toUtf8()) : Failure(stored.error());
}

Result<> WorkspaceDatabase::saveMapping(const QString &setId, const QString &header, const QByteArray &json)
{
    // A set that no connection declares any more is not written.
    const auto saved = m_file.run(
        QStringLiteral("INSERT INTO mappings (set_id, header, mapping) SELECT id, ?, ? FROM resource_sets "
                       "WHERE id = ? ON CONFLICT (set_id, header) DO UPDATE SET mapping = excluded.mapping"),
        {header, QString::fromUtf8(json), setId});
    return saved ? Result<>() : Failure(saved.error());
}

} // namespace Fullstate
