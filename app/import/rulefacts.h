// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/rulereader.h"

namespace Fullstate {

/// What a file holds for one rule.
struct RuleFacts
{
    QStringList samples = {}; ///< different ones, of the first rows
    int filled = 0; ///< rows that hold something
    int misfits = 0; ///< of them, those that the field would not take
    /// What there is before it is looked up (of lists their items), and in how many rows; the most frequent
    /// first.
    std::vector<std::pair<QString, int>> values = {};
    bool hasMoreValues = false; ///< past MostValues: not all are listed, nor counted to their end
    std::optional<DateOrder> dateOrder = {}; ///< settled by one that can only be read so
    bool hasAmbiguousDates = false;
    bool hasDecimalCommas = false; ///< numbers that only a decimal comma makes one
    bool hasDecimalPoints = false;

    static constexpr int MostValues = 500;
};

/// Reads all rows, or the first \p most. Fails only when it was cancelled.
Result<std::vector<RuleFacts>> gatherFacts(const CsvFile &file, const std::vector<FieldRule> &rules,
                                           const ResourceType &type, const Watch &watch,
                                           size_t most = std::numeric_limits<size_t>::max());

} // namespace Fullstate
