// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/warnings.h"
#include "ui/draft/problemmodel.h"
#include "ui/draft/problemspane.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Fullstate;

class tst_ProblemsPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }
    void modelSaysWhatIsWrong();
    void enterLeadsToTheCell();
    void sameProblemsKeepThePlace();
    void chosenRowsAreCopied();

private:
    static std::vector<Problem> problems()
    {
        return {{Problem::Severity::Error, 4, QStringLiteral("ann"), QStringLiteral("email"),
                 QStringLiteral("no address")},
                {Problem::Severity::Warning, 7, QStringLiteral("bob"), QStringLiteral("status"),
                 QStringLiteral("odd")}};
    }
};

void tst_ProblemsPane::modelSaysWhatIsWrong()
{
    ProblemModel model;
    const QAbstractItemModelTester tester(&model);
    model.setProblems(problems());
    const auto row = [&model](int number) {
        QStringList texts;
        for (int column = 0; column < model.columnCount(); ++column)
            texts.append(model.index(number, column).data().toString());
        return texts.join(u'|');
    };
    QCOMPARE(row(0), QStringLiteral("Error|ann|email|no address"));
    QCOMPARE(row(1), QStringLiteral("Warning|bob|status|odd"));
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), QStringLiteral("uniqueId"));
    model.setProblems({});
    QCOMPARE(model.rowCount(), 0);
}

void tst_ProblemsPane::enterLeadsToTheCell()
{
    ProblemsPane pane;
    pane.setProblems(problems());
    pane.show();
    auto *table = pane.findChild<QTableView *>();
    QCOMPARE(table->accessibleName(), QStringLiteral("Problems"));
    Problem followed;
    connect(&pane, &ProblemsPane::problemActivated, this,
            [&followed](const Problem &problem) { followed = problem; });
    table->setCurrentIndex(table->model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(followed.row, 7);
    const QPoint first = table->visualRect(table->model()->index(0, 3)).center();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, first);
    QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, first);
    QCOMPARE(followed.row, 4);
}

void tst_ProblemsPane::sameProblemsKeepThePlace()
{
    ProblemsPane pane;
    pane.setProblems(problems());
    auto *table = pane.findChild<QTableView *>();
    table->setCurrentIndex(table->model()->index(1, 0));
    pane.setProblems(problems());
    QCOMPARE(table->currentIndex().row(), 1);
}

void tst_ProblemsPane::chosenRowsAreCopied()
{
    ProblemsPane pane;
    pane.setProblems(problems());
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    pane.activateWindow();
    auto *table = pane.findChild<QTableView *>();
    table->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(&pane));
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Error\tann\temail\tno address"));
}

QTEST_MAIN(tst_ProblemsPane)
#include "tst_problemspane.moc"
