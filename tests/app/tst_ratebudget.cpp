// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/ratebudget.h"
#include "tests/support/testclock.h"

#include <QTest>

using namespace Fullstate;
using namespace std::chrono_literals;

/// No minute, wherever it begins, sees more requests than the tenant takes.
class tst_RateBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void slidesWithTheMinute();
    void neverLetsTooManyIntoAMinute();
    void findsRoomForSeveral();
    void keepsApplicationsApart();
    void leavesReservedRoomAlone();
    void slowsDownWhenTheTenantSaysSo_data();
    void slowsDownWhenTheTenantSaysSo();
    void doesNotCareAboutTheWallClock();

private:
    QString m_app = QStringLiteral("app");
};

void tst_RateBudget::slidesWithTheMinute()
{
    TestClock clock;
    RateBudget budget(3, clock);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(budget.waitFor(m_app).count(), 0);
        budget.spend(m_app);
        clock.advance(10s);
    }
    QCOMPARE(budget.waitFor(m_app), 30'000ms); // until the first is a minute old
    clock.advance(29'999ms);
    QCOMPARE(budget.waitFor(m_app), 1ms);
    clock.advance(1ms);
    QCOMPARE(budget.waitFor(m_app), 0ms);
    budget.spend(m_app);
    QCOMPARE(budget.waitFor(m_app), 10'000ms); // until the second is
}

void tst_RateBudget::neverLetsTooManyIntoAMinute()
{
    TestClock clock;
    RateBudget budget(20, clock);
    std::deque<std::chrono::milliseconds> sent;
    for (int i = 0; i < 200; ++i) {
        clock.advance(budget.waitFor(m_app));
        QCOMPARE(budget.waitFor(m_app), 0ms);
        budget.spend(m_app);
        sent.push_back(clock.monotonic());
        clock.advance(std::chrono::milliseconds(i * 37 % 2000));
    }
    for (size_t i = 20; i < sent.size(); ++i)
        QVERIFY(sent[i] - sent[i - 20] >= 60s);
}

void tst_RateBudget::findsRoomForSeveral()
{
    TestClock clock;
    RateBudget budget(5, clock);
    QCOMPARE(budget.waitFor(m_app, 5), 0ms);
    for (int i = 0; i < 3; ++i) {
        budget.spend(m_app);
        clock.advance(10s);
    }
    QCOMPARE(budget.waitFor(m_app, 2), 0ms);
    QCOMPARE(budget.waitFor(m_app, 3), 30'000ms); // until the first is a minute old
    QCOMPARE(budget.waitFor(m_app, 5), 50'000ms); // until all three are
}

void tst_RateBudget::leavesReservedRoomAlone()
{
    using Room = RateBudget::Room;
    TestClock clock;
    RateBudget budget(3, clock);
    auto first = budget.reserve(m_app);
    budget.spend(m_app);
    QCOMPARE(budget.waitFor(m_app), 0ms);
    budget.spend(m_app);
    QCOMPARE(budget.waitFor(m_app), 60s);
    QCOMPARE(budget.waitFor(m_app, 1, Room::Reserved), 0ms);
    QCOMPARE(budget.waitFor(QStringLiteral("another")), 0ms);
    const auto copy = first;
    first.reset();
    QCOMPARE(budget.waitFor(m_app), 60s);
    first = budget.reserve(m_app);
    const auto third = budget.reserve(m_app);
    clock.advance(60s);
    QVERIFY(budget.waitFor(m_app) > 0ms); // all that there is belongs to others
    QCOMPARE(budget.waitFor(m_app, 1, Room::Reserved), 0ms);
    first.reset();
    QCOMPARE(budget.waitFor(m_app), 0ms);
}

void tst_RateBudget::keepsApplicationsApart()
{
    TestClock clock;
    RateBudget budget(1, clock);
    budget.spend(m_app);
    QCOMPARE(budget.waitFor(m_app), 60'000ms);
    QCOMPARE(budget.waitFor(QStringLiteral("other")), 0ms);
}

void tst_RateBudget::slowsDownWhenTheTenantSaysSo_data()
{
    QTest::addColumn<int>("spent");
    QTest::addColumn<int>("times");
    QTest::addRow("nothing spent here") << 0 << 1;
    QTest::addRow("some of it spent here") << 5 << 1;
    QTest::addRow("told again and again") << 5 << 4;
    QTest::addRow("all of it spent here") << 19 << 1;
}

void tst_RateBudget::slowsDownWhenTheTenantSaysSo()
{
    QFETCH(const int, spent);
    QFETCH(const int, times);
    TestClock clock;
    RateBudget budget(20, clock);
    for (int i = 0; i < spent; ++i)
        budget.spend(m_app);
    for (int i = 0; i < times; ++i)
        budget.exhaust(m_app);
    QCOMPARE(budget.waitFor(m_app), 30'000ms);
    clock.advance(30s);
    QCOMPARE(budget.waitFor(m_app), 0ms);
    budget.spend(m_app);
    clock.advance(60s);
    QCOMPARE(budget.waitFor(m_app), 0ms);
}

void tst_RateBudget::doesNotCareAboutTheWallClock()
{
    TestClock clock;
    RateBudget budget(1, clock);
    budget.spend(m_app);
    clock.setWallClock(clock.now().addDays(-1));
    QCOMPARE(budget.waitFor(m_app), 60'000ms);
    clock.setWallClock(clock.now().addDays(3));
    QCOMPARE(budget.waitFor(m_app), 60'000ms);
}

QTEST_GUILESS_MAIN(tst_RateBudget)
#include "tst_ratebudget.moc"
