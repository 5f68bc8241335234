// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/clock.h"
#include "app/base/job.h"
#include "app/connection/connection.h"
#include "app/draft/resourcetable.h"
#include "app/import/scope.h"
#include "app/schema/references.h"

#include <memory>

namespace Fullstate {

class ResourceApi;
class Workspace;

/// One open resource set: its draft, which is kept on disk within a second of every edit, its table, its
/// problems (found off the GUI thread, a moment after the last edit), and its fetch. Once shown it lives as
/// long as the program, so that going back to a set finds its undo history.
class DraftSession final : public QObject
{
    Q_OBJECT

public:
    DraftSession(const Connection &connection, const ResourceSet &set, const ResourceType &type,
                 Workspace &workspace, ResourceApi &api, const Clock &clock, QObject *parent);
    ~DraftSession() override;

    const Connection &connection() const; ///< as it was last told by setConnection()
    void setConnection(const Connection &connection);
    const ResourceSet &set() const;
    const ResourceType &type() const;
    /// "Acme (US) · User accounts", for titles and receipts. The practice tenant has no region.
    QString where() const;

    /// Stored drafts are read on the workspace's thread: until loaded() the next two may not be called.
    bool isLoaded() const;
    Draft &draft();
    ResourceTable &table();

    /// Rows are those of draft().rows().
    const std::vector<Problem> &problems() const;
    /// What resources of other sets there are to name (SessionReferences keeps it up to date).
    const ReferencedSetsPtr &references() const;
    void setReferences(ReferencedSetsPtr references);
    /// uniqueIds of file rows that imports left out since the last push.
    const QStringList &rejectedIds() const;
    void setRejectedIds(const QStringList &ids);

    /// What imports keep out of the draft, and how much the last one kept out; the advised one until another
    /// is set.
    const Scope &scope() const;
    int outOfScope() const;
    void setScope(const Scope &scope, int outOfScope);
    /// How the columns of a file with this header went in, as JSON; empty: not known.
    ResultJob<QByteArray> *loadMapping(const QString &header, QObject *parent);
    void saveMapping(const QString &header, const QByteArray &json);

    /// Asks the tenant and makes the draft follow (Draft::rebase). One at a time: a second call gives back
    /// the running job.
    ResultJob<SnapshotPtr> *fetch();
    bool isFetching() const;
    /// Hands what is not on disk yet to the workspace now.
    void save();
    /// After a push or a review's own fetch: the tenant holds this now.
    void adopt(const SnapshotPtr &snapshot);

Q_SIGNALS:
    void loaded();
    void loadFailed(const Fullstate::Error &error);
    /// Before a snapshot replaces the one the draft stands on: what somebody is typing belongs in the draft.
    void aboutToAdopt();
    void adopted();
    void fetchingChanged();
    void fetchFailed(const Fullstate::Error &error);
    void problemsChanged();
    /// The draft, its counts or its snapshot changed.
    void changed();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Fullstate
