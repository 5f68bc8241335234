// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <QJsonObject>
#include <optional>
#include <variant>

namespace Fullstate {

/// What a path leads to in resources of a type: "status", "drives[0].name" or "drives.0.name".
struct FieldTarget
{
    using Step = std::variant<int, QString>; ///< the place in a list, or the key in an object

    const Field *top = nullptr; ///< the type's own field; lives as long as the type
    std::vector<Step> steps = {}; ///< from there; empty: the field itself
    Field leaf = {}; ///< what the value must be like

    /// Nothing when the type has no such field.
    static std::optional<FieldTarget> find(const ResourceType &type, const QString &path);

    /// Puts a value there, making what is missing on the way; gaps in lists are null until closeGaps().
    void set(QJsonObject *resource, const QJsonValue &value) const;
    /// Takes the list places out that nothing was put into.
    void closeGaps(QJsonObject *resource) const;
};

/// The paths that a mapping may offer: every field, and the keys of its objects.
QStringList fieldPaths(const ResourceType &type);

} // namespace Fullstate
