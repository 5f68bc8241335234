// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/draft/snapshot.h"

namespace Fullstate {

/// What a push would do to one resource.
struct PlannedChange
{
    enum class Action { Delete, ComeBack, Change, Add };

    Action action = Action::Change;
    QString uniqueId;
    QString displayName; ///< the tenant's for Delete, else the draft's
    QJsonObject before = {}; ///< empty for Add; the tombstone's for ComeBack
    QJsonObject after = {}; ///< empty for Delete
    QStringList fields = {}; ///< of a Change: what differs, in the type's order
};

/// What a full-state PUT of a draft would do to the tenant. A value; sorted Delete, ComeBack, Change, Add,
/// each by uniqueId. Resources that stay as they are are only counted.
struct Plan
{
    QString typeName;
    QString resourceId;
    SnapshotPtr tenant = std::make_shared<const Snapshot>(); ///< what it was made against
    std::vector<PlannedChange> changes = {};
    int deletes = 0;
    int comeBacks = 0;
    int edits = 0;
    int adds = 0;
    int unchanged = 0;
    int wanted = 0; ///< resources in the body
    QByteArray body = {}; ///< the PUT body, byte for byte what a push of this plan sends

    bool isEmpty() const { return changes.empty(); }
};

/// Pure: no clock, no network, no settings. \p wanted has no two resources with the same uniqueId (the
/// validator blocks that before).
Plan makePlan(const ResourceType &type, const QString &resourceId, SnapshotPtr tenant,
              const std::vector<QJsonObject> &wanted);

/// The PUT body (api.md, Resources): optional fields that are null are left out.
QByteArray makeBody(const ResourceType &type, const QString &resourceId,
                    const std::vector<QJsonObject> &wanted);

} // namespace Fullstate
