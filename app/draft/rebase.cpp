// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/draft.h"
#include "app/schema/equality.h"
#include "app/schema/resourcetype.h"

#include <QSet>

namespace Fullstate {

/// Field by field: what the user edited stays, all else follows the tenant.
static QJsonObject merged(const ResourceType &type, const QJsonObject &old, const QJsonObject &mine,
                          const QJsonObject &theirs)
{
    QJsonObject result = theirs;
    const QStringList edited = changedFields(type, old, mine);
    for (const QString &name : edited) {
        const QJsonValue value = mine.value(name);
        if (value.isUndefined())
            result.remove(name);
        else
            result.insert(name, value);
    }
    return result;
}

DraftState rebased(const ResourceType &type, const DraftState &state, const SnapshotPtr &base,
                   quint64 *nextKey)
{
    const QHash<QString, int> oldIndex = indexById(state.base->resources);
    const QHash<QString, int> newIndex = indexById(base->resources);
    const auto find = [](const QHash<QString, int> &index, const Snapshot &snapshot,
                         const QString &id) -> const QJsonObject * {
        const int at = id.isEmpty() ? -1 : index.value(id, -1);
        return at < 0 ? nullptr : &snapshot.resources[static_cast<size_t>(at)];
    };

    DraftState result{base, {}};
    QSet<QString> covered;
    for (const DraftRow &row : state.rows) {
        const QJsonObject *old = find(oldIndex, *state.base, row.origin);
        const QJsonObject *theirs = find(newIndex, *base, row.origin);
        DraftRow next = row;
        if (old && theirs) {
            next.resource = merged(type, *old, row.resource, *theirs);
        } else if (old) { // gone from the tenant
            if (row.removed || sameResource(type, *old, row.resource))
                continue;
            next.origin.clear();
        }
        if (next.origin.isEmpty() || !theirs) {
            const QString id = row.resource.value(UniqueIdField).toString();
            theirs = find(newIndex, *base, id);
            next.origin = theirs && !covered.contains(id) ? id : QString();
            next.removed = false;
            if (!next.origin.isEmpty() && sameResource(type, *theirs, next.resource))
                next.resource = *theirs;
        }
        if (!next.origin.isEmpty())
            covered.insert(next.origin);
        result.rows.push_back(std::move(next));
    }
    for (const QJsonObject &resource : base->resources) {
        const QString id = resource.value(UniqueIdField).toString();
        if (!covered.contains(id))
            result.rows.push_back({(*nextKey)++, resource, id, false});
    }
    return result;
}

} // namespace Fullstate
