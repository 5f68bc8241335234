// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Fullstate {

/// Makes placeholder texts a fainter shade of the text that they stand for. Some desktops' palettes leave
/// them black, which cannot be read on a dark background. Again after a QEvent::PaletteChange.
void keepPlaceholdersReadable();

} // namespace Fullstate
