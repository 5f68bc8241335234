// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <future>

namespace Fullstate {

/// Before the QApplication, which has other things to wait for: reading what fonts there are takes a quarter
/// of the start. Where Qt does not find them through fontconfig, nothing. Ending the future waits for it.
std::future<void> startFindingFonts();

} // namespace Fullstate
