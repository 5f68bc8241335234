// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

namespace Fullstate {

/// A text as a spreadsheet takes it for text: with one more ' in front where, leaving out the ' it begins
/// with, it is empty, begins with a character that a spreadsheet takes for a formula, or begins or ends with
/// a blank (which readers of files trim). unguarded() takes it away again: unguarded(guarded(t)) is t,
/// whatever t is.
QString guarded(const QString &text);
QString unguarded(const QString &cell);

/// A value as a cell of a CSV file: displayText(), guarded but for numbers, and an empty cell where nothing
/// is set. Without \p guard, a text that is empty looks as if it was not set.
QString cellText(const Field &field, const QJsonValue &value, bool guard = true);
/// A cell of a CSV file as a value of the field, guarded or not: the inverse of cellText(), and
/// valueFromText() for files of others; Undefined for an empty cell in an optional field.
QJsonValue valueFromCell(const Field &field, const QString &cell);

} // namespace Fullstate
