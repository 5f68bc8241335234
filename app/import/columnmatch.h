// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/rulefacts.h"

namespace Fullstate {

/// A rule for each column of the file, matched to fields of the type by the same name (or path), by other
/// names that are common for it (resources/import/names.json), and by what the first rows hold. What the
/// values are called elsewhere is looked up too ("enabled" → ACTIVE).
ColumnMapping matchColumns(const CsvFile &file, const ResourceType &type);

/// What a value found in a file means to a field that takes only certain ones; empty: no idea, or it fits as
/// it is.
QString likelyValue(const ResourceType &type, const FieldTarget &target, const QString &found);
/// Fills in rule.values for the values that would not fit, as far as likelyValue() knows, and settles the
/// order of dates and the decimal sign; what is there already stays.
void suggestValues(FieldRule *rule, const RuleFacts &facts, const CsvFile &file, const ResourceType &type);

} // namespace Fullstate
