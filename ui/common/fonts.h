// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <future>

namespace Fullstate {

// What a first window waits for longest is fonts; these read them on another thread, while there are other
// things to wait for. Ending a future waits for it.

/// Before the QApplication. Where Qt does not find fonts through fontconfig, nothing.
std::future<void> startFindingFonts();
/// With the QApplication: Qt's list of them, and of the formats that icons are in.
std::future<void> startListingFonts();

} // namespace Fullstate
