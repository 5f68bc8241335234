// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/sessionreferences.h"

#include "app/base/workjob.h"
#include "app/schema/catalog.h"
#include "app/schema/resourcetype.h"
#include "app/session/draftsession.h"
#include "app/workspace/workspace.h"

#include <algorithm>
#include <utility>

namespace Fullstate {

namespace {

constexpr std::chrono::milliseconds ReadingDelay{50};

/// The type that the sessions's resources name; empty: none.
QString namedType(const DraftSession &session)
{
    const Field *field = referenceField(session.type());
    return field ? field->references : QString();
}

SetIds idsOf(const DraftState &state)
{
    SetIds ids;
    ids.wasFetched = state.base->wasFetched();
    for (const QJsonObject &resource : state.base->resources)
        ids.held.insert(resource.value(UniqueIdField).toString());
    for (const DraftRow &row : state.rows) {
        if (!row.removed)
            ids.wanted.insert(row.resource.value(UniqueIdField).toString());
    }
    return ids;
}

} // namespace

SessionReferences::SessionReferences(const Catalog &catalog, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_catalog(catalog)
    , m_workspace(workspace)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(ReadingDelay);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        const QSet<QString> stale = std::exchange(m_stale, {});
        for (const QString &setId : stale)
            read(setId);
    });
}

void SessionReferences::add(DraftSession *session)
{
    m_sessions.append(session);
    connect(session, &QObject::destroyed, this, [this, session] { m_sessions.removeOne(session); });
    for (const auto edited : {&DraftSession::loaded, &DraftSession::changed})
        connect(session, edited, this, [this, session] { followEdit(*session); });
    connect(session, &DraftSession::loadFailed, this, [this, session] { // as readStored() has it
        take(session->set().id, std::make_shared<const SetIds>());
    });
    supply(*session);
}

void SessionReferences::supply(DraftSession &session)
{
    const QString typeName = namedType(session);
    if (typeName.isEmpty())
        return;
    const ResourceType *type = m_catalog.find(typeName);
    auto known = std::make_shared<ReferencedSets>();
    known->typeTitle = type ? type->title : typeName;
    bool isComplete = true;
    for (const ResourceSet &set : session.connection().resourceSets) {
        if (set.typeName != typeName)
            continue;
        if (const IdsPtr ids = m_ids.value(set.id)) {
            known->sets.push_back({set.id, set.name.isEmpty() ? known->typeTitle : set.name, ids});
        } else {
            isComplete = false;
            read(set.id);
        }
    }
    if (isComplete)
        session.setReferences(std::move(known));
}

/// Of two sessions of a set, one of which is on its way out, the later one.
DraftSession *SessionReferences::sessionOf(const QString &setId) const
{
    const auto found = std::find_if(m_sessions.crbegin(), m_sessions.crend(),
                                    [&](const DraftSession *each) { return each->set().id == setId; });
    return found == m_sessions.crend() ? nullptr : *found;
}

bool SessionReferences::isNamedByAny(const DraftSession &session) const
{
    return std::any_of(m_sessions.cbegin(), m_sessions.cend(), [&session](const DraftSession *other) {
        return other->connection().id == session.connection().id
            && namedType(*other) == session.set().typeName;
    });
}

void SessionReferences::followEdit(const DraftSession &session)
{
    const QString &setId = session.set().id;
    if (!isNamedByAny(session)) {
        m_ids.remove(setId); // to be read when somebody asks
        return;
    }
    m_stale.insert(setId);
    if (!m_soon.isActive())
        m_soon.start();
}

void SessionReferences::read(const QString &setId)
{
    if (m_reading.value(setId)) { // it may have begun before the last edit
        m_stale.insert(setId);
        return;
    }
    DraftSession *open = sessionOf(setId);
    if (!open)
        readStored(setId);
    else if (open->isLoaded()) // else it says when it is
        readOpen(*open);
}

void SessionReferences::readOpen(DraftSession &session)
{
    const QString setId = session.set().id;
    auto *job = new WorkJob<IdsPtr>(
        [state = session.draft().state(), before = m_ids.value(setId)] {
            SetIds ids = idsOf(state);
            return before && *before == ids ? before : std::make_shared<const SetIds>(std::move(ids));
        },
        this);
    m_reading.insert(setId, job);
    connect(job, &Job::finished, this, [this, job, setId] { take(setId, *job->result()); });
}

void SessionReferences::readStored(const QString &setId)
{
    auto *job = m_workspace.loadIds(setId, this);
    m_reading.insert(setId, job);
    connect(job, &Job::finished, this, [this, job, setId] {
        // A draft that cannot be read says so when it is opened; until then it is like one never fetched.
        take(setId, std::make_shared<const SetIds>(job->result() ? *job->result() : SetIds{}));
    });
}

void SessionReferences::take(const QString &setId, const IdsPtr &ids)
{
    m_reading.remove(setId);
    if (!m_stale.isEmpty() && !m_soon.isActive())
        m_soon.start();
    if (m_ids.value(setId) == ids)
        return;
    m_ids.insert(setId, ids);
    for (DraftSession *session : std::as_const(m_sessions)) {
        if (session->connection().resourceSet(setId))
            supply(*session);
    }
}

} // namespace Fullstate
