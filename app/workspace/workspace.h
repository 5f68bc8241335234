// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"
#include "app/connection/connection.h"
#include "app/draft/draft.h"
#include "app/evidence/upload.h"
#include "app/push/receipt.h"
#include "app/schema/references.h"

#include <memory>

namespace Fullstate {

class WorkspaceFolder;

/// The one SQLite file in which connections (no secrets), drafts, receipts and the records of uploads live.
/// All access is on a thread of its own, in the order of the calls; a write that fails is said by
/// writeFailed(), kept, and tried again with the next and every few seconds.
class Workspace final : public QObject
{
    Q_OBJECT

public:
    /// Opens or makes \a folder/workspace.db (folder 0700, files 0600; another program holding it is an error
    /// that says so) and brings it to the present version. Blocks.
    static Result<std::unique_ptr<Workspace>> open(const QString &folder);
    enum class Waiting {
        Blocks,
        Paints ///< events but the user's are processed while the disk is waited for
    };
    /// The same in a folder that is ours already.
    static Result<std::unique_ptr<Workspace>> open(std::unique_ptr<WorkspaceFolder> folder, Waiting waiting);
    ~Workspace() override; ///< writes what is queued

    /// What the user should know about the opening, in words: a damaged file was set aside. Usually empty.
    QString openingNotice() const;

    // Connections: few, read once.
    std::vector<Connection> storedConnections() const;
    void saveConnection(const Connection &connection);
    void removeConnection(const QString &connectionId); ///< with its drafts; receipts stay

    // Drafts. A set that no connection declares (any more) is not written.
    ResultJob<DraftState> *loadDraft(const QString &setId, QObject *parent);
    /// What a stored draft says of uniqueIds, without the draft.
    ResultJob<SetIds> *loadIds(const QString &setId, QObject *parent);
    /// The whole state by value; what differs from the one that is on disk is written, all of it or nothing.
    void saveDraft(const QString &setId, const DraftState &state);
    /// File rows that an import left out since the last push (uniqueIds), for the guard.
    void saveRejectedIds(const QString &setId, const QStringList &ids);
    ResultJob<QStringList> *loadRejectedIds(const QString &setId, QObject *parent);

    // What imports remember, as JSON; empty: nothing is stored.
    void saveScope(const QString &setId, const QByteArray &json);
    ResultJob<QByteArray> *loadScope(const QString &setId, QObject *parent);
    void saveMapping(const QString &setId, const QString &header, const QByteArray &json);
    ResultJob<QByteArray> *loadMapping(const QString &setId, const QString &header, QObject *parent);

    // Receipts. Done once it is on disk (synchronous=FULL): no PUT goes out before its Started receipt is.
    // One that cannot be written fails; all but Started ones are kept and tried again all the same.
    ResultJob<> *saveReceipt(const Receipt &receipt, QObject *parent);
    /// Newest first, without plan bodies, changes and resources (the counts are there).
    ResultJob<std::vector<Receipt>> *loadReceipts(const QString &setId, QObject *parent);
    ResultJob<Receipt> *loadReceipt(const QString &receiptId, QObject *parent);

    // Uploads of evidence, kept by the same rules.
    ResultJob<> *saveUpload(const Upload &upload, QObject *parent);
    ResultJob<std::vector<Upload>> *loadUploads(const QString &connectionId,
                                                QObject *parent); ///< newest first

    /// Waits until everything queued is on disk, at most \p timeoutMs. For the program's end and tests only.
    bool flush(int timeoutMs);

Q_SIGNALS:
    void writeFailed(const Fullstate::Error &error);
    void writeSucceeded(); ///< after a failure: everything is on disk again

private:
    class Private;
    explicit Workspace(std::unique_ptr<Private> opened);

    std::unique_ptr<Private> d;
};

} // namespace Fullstate
