// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/columnmapping.h"

#include <optional>

class QWidget;

namespace Fullstate {

/// Asks where, saves the mapping there, and says how it went; empty: not wanted after all. \p beside: a file
/// next to which it is proposed.
QString saveMappingAs(QWidget *parent, const ColumnMapping &mapping, const QString &beside);
/// Asks for a file and reads it; nothing: not wanted after all.
std::optional<Result<ColumnMapping>> openMapping(QWidget *parent, const QString &beside);

} // namespace Fullstate
