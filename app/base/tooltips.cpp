// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/tooltips.h"

namespace Fullstate {

QString asToolTip(const QString &text)
{
    if (text.isEmpty())
        return {}; // no tool tip
    return QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

} // namespace Fullstate
