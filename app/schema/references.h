// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/problem.h"
#include "app/schema/resourcetype.h"

#include <QJsonObject>
#include <QSet>
#include <memory>

namespace Fullstate {

/// The uniqueIds of a resource set, for the resources of other sets that name them.
struct SetIds
{
    bool wasFetched = false; ///< else nobody knows what the tenant holds
    QSet<QString> held = {}; ///< in the snapshot
    QSet<QString> wanted = {}; ///< in the draft, without what is removed there

    friend bool operator==(const SetIds &, const SetIds &) = default;
};

/// A resource set that a field may name a resource of.
struct ReferencedSet
{
    QString setId;
    QString title; ///< as people know it
    std::shared_ptr<const SetIds> ids; ///< never null
};

/// All of them: those of the field's Field::references in the same connection, as they are at a moment.
struct ReferencedSets
{
    QString typeTitle; ///< of their type
    std::vector<ReferencedSet> sets;

    /// The one that has the resource; failing that, the one that most likely should. nullptr: there is none.
    const ReferencedSet *setOf(const QString &uniqueId) const;
};

using ReferencedSetsPtr = std::shared_ptr<const ReferencedSets>; ///< null while it is not known

/// The field that names a resource of another set; nullptr when the type has none.
const Field *referenceField(const ResourceType &type);

/// Holds resources, one after the other, against what they name in other sets. What it finds are warnings:
/// the tenant takes a reference that leads nowhere.
class ReferenceCheck
{
public:
    /// \p known may be null: then nothing is found. Both must outlive the check.
    ReferenceCheck(const ResourceType &type, const ReferencedSets *known);

    void check(const QJsonObject &resource, int row, std::vector<Problem> &problems);
    /// After the last resource: what is to be said once for all of them.
    std::vector<Problem> ofTheSet() const;

private:
    QString wordsFor(const QString &named);

    const ReferencedSets *m_known;
    const Field *m_field;
    int m_unchecked = 0; ///< named a resource that nobody can know of
};

} // namespace Fullstate
