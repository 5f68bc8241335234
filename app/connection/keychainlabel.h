// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Fullstate {

/// Gives an item of a Secret Service (GNOME Keyring, KeePassXC) the label that its program lists it by:
/// QtKeychain labels every item with the service's name. Nothing is found by the label, so nothing depends on
/// it; it is set a moment later or, where there is no such service or the item is locked, not at all.
void labelKeychainItem(const QString &service, const QString &itemName, const QString &label);

} // namespace Fullstate
