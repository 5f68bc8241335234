// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/duplicates.h"
#include "app/schema/references.h"
#include "app/schema/validator.h"

#include <unordered_map>

namespace Fullstate {

class BodyWriter;

/// A resource of a list that changes: \a key names it wherever it stands.
struct KeyedResource
{
    quint64 key = 0;
    int row = -1;
    QJsonObject resource;
};

/// Validates a list again and again and remembers what it found: only the resources that differ from last
/// time are looked at. Always finds what validateAll() and ReferenceCheck would, and a body
/// that is too long. Used by one thread at a time.
class ProblemFinder
{
public:
    explicit ProblemFinder(ResourceType type);

    /// \p resources are in the order of their rows. The problems are sorted by row.
    std::vector<Problem> find(const std::vector<KeyedResource> &resources,
                              const ReferencedSets *references = nullptr);

    /// How many resources were looked at, over all calls.
    qint64 validated() const { return m_validated; }

private:
    struct Known
    {
        QJsonObject resource; ///< shared with the draft, which makes it cheap to compare
        QString id;
        qint64 bytes = 0; ///< in the body of a push
        std::vector<Problem> problems; ///< its own
        int row = -1;
        qint64 run = 0; ///< in which it was last in the list
    };

    void look(const KeyedResource &keyed, Known &known, BodyWriter &body);
    void forgetAbsent();
    PushSize size(const std::vector<KeyedResource> &resources) const;
    std::vector<Problem> duplicates() const;

    ResourceType m_type;
    std::unordered_map<quint64, Known> m_known;
    IdIndex m_ids;
    qint64 m_run = 0;
    qint64 m_validated = 0;
};

} // namespace Fullstate
