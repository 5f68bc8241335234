// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The uploads of WorkspaceDatabase.
#include "app/workspace/workspacedatabase.h"

namespace Fullstate {

Result<> WorkspaceDatabase::saveUpload(const Upload &upload)
{
    const auto text = [](const QString &value) { return value.isNull() ? QStringLiteral("") : value; };
    const auto saved = m_file.run(
        QStringLiteral("INSERT OR REPLACE INTO uploads (id, connection_id, connection_name, started_at, "
                       "document_id, file_name, size, effective_date, description, outcome, status, message, "
                       "url) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {upload.id, upload.connectionId, text(upload.where),
         upload.startedAt.toUTC().toString(Qt::ISODateWithMs), upload.documentId, upload.fileName,
         upload.size, text(upload.effectiveDate.toString(Qt::ISODate)), text(upload.description),
         outcomeId(upload.outcome), upload.status, text(upload.message), text(upload.url)});
    return saved ? Result<>() : Failure(saved.error());
}

Result<std::vector<Upload>> WorkspaceDatabase::loadUploads(const QString &connectionId)
{
    auto query = m_file.run(
        QStringLiteral(
            "SELECT id, connection_name, started_at, document_id, file_name, size, effective_date, "
            "description, outcome, status, message, url FROM uploads WHERE connection_id = ? "
            "ORDER BY started_at DESC, rowid DESC"),
        {connectionId});
    if (!query)
        return Failure(query.error());
    std::vector<Upload> uploads;
    while (query->next()) {
        Upload upload;
        upload.id = query->value(0).toString();
        upload.connectionId = connectionId;
        upload.where = query->value(1).toString();
        upload.startedAt = QDateTime::fromString(query->value(2).toString(), Qt::ISODateWithMs);
        upload.documentId = query->value(3).toString();
        upload.fileName = query->value(4).toString();
        upload.size = query->value(5).toLongLong();
        upload.effectiveDate = QDate::fromString(query->value(6).toString(), Qt::ISODate);
        upload.description = query->value(7).toString();
        upload.outcome = uploadOutcomeFromId(query->value(8).toString());
        upload.status = query->value(9).toInt();
        upload.message = query->value(10).toString();
        upload.url = query->value(11).toString();
        uploads.push_back(std::move(upload));
    }
    return uploads;
}

} // namespace Fullstate
