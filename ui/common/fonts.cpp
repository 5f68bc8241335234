// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/fonts.h"

#include <QFontDatabase>
#include <QImageReader>

#ifdef FULLSTATE_FONTCONFIG
#include <fontconfig/fontconfig.h>
#endif

namespace Fullstate {

std::future<void> startFindingFonts()
{
#ifdef FULLSTATE_FONTCONFIG
    // Safe beside Qt's own call of it: fontconfig takes what is there first.
    return std::async(std::launch::async, [] { FcInit(); });
#else
    return {};
#endif
}

std::future<void> startListingFonts()
{
    return std::async(std::launch::async, [] {
        QFontDatabase::families();
        QImageReader::supportedImageFormats();
    });
}

} // namespace Fullstate
