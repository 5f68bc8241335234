// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/warnings.h"
#include "ui/frame/statusline.h"

#include <QMainWindow>
#include <QStatusBar>
#include <QTest>

using namespace Fullstate;

class tst_StatusLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }
    void staysHiddenBehindAHint_data();
    void staysHiddenBehindAHint();
};

void tst_StatusLine::staysHiddenBehindAHint_data()
{
    QTest::addColumn<bool>("wasBusy");
    QTest::addRow("something ends") << true;
    QTest::addRow("something begins") << false;
}

void tst_StatusLine::staysHiddenBehindAHint()
{
    QFETCH(const bool, wasBusy);
    QMainWindow window;
    auto *line = new StatusLine;
    window.statusBar()->addWidget(line, 1);
    line->showText(QStringLiteral("120 resources"));
    if (wasBusy)
        line->showProgress(QStringLiteral("Fetching…"));
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QVERIFY(line->isVisible());

    window.statusBar()->showMessage(QStringLiteral("Add a resource to the draft"));
    QVERIFY(!line->isVisible());
    if (wasBusy)
        line->endProgress();
    else
        line->showProgress(QStringLiteral("Fetching…"));
    for (int turn = 0; turn < 5; ++turn) // a new layout, and what it shows later
        QCoreApplication::processEvents();
    QVERIFY(!line->isVisible());

    window.statusBar()->clearMessage();
    QVERIFY(line->isVisible());
    QCOMPARE(line->isBusy(), !wasBusy);
}

QTEST_MAIN(tst_StatusLine)
#include "tst_statusline.moc"
