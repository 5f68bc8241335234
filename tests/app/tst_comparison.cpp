// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/push/comparison.h"
#include "app/push/reconcilejob.h"
#include "tests/support/scriptedapi.h"
#include "tests/support/testclock.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>

using namespace Fullstate;
using Outcome = Receipt::Outcome;

/// What is the same to a push and what is not, in lines for people; and what a later fetch makes of a push
/// whose outcome nobody knew.
class tst_Comparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void comparesStates_data();
    void comparesStates();
    void namesDifferences_data();
    void namesDifferences();
    void capsLines();
    void neverEqualToWhatCannotBeRead();
    void resolves_data();
    void resolves();
    void leavesAlone_data();
    void leavesAlone();
    void reconciles_data();
    void reconciles();
    void reconcileCancels();
};

static QString latin1(const char *text)
{
    return QString::fromLatin1(text);
}

void tst_Comparison::comparesStates_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("changes"); // empty: the same
    const auto row = [](const char *name, const char *left, const char *right, const char *changes) {
        QTest::addRow("%s", name) << latin1(left) << latin1(right) << latin1(changes);
    };
    row("nothing on both sides", "", "", "");
    row("the same", "a b", "a b", "");
    row("another order", "a b", "b a", "");
    row("an optional null", "a", "a:roleDescription=null", "");
    row("a fraction of a second", "a", "a:createdTimestamp=2024-03-01T09:00:00.9Z", "");
    row("one added", "a", "a b", "b (Name of b) was added");
    row("one deleted", "a b", "b", "a (Name of a) was deleted");
    row("a field changed", "a", "a:email=x", "a: email was 'a@example.com', is now 'x'");
    row("a field set", "a", "a:roleDescription=Boss", "a: roleDescription was not set, is now 'Boss'");
    row("a field without quotes", "a", "a:mfaEnabled=null", "a: mfaEnabled was true, is now null");
    row("as many, but others", "a", "b", "a (Name of a) was deleted\nb (Name of b) was added");
    row("all of it, by uniqueId", "b c:email=y", "a b:email=x",
        "a (Name of a) was added\nb: email was 'b@example.com', is now 'x'\nc (Name of c) was deleted");
}

void tst_Comparison::comparesStates()
{
    QFETCH(const QString, left);
    QFETCH(const QString, right);
    QFETCH(const QString, changes);
    const SnapshotPtr before = snapshotOf(users(left), users(QStringLiteral("gone")));
    const SnapshotPtr after = snapshotOf(users(right));
    QCOMPARE(sameState(userAccounts(), *before, *after), changes.isEmpty());
    QCOMPARE(sameState(userAccounts(), *after, *before), changes.isEmpty());
    QCOMPARE(changesBetween(userAccounts(), *before, *after).join(QLatin1Char('\n')), changes);
}

void tst_Comparison::namesDifferences_data()
{
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("arrived");
    QTest::addColumn<QString>("differences");
    const auto row = [](const char *name, const char *sent, const char *arrived, const char *differences) {
        QTest::addRow("%s", name) << latin1(sent) << latin1(arrived) << latin1(differences);
    };
    row("it arrived", "a b", "b a", "");
    row("nothing was sent and nothing is there", "", "", "");
    row("an optional null is not sent", "a:roleDescription=null", "a", "");
    row("a fraction of a second is dropped", "a:createdTimestamp=2024-03-01T09:00:00.9Z", "a", "");
    row("another value", "ada.l:email=y", "ada.l:email=x", "ada.l: email is 'x', should be 'y'");
    row("a value lost", "a:roleDescription=Boss", "a", "a: roleDescription is not set, should be 'Boss'");
    row("missing", "a b", "b", "a (Name of a) is missing");
    row("extra", "a", "a b", "b (Name of b) should not be there");
    row("markup stays text", "a:email=<b>x</b>", "a:email=<i>", "a: email is '<i>', should be '<b>x</b>'");
    row("place markers stay text", "a:email=%2", "a:email=%1", "a: email is '%1', should be '%2'");
}

void tst_Comparison::namesDifferences()
{
    QFETCH(const QString, sent);
    QFETCH(const QString, arrived);
    const Plan plan = makePlan(userAccounts(), QStringLiteral("r1"), snapshotOf({}), users(sent));
    const QStringList differences = differencesAfterPush(userAccounts(), plan, *snapshotOf(users(arrived)));
    QTEST(differences.join(QLatin1Char('\n')), "differences");
}

void tst_Comparison::capsLines()
{
    const Plan plan = makePlan(userAccounts(), QStringLiteral("r1"), snapshotOf({}), manyUsers(2'000));
    const QStringList lines = differencesAfterPush(userAccounts(), plan, *snapshotOf({}));
    QCOMPARE(lines.size(), 51);
    QCOMPARE(lines.last(), QStringLiteral("and 1,950 more"));

    QJsonObject longText = user(QStringLiteral("a"));
    longText.insert(QStringLiteral("email"), QString(100'000, QLatin1Char('x')));
    const QStringList cut =
        changesBetween(userAccounts(), *snapshotOf(users(QStringLiteral("a"))), *snapshotOf({longText}));
    QCOMPARE(cut.size(), 1);
    QVERIFY(cut.first().size() < 300);
}

void tst_Comparison::neverEqualToWhatCannotBeRead()
{
    Plan plan = makePlan(userAccounts(), QStringLiteral("r1"), snapshotOf({}), {});
    QVERIFY(differencesAfterPush(userAccounts(), plan, *snapshotOf({})).isEmpty());
    plan.body = "{\"resourceId\":\"r1\",\"resour";
    QVERIFY(!sentResources(plan));
    QCOMPARE(differencesAfterPush(userAccounts(), plan, *snapshotOf({})).size(), 1);
}

static Receipt startedReceipt()
{
    Receipt receipt;
    receipt.id = QStringLiteral("receipt-1");
    receipt.setId = QStringLiteral("set-1");
    receipt.startedAt = QDateTime({2026, 11, 23}, {9, 0}, Qt::UTC);
    receipt.plan = makePlan(userAccounts(), QStringLiteral("r1"), snapshotOf(users(QStringLiteral("a b"))),
                            users(QStringLiteral("b:email=new c")));
    return receipt;
}

static Snapshot later(const QString &held)
{
    Snapshot snapshot = *snapshotOf(users(held));
    snapshot.takenAt = QDateTime({2026, 11, 23}, {12, 0}, Qt::UTC);
    return snapshot;
}

void tst_Comparison::resolves_data()
{
    QTest::addColumn<int>("was");
    QTest::addColumn<QString>("held");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("differences");
    const int started = int(Outcome::Started);
    const int unknown = int(Outcome::Unknown);
    QTest::addRow("crashed, and it arrived")
        << started << latin1("b:email=new c") << int(Outcome::Verified) << 0;
    QTest::addRow("crashed, and it did not arrive")
        << started << latin1("a b") << int(Outcome::NotApplied) << 0;
    QTest::addRow("crashed, and somebody pushed since")
        << started << latin1("b:email=new c d") << int(Outcome::Different) << 1;
    QTest::addRow("answer lost, and it arrived")
        << unknown << latin1("c b:email=new") << int(Outcome::Verified) << 0;
    QTest::addRow("answer lost, and it did not arrive")
        << unknown << latin1("b a") << int(Outcome::NotApplied) << 0;
}

void tst_Comparison::resolves()
{
    QFETCH(const int, was);
    QFETCH(const QString, held);
    Receipt receipt = startedReceipt();
    receipt.outcome = Outcome(was);
    const Snapshot snapshot = later(held);
    const Receipt resolved = resolveUnknown(userAccounts(), receipt, snapshot);
    QTEST(int(resolved.outcome), "outcome");
    QTEST(int(resolved.differences.size()), "differences");
    QVERIFY2(resolved.message.contains(QStringLiteral("later fetch")), qPrintable(resolved.message));
    QCOMPARE(resolved.id, receipt.id);
    QCOMPARE(resolved.finishedAt, snapshot.takenAt);
    const Result<Snapshot> after = parseSnapshot(resolved.after, snapshot.takenAt);
    QVERIFY(after);
    QCOMPARE(after->resources, snapshot.resources);
}

void tst_Comparison::leavesAlone_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("hour");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("hasTenant");
    const QByteArray body = startedReceipt().plan.body;
    QTest::addRow("decided already") << int(Outcome::Verified) << 12 << body << true;
    QTest::addRow("a snapshot from before the push") << int(Outcome::Started) << 8 << body << true;
    QTest::addRow("a receipt without its body") << int(Outcome::Started) << 12 << QByteArray() << true;
    QTest::addRow("a receipt without the tenant before") << int(Outcome::Unknown) << 12 << body << false;
}

void tst_Comparison::leavesAlone()
{
    QFETCH(const int, outcome);
    QFETCH(const int, hour);
    QFETCH(const QByteArray, body);
    QFETCH(const bool, hasTenant);
    Receipt receipt = startedReceipt();
    receipt.outcome = Outcome(outcome);
    receipt.plan.body = body;
    if (!hasTenant)
        receipt.plan.tenant = std::make_shared<const Snapshot>();
    Snapshot snapshot = later(QStringLiteral("a b"));
    snapshot.takenAt = QDateTime({2026, 11, 23}, {hour, 0}, Qt::UTC);
    const Receipt same = resolveUnknown(userAccounts(), receipt, snapshot);
    QTEST(int(same.outcome), "outcome");
    QVERIFY(same.message.isEmpty() && same.after.isEmpty() && !same.finishedAt.isValid());
}

void tst_Comparison::reconciles_data()
{
    QTest::addColumn<QString>("held");
    QTest::addColumn<QString>("get");
    QTest::addColumn<bool>("diskIsFull");
    QTest::addColumn<QString>("result"); // outcome, or the failure's message
    QTest::addColumn<int>("saves");
    QTest::addRow("it arrived") << latin1("b:email=new c") << latin1("now") << false << latin1("Verified")
                                << 1;
    QTest::addRow("it did not arrive")
        << latin1("a b") << latin1("now") << false << latin1("NotApplied") << 1;
    QTest::addRow("no answer") << latin1("a b") << latin1("fail") << false << latin1("No net.") << 0;
    QTest::addRow("cannot be kept") << latin1("a b") << latin1("now") << true << latin1("Disk full.") << 1;
}

void tst_Comparison::reconciles()
{
    QFETCH(const QString, held);
    QFETCH(const QString, get);
    QFETCH(const bool, diskIsFull);
    ScriptedApi api(users(held));
    api.gets = QStringList{get};
    TestClock clock;
    std::vector<Receipt> saved;
    const SaveReceipt save = [&saved, diskIsFull](const Receipt &receipt, QObject *parent) -> ResultJob<> * {
        saved.push_back(receipt);
        const Error full{Error::Kind::Storage, QStringLiteral("Disk full."), {}};
        return new ReadyJob<>(diskIsFull ? Result<>(Failure(full)) : Result<>(), parent);
    };
    auto *job =
        new ReconcileJob(scriptedConnection(), userAccounts(), startedReceipt(), api, save, clock, this);
    const Result<Receipt> receipt = waitFor<Receipt>(job);
    static const char *const names[] = {"Started",    "NotSent",  "TenantChanged", "Refused",
                                        "NotApplied", "Verified", "Different",     "Unknown"};
    QTEST(receipt ? latin1(names[int(receipt->outcome)]) : receipt.error().message, "result");
    QTEST(int(saved.size()), "saves");
    QCOMPARE(api.log, QStringList{QStringLiteral("GET")});
    if (receipt)
        QCOMPARE(int(saved.front().outcome), int(receipt->outcome));
}

void tst_Comparison::reconcileCancels()
{
    ScriptedApi api({});
    api.gets = QStringList{QStringLiteral("hang")};
    TestClock clock;
    const SaveReceipt save = [](const Receipt &, QObject *parent) -> ResultJob<> * {
        return new ReadyJob<>({}, parent);
    };
    auto *job =
        new ReconcileJob(scriptedConnection(), userAccounts(), startedReceipt(), api, save, clock, this);
    QSignalSpy finished(job, &Job::finished);
    QTRY_COMPARE(api.log.size(), 1);
    job->cancel();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(job->result().error().kind, Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(tst_Comparison)
#include "tst_comparison.moc"
