// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/englishplurals.h"

#include <cstring>

namespace Fullstate {

QString EnglishPlurals::translate(const char *context, const char *sourceText, const char *disambiguation,
                                  int n) const
{
    if (n < 0 || !std::strstr(sourceText, "(s)"))
        return QTranslator::translate(context, sourceText, disambiguation, n);
    return QString::fromUtf8(sourceText).replace(QLatin1String("(s)"), QLatin1String(n == 1 ? "" : "s"));
}

} // namespace Fullstate
