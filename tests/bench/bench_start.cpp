// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/stopsignals.h"
#include "tests/bench/firstpaint.h"
#include "ui/frame/headstart.h"
#include "ui/frame/mainwindow.h"
#include "ui/frame/workbenchmodule.h"

#include <QSettings>

using namespace Fullstate;

/// Fullstate's own start over the workspace in the given folder, until its window is painted, and then all
/// its parts; to be held against bench_empty.
int main(int argc, char **argv)
{
    const QString path = QString::fromLocal8Bit(argc > 1 ? argv[1] : "");
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
