// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/stopsignals.h"
#include "tests/bench/firstpaint.h"
#include "ui/frame/headstart.h"
#include "ui/frame/mainwindow.h"
#include "ui/frame/workbenchmodule.h"

#include <QSettings>
#include <QTemporaryDir>

using namespace Fullstate;

/// Fullstate's own start, until its window is painted, and then all its parts; to be held against
/// bench_empty. Over an empty workspace or that of the folder which is given.
int main(int argc, char **argv)
{
    const QTemporaryDir empty;
    const QString path = argc > 1 ? QString::fromLocal8Bit(argv[1]) : empty.path();
    HeadStart headStart(path); // all of it as main() does
    const QApplication application(argc, argv);
    const auto listing = HeadStart::listFonts();
    auto folder = headStart.takeFolder();
    if (!folder)
        qFatal("%s", qPrintable(folder.error().message));
    const auto settings = (*folder)->openSettings();
    MainWindow window(*settings);
    window.resize(1200, 800);
    new FirstPaint(window, QStringLiteral("connections"));
    window.showFrame();
    const auto workbench = loadWorkbench(QStringLiteral(FULLSTATE_WORKBENCH));
    if (!workbench)
        qFatal("%s", qPrintable(workbench.error().message));
    return (*workbench)->run(window, *std::move(folder), StopSignals(), false).value_or(1);
}
