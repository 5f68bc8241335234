// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/pushguard.h"
#include "tests/support/users.h"

#include <QTest>

using namespace Fullstate;

/// Where a push is stopped, and where exactly the stopping begins.
class tst_PushGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void brakesDeletions_data();
    void brakesDeletions();
    void additionsAndReturnsPass();
    void blocksProblems_data();
    void blocksProblems();
    void blocksTheCaps_data();
    void blocksTheCaps();
    void blocksNothingToPush();
    void blocksWhatWasNeverFetched();
    void namesRejectedRows_data();
    void namesRejectedRows();
    void everyResourceChanges();
    void namesWhatIsNotSent();
};

static Plan planOf(int held, int kept, int added)
{
    std::vector<QJsonObject> wanted = manyUsers(kept);
    const std::vector<QJsonObject> others = manyUsers(added, 100'000);
    wanted.insert(wanted.end(), others.begin(), others.end());
    return makePlan(userAccounts(), QStringLiteral("r1"), snapshotOf(manyUsers(held)), wanted);
}

static QString inLines(const std::vector<QString> &texts)
{
    return QStringList(texts.begin(), texts.end()).join(QLatin1Char('\n'));
}

void tst_PushGuard::brakesDeletions_data()
{
    QTest::addColumn<int>("held");
    QTest::addColumn<int>("kept");
    QTest::addColumn<int>("added");
    QTest::addColumn<int>("toConfirm"); // -1: not asked
    QTest::addColumn<QString>("stop"); // a word of it; empty: none

    const QString none;
    const QString half = QStringLiteral("more than half");
    const QString stranger = QStringLiteral("Not one uniqueId");
    const QString empty = QStringLiteral("draft is empty");
    QTest::addRow("nothing deleted") << 100 << 100 << 1 << -1 << none;
    QTest::addRow("1 of 100") << 100 << 99 << 0 << -1 << none;
    QTest::addRow("exactly 10 percent") << 100 << 90 << 0 << -1 << none;
    QTest::addRow("one past 10 percent") << 100 << 89 << 0 << 11 << none;
    QTest::addRow("10 percent of ten") << 10 << 9 << 0 << -1 << none;
    QTest::addRow("1 of 9 is past 10 percent") << 9 << 8 << 0 << 1 << none;
    QTest::addRow("25 of many") << 1'000 << 975 << 0 << -1 << none;
    QTest::addRow("26 of many") << 1'000 << 974 << 0 << 26 << none;
    QTest::addRow("exactly half") << 100 << 50 << 0 << 50 << none;
    QTest::addRow("one past half") << 100 << 49 << 0 << 51 << half;
    QTest::addRow("1 of 2 is exactly half") << 2 << 1 << 0 << 1 << none;
    QTest::addRow("2 of 3 is past half") << 3 << 1 << 0 << 2 << half;
    QTest::addRow("more added than deleted does not help") << 3 << 1 << 50 << 2 << half;
    QTest::addRow("all deleted, others instead") << 100 << 0 << 100 << 100 << stranger;
    QTest::addRow("one in common is one in common") << 100 << 1 << 100 << 99 << half;
    QTest::addRow("1 of 1 replaced") << 1 << 0 << 1 << 1 << stranger;
    QTest::addRow("1 of 1 deleted") << 1 << 0 << 0 << 1 << empty;
    QTest::addRow("all of many deleted") << 120 << 0 << 0 << 120 << empty;
    QTest::addRow("the tenant holds nothing") << 0 << 0 << 100 << -1 << none;
}

void tst_PushGuard::brakesDeletions()
{
    QFETCH(const int, held);
    QFETCH(const int, kept);
    QFETCH(const int, added);
    QFETCH(const QString, stop);
    const Guard guard = guardPush(planOf(held, kept, added), {}, {});
    QVERIFY2(guard.blocks.empty() == (held != kept || added != 0), qPrintable(inLines(guard.blocks)));
    QTEST(guard.deletionsToConfirm.value_or(-1), "toConfirm");
    QCOMPARE(int(guard.stops.size()), stop.isEmpty() ? 0 : 1);
    if (stop.isEmpty())
        return;
    const QString said = guard.stops.front();
    QVERIFY2(said.contains(stop), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("would delete")), qPrintable(said));
    const QString count =
        held - kept == 1 ? QStringLiteral("the only resource") : QString::number(held - kept);
    QVERIFY2(said.contains(count), qPrintable(said));
}

void tst_PushGuard::additionsAndReturnsPass()
{
    const Plan plan = makePlan(userAccounts(), QStringLiteral("r1"),
                               snapshotOf(manyUsers(1), manyUsers(30, 100)), manyUsers(200));
    QCOMPARE(plan.comeBacks, 30);
    const Guard guard = guardPush(plan, {}, {});
    QVERIFY(guard.blocks.empty() && guard.stops.empty() && guard.notes.empty());
    QVERIFY(!guard.deletionsToConfirm);
}

void tst_PushGuard::blocksProblems_data()
{
    QTest::addColumn<int>("errors");
    QTest::addColumn<int>("warnings");
    QTest::addColumn<QString>("block");
    QTest::addColumn<QString>("note");
    QTest::addRow("no problem") << 0 << 0 << QString() << QString();
    QTest::addRow("one error") << 1 << 0 << QStringLiteral("1 problem would") << QString();
    QTest::addRow("many errors") << 1'200 << 0 << QStringLiteral("1,200 problems would") << QString();
    QTest::addRow("a warning blocks nothing") << 0 << 1 << QString() << QStringLiteral("1 problem is");
    QTest::addRow("both") << 2 << 3 << QStringLiteral("2 problems would") << QStringLiteral("3 problems are");
}

void tst_PushGuard::blocksProblems()
{
    QFETCH(const int, errors);
    QFETCH(const int, warnings);
    QFETCH(const QString, block);
    QFETCH(const QString, note);
    std::vector<Problem> problems(static_cast<size_t>(errors + warnings));
    for (int i = 0; i < warnings; ++i)
        problems[static_cast<size_t>(i)].severity = Problem::Severity::Warning;
    const Guard guard = guardPush(planOf(10, 10, 1), problems, {});
    const QString blocks = inLines(guard.blocks);
    const QString notes = inLines(guard.notes);
    QVERIFY2(block.isEmpty() ? blocks.isEmpty() : blocks.startsWith(block), qPrintable(blocks));
    QVERIFY2(note.isEmpty() ? notes.isEmpty() : notes.startsWith(note), qPrintable(notes));
}

void tst_PushGuard::blocksTheCaps_data()
{
    QTest::addColumn<int>("resources");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<QString>("block");
    QTest::addColumn<QString>("note");
    const QString none;
    QTest::addRow("far below") << 100 << 1'000 << none << none;
    QTest::addRow("9,500 resources") << 9'500 << 1'000 << none << none;
    QTest::addRow("9,501 resources") << 9'501 << 1'000 << none << QStringLiteral("limit of 10,000");
    QTest::addRow("10,000 resources") << 10'000 << 1'000 << none << QStringLiteral("limit of 10,000");
    QTest::addRow("10,001 resources") << 10'001 << 1'000 << QStringLiteral("Take out 1.") << none;
    QTest::addRow("12,000 resources") << 12'000 << 1'000 << QStringLiteral("Take out 2,000.") << none;
    QTest::addRow("10,000,000 bytes") << 100 << 10'000'000 << none << none;
    QTest::addRow("10,000,001 bytes") << 100 << 10'000'001 << none << QStringLiteral("10,000,001 bytes");
    QTest::addRow("10,485,760 bytes") << 100 << 10'485'760 << none << QStringLiteral("limit of 10,485,760");
    QTest::addRow("10,485,761 bytes") << 100 << 10'485'761 << QStringLiteral("10,485,760, 1 fewer") << none;
}

void tst_PushGuard::blocksTheCaps()
{
    QFETCH(const int, resources);
    QFETCH(const int, bytes);
    QFETCH(const QString, block);
    QFETCH(const QString, note);
    Plan plan = planOf(10, 10, 1);
    plan.wanted = resources;
    plan.body = QByteArray(bytes, 'x');
    const Guard guard = guardPush(plan, {}, {});
    const QString blocks = inLines(guard.blocks);
    const QString notes = inLines(guard.notes);
    QVERIFY2(block.isEmpty() ? blocks.isEmpty() : blocks.contains(block), qPrintable(blocks));
    QVERIFY2(note.isEmpty() ? notes.isEmpty() : notes.contains(note), qPrintable(notes));
    if (!block.isEmpty()) // whoever thinks of sending two halves is told before doing it
        QVERIFY(blocks.contains(QStringLiteral("cannot be split")));
}

void tst_PushGuard::blocksNothingToPush()
{
    const Guard guard = guardPush(planOf(10, 10, 0), {}, {});
    QVERIFY(inLines(guard.blocks).startsWith(QStringLiteral("Nothing to push")));
    QVERIFY(guard.stops.empty());
    QVERIFY(!guard.deletionsToConfirm);
}

void tst_PushGuard::blocksWhatWasNeverFetched()
{
    const Plan plan =
        makePlan(userAccounts(), QStringLiteral("r1"), std::make_shared<const Snapshot>(), manyUsers(3));
    const Guard guard = guardPush(plan, {}, {});
    QCOMPARE(int(guard.blocks.size()), 1);
    QVERIFY(guard.blocks.front().contains(QStringLiteral("Fetch first")));
}

void tst_PushGuard::namesRejectedRows_data()
{
    QTest::addColumn<int>("kept");
    QTest::addColumn<QStringList>("rejected");
    QTest::addColumn<QString>("stop");
    QTest::addColumn<int>("toConfirm");
    const QString none;
    const QString one = QStringLiteral("user99");
    QTest::addRow("left out by the import and deleted")
        << 99 << QStringList{one} << QStringLiteral("delete it: user99 (Name of user99).") << 1;
    QTest::addRow("left out by the import, kept in the draft") << 100 << QStringList{one} << none << -1;
    QTest::addRow("left out by the import, unknown to the tenant")
        << 99 << QStringList{QStringLiteral("stranger")} << none << -1;
    QTest::addRow("deleted by hand, nothing left out") << 99 << QStringList() << none << -1;
    QTest::addRow("two of three deletions")
        << 97 << QStringList{QStringLiteral("user98"), one} << QStringLiteral("rows of 2 resources") << 3;
    QStringList many;
    for (int i = 70; i < 100; ++i)
        many << QStringLiteral("user%1").arg(i);
    QTest::addRow("many are named in part") << 70 << many << QStringLiteral("and 20 more.") << 30;
}

void tst_PushGuard::namesRejectedRows()
{
    QFETCH(const int, kept);
    QFETCH(const QStringList, rejected);
    QFETCH(const QString, stop);
    const Guard guard = guardPush(planOf(100, kept, 1), {}, rejected);
    const QString stops = inLines(guard.stops);
    QVERIFY2(stop.isEmpty() ? stops.isEmpty() : stops.contains(stop), qPrintable(stops));
    QTEST(guard.deletionsToConfirm.value_or(-1), "toConfirm");
}

void tst_PushGuard::everyResourceChanges()
{
    std::vector<QJsonObject> wanted = manyUsers(20);
    for (QJsonObject &resource : wanted)
        resource.insert(QStringLiteral("email"), resource.value(QLatin1String("fullName")));
    const auto notes = [&wanted] {
        const Plan plan = makePlan(userAccounts(), QStringLiteral("r1"), snapshotOf(manyUsers(20)), wanted);
        return inLines(guardPush(plan, {}, {}).notes);
    };
    QVERIFY(notes().contains(QStringLiteral("Every resource")));
    wanted.front() = manyUsers(1).front();
    QVERIFY(notes().isEmpty());
}

void tst_PushGuard::namesWhatIsNotSent()
{
    Snapshot tenant = *snapshotOf(manyUsers(3));
    tenant.unknownFields = QStringList{QStringLiteral("nickname"), QStringLiteral("shoeSize")};
    const Plan plan = makePlan(userAccounts(), QStringLiteral("r1"), std::make_shared<const Snapshot>(tenant),
                               manyUsers(4));
    const QString notes = inLines(guardPush(plan, {}, {}).notes);
    QVERIFY2(notes.contains(QStringLiteral("nickname, shoeSize")), qPrintable(notes));
}

QTEST_GUILESS_MAIN(tst_PushGuard)
#include "tst_pushguard.moc"
