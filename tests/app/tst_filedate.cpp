// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/filedate.h"
#include "app/schema/equality.h"

#include <QTest>

using namespace Fullstate;

/// Points in time as files write them: what means one moment is read, the rest is not guessed.
class tst_FileDate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void reads_data();
    void reads();
    void readsNoNonsense_data();
    void readsNoNonsense();
    void settlesTheOrder_data();
    void settlesTheOrder();
    void whatIsReadIsTakenByTheTenant();
};

Q_DECLARE_METATYPE(DateOrder)

static const char *const Midnight = "2026-03-04T00:00:00Z";

void tst_FileDate::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<DateOrder>("order");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, DateOrder order, const char *expected) {
        QTest::addRow("%s (%d)", text, static_cast<int>(order))
            << QString::fromUtf8(text) << order << QString::fromUtf8(expected);
    };
    const DateOrder none = DateOrder::Unsettled;
    const DateOrder day = DateOrder::DayFirst;
    const DateOrder month = DateOrder::MonthFirst;
    row("2026-03-04T00:00:00Z", none, Midnight);
    row("2026-03-04T00:00:00.123+01:00", none, "2026-03-04T00:00:00.123+01:00"); // as the tenant takes it
    row("  2026-03-04 ", none, Midnight);
    row("2026-3-4", none, Midnight);
    row("2026/03/04", none, Midnight);
    row("2026.03.04", none, Midnight);
    row("2026-03-04", day, Midnight); // the year first says it all
    row("2026-03-04 10:00", none, "2026-03-04T10:00:00Z");
    row("2026-03-04  10:00:30", none, "2026-03-04T10:00:30Z");
    row("2026-03-04T10:00:30,5", none, "2026-03-04T10:00:30Z");
    row("2026-03-04T10:00", none, "2026-03-04T10:00:00Z");
    row("2026-03-04T10:00+0200", none, "2026-03-04T08:00:00Z");
    row("2026-03-04 00:30 +01:00", none, "2026-03-03T23:30:00Z"); // the day before
    row("2026-03-04 23:30 -01:00", none, "2026-03-05T00:30:00Z");
    row("2026-03-04 10:00 UTC", none, "2026-03-04T10:00:00Z");
    row("2026-03-04 10:00 gmt", none, "2026-03-04T10:00:00Z");
    row("4/3/2026", day, Midnight);
    row("3/4/2026", month, Midnight);
    row("4.3.2026", day, Midnight);
    row("03-04-2026", month, Midnight);
    row("4.3.26", day, Midnight);
    row("4.4.2026", none, "2026-04-04T00:00:00Z"); // one day in either order
    row("31/12/2026", none, "2026-12-31T00:00:00Z");
    row("12/31/2026", none, "2026-12-31T00:00:00Z");
    row("4/3/2026 9:05 pm", day, "2026-03-04T21:05:00Z");
    row("4/3/2026, 9:05:30 PM", day, "2026-03-04T21:05:30Z");
    row("4/3/2026 12:00 am", day, Midnight);
    row("4/3/2026 12:00 p.m.", day, "2026-03-04T12:00:00Z");
    row("4/3/2026 9am", day, "2026-03-04T09:00:00Z");
    row("31/12/68", none, "2068-12-31T00:00:00Z");
    row("31/12/69", none, "1969-12-31T00:00:00Z"); // POSIX, %y
    row("4 Mar 2026", none, Midnight);
    row("4-MAR-26", none, Midnight);
    row("4 March 2026 10:00", none, "2026-03-04T10:00:00Z");
    row("March 4, 2026", none, Midnight);
    row("Mar 4th, 2026 at 10:00 AM", none, "2026-03-04T10:00:00Z");
    row("Wed, 4 Mar 2026 10:00:00 +0100", none, "2026-03-04T09:00:00Z");
    row("Wednesday, March 4, 2026", none, Midnight);
    row("4 Sept. 2026", none, "2026-09-04T00:00:00Z");
    row("4 May 2026", none, "2026-05-04T00:00:00Z");
    row("1772582400", none, Midnight);
    row("1772582400000", none, Midnight);
    row("29.2.2028", day, "2028-02-29T00:00:00Z");
}

void tst_FileDate::reads()
{
    QFETCH(const QString, text);
    QFETCH(const DateOrder, order);
    QFETCH(const QString, expected);
    QCOMPARE(readFileDate(text, order).value_or(QStringLiteral("(not understood)")), expected);
}

void tst_FileDate::readsNoNonsense_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<DateOrder>("order");
    const auto row = [](const char *text, DateOrder order = DateOrder::DayFirst) {
        QTest::addRow("%s (%d)", *text ? text : "(empty)", static_cast<int>(order))
            << QString::fromUtf8(text) << order;
    };
    row("");
    row("   ");
    row("never");
    row("0");
    row("2026");
    row("20260304"); // a number as good as a day
    row("46085"); // a day of Excel's; workbooks give days
    row("3/4/2026", DateOrder::Unsettled);
    row("3-4-26", DateOrder::Unsettled);
    row("12/31/2026"); // not day first
    row("31/12/2026", DateOrder::MonthFirst);
    row("31/31/2026", DateOrder::Unsettled);
    row("0/4/2026");
    row("00/00/0000");
    row("0000-00-00");
    row("0001-01-01"); // a time that was never set
    row("29.2.2026");
    row("2026-02-30");
    row("2026-13-01");
    row("2026-03/04");
    row("4/3.2026");
    row("4/3/026");
    row("4/3/2026 25:00");
    row("4/3/2026 10:60");
    row("4/3/2026 13:00 pm");
    row("4/3/2026 0:30 am");
    row("4/3/2026 10");
    row("4/3/2026 tomorrow");
    row("2026-03-04T10:00:00+99:00");
    row("2026-03-04 10:00 +01:99");
    row("2026-03-04 10:00 CET"); // which one is not said
    row("4 Foo 2026");
    row("4 Mai 2026");
    row("4 marraskuu 2026"); // November, in Finland
    row("Market 4, 2026");
    row("31 Apr 2026");
    row("10.10.10.10");
    row("999999999");
    row("9999999999999");
    row("17725824000");
    row("-1772582400");
}

void tst_FileDate::readsNoNonsense()
{
    QFETCH(const QString, text);
    QFETCH(const DateOrder, order);
    QCOMPARE(readFileDate(text, order).value_or(QString()), QString());
}

void tst_FileDate::settlesTheOrder_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("order"); // -1: could be either, or none
    QTest::addColumn<bool>("ambiguous");
    const auto row = [](const char *text, int order, bool ambiguous) {
        QTest::addRow("%s", text) << QString::fromUtf8(text) << order << ambiguous;
    };
    const int day = static_cast<int>(DateOrder::DayFirst);
    const int month = static_cast<int>(DateOrder::MonthFirst);
    row("31/12/2026", day, false);
    row("13.1.26 10:00", day, false);
    row("12/31/2026", month, false);
    row(" 1-13-2026 ", month, false);
    row("3/4/2026", -1, true);
    row("12/11/2026 9:00 pm", -1, true);
    row("4/4/2026", -1, false);
    row("13/13/2026", -1, false);
    row("32/1/2026", -1, false);
    row("0/13/2026", -1, false);
    row("0/4/2026", -1, false);
    row("2026-12-31", -1, false);
    row("4 Mar 2026", -1, false);
    row("never", -1, false);
}

void tst_FileDate::settlesTheOrder()
{
    QFETCH(const QString, text);
    const auto order = orderOf(text);
    QTEST(order ? static_cast<int>(*order) : -1, "order");
    QTEST(isAmbiguousDate(text), "ambiguous");
}

/// Every day of two years, in each form, is the same moment, and one that the tenant takes.
void tst_FileDate::whatIsReadIsTakenByTheTenant()
{
    for (QDate date(2027, 1, 1); date.year() < 2029; date = date.addDays(1)) {
        const QString expected = date.toString(Qt::ISODate) + QLatin1String("T00:00:00Z");
        QVERIFY(timestampSeconds(expected));
        const std::pair<const char *, DateOrder> forms[] = {{"d/M/yyyy", DateOrder::DayFirst},
                                                            {"dd.MM.yy", DateOrder::DayFirst},
                                                            {"M/d/yy", DateOrder::MonthFirst},
                                                            {"MM-dd-yyyy", DateOrder::MonthFirst},
                                                            {"yyyy/M/d", DateOrder::Unsettled}};
        for (const auto &[form, order] : forms)
            QCOMPARE(readFileDate(date.toString(QLatin1String(form)), order).value_or(QString()), expected);
        const QString named = QLocale::c().toString(date, QStringLiteral("dddd, MMMM d, yyyy"));
        QCOMPARE(readFileDate(named, DateOrder::Unsettled).value_or(QString()), expected);
    }
}

QTEST_GUILESS_MAIN(tst_FileDate)
#include "tst_filedate.moc"
