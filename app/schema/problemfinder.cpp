// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/problemfinder.h"

#include "app/schema/bodywriter.h"
#include "app/schema/resourcetype.h"

#include <algorithm>

namespace Fullstate {

ProblemFinder::ProblemFinder(ResourceType type)
    : m_type(std::move(type))
{
}

std::vector<Problem> ProblemFinder::find(const std::vector<KeyedResource> &resources,
                                         const ReferencedSets *references)
{
    ++m_run;
    BodyWriter body; // one for all: it remembers keys
    for (const KeyedResource &keyed : resources) {
        Known &known = m_known[keyed.key];
        if (known.run == 0 || known.resource != keyed.resource)
            look(keyed, known, body);
        known.row = keyed.row;
        known.run = m_run;
    }
    if (m_known.size() > resources.size())
        forgetAbsent();

    std::vector<Problem> problems = capProblems(size(resources));
    const std::vector<Problem> shared = duplicates();
    auto duplicate = shared.cbegin();
    ReferenceCheck referenceCheck(m_type, references);
    for (const KeyedResource &keyed : resources) {
        for (const Problem &own : m_known.at(keyed.key).problems) {
            problems.push_back(own);
            problems.back().row = keyed.row;
        }
        if (duplicate != shared.cend() && duplicate->row == keyed.row)
            problems.push_back(*duplicate++);
        referenceCheck.check(keyed.resource, keyed.row, problems);
    }
    const std::vector<Problem> ofTheSet = referenceCheck.ofTheSet();
    problems.insert(problems.begin(), ofTheSet.begin(), ofTheSet.end());
    return problems;
}

void ProblemFinder::look(const KeyedResource &keyed, Known &known, BodyWriter &body)
{
    ++m_validated;
    const QString id = keyed.resource.value(UniqueIdField).toString();
    if (known.id != id) {
        m_ids.remove(keyed.key, known.id);
        m_ids.insert(keyed.key, id);
    }
    known.id = id;
    known.resource = keyed.resource;
    const qsizetype before = body.json().size();
    body.write(m_type, keyed.resource);
    known.bytes = body.json().size() - before;
    known.problems = validateResource(m_type, keyed.resource, keyed.row);
}

PushSize ProblemFinder::size(const std::vector<KeyedResource> &resources) const
{
    constexpr qint64 Around = 60; // {"resourceId":"…","resources":[…]} with an ID of 24 characters
    PushSize size{resources.size(), Around};
    for (const KeyedResource &keyed : resources) {
        const Known &known = m_known.at(keyed.key);
        size.bytes += known.bytes + 1; // and a comma
        if (known.bytes > size.mostBytes) {
            size.mostBytes = known.bytes;
            size.longest = known.id;
        }
    }
    return size;
}

void ProblemFinder::forgetAbsent()
{
    for (auto known = m_known.begin(); known != m_known.end();) {
        if (known->second.run == m_run) {
            ++known;
            continue;
        }
        m_ids.remove(known->first, known->second.id);
        known = m_known.erase(known);
    }
}

std::vector<Problem> ProblemFinder::duplicates() const
{
    std::vector<Problem> problems;
    m_ids.forEachGroup([this, &problems](const std::vector<quint64> &keys) {
        std::vector<IdAtRow> group;
        group.reserve(keys.size());
        for (const quint64 key : keys) {
            const Known &known = m_known.at(key);
            group.push_back({known.row, known.id});
        }
        addDuplicates(std::move(group), problems);
    });
    std::sort(problems.begin(), problems.end(),
              [](const Problem &left, const Problem &right) { return left.row < right.row; });
    return problems;
}

} // namespace Fullstate
