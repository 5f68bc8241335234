// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/plan.h"
#include "app/schema/problem.h"

#include <functional>

namespace Fullstate {

/// What is to be written as CSV, a record at a time. Its functions hold values only, so that another thread
/// may write it.
struct ExportTable
{
    QStringList columns = {};
    qsizetype count = 0;
    std::function<QStringList(qsizetype)> cells = {}; ///< of a record, guarded
};

/// The fields of the type as columns: uniqueId first, displayName second, then in the type's order.
QStringList resourceColumns(const ResourceType &type);
/// "Action", "uniqueId"…: those of table "Plan".
QStringList planColumns();
/// Those of table "Problems".
QStringList problemColumns();

// \p columns are some of those above. Guarded: Import CSV gives back the same resources.
ExportTable resourcesTable(const ResourceType &type, std::vector<QJsonObject> resources,
                           const QStringList &columns, bool guard);
ExportTable planTable(const ResourceType &type, const Plan &plan, const QStringList &columns, bool guard);
ExportTable problemsTable(std::vector<Problem> problems, const QStringList &columns, bool guard);

} // namespace Fullstate
