// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/problem.h"

#include <QHash>
#include <QSet>
#include <vector>

namespace Fullstate {

/// Which resources have the same uniqueId, or ones that only look alike. A resource is named by a key, an
/// empty uniqueId is like no other.
class IdIndex
{
public:
    void insert(quint64 key, const QString &id);
    void remove(quint64 key, const QString &id); ///< which was inserted

    /// Calls \p function with the keys of each group of two or more, in no order.
    template<typename Function>
    void forEachGroup(Function function) const
    {
        for (const QString &group : m_shared)
            function(*m_groups.constFind(group));
    }

private:
    QHash<QString, std::vector<quint64>> m_groups; ///< by what look-alikes have in common
    QSet<QString> m_shared; ///< the groups of two or more
};

struct IdAtRow
{
    int row = -1;
    QString id;
};

/// The problems of a group of resources whose uniqueIds are the same or look alike, a problem for each.
/// Pure.
void addDuplicates(std::vector<IdAtRow> group, std::vector<Problem> &problems);

} // namespace Fullstate
