// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/push/severalplan.h"

#include "app/schema/resourcetype.h"

namespace Fullstate {

std::vector<QJsonObject> wantedAt(SeveralMode mode, const std::vector<QJsonObject> &source,
                                  const Snapshot &target)
{
    if (mode == SeveralMode::ReplaceEverything)
        return source;
    std::vector<QJsonObject> wanted = target.resources;
    QHash<QString, int> known = indexById(target.resources);
    for (const QJsonObject &resource : source) {
        // Taken out, so that a second one of the same uniqueId stands beside the first and is found.
        const auto found = known.constFind(resource.value(UniqueIdField).toString());
        if (found == known.constEnd()) {
            wanted.push_back(resource);
            continue;
        }
        QJsonObject &updated = wanted[static_cast<size_t>(*found)];
        for (auto field = resource.constBegin(); field != resource.constEnd(); ++field)
            updated.insert(field.key(), field.value());
        known.erase(found);
    }
    return wanted;
}

std::vector<QJsonObject> withKept(std::vector<QJsonObject> wanted, const Snapshot &target,
                                  const QSet<QString> &ids)
{
    const QHash<QString, int> named = indexById(wanted);
    for (const QJsonObject &resource : target.resources) {
        const QString id = resource.value(UniqueIdField).toString();
        if (ids.contains(id) && !named.contains(id))
            wanted.push_back(resource);
    }
    return wanted;
}

} // namespace Fullstate
