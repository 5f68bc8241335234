// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <QJsonObject>

namespace Fullstate {

/// What makes a file look as if it were only a part of what there is: sentences for people, the surest first.
/// \p given: what the file gives; \p missing: what would be deleted because the file does not name it; \p
/// fields: those that the file feeds; \p rows: how many the file has. Pure. Empty when nothing points to it,
/// or when so little would be deleted that it is an ordinary day.
QStringList partialSigns(const ResourceType &type, const std::vector<QJsonObject> &given,
                         const std::vector<QJsonObject> &missing, const QStringList &fields, size_t rows);

} // namespace Fullstate
