// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/plan.h"

#include "app/schema/bodywriter.h"
#include "app/schema/equality.h"
#include "app/schema/resourcetype.h"

#include <algorithm>

namespace Fullstate {

using Action = PlannedChange::Action;

namespace {

constexpr QLatin1String DisplayNameField("displayName");

QString text(const QJsonObject &resource, QLatin1String key)
{
    return resource.value(key).toString();
}

/// Finds what the tenant holds by uniqueId. A draft mostly keeps the tenant's order, so the place after the
/// last find is tried first, and the index is made only once that fails.
class HeldResources
{
public:
    explicit HeldResources(const std::vector<QJsonObject> &resources)
        : m_resources(resources)
    {
    }

    std::optional<size_t> find(const QString &id)
    {
        if (m_next < m_resources.size() && text(m_resources[m_next], UniqueIdField) == id)
            return m_next++;
        if (m_index.isEmpty())
            m_index = indexById(m_resources);
        const auto found = m_index.constFind(id);
        if (found == m_index.constEnd())
            return {};
        m_next = static_cast<size_t>(*found) + 1;
        return static_cast<size_t>(*found);
    }

private:
    const std::vector<QJsonObject> &m_resources;
    QHash<QString, int> m_index;
    size_t m_next = 0;
};

} // namespace

/// uniqueId → the newest tombstone.
static QHash<QString, const Tombstone *> tombstonesById(const Snapshot &tenant)
{
    QHash<QString, const Tombstone *> byId;
    byId.reserve(static_cast<qsizetype>(tenant.tombstones.size()));
    for (const Tombstone &tombstone : tenant.tombstones) {
        const Tombstone *&known = byId[text(tombstone.resource, UniqueIdField)];
        if (!known || known->deletedAt <= tombstone.deletedAt)
            known = &tombstone;
    }
    return byId;
}

static int &countOf(Plan &plan, Action action)
{
    switch (action) {
    case Action::Delete:
        return plan.deletes;
    case Action::ComeBack:
        return plan.comeBacks;
    case Action::Change:
        return plan.edits;
    case Action::Add:
        break;
    }
    return plan.adds;
}

static void addChange(Plan &plan, PlannedChange change)
{
    ++countOf(plan, change.action);
    plan.changes.push_back(std::move(change));
}

static void planWanted(Plan &plan, const ResourceType &type, const QJsonObject &before,
                       const QJsonObject &after, const QString &id)
{
    if (sameResource(type, before, after)) {
        ++plan.unchanged;
        return;
    }
    addChange(plan,
              {Action::Change, id, text(after, DisplayNameField), before, after,
               changedFields(type, before, after)});
}

Plan makePlan(const ResourceType &type, const QString &resourceId, SnapshotPtr tenant,
              const std::vector<QJsonObject> &wanted)
{
    Q_ASSERT(tenant);
    Plan plan;
    plan.typeName = type.name;
    plan.resourceId = resourceId;
    plan.wanted = static_cast<int>(wanted.size());
    const std::vector<QJsonObject> &held = tenant->resources;
    HeldResources heldResources(held);
    const QHash<QString, const Tombstone *> deletedById = tombstonesById(*tenant);
    std::vector<bool> stays(held.size());
    for (const QJsonObject &resource : wanted) {
        const QString id = text(resource, UniqueIdField);
        if (const std::optional<size_t> known = heldResources.find(id)) {
            stays[*known] = true;
            planWanted(plan, type, held[*known], resource, id);
            continue;
        }
        const Tombstone *deleted = deletedById.value(id);
        addChange(plan,
                  {deleted ? Action::ComeBack : Action::Add,
                   id,
                   text(resource, DisplayNameField),
                   deleted ? deleted->resource : QJsonObject(),
                   resource,
                   {}});
    }
    for (size_t i = 0; i < held.size(); ++i) {
        if (!stays[i]) {
            addChange(plan,
                      {Action::Delete,
                       text(held[i], UniqueIdField),
                       text(held[i], DisplayNameField),
                       held[i],
                       {},
                       {}});
        }
    }
    std::stable_sort(plan.changes.begin(), plan.changes.end(), [](const auto &left, const auto &right) {
        return left.action != right.action ? left.action < right.action : left.uniqueId < right.uniqueId;
    });
    plan.tenant = std::move(tenant);
    plan.body = makeBody(type, resourceId, wanted);
    return plan;
}

QByteArray makeBody(const ResourceType &type, const QString &resourceId,
                    const std::vector<QJsonObject> &wanted)
{
    BodyWriter body;
    body.write("{\"resourceId\":");
    body.write(resourceId);
    body.write(",\"resources\":[");
    for (const QJsonObject &resource : wanted) {
        if (&resource != &wanted.front())
            body.write(",");
        body.write(type, resource);
    }
    body.write("]}");
    return body.json();
}

} // namespace Fullstate
