// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/push/severalpush.h"
#include "tests/support/severaltenants.h"
#include "tests/support/testclock.h"
#include "tests/support/waitfor.h"

using namespace Fullstate;
using Outcome = Receipt::Outcome;

/// Pushes to several tenants: each goes its own way, and no more at once than may.
class tst_SeveralPush : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void oneFailureStopsNoOther();
    void goesInParallelUpToFour();
    void oneTenantIsPushedToInTurn();
    void waitsForRoomInTheBudget();
    void cancelsWhileItWaitsForRoom();
    void cancelsInTheMiddle();
    void cancelsBeforeItStarts();
    void secondCancelGivesUpTheVerify();
    void nothingToDoFinishes();
    void destroyedSilently();

private:
    /// What adds "new" to each of these customers' tenants.
    SeveralPush *push(const QStringList &customers);
    void addTenants(const QStringList &customers);
    static QString outcomesOf(const Result<std::vector<Receipt>> &receipts);

    TestClock m_clock;
    std::unique_ptr<SeveralTenants> m_tenants;
    QStringList m_saved; ///< "set-acme Verified"
    SeveralPush::RoomFor m_roomFor;
    std::unique_ptr<QObject> m_owner;
};

static QString nameOf(Outcome outcome)
{
    static const char *const names[] = {"Started",    "NotSent",  "TenantChanged", "Refused",
                                        "NotApplied", "Verified", "Different",     "Unknown"};
    return QString::fromLatin1(names[static_cast<int>(outcome)]);
}

static QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

void tst_SeveralPush::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_owner = std::make_unique<QObject>();
    m_tenants = std::make_unique<SeveralTenants>();
    m_saved.clear();
    m_roomFor = {};
}

void tst_SeveralPush::addTenants(const QStringList &customers)
{
    for (const QString &customer : customers)
        m_tenants->add(customer, QStringLiteral("a b")).puts = {QStringLiteral("ok")};
}

SeveralPush *tst_SeveralPush::push(const QStringList &customers)
{
    std::vector<ConfirmedPlan> confirmed;
    for (const QString &customer : customers) {
        ConfirmedPlan plan;
        plan.connection = customerConnection(customer);
        plan.type = userAccounts();
        plan.setId = plan.connection.resourceSets[0].id;
        plan.plan = makePlan(userAccounts(), QStringLiteral("65fc"), snapshotOf(users(QStringLiteral("a b"))),
                             users(QStringLiteral("a b new")));
        plan.where = customer;
        confirmed.push_back(std::move(plan));
    }
    const auto save = [this](const Receipt &receipt, QObject *parent) -> ResultJob<> * {
        m_saved << receipt.setId + QLatin1Char(' ') + nameOf(receipt.outcome);
        return new ReadyJob<>({}, parent);
    };
    PushJob::Policy policy;
    policy.firstDelay = std::chrono::milliseconds(1);
    policy.verifyDelay = std::chrono::milliseconds(1);
    return new SeveralPush(std::move(confirmed), *m_tenants, save, m_clock, policy, m_roomFor, m_owner.get());
}

QString tst_SeveralPush::outcomesOf(const Result<std::vector<Receipt>> &receipts)
{
    QStringList names;
    if (!receipts)
        return receipts.error().message;
    for (const Receipt &receipt : *receipts)
        names << receipt.where + QLatin1Char(' ') + nameOf(receipt.outcome);
    return names.join(QLatin1String(", "));
}

void tst_SeveralPush::oneFailureStopsNoOther()
{
    const QStringList customers = words("good refused changed lost unasked last");
    addTenants(customers);
    (*m_tenants)[QStringLiteral("refused")].puts = {QStringLiteral("400")};
    (*m_tenants)[QStringLiteral("changed")].gets = {QStringLiteral("other")};
    (*m_tenants)[QStringLiteral("lost")].puts = {QStringLiteral("lost")};
    (*m_tenants)[QStringLiteral("lost")].gets = {QStringLiteral("now"), QStringLiteral("fail")};
    (*m_tenants)[QStringLiteral("unasked")].gets = {QStringLiteral("fail")};
    SeveralPush *job = push(customers);
    QStringList said;
    QStringList known;
    connect(job, &SeveralPush::pushed, this,
            [&](int index, const Receipt &receipt, const SnapshotPtr &tenantNow) {
                said << QString::number(index) + nameOf(receipt.outcome);
                if (tenantNow)
                    known << QString::number(index) + QLatin1Char('=')
                            + QString::number(tenantNow->resources.size());
            });
    QCOMPARE(outcomesOf(waitFor(job)),
             QStringLiteral("good Verified, refused Refused, changed TenantChanged, lost Unknown, "
                            "unasked NotSent, last Verified"));
    said.sort();
    known.sort();
    QCOMPARE(said, words("0Verified 1Refused 2TenantChanged 3Unknown 4NotSent 5Verified"));
    QCOMPARE(known, words("0=3 1=2 2=3 3=2 5=3"));
    for (const char *never : {"changed PUT", "unasked PUT"})
        QCOMPARE(m_tenants->count(QString::fromLatin1(never)), 0);
    for (const QString &customer : customers) // the same receipts as single pushes
        QCOMPARE(m_saved.filter(QLatin1String("set-") + customer + QLatin1Char(' ')).isEmpty(), false);
    QVERIFY(m_saved.contains(QStringLiteral("set-last Started")));
    QVERIFY(m_saved.contains(QStringLiteral("set-last Verified")));
}

void tst_SeveralPush::goesInParallelUpToFour()
{
    const QStringList customers = words("c0 c1 c2 c3 c4 c5");
    addTenants(customers);
    for (const QString &customer : customers.mid(1, 3))
        (*m_tenants)[customer].puts = {QStringLiteral("hang+applied")};
    (*m_tenants)[QStringLiteral("c0")].puts = {QStringLiteral("hang+applied")};
    SeveralPush *job = push(customers);
    QStringList begun;
    connect(job, &SeveralPush::began, this, [&](int index) { begun << QString::number(index); });
    QTRY_COMPARE(m_tenants->log.filter(QStringLiteral("PUT")).size(), 4);
    QCOMPARE(begun, words("0 1 2 3"));
    QCOMPARE(m_tenants->count(QStringLiteral("c4 GET")), 0);
    job->cancel(); // the four end by their answers; the two that wait have sent nothing
    QCOMPARE(outcomesOf(waitFor(job)),
             QStringLiteral("c0 Verified, c1 Verified, c2 Verified, c3 Verified, c4 NotSent, c5 NotSent"));
    QCOMPARE(m_tenants->count(QStringLiteral("c4 GET")), 0);
    QVERIFY(m_saved.contains(QStringLiteral("set-c4 NotSent")));
}

/// The second plan was made before the first push: it must not overwrite what the first one did.
void tst_SeveralPush::oneTenantIsPushedToInTurn()
{
    addTenants(words("twin other"));
    (*m_tenants)[QStringLiteral("twin")].puts = words("ok ok");
    QCOMPARE(outcomesOf(waitFor(push(words("twin twin other")))),
             QStringLiteral("twin Verified, twin TenantChanged, other Verified"));
    QCOMPARE(m_tenants->log.filter(QStringLiteral("twin")),
             (QStringList{QStringLiteral("twin GET"), QStringLiteral("twin PUT"), QStringLiteral("twin GET"),
                          QStringLiteral("twin GET")}));
}

/// All three requests of a push fit into the minute before it begins; others need not wait for it.
void tst_SeveralPush::waitsForRoomInTheBudget()
{
    addTenants(words("full a b"));
    (*m_tenants)[QStringLiteral("a")].puts = {QStringLiteral("hang+applied")};
    int looks = 0;
    QStringList asked;
    m_roomFor = [&](const Connection &connection, int requests) {
        asked << connection.customerId + QString::number(requests);
        const bool isFull = connection.customerId == QLatin1String("full") && looks++ < 3;
        return std::chrono::milliseconds(isFull ? 1 : 0);
    };
    SeveralPush *job = push(words("full a b"));
    QStringList said;
    connect(job, &SeveralPush::pushProgressed, this, [&said](int index, const QString &what) {
        if (what.contains(QLatin1String("limited number")))
            said << QString::number(index);
    });
    QTRY_VERIFY(m_saved.contains(QStringLiteral("set-full Verified"))); // while a hangs
    QCOMPARE(said, words("0 0 0"));
    QCOMPARE(asked.mid(0, 3), words("full3 a3 b6"));
    QVERIFY(m_tenants->log.indexOf(QStringLiteral("b GET"))
            < m_tenants->log.indexOf(QStringLiteral("full GET")));
    job->cancel();
    QCOMPARE(outcomesOf(waitFor(job)), QStringLiteral("full Verified, a Verified, b Verified"));
}

void tst_SeveralPush::cancelsWhileItWaitsForRoom()
{
    addTenants(words("full"));
    bool isAsked = false;
    m_roomFor = [&isAsked](const Connection &, int) {
        isAsked = true;
        return std::chrono::milliseconds(std::chrono::hours(1));
    };
    SeveralPush *job = push(words("full"));
    QTRY_VERIFY(isAsked);
    job->cancel();
    QCOMPARE(outcomesOf(waitFor(job)), QStringLiteral("full NotSent"));
    QVERIFY(m_tenants->log.isEmpty());
}

void tst_SeveralPush::cancelsInTheMiddle()
{
    addTenants(words("done sending asking"));
    (*m_tenants)[QStringLiteral("sending")].puts = {QStringLiteral("hang+applied")};
    (*m_tenants)[QStringLiteral("asking")].gets = {QStringLiteral("hang")};
    SeveralPush *job = push(words("done sending asking asking"));
    QTRY_VERIFY(m_saved.contains(QStringLiteral("set-done Verified"))
                && m_tenants->count(QStringLiteral("sending PUT")) == 1);
    job->cancel();
    QCOMPARE(outcomesOf(waitFor(job)),
             QStringLiteral("done Verified, sending Verified, asking NotSent, asking NotSent"));
    QCOMPARE(m_tenants->count(QStringLiteral("sending PUT")), 1);
    QCOMPARE(m_tenants->count(QStringLiteral("asking GET")), 1);
    QCOMPARE(m_tenants->count(QStringLiteral("asking PUT")), 0);
}

void tst_SeveralPush::cancelsBeforeItStarts()
{
    addTenants(words("a b"));
    SeveralPush *job = push(words("a b"));
    job->cancel();
    QCOMPARE(outcomesOf(waitFor(job)), QStringLiteral("a NotSent, b NotSent"));
    QVERIFY(m_tenants->log.isEmpty());
}

void tst_SeveralPush::secondCancelGivesUpTheVerify()
{
    addTenants(words("a b"));
    (*m_tenants)[QStringLiteral("a")].gets = words("now hang");
    SeveralPush *job = push(words("a b"));
    QTRY_COMPARE(m_tenants->count(QStringLiteral("a GET")), 2);
    QTRY_VERIFY(m_saved.contains(QStringLiteral("set-b Verified")));
    job->cancel();
    QVERIFY(!job->isFinished());
    job->cancel();
    QCOMPARE(outcomesOf(waitFor(job)), QStringLiteral("a Unknown, b Verified"));
}

void tst_SeveralPush::nothingToDoFinishes()
{
    QCOMPARE(outcomesOf(waitFor(push({}))), QString());
}

void tst_SeveralPush::destroyedSilently()
{
    addTenants(words("a b"));
    (*m_tenants)[QStringLiteral("a")].puts = {QStringLiteral("hang")};
    SeveralPush *job = push(words("a b"));
    const QSignalSpy finished(job, &Job::finished);
    QTRY_COMPARE(m_tenants->count(QStringLiteral("a PUT")), 1);
    m_owner.reset();
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 0);
}

QTEST_GUILESS_MAIN(tst_SeveralPush)
#include "tst_severalpush.moc"
