// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <QJsonArray>

namespace Fullstate {

/// What the tenant says of the first thing wrong with a list of resources, in its own words (api.md,
/// Resources); empty: nothing is wrong. Knows nothing of the program's own validator, so that each can find
/// the other's mistakes.
QString firstRefusal(const ResourceType &type, const QJsonArray &resources);

/// A resource as the tenant keeps it: fractions of a second dropped, severities to a tenth, no optional
/// nulls.
QJsonObject asKept(const ResourceType &type, QJsonObject resource);

} // namespace Fullstate
