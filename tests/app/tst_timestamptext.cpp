// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/timestamptext.h"

#include <QTest>
#include <ctime>

using namespace Fullstate;

namespace {

void setTimeZone(const char *zone)
{
    qputenv("TZ", zone);
    tzset();
}

/// Noon of 1 March 2026 in UTC, a Sunday.
QDateTime someNow()
{
    return {QDate(2026, 3, 1), QTime(12, 0, 0, 600), Qt::UTC};
}

} // namespace

/// Timestamps as people type them and as they are shown.
class tst_TimestampText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanup() { setTimeZone("UTC"); }

    void isUnderstood_data();
    void isUnderstood();
    void isNotGuessed_data();
    void isNotGuessed();
    void clockChangesAreSaid_data();
    void clockChangesAreSaid();
    void isShownInLocalTime_data();
    void isShownInLocalTime();
    void whatIsShownReadsBack_data();
    void whatIsShownReadsBack();
    void localeFormsReadBack_data();
    void localeFormsReadBack();
};

void tst_TimestampText::isUnderstood_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("stored");
    const auto row = [](const char *name, const char *zone, const char *locale, const char *typed,
                        const char *stored) {
        QTest::addRow("%s", name) << QByteArray(zone) << QString::fromLatin1(locale)
                                  << QString::fromUtf8(typed) << QString::fromLatin1(stored);
    };
    const char *berlin = "Europe/Berlin";
    const char *newYork = "America/New_York";
    row("as it is pushed", berlin, "de_DE", "2026-03-01T09:00:00Z", "2026-03-01T09:00:00Z");
    row("with an offset", berlin, "de_DE", "2026-03-01T09:00:00+05:30", "2026-03-01T03:30:00Z");
    row("with a fraction", berlin, "en_US", "2026-03-01T09:00:00.999Z", "2026-03-01T09:00:00Z");
    row("a day begins at local midnight", berlin, "de_DE", "2026-03-01", "2026-02-28T23:00:00Z");
    row("a day in summer time", berlin, "de_DE", "2026-07-01", "2026-06-30T22:00:00Z");
    row("a day in New York", newYork, "en_US", "2026-03-01", "2026-03-01T05:00:00Z");
    row("a day in UTC", "UTC", "en_US", "2026-03-01", "2026-03-01T00:00:00Z");
    row("minutes", berlin, "de_DE", "2026-03-01 10:00", "2026-03-01T09:00:00Z");
    row("seconds", berlin, "de_DE", "2026-03-01 10:00:30", "2026-03-01T09:00:30Z");
    row("spaces around and between", berlin, "de_DE", "  2026-03-01   10:00 ", "2026-03-01T09:00:00Z");
    row("a T and no offset", berlin, "de_DE", "2026-03-01T10:00", "2026-03-01T09:00:00Z");
    row("a Z behind a space", berlin, "de_DE", "2026-03-01 10:00 Z", "2026-03-01T10:00:00Z");
    row("UTC behind it", berlin, "de_DE", "2026-03-01 10:00 UTC", "2026-03-01T10:00:00Z");
    row("an offset of hours", berlin, "de_DE", "2026-03-01 10:00 +2", "2026-03-01T08:00:00Z");
    row("an offset without a colon", newYork, "en_US", "2026-03-01 10:00 -0330", "2026-03-01T13:30:00Z");
    row("local time by its name", berlin, "de_DE", "2026-03-01 10:00 CET", "2026-03-01T09:00:00Z");
    row("year first with slashes", berlin, "en_US", "2026/3/1", "2026-02-28T23:00:00Z");
    row("day, month, year", berlin, "de_DE", "1 Mar 2026", "2026-02-28T23:00:00Z");
    row("a month in capitals with dashes", "UTC", "en_GB", "01-MAR-2026 10:00", "2026-03-01T10:00:00Z");
    row("month, day, year", newYork, "en_US", "March 1, 2026 9:00", "2026-03-01T14:00:00Z");
    row("in the afternoon", newYork, "en_US", "March 1st, 2026 at 9:15 pm", "2026-03-02T02:15:00Z");
    row("noon", newYork, "en_US", "Mar 1 2026 12 PM", "2026-03-01T17:00:00Z");
    row("midnight", newYork, "en_US", "Mar 1 2026 12:30 a.m.", "2026-03-01T05:30:00Z");
    row("a month in German", berlin, "de_DE", "1. März 2026, 10:00 Uhr", "2026-03-01T09:00:00Z");
    row("a weekday before it", berlin, "de_DE", "Sonntag, 1. März 2026 um 10:00", "2026-03-01T09:00:00Z");
    row("as mail has it", berlin, "en_US", "Sun, 01 Mar 2026 10:00:00 +0000", "2026-03-01T10:00:00Z");
    row("in numbers, Germany", berlin, "de_DE", "2.3.2026 10:00", "2026-03-02T09:00:00Z");
    row("in numbers, the year in two digits", berlin, "de_DE", "02.03.26", "2026-03-01T23:00:00Z");
    row("in numbers, United States", newYork, "en_US", "2/3/2026 10:00 AM", "2026-02-03T15:00:00Z");
    row("in numbers, United Kingdom", "Europe/London", "en_GB", "2/3/2026", "2026-03-02T00:00:00Z");
    row("in numbers, the Netherlands", "Europe/Amsterdam", "nl_NL", "2-3-2026", "2026-03-01T23:00:00Z");
    row("now", berlin, "de_DE", "now", "2026-03-01T12:00:00Z");
    row("today", berlin, "de_DE", "Today", "2026-02-28T23:00:00Z");
    row("today where it is tomorrow already", "Pacific/Auckland", "en_GB", "today", "2026-03-01T11:00:00Z");
    row("yesterday", newYork, "en_US", "yesterday", "2026-02-28T05:00:00Z");
    row("yesterday at a time", newYork, "en_US", "yesterday 14:30", "2026-02-28T19:30:00Z");
    row("a zone of half an hour", "Asia/Kolkata", "en_GB", "2026-03-01 10:00", "2026-03-01T04:30:00Z");
    row("a leap day", "UTC", "en_US", "29 Feb 2024", "2024-02-29T00:00:00Z");
}

void tst_TimestampText::isUnderstood()
{
    QFETCH(const QByteArray, zone);
    QFETCH(const QString, locale);
    QFETCH(const QString, typed);
    setTimeZone(zone.constData());
    const TypedTimestamp read = readTimestamp(typed, QLocale(locale), someNow());
    QTEST(read.stored(), "stored");
    QCOMPARE(read.note, QString());
}

void tst_TimestampText::isNotGuessed_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("note");
    const auto row = [](const char *name, const char *locale, const char *typed, const char *note) {
        QTest::addRow("%s", name) << QString::fromLatin1(locale) << QString::fromUtf8(typed)
                                  << QString::fromUtf8(note);
    };
    row("nothing", "de_DE", "", "Write the day, too");
    row("a word", "de_DE", "soon", "Write it as");
    row("a number", "de_DE", "20260301", "Write it as");
    row("a time alone", "de_DE", "10:00", "Write the day, too");
    row("a day without its year", "de_DE", "1 Mar", "Write it as");
    row("German dots in the United States", "en_US", "2.3.2026", "could mean two days");
    row("American slashes in Germany", "de_DE", "2/3/2026", "could mean two days");
    row("slashes where no locale is known", "C", "2/3/2026", "could mean two days");
    row("day first in the United States", "en_US", "13/2/2026", "no such day");
    row("month first in the United Kingdom", "en_GB", "2/13/2026", "no such day");
    row("30 February", "de_DE", "30 Feb 2026", "no such day");
    row("a leap day that is none", "de_DE", "2026-02-29 10:00", "no such day");
    row("hour 25", "de_DE", "2026-03-01 25:00", "no such time");
    row("dashes where slashes are used", "en_US", "2-3-2026", "could mean two days");
    row("13 pm", "en_US", "2026-03-01 13:00 pm", "no such time");
    row("minute 61", "de_DE", "2026-03-01 10:61", "no such time");
    row("another weekday", "en_US", "Monday, 1 Mar 2026", "is a Sunday");
    row("a time zone of somewhere else", "en_US", "2026-03-01 10:00 PST", "not called PST");
    row("an offset past a day", "en_US", "2026-03-01 10:00 +25:00", "no such offset");
    row("two days", "en_US", "1 Mar 2 2026", "Write it as");
}

void tst_TimestampText::isNotGuessed()
{
    QFETCH(const QString, locale);
    QFETCH(const QString, typed);
    QFETCH(const QString, note);
    const TypedTimestamp read = readTimestamp(typed, QLocale(locale), someNow());
    QCOMPARE(read.stored(), QString());
    QVERIFY2(read.note.contains(note), qPrintable(read.note));
}

void tst_TimestampText::clockChangesAreSaid_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("note");
    const auto row = [](const char *name, const char *zone, const char *typed, const char *stored,
                        const char *note) {
        QTest::addRow("%s", name) << QByteArray(zone) << QString::fromLatin1(typed)
                                  << QString::fromLatin1(stored) << QString::fromLatin1(note);
    };
    const char *berlin = "Europe/Berlin";
    row("just before the hour that is skipped", berlin, "2026-03-29 01:59", "2026-03-29T00:59:00Z", "");
    row("the hour that is skipped", berlin, "2026-03-29 02:30", "2026-03-29T01:30:00Z",
        "put forward over this hour: taken as 2026-03-29 03:30:00");
    row("just after it", berlin, "2026-03-29 03:00", "2026-03-29T01:00:00Z", "");
    row("the hour that comes twice", berlin, "2026-10-25 02:30", "2026-10-25T00:30:00Z", "comes twice");
    row("its second time by the offset", berlin, "2026-10-25 02:30 +01:00", "2026-10-25T01:30:00Z", "");
    row("its first time by the name", berlin, "2026-10-25 02:30 CEST", "2026-10-25T00:30:00Z", "");
    row("its second time by the name", berlin, "2026-10-25 02:30 CET", "2026-10-25T01:30:00Z", "");
    row("after it", berlin, "2026-10-25 03:00", "2026-10-25T02:00:00Z", "");
    row("skipped in New York", "America/New_York", "2026-03-08 02:30", "2026-03-08T07:30:00Z", "put forward");
    row("twice in New York", "America/New_York", "2026-11-01 01:30", "2026-11-01T05:30:00Z", "comes twice");
    row("half an hour on Lord Howe Island", "Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04T14:45:00Z",
        "comes twice");
    row("a midnight that is skipped", "America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z",
        "put forward");
}

void tst_TimestampText::clockChangesAreSaid()
{
    QFETCH(const QByteArray, zone);
    QFETCH(const QString, typed);
    QFETCH(const QString, note);
    setTimeZone(zone.constData());
    const TypedTimestamp read = readTimestamp(typed, QLocale(QStringLiteral("en_GB")), someNow());
    QTEST(read.stored(), "stored");
    QVERIFY2(read.note.contains(note), qPrintable(read.note));
    QCOMPARE(read.note.isEmpty(), note.isEmpty());
}

void tst_TimestampText::isShownInLocalTime_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("timeZone");
    const auto row = [](const char *name, const char *zone, const char *stored, const char *shown,
                        const char *timeZone) {
        QTest::addRow("%s", name) << QByteArray(zone) << QString::fromLatin1(stored)
                                  << QString::fromLatin1(shown) << QString::fromLatin1(timeZone);
    };
    row("UTC", "UTC", "2026-03-01T09:00:05Z", "2026-03-01 09:00:05", "UTC, UTC+00:00");
    row("winter", "Europe/Berlin", "2026-03-01T09:00:00Z", "2026-03-01 10:00:00", "CET, UTC+01:00");
    row("summer", "Europe/Berlin", "2026-07-01T09:00:00Z", "2026-07-01 11:00:00", "CEST, UTC+02:00");
    row("the day before", "America/New_York", "2026-03-01T02:00:00Z", "2026-02-28 21:00:00",
        "EST, UTC-05:00");
    row("a stored offset", "Asia/Tokyo", "2026-03-01T09:00:00.75+01:00", "2026-03-01 17:00:00",
        "JST, UTC+09:00");
    row("no timestamp", "Europe/Berlin", "someday", "someday", "");
}

void tst_TimestampText::isShownInLocalTime()
{
    QFETCH(const QByteArray, zone);
    QFETCH(const QString, stored);
    setTimeZone(zone.constData());
    QTEST(shownTimestamp(stored), "shown");
    QTEST(shownTimeZone(stored), "timeZone");
}

void tst_TimestampText::whatIsShownReadsBack_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char *zone :
         {"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"})
        QTest::addRow("%s", zone) << QByteArray(zone);
}

void tst_TimestampText::whatIsShownReadsBack()
{
    QFETCH(const QByteArray, zone);
    setTimeZone(zone.constData());
    const QLocale locale(QStringLiteral("en_US"));
    const qint64 start = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).toSecsSinceEpoch();
    for (int i = 0; i < 365 * 24 * 2; ++i) { // a year by half hours: every clock change is in it
        const QString stored = TypedTimestamp{start + i * 1800}.stored();
        QCOMPARE(readTimestamp(editableTimestamp(stored), locale, someNow()).stored(), stored);
    }
}

void tst_TimestampText::localeFormsReadBack_data()
{
    QTest::addColumn<QString>("locale");
    for (const char *locale :
         {"de_DE", "en_US", "en_GB", "fr_FR", "es_ES", "nl_NL", "pl_PL", "sv_SE", "ja_JP"})
        QTest::addRow("%s", locale) << QString::fromLatin1(locale);
}

void tst_TimestampText::localeFormsReadBack()
{
    QFETCH(const QString, locale);
    const QLocale own(locale);
    const QDateTime moment(QDate(2026, 5, 4), QTime(16, 5), Qt::UTC);
    const QString stored = QStringLiteral("2026-05-04T16:05:00Z");
    const QString day = QStringLiteral("2026-05-04T00:00:00Z");
    for (const QLocale::FormatType form : {QLocale::ShortFormat, QLocale::LongFormat}) {
        const QString whole = own.toString(moment, form);
        QVERIFY2(readTimestamp(whole, own, someNow()).stored() == stored, qPrintable(whole));
        const QString date = own.toString(moment.date(), form);
        QVERIFY2(readTimestamp(date, own, someNow()).stored() == day, qPrintable(date));
    }
}

QTEST_GUILESS_MAIN(tst_TimestampText)
#include "tst_timestamptext.moc"
