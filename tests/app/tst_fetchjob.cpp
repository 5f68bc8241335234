// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/push/fetchjob.h"
#include "tests/support/scriptedapi.h"
#include "tests/support/testclock.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>

using namespace Fullstate;

/// What the tenant says becomes a snapshot, or a reason why not.
class tst_FetchJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void readsWhatTheTenantHolds();
    void passesFailuresOn_data();
    void passesFailuresOn();
    void cancels();
    void destroyedSilently();

private:
    FetchJob *fetch(ScriptedApi &api, QObject *parent);

    TestClock m_clock;
};

FetchJob *tst_FetchJob::fetch(ScriptedApi &api, QObject *parent)
{
    return new FetchJob(scriptedConnection(), userAccounts(), QStringLiteral("r1"), api, m_clock, parent);
}

void tst_FetchJob::readsWhatTheTenantHolds()
{
    ScriptedApi api(users(QStringLiteral("a b:mfaEnabled=null")));
    FetchJob *job = fetch(api, this);
    QByteArray body;
    connect(job, &Job::finished, this, [job, &body] { body = job->body(); });
    const Result<SnapshotPtr> snapshot = waitFor<SnapshotPtr>(job);
    QVERIFY(snapshot);
    QCOMPARE((*snapshot)->takenAt, m_clock.now());
    // Server fields and the nulls of optional fields are gone: it can be pushed as it is.
    QCOMPARE((*snapshot)->resources, users(QStringLiteral("a b:mfaEnabled=null")));
    QVERIFY((*snapshot)->unknownFields.isEmpty());
    QVERIFY(body.contains("createdAt"));
    QCOMPARE(api.asked, QStringList{QStringLiteral("user_account?r1")});
}

void tst_FetchJob::passesFailuresOn_data()
{
    QTest::addColumn<QString>("get");
    QTest::addColumn<int>("kind");
    QTest::addRow("no answer") << QStringLiteral("fail") << int(Error::Kind::Network);
    QTest::addRow("an answer that is not JSON") << QStringLiteral("garbage") << int(Error::Kind::Malformed);
}

void tst_FetchJob::passesFailuresOn()
{
    QFETCH(const QString, get);
    ScriptedApi api({});
    api.gets = QStringList{get};
    const Result<SnapshotPtr> snapshot = waitFor<SnapshotPtr>(fetch(api, this));
    QVERIFY(!snapshot);
    QTEST(int(snapshot.error().kind), "kind");
    QVERIFY(!snapshot.error().message.isEmpty());
}

void tst_FetchJob::cancels()
{
    ScriptedApi api({});
    api.gets = QStringList{QStringLiteral("hang"), QStringLiteral("hang")};
    FetchJob *early = fetch(api, this);
    early->cancel();
    QCOMPARE(early->result().error().kind, Error::Kind::Cancelled);
    QCoreApplication::processEvents();
    QVERIFY(api.log.isEmpty());

    FetchJob *job = fetch(api, this);
    QSignalSpy finished(job, &Job::finished);
    QTRY_COMPARE(api.log.size(), 1);
    job->cancel();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(job->result().error().kind, Error::Kind::Cancelled);
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 1);
}

void tst_FetchJob::destroyedSilently()
{
    ScriptedApi api({});
    api.gets = QStringList{QStringLiteral("hang")};
    auto owner = std::make_unique<QObject>();
    FetchJob *job = fetch(api, owner.get());
    QSignalSpy finished(job, &Job::finished);
    QTRY_COMPARE(api.log.size(), 1);
    owner.reset();
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 0);
}

QTEST_GUILESS_MAIN(tst_FetchJob)
#include "tst_fetchjob.moc"
