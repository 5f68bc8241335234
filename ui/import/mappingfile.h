// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/columnmapping.h"

#include <functional>

class QWidget;

namespace Fullstate {

/// Asks where, saves the mapping there, and tells \p said how it went. \p beside: a file next to which it is
/// proposed.
void saveMappingAs(QWidget *parent, const ColumnMapping &mapping, const QString &beside,
                   const std::function<void(const QString &)> &said);
/// Asks for a file and gives \p taken what it holds.
void openMapping(QWidget *parent, const QString &beside,
                 const std::function<void(const Result<ColumnMapping> &)> &taken);

} // namespace Fullstate
