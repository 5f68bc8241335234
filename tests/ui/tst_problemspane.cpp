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
    void rowsThatStayKeepTheirPlace_data();
    void rowsThatStayKeepTheirPlace();
    void rowsFollowTheirResources();
    void manyDifferencesStartAnew();
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

/// "a b b": a problem for each letter, its uniqueId, at rows 0, 1, 2 …
static std::vector<Problem> lettered(const QString &text)
{
    std::vector<Problem> made;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        made.push_back({Problem::Severity::Error, static_cast<int>(made.size()), word,
                        QStringLiteral("email"), QStringLiteral("bad")});
    return made;
}

static QString letters(const ProblemModel &model)
{
    QStringList words;
    for (int row = 0; row < model.rowCount(); ++row)
        words << model.index(row, ProblemModel::UniqueId).data().toString();
    return words.join(u' ');
}

void tst_ProblemsPane::rowsThatStayKeepTheirPlace_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("steps");
    QTest::addRow("nothing changes") << "a b c"
                                     << "a b c"
                                     << "";
    QTest::addRow("one is found at the end") << "a b"
                                             << "a b c"
                                             << "+2-2";
    QTest::addRow("one is found before all") << "b c"
                                             << "a b c"
                                             << "+0-0";
    QTest::addRow("one is solved") << "a b c"
                                   << "a c"
                                   << "-1-1";
    QTest::addRow("one becomes another") << "a b c"
                                         << "a x c"
                                         << "-1-1 +1-1";
    QTest::addRow("two far apart change") << "a b c d e"
                                          << "x b c d y"
                                          << "-4-4 -0-0 +0-0 +4-4";
    QTest::addRow("one of two that look the same is solved") << "a b b c"
                                                             << "a b c"
                                                             << "-2-2";
    QTest::addRow("neighbours are one step") << "a b c d"
                                             << "a d"
                                             << "-1-2";
    QTest::addRow("all are solved") << "a b"
                                    << ""
                                    << "-0-1";
    QTest::addRow("another order") << "a b c d"
                                   << "a c b d"
                                   << "-1-2 +1-2";
}

void tst_ProblemsPane::rowsThatStayKeepTheirPlace()
{
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    ProblemModel model;
    const QAbstractItemModelTester tester(&model);
    model.setProblems(lettered(before));
    QStringList steps;
    connect(&model, &QAbstractItemModel::rowsInserted, this, [&](const QModelIndex &, int first, int last) {
        steps << QStringLiteral("+%1-%2").arg(first).arg(last);
    });
    connect(&model, &QAbstractItemModel::rowsRemoved, this, [&](const QModelIndex &, int first, int last) {
        steps << QStringLiteral("-%1-%2").arg(first).arg(last);
    });
    connect(&model, &QAbstractItemModel::modelReset, this, [&] { steps << QStringLiteral("reset"); });
    model.setProblems(lettered(after));
    QCOMPARE(letters(model), after);
    QTEST(steps.join(u' '), "steps");
}

void tst_ProblemsPane::rowsFollowTheirResources()
{
    ProblemModel model;
    const QAbstractItemModelTester tester(&model);
    model.setProblems(lettered(QStringLiteral("a b")));
    const QPersistentModelIndex b = model.index(1, 0);
    std::vector<Problem> moved = lettered(QStringLiteral("a b"));
    moved[1].row = 30; // rows were inserted above it in the draft
    model.setProblems(moved);
    QVERIFY(b.isValid());
    QCOMPARE(model.problemAt(1).row, 30);
}

void tst_ProblemsPane::manyDifferencesStartAnew()
{
    QStringList before;
    QStringList after;
    for (int i = 0; i < 200; ++i) {
        before << QStringLiteral("p%1").arg(i);
        after << QStringLiteral("%1%2").arg(QChar(i % 2 ? u'p' : u'q')).arg(i);
    }
    ProblemModel model;
    const QAbstractItemModelTester tester(&model);
    model.setProblems(lettered(before.join(u' ')));
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setProblems(lettered(after.join(u' ')));
    QCOMPARE(reset.size(), 1);
    QCOMPARE(letters(model), after.join(u' '));
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
