// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fullstate.h"
#include "tests/bench/firstpaint.h"
#include "ui/mainwindow.h"

#include <QTemporaryDir>

/// Fullstate's own window over an empty workspace, until it is painted; to be held against bench_empty.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QTemporaryDir folder;
    auto services = Fullstate::Services::open(folder.path(), &Fullstate::MainWindow::prepare);
    if (!services)
        qFatal("%s", qPrintable(services.error().message));
    Fullstate::MainWindow window(**services);
    window.resize(1200, 800);
    new Fullstate::FirstPaint(window);
    window.show();
    return application.exec();
}
