// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Fullstate {

/// First thing in main(): files for the user alone, and no core dump, which would hold tokens.
/// FULLSTATE_CORE_DUMPS=1 in the environment leaves core dumps on, for developers.
void hardenProcess();

} // namespace Fullstate
