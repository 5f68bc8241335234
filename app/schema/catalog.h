// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"
#include "app/schema/resourcetype.h"

namespace Fullstate {

/// The resource types that the program knows: one file each in a folder (the program's own: ":/types").
class Catalog
{
public:
    /// Fails on a file that does not follow the format, naming file and place: a mistake of ours, found by a
    /// test.
    static Result<Catalog> load(const QString &folder = QStringLiteral(":/types"));

    const std::vector<ResourceType> &types() const { return m_types; } ///< sorted by title
    const ResourceType *find(QStringView name) const;
    const ResourceType *findPath(QStringView path) const;
    /// The type of a resource set: one of ours with the custom properties that \p definition (a JSON Type
    /// Definition) declares or, for a name that is not ours, the path's with the fields that it declares.
    Result<ResourceType> described(const QString &name, const QByteArray &definition) const;

private:
    std::vector<ResourceType> m_types;
};

} // namespace Fullstate
