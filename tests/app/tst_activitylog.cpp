// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/activitylog.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Fullstate;

/// The last requests, newest first.
class tst_ActivityLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void showsARequest();
    void keepsTheLastThousand();
    void clears();
};

static ActivityRecord record(int number)
{
    ActivityRecord made;
    made.at = QDateTime({2026, 11, 23}, {9, 30, 5}, Qt::UTC);
    made.verb = QStringLiteral("PUT");
    made.url = QStringLiteral("https://api.example/%1").arg(number);
    made.connection = QStringLiteral("Acme");
    made.attempt = 2;
    made.status = 503;
    made.sentBytes = 1200;
    made.receivedBytes = 7;
    made.tookMs = 41;
    made.outcome = QStringLiteral("The tenant failed.");
    made.request = QStringLiteral("the body");
    made.answer = QStringLiteral("<b>the answer</b>");
    return made;
}

static QString text(const ActivityLog &log, int row, int column)
{
    return log.index(row, column).data().toString();
}

void tst_ActivityLog::showsARequest()
{
    ActivityLog log;
    const QAbstractItemModelTester tester(&log, QAbstractItemModelTester::FailureReportingMode::QtTest);
    log.append(record(1));
    QCOMPARE(text(log, 0, ActivityLog::Time), QStringLiteral("09:30:05"));
    QCOMPARE(text(log, 0, ActivityLog::Request), QStringLiteral("PUT https://api.example/1"));
    QCOMPARE(text(log, 0, ActivityLog::Attempt), QStringLiteral("2"));
    QCOMPARE(text(log, 0, ActivityLog::Status), QStringLiteral("503"));
    QVERIFY(text(log, 0, ActivityLog::Size).contains(QLatin1String("1200")));
    QVERIFY(text(log, 0, ActivityLog::Took).contains(QLatin1String("41")));
    QCOMPARE(text(log, 0, ActivityLog::Outcome), QStringLiteral("The tenant failed."));
    const QString detail = log.index(0, 0).data(ActivityLog::DetailRole).toString();
    for (const char *part : {"Acme", "PUT https://api.example/1", "the body", "503", "<b>the answer</b>"})
        QVERIFY2(detail.contains(QLatin1String(part)), part);

    ActivityRecord unanswered = record(2);
    unanswered.status = 0;
    log.append(unanswered);
    QCOMPARE(text(log, 0, ActivityLog::Status), QStringLiteral("–"));
    QStringList titles;
    for (int column = 0; column < log.columnCount(); ++column)
        titles << log.headerData(column, Qt::Horizontal).toString();
    QVERIFY(!titles.contains(QString()));
    QCOMPARE(titles.removeDuplicates(), 0);
}

void tst_ActivityLog::keepsTheLastThousand()
{
    ActivityLog log;
    const QAbstractItemModelTester tester(&log, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < 1003; ++i)
        log.append(record(i));
    QCOMPARE(log.rowCount(), 1000);
    QCOMPARE(text(log, 0, ActivityLog::Request), QStringLiteral("PUT https://api.example/1002"));
    QCOMPARE(text(log, 999, ActivityLog::Request), QStringLiteral("PUT https://api.example/3"));
}

void tst_ActivityLog::clears()
{
    ActivityLog log;
    const QAbstractItemModelTester tester(&log, QAbstractItemModelTester::FailureReportingMode::QtTest);
    log.append(record(1));
    log.clear();
    QCOMPARE(log.rowCount(), 0);
    log.append(record(2));
    QCOMPARE(log.rowCount(), 1);
}

QTEST_GUILESS_MAIN(tst_ActivityLog)
#include "tst_activitylog.moc"
