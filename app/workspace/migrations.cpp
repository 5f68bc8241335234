// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/migrations.h"

#include <QCoreApplication>
#include <QFile>
#include <QtEndian>
#include <vector>

namespace Fullstate {

std::span<const QStringList> migrations()
{
    static const std::vector<QStringList> steps{
        {
            QStringLiteral("CREATE TABLE connections (id TEXT PRIMARY KEY, name TEXT NOT NULL, "
                           "kind TEXT NOT NULL, region TEXT NOT NULL, api_url TEXT NOT NULL, "
                           "browser_url TEXT NOT NULL, client_id TEXT NOT NULL) STRICT"),
            QStringLiteral("CREATE TABLE resource_sets (id TEXT PRIMARY KEY, connection_id TEXT NOT NULL "
                           "REFERENCES connections (id) ON DELETE CASCADE, position INTEGER NOT NULL, "
                           "type_name TEXT NOT NULL, resource_id TEXT NOT NULL) STRICT"),
            QStringLiteral("CREATE INDEX resource_sets_connection ON resource_sets (connection_id)"),
            // base: the body of the fetch, compressed. row_order: the keys of the rows, eight bytes each.
            QStringLiteral("CREATE TABLE drafts (id INTEGER PRIMARY KEY, set_id TEXT NOT NULL UNIQUE "
                           "REFERENCES resource_sets (id) ON DELETE CASCADE, base BLOB, base_taken_at TEXT, "
                           "row_order BLOB, rejected_ids TEXT NOT NULL DEFAULT '[]') STRICT"),
            QStringLiteral(
                "CREATE TABLE draft_rows (draft INTEGER NOT NULL REFERENCES drafts (id) "
                "ON DELETE CASCADE, key INTEGER NOT NULL, origin TEXT NOT NULL, "
                "removed INTEGER NOT NULL, resource BLOB NOT NULL, PRIMARY KEY (draft, key)) STRICT"),
            // Receipts outlive their resource set. What is big is apart, so that lists need not read it.
            QStringLiteral("CREATE TABLE receipts (id TEXT PRIMARY KEY, set_id TEXT NOT NULL, "
                           "started_at TEXT NOT NULL, summary BLOB NOT NULL) STRICT"),
            QStringLiteral("CREATE INDEX receipts_set ON receipts (set_id, started_at)"),
            QStringLiteral(
                "CREATE TABLE receipt_bodies (receipt_id TEXT PRIMARY KEY REFERENCES receipts (id) "
                "ON DELETE CASCADE, changes BLOB NOT NULL, before BLOB NOT NULL, "
                "body BLOB NOT NULL, after BLOB NOT NULL) STRICT"),
        },
        {
            QStringLiteral("ALTER TABLE resource_sets ADD COLUMN name TEXT NOT NULL DEFAULT ''"),
            QStringLiteral("ALTER TABLE resource_sets ADD COLUMN type_definition TEXT NOT NULL DEFAULT ''"),
        },
        {
            QStringLiteral("ALTER TABLE connections ADD COLUMN documents INTEGER NOT NULL DEFAULT 0"),
            // Like receipts they outlive what they were made with.
            QStringLiteral("CREATE TABLE uploads (id TEXT PRIMARY KEY, connection_id TEXT NOT NULL, "
                           "connection_name TEXT NOT NULL, started_at TEXT NOT NULL, "
                           "document_id TEXT NOT NULL, file_name TEXT NOT NULL, size INTEGER NOT NULL, "
                           "effective_date TEXT NOT NULL, description TEXT NOT NULL, outcome TEXT NOT NULL, "
                           "status INTEGER NOT NULL, message TEXT NOT NULL, url TEXT NOT NULL) STRICT"),
            QStringLiteral("CREATE INDEX uploads_connection ON uploads (connection_id, started_at)"),
        },
        {
            QStringLiteral("ALTER TABLE connections ADD COLUMN customer_id TEXT NOT NULL DEFAULT ''"),
            QStringLiteral("ALTER TABLE connections ADD COLUMN redirect_url TEXT NOT NULL DEFAULT ''"),
            QStringLiteral("ALTER TABLE connections ADD COLUMN pkce INTEGER NOT NULL DEFAULT 1"),
            QStringLiteral("ALTER TABLE resource_sets ADD COLUMN scope TEXT NOT NULL DEFAULT ''"),
            // How the columns of a file with this header went into the set, as JSON.
            QStringLiteral("CREATE TABLE mappings (set_id TEXT NOT NULL REFERENCES resource_sets (id) "
                           "ON DELETE CASCADE, header TEXT NOT NULL, mapping TEXT NOT NULL, "
                           "PRIMARY KEY (set_id, header)) STRICT"),
        },
        {
            QStringLiteral("ALTER TABLE connections ADD COLUMN sign_in_confirmed INTEGER NOT NULL DEFAULT 1"),
            // Until now nothing was asked after a customer signed in again, so nobody knows.
            QStringLiteral("UPDATE connections SET sign_in_confirmed = 0 WHERE kind = 'public'"),
        },
    };
    return steps;
}

int presentVersion()
{
    return static_cast<int>(migrations().size());
}

int versionInHeader(const QString &fileName)
{
    constexpr qsizetype HeaderBytes = 100; // sqlite.org/fileformat.html, 1.3
    constexpr qsizetype VersionAt = 60;
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray header = file.read(HeaderBytes);
    if (header.size() < HeaderBytes || !header.startsWith("SQLite format 3"))
        return 0;
    return qFromBigEndian<qint32>(header.constData() + VersionAt);
}

Error newerVersion(const QString &fileName)
{
    return {Error::Kind::Storage,
            QCoreApplication::translate("Fullstate::Migrations",
                                        "%1 was made by a newer Fullstate and was left as it is. Start that "
                                        "version, or choose another folder with --data.")
                .arg(fileName),
            {}};
}

} // namespace Fullstate
