// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Fullstate {

/// What the browser brought back: good once, for 30 seconds.
struct AuthorizationCode
{
    QByteArray code;
    QByteArray verifier; ///< of the code challenge that went along; empty: none did
};

} // namespace Fullstate
