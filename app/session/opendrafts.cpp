// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/opendrafts.h"

#include "app/connection/connection.h"
#include "app/schema/catalog.h"
#include "app/session/draftsession.h"

namespace Fullstate {

OpenDrafts::OpenDrafts(const Catalog &catalog, Workspace &workspace, ResourceApi &api, const Clock &clock)
    : m_catalog(catalog)
    , m_workspace(workspace)
    , m_api(api)
    , m_clock(clock)
{
}

OpenDrafts::~OpenDrafts()
{
    // Closed ones that are not gone yet too: what they refer to goes with this.
    qDeleteAll(findChildren<DraftSession *>(Qt::FindDirectChildrenOnly));
}

DraftSession *OpenDrafts::find(const QString &setId) const
{
    const auto open = m_sessions.find(setId);
    return open == m_sessions.end() ? nullptr : open->second;
}

DraftSession *OpenDrafts::open(const Connection &connection, const ResourceSet &set)
{
    const ResourceType *type = typeOf(set);
    if (!type)
        return nullptr;
    auto *session = new DraftSession(connection, set, *type, m_workspace, m_api, m_clock, this);
    m_sessions.emplace(set.id, session);
    m_references.add(session);
    return session;
}

const ResourceType *OpenDrafts::typeOf(const ResourceSet &set)
{
    if (set.typeDefinition.isEmpty())
        return m_catalog.find(set.typeName);
    auto &type = m_described[{set.typeName, set.typeDefinition}];
    if (!type) {
        if (auto made = m_catalog.described(set.typeName, set.typeDefinition))
            type = std::make_unique<const ResourceType>(*std::move(made));
    }
    return type.get();
}

void OpenDrafts::close(const QString &setId)
{
    closeThose([&setId](DraftSession &session) {
        if (session.set().id != setId)
            return false;
        session.save();
        return true;
    });
}

void OpenDrafts::follow(const Connection &connection)
{
    closeThose([&](DraftSession &session) {
        if (session.connection().id != connection.id)
            return false;
        const ResourceSet *set = connection.resourceSet(session.set().id);
        if (set && set->typeDefinition == session.set().typeDefinition)
            return false;
        if (set)
            session.save(); // it is opened again, as another type
        return true;
    });
    for (const auto &[setId, session] : m_sessions) {
        if (session->connection().id != connection.id)
            continue;
        session->setConnection(connection);
        m_references.supply(*session);
    }
}

void OpenDrafts::forget(const QString &connectionId)
{
    closeThose([&](const DraftSession &session) { return session.connection().id == connectionId; });
}

void OpenDrafts::save()
{
    for (const auto &[setId, session] : m_sessions)
        session->save();
}

/// Later, since others who hear of a removal may still look at them.
void OpenDrafts::closeThose(const std::function<bool(DraftSession &)> &isMeant)
{
    for (auto open = m_sessions.begin(); open != m_sessions.end();) {
        if (isMeant(*open->second)) {
            open->second->deleteLater();
            open = m_sessions.erase(open);
        } else {
            ++open;
        }
    }
}

} // namespace Fullstate
