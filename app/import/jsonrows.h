// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/workjob.h"
#include "app/import/csvtable.h"

namespace Fullstate {

/// Whether text begins as JSON does: with an object or an array.
bool looksLikeJson(QByteArrayView text);

/// Reads an array of resources, {"resources":[…]} as in a PUT body, or JSON Lines (UTF-8) into a table: the
/// first record names the columns, in the order in which the keys appear; texts stand as they are, other
/// values as JSON, null and what is missing as empty cells. A row's line is where its object begins. Fails
/// with line and byte (\p place in the file) of what is not JSON, or no object. \p hasLost: U+FFFD in the
/// text stands for bytes that could not be decoded, which makes their rows flawed.
Result<CsvTable> readJsonRows(const QByteArray &text, const Watch &watch, const CsvTable::Place &place = {},
                              bool hasLost = false);

} // namespace Fullstate
