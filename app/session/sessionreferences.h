// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/references.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace Fullstate {

class Catalog;
class DraftSession;
class Job;
class Workspace;

/// Tells sessions whose resources name resources of other sets of their connection what there is to name.
/// A set that is open is followed edit by edit; one that is not is read from the workspace.
class SessionReferences final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    SessionReferences(const Catalog &catalog, Workspace &workspace, QObject *parent = nullptr);

    /// From when it is opened until it is destroyed.
    void add(DraftSession *session);
    /// Its connection has other resource sets, or other names for them.
    void supply(DraftSession &session);

private:
    using IdsPtr = std::shared_ptr<const SetIds>;

    DraftSession *sessionOf(const QString &setId) const;
    bool isNamedByAny(const DraftSession &session) const;
    void followEdit(const DraftSession &session);
    void read(const QString &setId);
    void readOpen(DraftSession &session);
    void readStored(const QString &setId);
    void take(const QString &setId, const IdsPtr &ids);

    const Catalog &m_catalog;
    Workspace &m_workspace;
    QList<DraftSession *> m_sessions;
    QHash<QString, IdsPtr> m_ids; ///< by set
    QHash<QString, QPointer<Job>> m_reading; ///< by set
    QSet<QString> m_stale; ///< sets that were edited since they were read
    QTimer m_soon;
};

} // namespace Fullstate
