// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection/secretkeeper.h"

namespace Fullstate {

class SessionSecrets;

/// By the keychain and, where the user says so, the memory of this run.
SecretKeeping keepingIn(SessionSecrets &secrets);

} // namespace Fullstate
