// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Fullstate {

/// A text that comes from files, servers or the user as a tool tip: what looks like HTML in it is shown, not
/// obeyed, and long lines are wrapped. (Qt takes a text without a tag in it for plain, its entities, too.)
QString asToolTip(const QString &text);

} // namespace Fullstate
