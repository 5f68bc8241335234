// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/sessionreferences.h"

#include <functional>
#include <map>

namespace Fullstate {

struct Connection;
struct ResourceSet;
struct ResourceType;

class Clock;
class ResourceApi;

/// The drafts that are open, each with its session; made when first asked for. They follow what becomes of
/// their connections.
class OpenDrafts final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    OpenDrafts(const Catalog &catalog, Workspace &workspace, ResourceApi &api, const Clock &clock);
    ~OpenDrafts() override;

    DraftSession *find(const QString &setId) const; ///< nullptr: not open
    /// nullptr when the type of the set cannot be described.
    DraftSession *open(const Connection &connection, const ResourceSet &set);
    /// It is saved, and goes on a later turn of the event loop.
    void close(const QString &setId);
    /// \p connection has changed. Those go that it has no longer, or with another type.
    void follow(const Connection &connection);
    void forget(const QString &connectionId); ///< all of them go
    void save();

private:
    void closeThose(const std::function<bool(DraftSession &)> &isMeant);
    const ResourceType *typeOf(const ResourceSet &set);

    const Catalog &m_catalog;
    Workspace &m_workspace;
    ResourceApi &m_api;
    const Clock &m_clock;
    std::map<QString, DraftSession *> m_sessions; ///< by set; children of this
    SessionReferences m_references{m_catalog, m_workspace};
    /// By name and definition. Kept to the end: work on other threads may still look at one.
    std::map<std::pair<QString, QByteArray>, std::unique_ptr<const ResourceType>> m_described;
};

} // namespace Fullstate
