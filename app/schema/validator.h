// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/problem.h"
#include "app/schema/resourcetype.h"

#include <QJsonObject>

namespace Fullstate {

/// Every problem of one resource on its own, \p row being where it stands. Pure.
std::vector<Problem> validateResource(const ResourceType &type, const QJsonObject &resource, int row);

/// How large a push would be.
struct PushSize
{
    size_t resources = 0;
    qint64 bytes = 0; ///< of the body
    qint64 mostBytes = 0; ///< of the longest resource
    QString longest = {}; ///< its uniqueId
};

/// What is wrong with a push of that size. Pure.
std::vector<Problem> capProblems(const PushSize &size);

/// Every problem of the whole list: each resource's own, duplicates of uniqueId, caps (api.md); sorted
/// by row. The bytes of the body are left to the plan, which has it. Pure; may run on another thread.
std::vector<Problem> validateAll(const ResourceType &type, const std::vector<QJsonObject> &resources);

} // namespace Fullstate
