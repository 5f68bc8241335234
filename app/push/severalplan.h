// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/draft/snapshot.h"

#include <QSet>

namespace Fullstate {

/// How one draft's resources meet what each of several tenants holds (words.md, Import CSV).
enum class SeveralMode {
    ReplaceEverything, ///< the tenant is to hold these and no others
    AddAndUpdate, ///< nothing is deleted; known resources get just the fields that the source has
};

/// What a tenant that holds \p target is to hold after the push. Pure. What is wrong with \p source (a
/// uniqueId twice or none) is still wrong in it, so that the validator finds it.
std::vector<QJsonObject> wantedAt(SeveralMode mode, const std::vector<QJsonObject> &source,
                                  const Snapshot &target);

/// \p wanted and, behind it, those resources of the tenant that \p ids name and it does not have: "Keep the
/// missing resources". Pure.
std::vector<QJsonObject> withKept(std::vector<QJsonObject> wanted, const Snapshot &target,
                                  const QSet<QString> &ids);

} // namespace Fullstate
