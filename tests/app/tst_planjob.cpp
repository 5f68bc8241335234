// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/planjob.h"
#include "tests/support/users.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>

using namespace Fullstate;

/// What the review is made from, worked out on another thread.
class tst_PlanJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void answersWithAReview();
    void cancels();
};

void tst_PlanJob::answersWithAReview()
{
    const std::vector<QJsonObject> wanted = users(QStringLiteral("a b:status=ASLEEP"));
    auto *job = new PlanJob(userAccounts(), QStringLiteral("r1"), snapshotOf(manyUsers(1)), wanted,
                            {QStringLiteral("user0")}, this);
    const Result<Review> review = waitFor<Review>(job);
    QVERIFY(review);
    QCOMPARE(review->plan.adds, 2);
    QCOMPARE(review->plan.deletes, 1);
    QCOMPARE(review->plan.body, makeBody(userAccounts(), QStringLiteral("r1"), wanted));
    QCOMPARE(int(review->problems.size()), 1);
    QCOMPARE(review->problems.front().row, 1);
    QCOMPARE(int(review->guard.blocks.size()), 1);
    QCOMPARE(int(review->guard.stops.size()), 2); // nothing in common, and a row that the import left out
    QCOMPARE(review->guard.deletionsToConfirm, std::optional<int>(1));
}

void tst_PlanJob::cancels()
{
    auto *early = new PlanJob(userAccounts(), {}, snapshotOf({}), manyUsers(1), {}, this);
    early->cancel();
    QCOMPARE(early->result().error().kind, Error::Kind::Cancelled);
    auto *job = new PlanJob(userAccounts(), {}, snapshotOf({}), manyUsers(2'000), {}, this);
    QSignalSpy finished(job, &Job::finished);
    QCoreApplication::processEvents(); // it has started
    job->cancel();
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 1);
}

QTEST_GUILESS_MAIN(tst_PlanJob)
#include "tst_planjob.moc"
