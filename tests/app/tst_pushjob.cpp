// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/push/pushjob.h"
#include "tests/support/scriptedapi.h"
#include "tests/support/testclock.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>
#include <QUuid>

using namespace Fullstate;
using Outcome = Receipt::Outcome;

/// Every way a push can go, and that what is said of it is true.
class tst_PushJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void goesEveryWay_data();
    void goesEveryWay();
    void keepsTheReceipt();
    void saysWhatChanged();
    void saysWhatDiffers();
    void knowsWhatTheTenantHolds();
    void cancels_data();
    void cancels();
    void secondCancelGivesUp_data();
    void secondCancelGivesUp();
    void cancelsNothingOnceConcluding();
    void destroyedSilently_data();
    void destroyedSilently();

private:
    PushJob *push(int maxPuts = 3);
    SaveReceipt saver();
    bool reached(const QString &log);

    TestClock m_clock;
    std::unique_ptr<ScriptedApi> m_api;
    QStringList m_saves; ///< "fail", "hang"; ok when at its end
    QList<Receipt> m_saved;
    std::unique_ptr<QObject> m_owner;
};

static const std::vector<QJsonObject> &before()
{
    static const std::vector<QJsonObject> held = users(QStringLiteral("a b c"));
    return held;
}

static std::vector<QJsonObject> wanted()
{
    return users(QStringLiteral("a b:email=new d"));
}

static QString nameOf(Outcome outcome)
{
    static const char *const names[] = {"Started",    "NotSent",  "TenantChanged", "Refused",
                                        "NotApplied", "Verified", "Different",     "Unknown"};
    return QString::fromLatin1(names[static_cast<int>(outcome)]);
}

void tst_PushJob::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_owner = std::make_unique<QObject>();
    m_api = std::make_unique<ScriptedApi>(before());
    m_saves.clear();
    m_saved.clear();
}

SaveReceipt tst_PushJob::saver()
{
    return [this](const Receipt &receipt, QObject *parent) -> ResultJob<> * {
        m_api->log << nameOf(receipt.outcome);
        m_saved << receipt;
        const QString word = m_saves.isEmpty() ? QString() : m_saves.takeFirst();
        if (word == QLatin1String("hang"))
            return new HangingJob<void>(Failure(Error::cancelled()), parent);
        if (word == QLatin1String("fail"))
            return new ReadyJob<>(Failure(Error{Error::Kind::Storage, QStringLiteral("Disk full."), {}}),
                                  parent);
        return new ReadyJob<>({}, parent);
    };
}

PushJob *tst_PushJob::push(int maxPuts)
{
    using namespace std::chrono_literals;
    ConfirmedPlan confirmed;
    confirmed.connection = scriptedConnection();
    confirmed.type = userAccounts();
    confirmed.setId = QStringLiteral("set-1");
    confirmed.plan = makePlan(userAccounts(), QStringLiteral("r1"), snapshotOf(before()), wanted());
    confirmed.where = QStringLiteral("Acme (US), User accounts");
    confirmed.confirmedDeletions = 1;
    PushJob::Policy policy;
    policy.maxPuts = maxPuts;
    policy.firstDelay = 1ms;
    policy.maxVerifies = 3;
    policy.verifyDelay = 1ms;
    return new PushJob(confirmed, *m_api, saver(), m_clock, policy, m_owner.get());
}

/// Turns the event loop until the calls so far are those.
bool tst_PushJob::reached(const QString &log)
{
    return QTest::qWaitFor([this, &log] { return m_api->log.join(QLatin1Char(' ')) == log; });
}

void tst_PushJob::goesEveryWay_data()
{
    QTest::addColumn<QString>("gets");
    QTest::addColumn<QString>("puts");
    QTest::addColumn<QString>("saves");
    QTest::addColumn<QString>("log");
    QTest::addColumn<QString>("message");

    const auto row = [](const char *name, const char *gets, const char *puts, const char *log,
                        const char *message, const char *saves = "") {
        QTest::addRow("%s", name) << QString::fromLatin1(gets) << QString::fromLatin1(puts)
                                  << QString::fromLatin1(saves) << QString::fromLatin1(log)
                                  << QString::fromLatin1(message);
    };
    row("pushed, confirmed, there", "", "ok", "GET Started PUT GET Verified", "exactly what was pushed");

    // before the PUT
    row("the tenant changed during the review", "other", "", "GET TenantChanged", "Review the push again");
    row("the re-check gets no answer", "fail", "", "GET NotSent", "Nothing was sent, because");
    row("the re-check gets no JSON", "garbage", "", "GET NotSent", "Nothing was sent, because");
    row("the intent cannot be kept", "", "", "GET Started", "Disk full", "fail");
    row("nothing left the program", "", "not-sent", "GET Started PUT NotSent",
        "Nothing was sent. Said not-sent");

    // refused
    row("refused, nothing changed", "", "400", "GET Started PUT GET Refused",
        "refused the push; a fetch since");
    row("refused, yet it is there", "", "401+applied", "GET Started PUT GET Verified", "did not say so");
    row("refused, and somebody else pushed", "now other", "400", "GET Started PUT GET Different",
        "no longer holds");
    row("refused, then no answer", "now fail", "400", "GET Started PUT GET Unknown", "could not be asked");
    row("the token was revoked, another one is taken", "", "401 ok", "GET Started PUT GET PUT GET Verified",
        "sent 2 times");
    row("the token is refused twice", "", "401 401", "GET Started PUT GET PUT GET Refused", "Said 401");
    row("the token is refused after a lost answer", "", "lost 401 ok",
        "GET Started PUT GET PUT GET PUT GET Verified", "sent 3 times");
    row("asked to slow down, then taken", "", "429 ok", "GET Started PUT GET PUT GET Verified",
        "sent 2 times");
    row("asked to slow down each time", "", "429 429 429", "GET Started PUT GET PUT GET PUT GET Refused",
        "sent 3 times");

    // no answer that says what became of it
    row("500 after applying", "", "500+applied", "GET Started PUT GET Verified", "Said 500");
    row("500 before applying, then taken", "", "500 ok", "GET Started PUT GET PUT GET Verified",
        "sent 2 times");
    row("500 each time", "", "500 500 500", "GET Started PUT GET PUT GET PUT GET GET GET NotApplied",
        "still holds what it held before");
    row("500 and applied late", "now before before now", "500 500 500+applied",
        "GET Started PUT GET PUT GET PUT GET Verified", "sent 3 times");
    row("answer lost after applying", "", "lost+applied", "GET Started PUT GET Verified", "Said lost");
    row("answer lost, not applied, then taken", "", "lost ok", "GET Started PUT GET PUT GET Verified",
        "sent 2 times");
    row("answer lost, then no answer to the GET", "now fail", "lost", "GET Started PUT GET Unknown",
        "No net.");
    row("answer lost, somebody else pushed: not sent over it", "now other", "lost",
        "GET Started PUT GET Different", "something else");
    row("answer lost, shown late, sent again: the same bytes do no harm", "now before", "lost+applied ok",
        "GET Started PUT GET PUT GET Verified", "sent 2 times");
    row("answer lost, then no way to send: still not 'nothing sent'", "", "lost not-sent",
        "GET Started PUT GET PUT GET GET GET NotApplied", "still holds");
    row("a page instead of the answer", "", "html", "GET Started PUT GET GET GET NotApplied", "Said html");
    row("a page instead of the answer, applied", "", "html+applied", "GET Started PUT GET Verified",
        "Said html");
    row("a redirect is not followed and not repeated", "", "308", "GET Started PUT GET GET GET NotApplied",
        "Said 308");

    // confirmed is not yet verified
    row("confirmed, shown late", "now before before now", "ok", "GET Started PUT GET GET GET Verified",
        "exactly what was pushed");
    row("confirmed, never shown", "", "ok+ignored", "GET Started PUT GET GET GET Unknown",
        "may need more time");
    row("confirmed, something else is there", "now other", "ok", "GET Started PUT GET Different",
        "something else");
    row("confirmed, then no answer", "now fail", "ok", "GET Started PUT GET Unknown", "could not be asked");
    row("the receipt cannot be kept at the end", "", "ok", "GET Started PUT GET Verified",
        "The receipt could not be kept. Disk full.", "ok fail");
}

void tst_PushJob::goesEveryWay()
{
    QFETCH(const QString, gets);
    QFETCH(const QString, puts);
    QFETCH(const QString, saves);
    QFETCH(const QString, message);
    m_api->gets = gets.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_api->puts = puts.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_saves = saves.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const Result<Receipt> receipt = waitFor<Receipt>(push());
    QVERIFY(receipt);
    QTEST(m_api->log.join(QLatin1Char(' ')), "log");
    QVERIFY2(receipt->message.contains(message), qPrintable(receipt->message));
    if (saves != QLatin1String("fail"))
        QCOMPARE(nameOf(receipt->outcome), m_api->log.last());
    else
        QCOMPARE(receipt->outcome, Outcome::NotSent);
    QVERIFY2(m_api->puts.isEmpty(), "the script was not played to its end");
    for (const QByteArray &body : std::as_const(m_api->bodies))
        QCOMPARE(body, receipt->plan.body);
}

void tst_PushJob::keepsTheReceipt()
{
    m_api->puts = QStringList{QStringLiteral("400")};
    const Result<Receipt> receipt = waitFor<Receipt>(push());
    QVERIFY(receipt);
    QVERIFY(!QUuid::fromString(receipt->id).isNull());
    QVERIFY(!receipt->id.contains(QLatin1Char('{')));
    QCOMPARE(receipt->setId, QStringLiteral("set-1"));
    QCOMPARE(receipt->where, QStringLiteral("Acme (US), User accounts"));
    QCOMPARE(receipt->confirmedDeletions, 1);
    QCOMPARE(receipt->status, 400);
    QCOMPARE(receipt->answer, QStringLiteral("Said 400."));
    QCOMPARE(receipt->startedAt, m_clock.now());
    QCOMPARE(receipt->finishedAt, m_clock.now());
    QVERIFY(receipt->after.startsWith('{'));
    QCOMPARE(int(receipt->plan.changes.size()), 3);

    QCOMPARE(m_saved.size(), 2);
    const Receipt &intent = m_saved.first();
    QCOMPARE(intent.id, receipt->id);
    QCOMPARE(intent.plan.body, m_api->bodies.constFirst());
    QCOMPARE(intent.plan.tenant->resources, before());
    QVERIFY(!intent.finishedAt.isValid());
    QCOMPARE(m_saved.last().message, receipt->message);
    const QString ids = m_api->asked.join(QLatin1Char(' '));
    QCOMPARE(ids, QStringLiteral("user_account?r1 user_account user_account?r1"));
}

void tst_PushJob::saysWhatChanged()
{
    m_api->gets = QStringList{QStringLiteral("other")};
    const Result<Receipt> receipt = waitFor<Receipt>(push());
    QCOMPARE(receipt->outcome, Outcome::TenantChanged);
    QCOMPARE(receipt->differences, QStringList{QStringLiteral("stranger (Name of stranger) was added")});
    QVERIFY(receipt->after.isEmpty());
}

void tst_PushJob::saysWhatDiffers()
{
    m_api->gets = QStringList{QStringLiteral("now"), QStringLiteral("other")};
    m_api->puts = QStringList{QStringLiteral("ok")};
    const Result<Receipt> receipt = waitFor<Receipt>(push());
    QCOMPARE(receipt->outcome, Outcome::Different);
    QCOMPARE(receipt->differences,
             QStringList{QStringLiteral("stranger (Name of stranger) should not be there")});
}

void tst_PushJob::knowsWhatTheTenantHolds()
{
    m_api->puts = QStringList{QStringLiteral("ok")};
    PushJob *job = push();
    SnapshotPtr now;
    connect(job, &Job::finished, this, [job, &now] { now = job->tenantNow(); });
    QVERIFY(!job->tenantNow());
    QVERIFY(waitFor<Receipt>(job));
    QVERIFY(now);
    QCOMPARE(now->resources, wanted());
}

void tst_PushJob::cancels_data()
{
    QTest::addColumn<QString>("gets");
    QTest::addColumn<QString>("puts");
    QTest::addColumn<QString>("saves");
    QTest::addColumn<QString>("cancelAfter");
    QTest::addColumn<QString>("log");

    const auto row = [](const char *name, const char *gets, const char *puts, const char *saves,
                        const char *cancelAfter, const char *log) {
        QTest::addRow("%s", name) << QString::fromLatin1(gets) << QString::fromLatin1(puts)
                                  << QString::fromLatin1(saves) << QString::fromLatin1(cancelAfter)
                                  << QString::fromLatin1(log);
    };
    row("before it starts", "", "", "", "", "NotSent");
    row("in the re-check", "hang", "", "", "GET", "GET NotSent");
    row("while the intent is written", "", "", "hang", "GET Started", "GET Started NotSent");
    row("before a byte left", "", "queued", "", "GET Started PUT", "GET Started PUT NotSent");
    row("in the PUT, which arrived", "", "hang+applied", "", "GET Started PUT",
        "GET Started PUT GET Verified");
    row("in the PUT, which did not arrive: not repeated", "", "hang", "", "GET Started PUT",
        "GET Started PUT GET GET GET NotApplied");
}

void tst_PushJob::cancels()
{
    QFETCH(const QString, gets);
    QFETCH(const QString, puts);
    QFETCH(const QString, saves);
    QFETCH(const QString, cancelAfter);
    m_api->gets = gets.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_api->puts = puts.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_saves = saves.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    PushJob *job = push();
    QVERIFY(cancelAfter.isEmpty() || reached(cancelAfter));
    job->cancel();
    const Result<Receipt> receipt = waitFor<Receipt>(job);
    QVERIFY(receipt);
    QTEST(m_api->log.join(QLatin1Char(' ')), "log");
    QCOMPARE(nameOf(receipt->outcome), m_api->log.last());
    if (receipt->outcome == Outcome::NotSent)
        QVERIFY2(receipt->message.contains(QStringLiteral("othing was sent")), qPrintable(receipt->message));
}

void tst_PushJob::secondCancelGivesUp_data()
{
    QTest::addColumn<QString>("puts");
    QTest::addRow("a confirmed PUT") << QStringLiteral("ok");
    QTest::addRow("a lost answer") << QStringLiteral("lost");
}

void tst_PushJob::secondCancelGivesUp()
{
    QFETCH(const QString, puts);
    m_api->puts = QStringList{puts};
    m_api->gets = QStringList{QStringLiteral("now"), QStringLiteral("hang")};
    PushJob *job = push();
    QVERIFY(reached(QStringLiteral("GET Started PUT GET")));
    job->cancel();
    QVERIFY(!job->isFinished());
    QCOMPARE(m_api->log.last(), QStringLiteral("GET"));
    job->cancel();
    const Result<Receipt> receipt = waitFor<Receipt>(job);
    QCOMPARE(receipt->outcome, Outcome::Unknown);
    QCOMPARE(m_api->log.count(QStringLiteral("PUT")), 1);
    QVERIFY2(receipt->message.contains(QStringLiteral("was sent")), qPrintable(receipt->message));
}

void tst_PushJob::cancelsNothingOnceConcluding()
{
    m_api->puts = QStringList{QStringLiteral("ok")};
    m_saves = QStringList{QStringLiteral("ok"), QStringLiteral("hang")};
    PushJob *job = push();
    QVERIFY(reached(QStringLiteral("GET Started PUT GET Verified")));
    job->cancel();
    QCoreApplication::processEvents();
    QVERIFY(!job->isFinished());
    QCOMPARE(m_api->log.last(), QStringLiteral("Verified"));
}

void tst_PushJob::destroyedSilently_data()
{
    QTest::addColumn<QString>("gets");
    QTest::addColumn<QString>("puts");
    QTest::addColumn<QString>("saves");
    QTest::addColumn<QString>("log");
    const QString none;
    const QString hang = QStringLiteral("hang");
    QTest::addRow("before it starts") << none << none << none << none;
    QTest::addRow("in the re-check") << hang << none << none << QStringLiteral("GET");
    QTest::addRow("while the intent is written") << none << none << hang << QStringLiteral("GET Started");
    QTest::addRow("in the PUT") << none << hang << none << QStringLiteral("GET Started PUT");
    QTest::addRow("in the verify") << QStringLiteral("now hang") << QStringLiteral("ok") << none
                                   << QStringLiteral("GET Started PUT GET");
    QTest::addRow("in the last save") << none << QStringLiteral("ok") << QStringLiteral("ok hang")
                                      << QStringLiteral("GET Started PUT GET Verified");
}

void tst_PushJob::destroyedSilently()
{
    QFETCH(const QString, gets);
    QFETCH(const QString, puts);
    QFETCH(const QString, saves);
    QFETCH(const QString, log);
    m_api->gets = gets.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_api->puts = puts.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_saves = saves.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    PushJob *job = push();
    QSignalSpy finished(job, &Job::finished);
    QVERIFY(reached(log));
    m_owner.reset();
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 0);
    QCOMPARE(m_api->log.join(QLatin1Char(' ')), log);
}

QTEST_GUILESS_MAIN(tst_PushJob)
#include "tst_pushjob.moc"
