// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/problem.h"
#include "app/schema/resourcetype.h"

#include <QJsonObject>

namespace Fullstate {

/// Every problem of one resource on its own, \p row being where it stands. Pure.
std::vector<Problem> validateResource(const ResourceType &type, const QJsonObject &resource, int row);

/// What is wrong with a push of so many resources. Pure.
std::vector<Problem> capProblems(size_t resources);

/// Every problem of the whole list: each resource's own, duplicates of uniqueId, caps (api.md); sorted
/// by row. Pure; may run on another thread.
std::vector<Problem> validateAll(const ResourceType &type, const std::vector<QJsonObject> &resources);

} // namespace Fullstate
