// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Fullstate {

inline constexpr qsizetype MostShownText = 300;

/// A text as cells, tool tips and messages show it: of one that is longer than MostShownText its beginning
/// and "…". Laying out a cell of a mebibyte takes seconds.
QString shortText(const QString &text);

} // namespace Fullstate
