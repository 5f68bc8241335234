// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/connection.h"
#include "app/draft/draft.h"
#include "app/evidence/upload.h"
#include "app/push/receipt.h"
#include "app/schema/references.h"
#include "app/workspace/sqlfile.h"

namespace Fullstate {

/// Of qCompress(), for snapshots and receipts: time counts more than size.
inline constexpr int FastCompression = 2;

/// What is kept in the workspace file and how: the only place that knows its tables. Every call is one
/// transaction. Used on the writer's thread only.
class WorkspaceDatabase final
{
public:
    explicit WorkspaceDatabase(QString fileName);

    enum class Condition { Sound, Damaged };
    /// Opens, checks and brings to the present version. A damaged file is closed again, as it is.
    Result<Condition> open();
    bool refusedStatement() const { return m_file.refusedStatement(); }

    Result<std::vector<Connection>> connections();
    Result<> saveConnection(const Connection &connection);
    Result<> removeConnection(const QString &connectionId);

    Result<DraftState> loadDraft(const QString &setId);
    Result<SetIds> loadIds(const QString &setId);
    Result<> saveDraft(const QString &setId, const DraftState &state);
    Result<QStringList> loadRejectedIds(const QString &setId);
    Result<> saveRejectedIds(const QString &setId, const QStringList &ids);

    Result<QByteArray> loadScope(const QString &setId);
    Result<> saveScope(const QString &setId, const QByteArray &json);
    Result<QByteArray> loadMapping(const QString &setId, const QString &header);
    Result<> saveMapping(const QString &setId, const QString &header, const QByteArray &json);

    Result<> saveReceipt(const Receipt &receipt);
    Result<std::vector<Receipt>> loadReceipts(const QString &setId);
    Result<Receipt> loadReceipt(const QString &receiptId);

    Result<> saveUpload(const Upload &upload);
    Result<std::vector<Upload>> loadUploads(const QString &connectionId);

private:
    Result<bool> isSound();
    Result<> migrate();
    Result<std::vector<ResourceSet>> resourceSets(const QString &connectionId);
    /// The number of the set's draft, made if need be; nothing when no connection declares the set.
    Result<std::optional<qint64>> draftNumber(const QString &setId);
    Result<std::vector<DraftRow>> draftRows(qint64 draft);
    Result<> writeDraft(qint64 draft, const DraftState &state, const DraftState *stored);
    Result<> writeRows(qint64 draft, const std::vector<DraftRow> &rows, const DraftState *stored);

    SqlFile m_file;
    /// What the file holds of the drafts read or written so far, so that only what differs is written. Shares
    /// its resources with the open drafts.
    QHash<QString, DraftState> m_stored;
};

} // namespace Fullstate
