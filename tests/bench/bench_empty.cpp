// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/firstpaint.h"

#include <QMainWindow>

/// The floor for the start: an empty window of the same kind, until it is painted.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QMainWindow window;
    window.resize(1200, 800);
    new Fullstate::FirstPaint(window);
    window.show();
    return application.exec();
}
