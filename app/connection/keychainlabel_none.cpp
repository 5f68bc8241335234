// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/keychainlabel.h"

namespace Fullstate {

/// Without D-Bus there is no Secret Service; other keychains show the items by their names.
void labelKeychainItem(const QString &, const QString &, const QString &) {}

} // namespace Fullstate
