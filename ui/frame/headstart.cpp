// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/headstart.h"

#include <QFontDatabase>
#include <QImageReader>
#include <QThread>

#ifdef FULLSTATE_FONTCONFIG
#include <fontconfig/fontconfig.h>
#endif

namespace Fullstate {

HeadStart::HeadStart(const QString &dataFolder)
{
    QThread::currentThread(); // the first thread that Qt sees is the main one to it
    m_claiming = std::async(std::launch::async, WorkspaceFolder::claim, dataFolder);
#ifdef FULLSTATE_FONTCONFIG
    // Safe beside Qt's own call of it: fontconfig takes what is there first.
    m_finding = std::async(std::launch::async, [] { FcInit(); });
#endif
}

std::future<void> HeadStart::listFonts()
{
    return std::async(std::launch::async, [] {
        QFontDatabase::families();
        QImageReader::supportedImageFormats();
    });
}

} // namespace Fullstate
