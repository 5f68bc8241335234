// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/retrypolicy.h"

#include <QTest>

using namespace Fullstate;
using namespace std::chrono_literals;

/// How long to wait before the next try.
class tst_RetryPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void delays_data();
    void delays();
    void spreadsByItself();
    void readsRetryAfter_data();
    void readsRetryAfter();
    void givesPushesMoreTimeThanTokens();
};

void tst_RetryPolicy::delays_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<double>("chance");
    QTest::addColumn<int>("expectedMs");
    QTest::addRow("the first, at the shortest") << 1 << 0.0 << 500;
    QTest::addRow("the first, in the middle") << 1 << 0.5 << 750;
    QTest::addRow("the second doubles") << 2 << 0.0 << 1000;
    QTest::addRow("the fifth") << 5 << 0.0 << 8000;
    QTest::addRow("never longer than the longest") << 10 << 0.5 << 45'000;
    QTest::addRow("never overflows") << 1'000'000 << 0.0 << 30'000;
    QTest::addRow("an attempt that makes no sense") << -3 << 0.0 << 500;
}

void tst_RetryPolicy::delays()
{
    QFETCH(const int, attempt);
    QFETCH(const double, chance);
    RetryPolicy policy;
    policy.random = [chance] { return chance; };
    QTEST(static_cast<int>(policy.delayAfter(attempt).count()), "expectedMs");
}

void tst_RetryPolicy::spreadsByItself()
{
    const RetryPolicy policy;
    QSet<qint64> seen;
    for (int i = 0; i < 100; ++i) {
        const auto delay = policy.delayAfter(7);
        QVERIFY(delay >= 30s && delay <= 60s);
        seen.insert(delay.count());
    }
    QVERIFY(seen.size() > 50);
}

void tst_RetryPolicy::readsRetryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<int>("expectedMs"); // -1: none
    const auto row = [](const char *name, const char *value, const char *date, int expectedMs) {
        QTest::addRow("%s", name) << QByteArray(value) << QByteArray(date) << expectedMs;
    };
    row("seconds", "5", "", 5000);
    row("seconds with spaces", " 5 ", "", 5000);
    row("at once", "0", "", 0);
    row("hours are cut to ten minutes", "7200", "", 600'000);
    row("negative", "-5", "", -1);
    row("a fraction", "1.5", "", -1);
    row("past any number", "99999999999999999999", "", -1);
    row("not a number", "soon", "", -1);
    row("nothing", "", "", -1);
    row("a date, by our clock", "Mon, 23 Nov 2026 09:00:07 GMT", "", 7000);
    row("a date, by their clock", "Mon, 23 Nov 2026 12:00:07 GMT", "Mon, 23 Nov 2026 12:00:00 GMT", 7000);
    row("a date that has passed", "Mon, 23 Nov 2026 08:00:00 GMT", "", 0);
    row("a date far away", "Tue, 23 Nov 2027 09:00:00 GMT", "", 600'000);
    row("a date of garbage", "Mon, 99 Foo 2026 09:00:07 GMT", "", -1);
}

void tst_RetryPolicy::readsRetryAfter()
{
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, date);
    const QDateTime now({2026, 11, 23}, {9, 0}, Qt::UTC);
    const auto wait = retryAfter({{"retry-after", value}, {"date", date}}, now);
    QTEST(wait ? static_cast<int>(wait->count()) : -1, "expectedMs");
}

void tst_RetryPolicy::givesPushesMoreTimeThanTokens()
{
    const ApiLimits token = limitsOf(ApiRequest::Kind::Token);
    const ApiLimits push = limitsOf(ApiRequest::Kind::Push);
    const ApiLimits fetch = limitsOf(ApiRequest::Kind::Fetch);
    QVERIFY(token.total < push.total);
    QVERIFY(token.answerBytes < fetch.answerBytes);
    QVERIFY(push.answerBytes < fetch.answerBytes);
    QVERIFY(fetch.answerBytes > 10'485'760); // what a tenant may hold comes back in one piece
}

QTEST_GUILESS_MAIN(tst_RetryPolicy)
#include "tst_retrypolicy.moc"
