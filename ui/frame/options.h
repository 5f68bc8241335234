// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QStringList>

namespace Fullstate {

/// What the command line asks for. Nothing secret is ever taken from there: others can read it.
struct Options
{
    enum class Task { OpenWindow, ServePracticeTenant, ShowHelp, ShowVersion };

    Task task = Task::OpenWindow;
    QString dataFolder = {}; ///< empty: the usual one
    bool practice = false; ///< straight on the practice tenant
    quint16 port = 0; ///< of the served practice tenant; 0: any free one
    bool rateLimit = true;
};

/// Reads the command line, the program's name first. Fails with a sentence for standard error.
Result<Options> parseOptions(const QStringList &arguments);

/// What --help prints. Needs an application object.
QString helpText();

} // namespace Fullstate
