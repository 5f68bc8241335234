// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/firstpaint.h"

#include <QLabel>
#include <QMainWindow>

/// The floor for the start: an empty window of the same kind, until it is painted; with any argument, one
/// that shows a line of text, for which fonts have to be found.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QMainWindow window;
    if (argc > 1)
        window.setCentralWidget(new QLabel(QStringLiteral("One line of text")));
    window.resize(1200, 800);
    new Fullstate::FirstPaint(window);
    window.show();
    return application.exec();
}
