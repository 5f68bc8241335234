// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/planjob.h"
#include "tests/support/users.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>
#include <algorithm>

using namespace Fullstate;

/// What the review is made from, worked out on another thread.
class tst_PlanJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void answersWithAReview();
    void looksAtOtherSets();
    void cancels();
};

void tst_PlanJob::answersWithAReview()
{
    const std::vector<QJsonObject> wanted = users(QStringLiteral("a b:status=ASLEEP"));
    auto *job = new PlanJob(userAccounts(), QStringLiteral("r1"), snapshotOf(manyUsers(1)), wanted,
                            {QStringLiteral("user0")}, nullptr, this);
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

void tst_PlanJob::looksAtOtherSets()
{
    const Catalog catalog = Catalog::load().value();
    const auto named = [](const char *component) {
        return QJsonObject{{QStringLiteral("uniqueId"), QString::fromLatin1(component)},
                           {QStringLiteral("vulnerableComponentUniqueId"), QString::fromLatin1(component)}};
    };
    auto known = std::make_shared<ReferencedSets>();
    known->sets = {{QStringLiteral("s"), QStringLiteral("Vulnerable components"),
                    std::make_shared<const SetIds>(SetIds{
                        true, {QStringLiteral("old")}, {QStringLiteral("old"), QStringLiteral("new")}})}};
    auto *job = new PlanJob(*catalog.find(u"PackageVulnerabilityConnectors"), QStringLiteral("r1"),
                            snapshotOf({}), {named("old"), named("new")}, {}, known, this);
    const Result<Review> review = waitFor<Review>(job);
    QVERIFY(review);
    QStringList warnings;
    for (const Problem &problem : review->problems) {
        if (problem.severity == Problem::Severity::Warning)
            warnings << QStringLiteral("%1 %2").arg(problem.row).arg(problem.message);
    }
    QCOMPARE(warnings.join(u'\n'),
             QStringLiteral("1 “new” is not in the tenant yet: push Vulnerable components first."));
    QVERIFY(std::is_sorted(review->problems.begin(), review->problems.end(),
                           [](const Problem &left, const Problem &right) { return left.row < right.row; }));
}

void tst_PlanJob::cancels()
{
    auto *early = new PlanJob(userAccounts(), {}, snapshotOf({}), manyUsers(1), {}, nullptr, this);
    early->cancel();
    QCOMPARE(early->result().error().kind, Error::Kind::Cancelled);
    auto *job = new PlanJob(userAccounts(), {}, snapshotOf({}), manyUsers(2'000), {}, nullptr, this);
    QSignalSpy finished(job, &Job::finished);
    QCoreApplication::processEvents(); // it has started
    job->cancel();
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 1);
}

QTEST_GUILESS_MAIN(tst_PlanJob)
#include "tst_planjob.moc"
