// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/connection.h"

namespace Fullstate {

/// What the wizard has gathered so far. The pages fill it in.
struct ConnectionDraft
{
    Connection connection; ///< its ID is there from the start
    QByteArray secret;
};

} // namespace Fullstate
