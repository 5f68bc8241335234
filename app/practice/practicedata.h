// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <QDateTime>
#include <QJsonArray>

namespace Fullstate {

/// What the practice tenant holds of a type before anybody pushed: about 120 believable user accounts, three
/// of them deactivated, and a handful of each other type. The same every time.
QJsonArray practiceResources(const QString &typePath);

/// The custom properties of its databases, as the Developer Console would show them: a JSON Type Definition.
QByteArray practiceCustomProperties();

/// User accounts that were there once and were deleted since, for the tenant's tombstones.
QJsonArray formerPracticeUsers();

} // namespace Fullstate
