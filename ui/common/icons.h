// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace Fullstate {

/// One of the Breeze icons in resources/icons, drawn for the palette's background: dark lines on light, light
/// ones on dark. Ask again after a QEvent::PaletteChange.
QIcon icon(const QString &name);
bool isDarkPalette();

} // namespace Fullstate
