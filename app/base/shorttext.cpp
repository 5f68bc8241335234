// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/shorttext.h"

namespace Fullstate {

QString shortText(const QString &text)
{
    if (text.size() <= MostShownText)
        return text;
    const bool cutsAPair = text.at(MostShownText - 1).isHighSurrogate();
    return text.first(MostShownText - (cutsAPair ? 1 : 0)) + QStringLiteral("…");
}

} // namespace Fullstate
