// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"
#include "app/draft/draft.h"

#include <QRegularExpression>

namespace Fullstate {

/// What "Replace…" looks for, where, and what it puts in its place.
struct Replacement
{
    QString find;
    QString with; ///< of a regular expression: \1 is the first group
    QString field = {}; ///< empty: every field
    bool matchesCase = false;
    bool wholeCell = false;
    bool isRegular = false;
};

/// One cell that a replacement would change.
struct ReplacedCell
{
    int row = -1;
    QString uniqueId;
    QString field;
    QString before; ///< both as displayText() has them, timestamps as stored
    QString after;
    QJsonValue value; ///< what the field would hold
};

/// Empty where no expression is meant. Fails, with the place, for a regular expression that is none.
Result<QRegularExpression> expressionOf(const Replacement &replacement);

/// Every cell of these rows that \p replacement would change; removed rows are left alone. Lists and objects
/// are looked through value by value. Pure; may run on another thread.
std::vector<ReplacedCell> replacedCells(const ResourceType &type, const std::vector<DraftRow> &rows,
                                        const std::vector<int> &among, const Replacement &replacement);

} // namespace Fullstate
