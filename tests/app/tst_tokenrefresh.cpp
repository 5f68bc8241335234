// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenjob.h"
#include "app/auth/tokenlock.h"
#include "app/connection/sessionsecrets.h"
#include "tests/support/customerbench.h"

#include <QSignalSpy>

using namespace Fullstate;
using namespace std::chrono_literals;

using Bench = CustomerBench;

/// A customer's tokens from the sign-in on: refreshed, rotated, kept, lost and found again.
class tst_TokenRefresh : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void signsInAndKeepsThePair();
    void sendsWhatTheApiWants();
    void aCodeIsSpentOnce_data();
    void aCodeIsSpentOnce();
    void refreshesInTime_data();
    void refreshesInTime();
    void refreshesOnceForSeveralCallers();
    void takesWhatAnotherProgramRefreshed();
    void rotates();
    void theOneBeforeWorksWhenTheNewOneWasNeverSaved_data();
    void theOneBeforeWorksWhenTheNewOneWasNeverSaved();
    void theOneBeforeIsTriedWhenTheNewOneFails_data();
    void theOneBeforeIsTriedWhenTheNewOneFails();
    void survivesFaults_data();
    void survivesFaults();
    void anUnwritableKeychainCostsNothing();
    void savesLaterWhatTheKeychainDidNotTake();
    void checksWithTheStoredSecret();
    void savingLaterSparesWhatAnotherProgramGot();
    void aClientSecretForThisRunCostsNoSignIn();
    void savesLaterThoughNobodyAsks();
    void savingIsNoAnswerToWhoWantsAToken();
    void oneCustomerAtATimeElsewhereTheOthers();
    void readsRefreshTokensStrictly_data();
    void readsRefreshTokensStrictly();
};

void tst_TokenRefresh::signsInAndKeepsThePair()
{
    Bench bench;
    QCOMPARE(bench.token(), QByteArray("! SignInNeeded"));
    QCOMPARE(bench.tenant.tokenRequests(), 0);
    const QByteArray token = bench.signIn();
    QVERIFY2(bench.tenant.takes(token), token.constData());
    QCOMPARE(bench.token(), token);
    QCOMPARE(bench.tokenAfterRestart(), token);
    QCOMPARE(bench.tenant.tokenRequests(), 1);
    QVERIFY(bench.stored().current.startsWith("vrt_"));
    QVERIFY(bench.stored().previous.isEmpty());
    // Neither is to be seen afterwards.
    for (int row = 0; row < bench.api.activity.rowCount(); ++row) {
        const QString shown = bench.api.activity.index(row, 0).data(ActivityLog::DetailRole).toString();
        for (const QByteArray &secret : {token, bench.stored().current, bench.tenant.clientSecret()})
            QVERIFY(!shown.contains(QString::fromLatin1(secret)));
    }
}

void tst_TokenRefresh::sendsWhatTheApiWants()
{
    Bench bench;
    bench.tenant.tenant().faults().next = {{.verb = "POST", .status = 400}};
    QCOMPARE(valueOf(waitFor(bench.broker.signIn(bench.connection, {"c0de", "verifier"}, this))),
             QByteArray("! Rejected"));
    const QString shown = bench.api.activity.index(0, 0).data(ActivityLog::DetailRole).toString();
    for (const char *field : {"client_id", "client_secret", "code", "code_verifier", "grant_type",
                              "redirect_uri", "source_id", "authorization_code", "acme"})
        QVERIFY2(shown.contains(QLatin1String(field)), qPrintable(shown));
    for (const char *secret : {"c0de", "\"verifier"})
        QVERIFY2(!shown.contains(QLatin1String(secret)), qPrintable(shown));
}

void tst_TokenRefresh::aCodeIsSpentOnce_data()
{
    QTest::addColumn<int>("age");
    QTest::addColumn<bool>("isUsed");
    QTest::addColumn<bool>("isAnswerLost");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<int>("requests");
    QTest::addRow("in time") << 29 << false << false << "works" << 1;
    QTest::addRow("too late") << 30 << false << false << "! SignInNeeded" << 1;
    QTest::addRow("used before") << 0 << true << false << "! SignInNeeded" << 2;
    QTest::addRow("the answer is lost") << 0 << false << true << "! Network" << 1;
}

void tst_TokenRefresh::aCodeIsSpentOnce()
{
    QFETCH(const int, age);
    QFETCH(const bool, isUsed);
    QFETCH(const bool, isAnswerLost);
    Bench bench;
    const AuthorizationCode code = bench.tenant.allow(bench.connection);
    bench.api.clock.advance(std::chrono::seconds(age));
    if (isUsed)
        waitFor(bench.broker.signIn(bench.connection, code, this));
    if (isAnswerLost)
        bench.tenant.tenant().faults().next = {
            {.verb = "POST", .apply = true, .answer = Fault::Answer::Drop}};
    const QByteArray token = valueOf(waitFor(bench.broker.signIn(bench.connection, code, this)));
    QTEST(bench.tenant.takes(token) ? QStringLiteral("works") : QString::fromLatin1(token), "outcome");
    QTEST(bench.tenant.tokenRequests(), "requests");
}

void tst_TokenRefresh::refreshesInTime_data()
{
    QTest::addColumn<int>("age");
    QTest::addColumn<bool>("restarts");
    QTest::addColumn<int>("wallClockMoves");
    QTest::addColumn<bool>("isRefreshed");
    QTest::addRow("one minute is left") << 3540 << false << 0 << false;
    QTest::addRow("less than a minute is left") << 3541 << false << 0 << true;
    QTest::addRow("one minute is left, after a restart") << 3540 << true << 0 << false;
    QTest::addRow("less than a minute is left, after a restart") << 3541 << true << 0 << true;
    QTest::addRow("the clock is set back by 2 h") << 3541 << false << -7200 << true;
    QTest::addRow("the clock is set ahead by 2 h") << 60 << false << 7200 << false;
    QTest::addRow("the clock is set ahead by 2 h, after a restart") << 60 << true << 7200 << true;
    QTest::addRow("the clock is set back by 2 h, after a restart") << 3541 << true << -7200 << true;
    QTest::addRow("three hours later") << 3 * 3600 << false << 0 << true;
    QTest::addRow("a month later, after a restart") << 30 * 86'400 << true << 0 << true;
}

void tst_TokenRefresh::refreshesInTime()
{
    QFETCH(const int, age);
    QFETCH(const bool, restarts);
    QFETCH(const int, wallClockMoves);
    Bench bench;
    const QByteArray first = bench.signIn();
    bench.api.clock.advance(std::chrono::seconds(age));
    bench.api.clock.setWallClock(bench.api.clock.now().addSecs(wallClockMoves));
    const QByteArray token = restarts ? bench.tokenAfterRestart() : bench.token();
    QVERIFY(token.startsWith("vat_"));
    QTEST(token != first, "isRefreshed");
    if (wallClockMoves == 0) // it is the tenant's clock, too
        QVERIFY(bench.tenant.takes(token));
}

void tst_TokenRefresh::refreshesOnceForSeveralCallers()
{
    Bench bench;
    const QByteArray first = bench.signIn();
    bench.tenant.refreshElsewhere(bench.stored().current); // that ends our access token
    QVERIFY(!bench.tenant.takes(first));
    QList<QByteArray> values;
    for (int i = 0; i < 4; ++i) {
        auto *job = bench.broker.renew(bench.connection, first, this);
        connect(job, &Job::finished, this, [job, &values] { values.append(valueOf(job->result())); });
    }
    QTRY_COMPARE(values.size(), 4);
    QVERIFY(bench.tenant.takes(values.first()));
    QCOMPARE(values.count(values.first()), 4);
    QCOMPARE(bench.tenant.tokenRequests(), 3); // the code, the one elsewhere, ours
}

/// Two windows with one keychain, as two brokers: the second finds what the first got.
void tst_TokenRefresh::takesWhatAnotherProgramRefreshed()
{
    Bench bench;
    TokenBroker other(bench.api.context, bench.secrets);
    const QByteArray first = bench.signIn();
    QCOMPARE(valueOf(waitFor(other.token(bench.connection, this))), first);
    bench.api.clock.advance(1h);
    auto *here = bench.broker.token(bench.connection, this);
    auto *there = other.token(bench.connection, this);
    QByteArray ours;
    connect(here, &Job::finished, this, [here, &ours] { ours = valueOf(here->result()); });
    QCOMPARE(valueOf(waitFor(there)), ours);
    QVERIFY(bench.tenant.takes(ours));
    QCOMPARE(bench.tenant.tokenRequests(), 2);
    QVERIFY(!QFile::exists(TokenLockJob::fileName(bench.connection.tokenKey())));
}

void tst_TokenRefresh::rotates()
{
    Bench bench;
    bench.signIn();
    for (int i = 0; i < 4; ++i) {
        const QByteArray before = bench.stored().current;
        bench.api.clock.advance(2h);
        QVERIFY(bench.tenant.takes(bench.token()));
        QVERIFY(bench.stored().current != before);
        QCOMPARE(bench.stored().previous, before);
        QCOMPARE(bench.stored().rotatedAt, bench.api.clock.now());
    }
}

void tst_TokenRefresh::theOneBeforeWorksWhenTheNewOneWasNeverSaved_data()
{
    QTest::addColumn<int>("age");
    QTest::addColumn<bool>("works");
    QTest::addRow("at once") << 0 << true;
    QTest::addRow("after almost three hours") << 3 * 3600 - 1 << true;
    QTest::addRow("after more") << 3 * 3600 + 1 << false;
}

void tst_TokenRefresh::theOneBeforeWorksWhenTheNewOneWasNeverSaved()
{
    QFETCH(const int, age);
    QFETCH(const bool, works);
    Bench bench;
    const QByteArray first = bench.signIn();
    const QByteArray lost = bench.tenant.refreshElsewhere(bench.stored().current);
    QVERIFY(lost.startsWith("vrt_"));
    const auto kept = bench.secrets.value(bench.refreshKey());
    bench.api.clock.advance(std::chrono::seconds(age));
    const QByteArray token = bench.renewed(first);
    QCOMPARE(bench.tenant.takes(token), works);
    if (works)
        return;
    QCOMPARE(token, QByteArray("! SignInNeeded"));
    QCOMPARE(bench.secrets.value(bench.refreshKey()), kept); // nothing is thrown away
    QVERIFY(bench.tenant.takes(bench.signIn()));
}

void tst_TokenRefresh::theOneBeforeIsTriedWhenTheNewOneFails_data()
{
    QTest::addColumn<int>("age");
    QTest::addColumn<int>("wallClockMoves");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<int>("requests");
    QTest::addRow("at once") << 0 << 0 << "works" << 2;
    QTest::addRow("after almost three hours") << 3 * 3600 - 1 << 0 << "works" << 2;
    QTest::addRow("after almost five hours, in case two are the clock's")
        << 5 * 3600 - 1 << 0 << "works" << 2;
    QTest::addRow("after five hours") << 5 * 3600 << 0 << "! SignInNeeded" << 1;
    QTest::addRow("the clock is set back by 2 h") << 3600 << -7200 << "works" << 2;
    QTest::addRow("the clock is set ahead by 2 h") << 60 << 7200 << "works" << 2;
    QTest::addRow("after 90 minutes, the clock is set ahead by 2 h") << 5400 << 7200 << "works" << 2;
}

void tst_TokenRefresh::theOneBeforeIsTriedWhenTheNewOneFails()
{
    QFETCH(const int, age);
    QFETCH(const int, wallClockMoves);
    Bench bench;
    const QByteArray first = bench.signIn();
    const RefreshTokens known = bench.stored();
    bench.secrets.put(bench.refreshKey(),
                      toStored(RefreshTokens{"vrt_no-longer-taken", known.current, bench.api.clock.now()}));
    bench.api.clock.advance(std::chrono::seconds(age));
    bench.api.clock.setWallClock(bench.api.clock.now().addSecs(wallClockMoves));
    const int before = bench.tenant.tokenRequests();
    const QByteArray token = bench.renewed(first);
    QTEST(bench.tenant.takes(token) ? QStringLiteral("works") : QString::fromLatin1(token), "outcome");
    QTEST(bench.tenant.tokenRequests() - before, "requests");
    if (bench.tenant.takes(token))
        QCOMPARE(bench.stored().previous, known.current);
}

void tst_TokenRefresh::survivesFaults_data()
{
    QTest::addColumn<QList<int>>("answers"); // Fault::Answer; 500: the status
    QTest::addColumn<bool>("apply");
    QTest::addColumn<QString>("outcome");
    const int drop = static_cast<int>(Fault::Answer::Drop);
    const int half = static_cast<int>(Fault::Answer::Half);
    QTest::addRow("the tenant fails twice") << QList<int>{500, 500} << false << "works";
    QTest::addRow("the tenant fails twice and refreshes all the same")
        << QList<int>{500, 500} << true << "works";
    QTest::addRow("too many requests") << QList<int>{429} << false << "works";
    QTest::addRow("no answer, twice") << QList<int>{drop, drop} << false << "works";
    QTest::addRow("the answer is lost, twice") << QList<int>{drop, drop} << true << "works";
    QTest::addRow("half an answer") << QList<int>{half} << true << "works";
    QTest::addRow("an answer that is no token") << QList<int>{200} << true << "! Malformed";
    QTest::addRow("a refusal that is not about the token") << QList<int>{403} << false << "! Forbidden";
    QTest::addRow("a client secret that was rotated") << QList<int>{401} << false << "! Unauthorized";
    QTest::addRow("a tenant that keeps failing") << QList<int>{500, 500, 500} << true << "! Server";
}

void tst_TokenRefresh::survivesFaults()
{
    QFETCH(const QList<int>, answers);
    QFETCH(const bool, apply);
    Bench bench;
    const QByteArray first = bench.signIn();
    for (const int answer : answers) {
        Fault fault{.verb = "POST", .apply = apply, .status = answer, .body = "{}"};
        if (answer < 100)
            fault.answer = static_cast<Fault::Answer>(answer);
        bench.tenant.tenant().faults().next.append(fault);
    }
    const QByteArray token = bench.renewed(first);
    QTEST(bench.tenant.takes(token) ? QStringLiteral("works") : QString::fromLatin1(token), "outcome");
    // Whatever it was, what is kept still works.
    QVERIFY(bench.tenant.takes(bench.tenant.takes(token) ? bench.tokenAfterRestart() : bench.renewed(first)));
}

void tst_TokenRefresh::anUnwritableKeychainCostsNothing()
{
    Bench bench;
    bench.secrets.writeError = KeychainLocked;
    const AuthorizationCode code = bench.tenant.allow(bench.connection);
    const auto refused = waitFor(bench.broker.signIn(bench.connection, code, this));
    QCOMPARE(valueOf(refused), QByteArray("! KeychainLocked"));
    QVERIFY2(refused.error().message.contains(QLatin1String("nothing was sent")),
             qPrintable(refused.error().message));
    QCOMPARE(bench.tenant.tokenRequests(), 0);
    bench.secrets.writeError.reset();
    QVERIFY(bench.tenant.takes(valueOf(waitFor(bench.broker.signIn(bench.connection, code, this)))));

    bench.api.clock.advance(1h);
    bench.secrets.writeError = KeychainLocked;
    QCOMPARE(bench.token(), QByteArray("! KeychainLocked"));
    QCOMPARE(bench.tenant.tokenRequests(), 1);
    bench.secrets.writeError.reset();
    bench.secrets.readError = KeychainLocked; // no reason to sign in again
    QCOMPARE(bench.token(), QByteArray("! KeychainLocked"));
    bench.secrets.readError.reset();
    QVERIFY(bench.tenant.takes(bench.token()));
}

/// It is locked between the probe and the write.
void tst_TokenRefresh::savesLaterWhatTheKeychainDidNotTake()
{
    Bench bench;
    const QByteArray first = bench.signIn();
    QSignalSpy notKept(&bench.broker, &TokenBroker::tokenNotKept);
    QSignalSpy kept(&bench.broker, &TokenBroker::tokenKept);
    bench.tenant.tenant().faults().onRequest = [&bench](const QByteArray &verb) {
        if (verb == "POST")
            bench.secrets.writeError = KeychainLocked;
    };
    const RefreshTokens before = bench.stored();
    const QByteArray token = bench.renewed(first);
    bench.tenant.tenant().faults().onRequest = {};
    QVERIFY(bench.tenant.takes(token));
    QCOMPARE(notKept.size(), 1);
    QCOMPARE(bench.stored(), before);
    QCOMPARE(bench.token(), token);
    QCOMPARE(notKept.size(), 1);
    bench.api.clock.advance(1min);
    QCOMPARE(bench.token(), token); // it tried again
    QCOMPARE(notKept.size(), 2);
    bench.broker.keep(bench.connection); // only the access token
    bench.secrets.writeError.reset();
    bench.broker.keep(bench.connection);
    QTRY_COMPARE(notKept.size(), 3);
    QCOMPARE(kept.size(), 0);
    bench.api.clock.advance(1min);
    QCOMPARE(bench.token(), token);
    QVERIFY(!kept.isEmpty());
    QCOMPARE(kept.last().first().toString(), bench.connection.tokenKey());
    QCOMPARE(bench.stored().previous, before.current);
    QCOMPARE(bench.tenant.tokenRequests(), 2);
    QCOMPARE(bench.tokenAfterRestart(), token);
    bench.api.clock.advance(5h); // the one before is of no use any more
    QVERIFY(bench.tenant.takes(bench.tokenAfterRestart()));
}

/// Another program has refreshed with what is in the keychain, since ours never got there.
void tst_TokenRefresh::savingLaterSparesWhatAnotherProgramGot()
{
    Bench bench;
    const QByteArray first = bench.signIn();
    bench.tenant.tenant().faults().onRequest = [&bench](const QByteArray &verb) {
        if (verb == "POST")
            bench.secrets.writeError = KeychainLocked;
    };
    QVERIFY(bench.tenant.takes(bench.renewed(first)));
    bench.tenant.tenant().faults().onRequest = {};
    bench.secrets.writeError.reset();
    bench.api.clock.advance(30s);
    TokenBroker other(bench.api.context, bench.secrets);
    const QByteArray theirs = valueOf(waitFor(other.renew(bench.connection, first, this)));
    QVERIFY(bench.tenant.takes(theirs));
    const RefreshTokens stored = bench.stored();
    QSignalSpy kept(&bench.broker, &TokenBroker::tokenKept);
    bench.api.clock.advance(1min);
    QCOMPARE(bench.token(), theirs);
    QCOMPARE(bench.stored(), stored);
    QCOMPARE(kept.size(), 1); // nothing is left to be saved
}

/// It was replaced while the keychain, which has the sign-in, was locked.
void tst_TokenRefresh::aClientSecretForThisRunCostsNoSignIn()
{
    Bench bench;
    bench.signIn();
    bench.api.clock.advance(1h);
    SessionSecrets session(bench.secrets);
    TokenBroker broker(bench.api.context, session);
    bench.secrets.readError = KeychainLocked;
    session.keepForThisRun(bench.connection, bench.tenant.clientSecret());
    QCOMPARE(valueOf(waitFor(broker.token(bench.connection, this))), QByteArray("! KeychainLocked"));
    bench.secrets.readError.reset();
    const QByteArray token = valueOf(waitFor(broker.token(bench.connection, this)));
    QVERIFY2(bench.tenant.takes(token), token.constData());
    QCOMPARE(bench.tokenAfterRestart(), token);
    bench.api.clock.advance(24h); // whatever is not in the keychain by now is lost
    QVERIFY(bench.tenant.takes(bench.tokenAfterRestart()));
}

/// The program may be closed before anybody asks for a token again.
void tst_TokenRefresh::savesLaterThoughNobodyAsks()
{
    Bench bench;
    bench.signIn();
    const RefreshTokens before = bench.stored();
    TokenBroker patient(bench.api.context, bench.secrets, nullptr, 5ms);
    QSignalSpy notKept(&patient, &TokenBroker::tokenNotKept);
    QSignalSpy failed(&patient, &TokenBroker::tokenFailed);
    bench.tenant.tenant().faults().onRequest = [&bench](const QByteArray &verb) {
        if (verb == "POST")
            bench.secrets.writeError = KeychainLocked;
    };
    bench.api.clock.advance(1h);
    const QByteArray token = valueOf(waitFor(patient.token(bench.connection, this)));
    bench.tenant.tenant().faults().onRequest = {};
    QVERIFY(bench.tenant.takes(token));
    const int writes = bench.secrets.writes;
    QTRY_VERIFY(bench.secrets.writes > writes + 2); // it tries
    QCOMPARE(bench.stored(), before);
    bench.secrets.writeError.reset();
    QTRY_COMPARE(bench.stored().previous, before.current);
    QTRY_COMPARE(bench.tokenAfterRestart(), token);
    QCOMPARE(notKept.size(), 1); // said once
    QCOMPARE(bench.tenant.tokenRequests(), 2); // nothing was asked for
    QVERIFY(failed.isEmpty());
}

void tst_TokenRefresh::checksWithTheStoredSecret()
{
    Bench bench;
    const QByteArray first = bench.signIn();
    QCOMPARE(valueOf(waitFor(bench.broker.mintWith(bench.connection, bench.tenant.clientSecret(), this))),
             first); // it has just been got with it
    const QByteArray checked = valueOf(waitFor(bench.broker.mint(bench.connection, this)));
    QVERIFY(checked != first);
    QVERIFY(bench.tenant.takes(checked));
    bench.secrets.put({bench.connection.id, SecretKey::Kind::ClientSecret}, "another");
    QCOMPARE(valueOf(waitFor(bench.broker.mint(bench.connection, this))), QByteArray("! Unauthorized"));
}

void tst_TokenRefresh::savingIsNoAnswerToWhoWantsAToken()
{
    Bench bench;
    bench.signIn();
    TokenBroker restless(bench.api.context, bench.secrets, nullptr, 0ms); // it saves nearly always
    bench.tenant.tenant().faults().onRequest = [&bench](const QByteArray &verb) {
        if (verb == "POST")
            bench.secrets.writeError = KeychainLocked;
    };
    bench.api.clock.advance(1h);
    QVERIFY(bench.tenant.takes(valueOf(waitFor(restless.token(bench.connection, this)))));
    bench.tenant.tenant().faults().onRequest = {};
    bench.api.clock.advance(1h);
    for (int i = 0; i < 10; ++i)
        QCOMPARE(valueOf(waitFor(restless.token(bench.connection, this))), QByteArray("! KeychainLocked"));
    bench.secrets.writeError.reset();
    QVERIFY(bench.tenant.takes(valueOf(waitFor(restless.token(bench.connection, this)))));
}

void tst_TokenRefresh::oneCustomerAtATimeElsewhereTheOthers()
{
    Bench bench;
    const Connection other = bench.tenant.connection(QStringLiteral("beta"));
    bench.secrets.put({other.id, SecretKey::Kind::ClientSecret}, bench.tenant.clientSecret());
    const QByteArray theirs = valueOf(waitFor(bench.broker.signIn(other, bench.tenant.allow(other), this)));
    const QByteArray first = bench.signIn();
    const QByteArray second = bench.signIn(); // again: that ends the one before
    QVERIFY(!bench.tenant.takes(first));
    QVERIFY(bench.tenant.takes(second));
    QVERIFY(waitFor(bench.broker.revoke(bench.connection, this)));
    QVERIFY(waitFor(bench.broker.forget(bench.connection)));
    QVERIFY(bench.tenant.takes(theirs));
    bench.api.clock.advance(1h);
    QVERIFY(bench.tenant.takes(valueOf(waitFor(bench.broker.token(other, this)))));
}

void tst_TokenRefresh::readsRefreshTokensStrictly_data()
{
    QTest::addColumn<QByteArray>("refreshToken"); // as JSON; empty: none
    QTest::addColumn<bool>("isTaken");
    QTest::addRow("as documented") << QByteArray(R"("vrt_abc.DEF-123")") << true;
    QTest::addRow("none") << QByteArray() << false;
    QTest::addRow("null") << QByteArray("null") << false;
    QTest::addRow("empty") << QByteArray(R"("")") << false;
    QTest::addRow("a number") << QByteArray("17") << false;
    QTest::addRow("a line break") << QByteArray(R"("a\r\nb")") << false;
    QTest::addRow("a NUL") << QByteArray(R"("a\u0000")") << false;
    QTest::addRow("a space") << QByteArray(R"("a b")") << false;
    QTest::addRow("not ASCII") << QByteArray("\"t\xc3\xb6ken\"") << false;
    QTest::addRow("huge") << QByteArray('"' + QByteArray(100'000, 't') + '"') << false;
}

void tst_TokenRefresh::readsRefreshTokensStrictly()
{
    QFETCH(const QByteArray, refreshToken);
    QFETCH(const bool, isTaken);
    QByteArray body = R"({"access_token":"t","token_type":"Bearer","expires_in":60)";
    if (!refreshToken.isEmpty())
        body += R"(,"refresh_token":)" + refreshToken;
    body += '}';
    const TestClock clock;
    QCOMPARE(parseTokenAnswer(body, clock.now(), {}, RefreshToken::Required).has_value(), isTaken);
    QVERIFY(parseTokenAnswer(body, clock.now())); // a private integration needs none
}

QTEST_GUILESS_MAIN(tst_TokenRefresh)
#include "tst_tokenrefresh.moc"
