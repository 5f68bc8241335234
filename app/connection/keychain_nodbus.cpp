// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Without D-Bus there is no Secret Service; other keychains show the items by their names and need no bus.

#include "app/connection/keychainbus.h"
#include "app/connection/keychainlabel.h"

namespace Fullstate {

void labelKeychainItem(const QString &, const QString &, const QString &) {}

void KeychainBus::outlive() {}

bool KeychainBus::hasEnded() const
{
    return false;
}

void KeychainBus::forgetService() {}

} // namespace Fullstate
