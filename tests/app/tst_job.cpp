// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/job.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>

using namespace Fullstate;

/// What every job promises: finished() once, on a later turn of the loop, and no life after it.
class tst_Job : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void finishesOnceOnALaterTurn();
    void cancelledBeforeItStarts();
    void destroyedSilently();
};

void tst_Job::finishesOnceOnALaterTurn()
{
    auto *job = new ReadyJob<int>(7, this);
    QSignalSpy finished(job, &Job::finished);
    QSignalSpy destroyed(job, &QObject::destroyed);
    QVERIFY(!job->isFinished());
    QCOMPARE(waitFor<int>(job).value(), 7);
    QTRY_COMPARE(destroyed.size(), 1);
    QCOMPARE(finished.size(), 1);
}

void tst_Job::cancelledBeforeItStarts()
{
    auto *job = new ReadyJob<int>(7, this);
    QSignalSpy finished(job, &Job::finished);
    job->cancel();
    job->cancel();
    QCOMPARE(finished.size(), 1);
    QVERIFY(job->result().error().kind == Error::Kind::Cancelled);
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 1);
}

void tst_Job::destroyedSilently()
{
    auto *job = new ReadyJob<int>(7, this);
    QSignalSpy finished(job, &Job::finished);
    delete job;
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 0);
}

QTEST_GUILESS_MAIN(tst_Job)
#include "tst_job.moc"
