// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/references.h"

#include <QCoreApplication>
#include <algorithm>

namespace Fullstate {

namespace {

struct ReferencesText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::References)
};

} // namespace

const ReferencedSet *ReferencedSets::setOf(const QString &uniqueId) const
{
    const auto having = [&](QSet<QString> SetIds::*ids) { // a resource just added has no uniqueId yet
        return std::find_if(sets.begin(), sets.end(), [&](const ReferencedSet &set) {
            return !uniqueId.isEmpty() && ((*set.ids).*ids).contains(uniqueId);
        });
    };
    for (const auto found : {having(&SetIds::wanted), having(&SetIds::held)}) {
        if (found != sets.end())
            return &*found;
    }
    const auto unknown =
        std::find_if(sets.begin(), sets.end(), [](const ReferencedSet &set) { return !set.ids->wasFetched; });
    if (unknown != sets.end())
        return &*unknown;
    return sets.empty() ? nullptr : &sets.front();
}

const Field *referenceField(const ResourceType &type)
{
    const auto field = std::find_if(type.fields.begin(), type.fields.end(),
                                    [](const Field &each) { return !each.references.isEmpty(); });
    return field == type.fields.end() ? nullptr : &*field;
}

ReferenceCheck::ReferenceCheck(const ResourceType &type, const ReferencedSets *known)
    : m_known(known)
    , m_field(known ? referenceField(type) : nullptr)
{
}

void ReferenceCheck::check(const QJsonObject &resource, int row, std::vector<Problem> &problems)
{
    const QString named = m_field ? resource.value(m_field->name).toString() : QString();
    if (named.isEmpty()) // which is another problem
        return;
    if (const QString words = wordsFor(named); !words.isEmpty())
        problems.push_back({Problem::Severity::Warning, row, resource.value(UniqueIdField).toString(),
                            m_field->name, words});
}

/// Empty when all is well, or when nobody can know.
QString ReferenceCheck::wordsFor(const QString &named)
{
    const ReferencedSet *set = m_known->setOf(named);
    if (!set) {
        ++m_unchecked;
        return {};
    }
    const bool isHeld =
        std::any_of(m_known->sets.begin(), m_known->sets.end(),
                    [&](const ReferencedSet &each) { return each.ids->held.contains(named); });
    if (set->ids->wanted.contains(named))
        return isHeld
            ? QString()
            : ReferencesText::tr("“%1” is not in the tenant yet: push %2 first.").arg(named, set->title);
    if (isHeld)
        return ReferencesText::tr("“%1” is removed in the draft of %2: keep it there, or name another.")
            .arg(named, set->title);
    if (!set->ids->wasFetched) {
        ++m_unchecked;
        return {};
    }
    return ReferencesText::tr("“%1” is not in %2: add it there and push it first, or name another.")
        .arg(named, m_known->sets.size() == 1 ? set->title : m_known->typeTitle);
}

std::vector<Problem> ReferenceCheck::ofTheSet() const
{
    if (m_unchecked == 0)
        return {};
    const ReferencedSet *unknown = m_known->setOf({});
    const QString words = unknown
        ? ReferencesText::tr(
              "What %n resource(s) name here cannot be looked up: %1 was never fetched. Fetch it.", nullptr,
              m_unchecked)
              .arg(unknown->title)
        : ReferencesText::tr(
              "What %n resource(s) name here cannot be looked up: this connection has no resource set of %1. "
              "Add it to the connection, and push it first.",
              nullptr, m_unchecked)
              .arg(m_known->typeTitle);
    return {{Problem::Severity::Warning, -1, {}, m_field->name, words}};
}

} // namespace Fullstate
