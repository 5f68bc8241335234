// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/duplicates.h"

#include <QCoreApplication>
#include <algorithm>

namespace Fullstate {

namespace {

struct DuplicatesText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::Duplicates)
};

/// What two IDs that look alike have in common.
QString lookAlike(const QString &id)
{
    return id.normalized(QString::NormalizationForm_KC).trimmed().toCaseFolded();
}

} // namespace

void IdIndex::insert(quint64 key, const QString &id)
{
    if (id.isEmpty())
        return;
    const QString alike = lookAlike(id);
    std::vector<quint64> &group = m_groups[alike];
    group.push_back(key);
    if (group.size() > 1)
        m_shared.insert(alike);
}

void IdIndex::remove(quint64 key, const QString &id)
{
    if (id.isEmpty())
        return;
    const QString alike = lookAlike(id);
    const auto group = m_groups.find(alike);
    std::erase(*group, key);
    if (group->size() < 2)
        m_shared.remove(alike);
    if (group->empty())
        m_groups.remove(alike);
}

void addDuplicates(std::vector<IdAtRow> group, std::vector<Problem> &problems)
{
    std::sort(group.begin(), group.end(),
              [](const IdAtRow &left, const IdAtRow &right) { return left.row < right.row; });
    QHash<QString, int> copies;
    for (const IdAtRow &each : group)
        ++copies[each.id];
    for (const IdAtRow &each : group) {
        const QString field = QStringLiteral("uniqueId");
        if (const int count = copies.value(each.id); count > 1) {
            problems.push_back(
                {Problem::Severity::Error, each.row, each.id, field,
                 DuplicatesText::tr("%n resources have this uniqueId; the tenant knows only one by it.")
                     .replace(QLatin1String("%n"), QString::number(count))});
            continue;
        }
        const IdAtRow &other = group.front().row == each.row ? group.back() : group.front();
        problems.push_back(
            {Problem::Severity::Warning, each.row, each.id, field,
             DuplicatesText::tr(
                 "“%1” differs from this uniqueId only in case, spaces or the form of its letters.")
                 .arg(other.id)});
    }
}

} // namespace Fullstate
