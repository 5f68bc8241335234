// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"
#include "app/schema/resourcetype.h"

#include <QDateTime>
#include <QHash>
#include <QJsonObject>
#include <memory>

namespace Fullstate {

/// A resource that was deleted in the tenant and is still listed there (deletedAt is set).
struct Tombstone
{
    QJsonObject resource; ///< without the server fields
    QString deletedAt; ///< as the tenant gave it
};

/// What the tenant held at a moment, by GET. A value: made once, never changed.
/// Server fields (createdAt, updatedAt, deletedAt) are set apart, so that what is left can be pushed again.
struct Snapshot
{
    QDateTime takenAt = {}; ///< UTC; invalid: nothing was ever fetched
    std::vector<QJsonObject> resources = {};
    std::vector<Tombstone> tombstones = {};
    /// What the tenant gave besides the fields the type knows. Left out of the resources, because a push that
    /// sends an unknown field is refused.
    QStringList unknownFields = {};

    bool wasFetched() const { return takenAt.isValid(); }
};

using SnapshotPtr = std::shared_ptr<const Snapshot>; ///< never null where it is handed about

/// Reads a GET body. A live resource without a uniqueId, or two live ones with the same, is an error: nothing
/// safe could be planned against it.
/// With a type (an answer of the tenant), fields the type does not know are set apart, except
/// customProperties, and optional fields that are null are not set. Without one (what toBody() stored) every
/// field stays as it is.
Result<Snapshot> parseSnapshot(const QByteArray &body, const QDateTime &takenAt,
                               const ResourceType *type = nullptr);

/// The same back, for storage: parseSnapshot(toBody(s), s.takenAt) is s.
QByteArray toBody(const Snapshot &snapshot);

/// uniqueId → position in \p resources.
QHash<QString, int> indexById(const std::vector<QJsonObject> &resources);

} // namespace Fullstate
