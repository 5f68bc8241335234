// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QStringList>
#include <span>

namespace Fullstate {

/// The statements that bring a workspace file from version n to n + 1, for n = 0, 1, … Only ever appended to:
/// files of every earlier version exist.
std::span<const QStringList> migrations();

/// What PRAGMA user_version says in a file that this program has opened.
int presentVersion();

/// The version in the header of a file, read without touching it; 0 when there is none.
int versionInHeader(const QString &fileName);

Error newerVersion(const QString &fileName);

} // namespace Fullstate
