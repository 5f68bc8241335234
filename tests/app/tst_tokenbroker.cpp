// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenbroker.h"
#include "app/auth/tokenjob.h"
#include "tests/support/apibench.h"
#include "tests/support/hostileserver.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/waitfor.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>

using namespace Fullstate;

namespace {

HostileTurn minted(const char *token, int lifetime = 3600)
{
    return answering(200,
                     QStringLiteral(R"({"access_token":"%1","token_type":"Bearer","expires_in":%2})")
                         .arg(QLatin1String(token))
                         .arg(lifetime)
                         .toUtf8());
}

/// A broker, the keychain below it and the server that mints.
struct Bench
{
    Bench()
    {
        connection.id = QStringLiteral("c1");
        connection.name = QStringLiteral("Acme");
        connection.region = Region::Custom;
        connection.custom = {server.url(), server.url()};
        connection.clientId = QStringLiteral("client");
        api.network.allow(server.url());
        secrets.put({connection.id, SecretKey::Kind::ClientSecret}, "s3cret");
    }
    SecretKey tokenKey() const { return {connection.tokenKey(), SecretKey::Kind::AccessToken}; }
    QByteArray token() { return valueOf(waitFor(broker.token(connection, nullptr))); }
    QByteArray renewed(const char *refused)
    {
        return valueOf(waitFor(broker.renew(connection, refused, nullptr)));
    }
    static QByteArray valueOf(const Result<AccessToken> &token)
    {
        return token ? token->value : QByteArray("! " + kindName(token.error().kind).toLatin1());
    }

    HostileServer server{};
    ApiBench api{};
    MemorySecretStore secrets{};
    Connection connection{};
    TokenBroker broker{api.context, secrets};
};

} // namespace

/// One live token for each application, whoever asks and how many at once.
class tst_TokenBroker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void sharesOneMint();
    void sharesItWithAnotherConnectionOfTheApplication();
    void survivesARestart();
    void usesNoTokenInItsLastMinute_data();
    void usesNoTokenInItsLastMinute();
    void renewsOnceForSeveralCallers();
    void renewsPastARefusedOneInTheKeychain();
    void renewsThoughOthersWaitForTheRefusedOne();
    void mintsOneAfterTheOther();
    void aCallerWhoLeavesDoesNotStopTheOthers();
    void saysWhyThereIsNoToken_data();
    void saysWhyThereIsNoToken();
    void worksThoughTheKeychainDoesNotTakeIt();
    void mintsWithASecretThatIsNotStored();
    void forgets();
    void readsTokenAnswersStrictly_data();
    void readsTokenAnswersStrictly();
};

void tst_TokenBroker::sharesOneMint()
{
    Bench bench;
    bench.server.setScript({minted("one"), minted("two")});
    QList<QByteArray> values;
    for (int i = 0; i < 5; ++i) {
        ResultJob<QByteArray> *job = bench.broker.accessToken(bench.connection, this);
        connect(job, &Job::finished, this,
                [job, &values] { values.append(job->result().value_or("failed")); });
    }
    QTRY_COMPARE(values, QList<QByteArray>(5, "one"));
    QCOMPARE(bench.token(), QByteArray("one"));
    QCOMPARE(bench.server.requests().size(), 1);

    const HostileServer::Request &request = bench.server.requests().first();
    QVERIFY(request.head.startsWith("POST /oauth/token HTTP/1.1"));
    QVERIFY(request.header("Authorization").isEmpty());
    QCOMPARE(request.header("Content-Type"), QByteArray("application/json"));
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    QCOMPARE(body.value(QLatin1String("client_id")).toString(), QStringLiteral("client"));
    QCOMPARE(body.value(QLatin1String("client_secret")).toString(), QStringLiteral("s3cret"));
    QCOMPARE(body.value(QLatin1String("grant_type")).toString(), QStringLiteral("client_credentials"));
    // Neither the secret nor the token is to be seen afterwards.
    const QString shown = bench.api.activity.index(0, 0).data(ActivityLog::DetailRole).toString();
    QVERIFY(shown.contains(QLatin1String("client_secret")));
    QVERIFY(!shown.contains(QLatin1String("s3cret")));
    QVERIFY(!shown.contains(QLatin1String("\"one\"")));
}

void tst_TokenBroker::sharesItWithAnotherConnectionOfTheApplication()
{
    Bench bench;
    bench.server.setScript({minted("one"), minted("two")});
    QCOMPARE(bench.token(), QByteArray("one"));
    Connection same = bench.connection;
    same.id = QStringLiteral("c2");
    QCOMPARE(Bench::valueOf(waitFor(bench.broker.token(same, this))), QByteArray("one"));
    Connection other = bench.connection;
    other.clientId = QStringLiteral("another");
    QCOMPARE(Bench::valueOf(waitFor(bench.broker.token(other, this))), QByteArray("two"));
}

void tst_TokenBroker::survivesARestart()
{
    Bench bench;
    bench.server.setScript({minted("one"), minted("two")});
    QCOMPARE(bench.token(), QByteArray("one"));
    TokenBroker next(bench.api.context, bench.secrets);
    QCOMPARE(Bench::valueOf(waitFor(next.token(bench.connection, this))), QByteArray("one"));
    bench.secrets.put(bench.tokenKey(), "damaged");
    TokenBroker afterDamage(bench.api.context, bench.secrets);
    QCOMPARE(Bench::valueOf(waitFor(afterDamage.token(bench.connection, this))), QByteArray("two"));
}

void tst_TokenBroker::usesNoTokenInItsLastMinute_data()
{
    QTest::addColumn<int>("age");
    QTest::addColumn<bool>("restarts");
    QTest::addColumn<int>("wallClockMoves");
    QTest::addColumn<QByteArray>("expected");
    QTest::addRow("one minute is left") << 3540 << false << 0 << QByteArray("one");
    QTest::addRow("less than a minute is left") << 3541 << false << 0 << QByteArray("two");
    QTest::addRow("one minute is left, after a restart") << 3540 << true << 0 << QByteArray("one");
    QTest::addRow("less than a minute is left, after a restart") << 3541 << true << 0 << QByteArray("two");
    QTest::addRow("the clock is set back") << 3541 << false << -7200 << QByteArray("two");
    QTest::addRow("the clock is set ahead") << 60 << false << 7200 << QByteArray("one");
    QTest::addRow("the clock is set back by 2 h, after a restart")
        << 3541 << true << -7200 << QByteArray("two");
    QTest::addRow("the clock is set back by a minute, after a restart")
        << 0 << true << -60 << QByteArray("one");
}

void tst_TokenBroker::usesNoTokenInItsLastMinute()
{
    QFETCH(const int, age);
    QFETCH(const bool, restarts);
    QFETCH(const int, wallClockMoves);
    Bench bench;
    bench.server.setScript({minted("one"), minted("two")});
    QCOMPARE(bench.token(), QByteArray("one"));
    bench.api.clock.advance(std::chrono::seconds(age));
    bench.api.clock.setWallClock(bench.api.clock.now().addSecs(wallClockMoves));
    TokenBroker next(bench.api.context, bench.secrets);
    QTEST(Bench::valueOf(waitFor((restarts ? next : bench.broker).token(bench.connection, this))),
          "expected");
}

void tst_TokenBroker::renewsOnceForSeveralCallers()
{
    Bench bench;
    bench.server.setScript({minted("one"), minted("two"), minted("three")});
    QCOMPARE(bench.token(), QByteArray("one"));
    QList<QByteArray> values;
    for (int i = 0; i < 4; ++i) {
        ResultJob<QByteArray> *job = bench.broker.renewedToken(bench.connection, "one", this);
        connect(job, &Job::finished, this,
                [job, &values] { values.append(job->result().value_or("failed")); });
    }
    QTRY_COMPARE(values, QList<QByteArray>(4, "two"));
    QCOMPARE(bench.renewed("one"), QByteArray("two")); // somebody slow
    QCOMPARE(bench.token(), QByteArray("two"));
    QCOMPARE(bench.server.requests().size(), 2);
    QCOMPARE(bench.renewed("two"), QByteArray("three"));
}

void tst_TokenBroker::renewsPastARefusedOneInTheKeychain()
{
    Bench bench;
    bench.server.setScript({minted("one"), minted("two")});
    QCOMPARE(bench.token(), QByteArray("one"));
    TokenBroker next(bench.api.context, bench.secrets);
    QCOMPARE(Bench::valueOf(waitFor(next.renew(bench.connection, "one", this))), QByteArray("two"));
    QVERIFY(bench.secrets.value(bench.tokenKey())->contains("two"));
}

/// The flight was begun for callers who did not know yet that the token in the keychain is refused.
void tst_TokenBroker::renewsThoughOthersWaitForTheRefusedOne()
{
    Bench bench;
    bench.server.setScript({minted("one"), minted("two")});
    QCOMPARE(bench.token(), QByteArray("one"));
    TokenBroker next(bench.api.context, bench.secrets);
    auto *first = next.token(bench.connection, this);
    auto *second = next.renew(bench.connection, "one", this);
    QSignalSpy firstDone(first, &Job::finished);
    QCOMPARE(Bench::valueOf(waitFor(second)), QByteArray("two"));
    QCOMPARE(firstDone.size(), 1);
    QCOMPARE(bench.server.requests().size(), 2);
}

/// Two mints under way at once would revoke each other's token.
void tst_TokenBroker::mintsOneAfterTheOther()
{
    Bench bench;
    bench.server.setScript({minted("one"), minted("two"), minted("three")});
    QList<QByteArray> values;
    for (int i = 0; i < 3; ++i) {
        auto *job = bench.broker.mint(bench.connection, this);
        connect(job, &Job::finished, this, [job, &values] { values.append(Bench::valueOf(job->result())); });
    }
    QTRY_COMPARE(values, (QList<QByteArray>{"one", "two", "three"}));
    QCOMPARE(bench.token(), QByteArray("three"));
    QCOMPARE(bench.server.requests().size(), 3);
}

void tst_TokenBroker::aCallerWhoLeavesDoesNotStopTheOthers()
{
    Bench bench;
    bench.server.setScript({minted("one")});
    ResultJob<AccessToken> *leaving = bench.broker.token(bench.connection, this);
    auto *gone = new QObject(this);
    bench.broker.token(bench.connection, gone);
    ResultJob<AccessToken> *staying = bench.broker.token(bench.connection, this);
    QCoreApplication::processEvents();
    leaving->cancel();
    QCOMPARE(kindName(leaving->result().error().kind), QStringLiteral("Cancelled"));
    delete gone;
    QCOMPARE(Bench::valueOf(waitFor(staying)), QByteArray("one"));
}

void tst_TokenBroker::saysWhyThereIsNoToken_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("words");
    const QByteArray scope = R"({"error":"invalid_scope","error_description":"No such scope."})";
    QTest::addRow("a wrong client secret")
        << 401 << QByteArray(R"({"error":"invalid_client"})") << "Unauthorized"
        << "client secret is wrong";
    QTest::addRow("an application without the scopes") << 400 << scope << "Forbidden"
                                                       << "No such scope.";
    QTest::addRow("a request that is refused")
        << 400 << QByteArray(R"({"error":"invalid_request"})") << "Rejected"
        << "invalid_request";
    QTest::addRow("a tenant that fails") << 500 << QByteArray("{}") << "Server"
                                         << "500";
    QTest::addRow("a web page") << 200 << QByteArray("<html>") << "NotTheApi"
                                << "web page";
    QTest::addRow("no token in the answer") << 200 << QByteArray("{}") << "Malformed"
                                            << "API URL";
}

void tst_TokenBroker::saysWhyThereIsNoToken()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, words);
    Bench bench;
    bench.server.setScript({answering(status, body)});
    const auto token = waitFor(bench.broker.token(bench.connection, this));
    QVERIFY(!token);
    QTEST(kindName(token.error().kind), "kind");
    QVERIFY2(token.error().message.contains(words), qPrintable(token.error().message));
    QVERIFY(!token.error().message.contains(QLatin1String("s3cret")));
    // Nothing is kept of it: the next one to ask gets a token.
    bench.server.setScript({minted("one")});
    QCOMPARE(bench.token(), QByteArray("one"));
}

void tst_TokenBroker::worksThoughTheKeychainDoesNotTakeIt()
{
    Bench bench;
    bench.server.setScript({minted("one"), minted("two")});
    QSignalSpy notKept(&bench.broker, &TokenBroker::tokenNotKept);
    bench.secrets.writeError = Error{Error::Kind::KeychainDenied, QStringLiteral("No."), {}};
    QCOMPARE(bench.token(), QByteArray("one"));
    QCOMPARE(bench.token(), QByteArray("one"));
    QCOMPARE(bench.server.requests().size(), 1);
    QCOMPARE(notKept.size(), 1);
    QCOMPARE(notKept.first().at(0).toString(), QStringLiteral("c1"));
    QSignalSpy kept(&bench.broker, &TokenBroker::tokenKept);
    bench.secrets.writeError.reset();
    QCOMPARE(bench.renewed("one"), QByteArray("two"));
    QCOMPARE(notKept.size(), 1);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.first().at(0).toString(), bench.connection.tokenKey());

    Bench unreadable;
    unreadable.secrets.readError = Error{Error::Kind::KeychainLocked, QStringLiteral("Locked."), {}};
    QCOMPARE(unreadable.token(), QByteArray("! KeychainLocked"));
    Bench without;
    without.connection.id = QStringLiteral("another");
    QCOMPARE(without.token(), QByteArray("! SecretMissing"));
    QVERIFY(without.server.requests().isEmpty());
}

void tst_TokenBroker::mintsWithASecretThatIsNotStored()
{
    Bench bench;
    bench.server.setScript({minted("one")});
    bench.connection.id = QStringLiteral("being made");
    QCOMPARE(Bench::valueOf(waitFor(bench.broker.mintWith(bench.connection, "typed", this))),
             QByteArray("one"));
    QVERIFY(bench.server.requests().first().body.contains("typed"));
    QCOMPARE(bench.secrets.writes, 0); // an abandoned wizard leaves nothing behind
    QCOMPARE(bench.token(), QByteArray("one"));
    bench.broker.keep(bench.connection);
    QTRY_COMPARE(bench.secrets.writes, 1);
    QVERIFY(bench.secrets.value(bench.tokenKey())->contains("one"));
    QCOMPARE(bench.server.requests().size(), 1);
}

void tst_TokenBroker::forgets()
{
    Bench bench;
    bench.server.setScript({minted("one"), minted("two")});
    QCOMPARE(bench.token(), QByteArray("one"));
    QVERIFY(waitFor(bench.broker.forget(bench.connection)));
    QVERIFY(!bench.secrets.value(bench.tokenKey()));
    QCOMPARE(bench.token(), QByteArray("two"));
}

void tst_TokenBroker::readsTokenAnswersStrictly_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("lifetime"); // 0: refused
    const auto row = [](const char *name, const QByteArray &body, int lifetime = 0) {
        QTest::addRow("%s", name) << body << lifetime;
    };
    const auto token = [](const QByteArray &value) -> QByteArray {
        return R"({"access_token":")" + value + R"(","token_type":"Bearer","expires_in":60})";
    };
    const auto expiring = [](const QByteArray &value) -> QByteArray {
        return R"({"access_token":"t","token_type":"Bearer","expires_in":)" + value + "}";
    };
    row("as documented", token("vat_abc.DEF-123"), 60);
    row("fields that nobody knows", R"({"access_token":"t","token_type":"bearer","expires_in":9,"x":[]})", 9);
    row("no lifetime", R"({"access_token":"t","token_type":"Bearer"})", 3600);
    row("a fraction of a second", expiring("59.9"), 59);
    row("a lifetime as text", expiring("\"3600\""));
    row("a negative lifetime", expiring("-1"));
    row("a lifetime of nothing", expiring("0"));
    row("a lifetime of null", expiring("null"));
    row("a lifetime of ages", expiring("1000000000000"));
    row("a lifetime past any number", expiring("1e999"));
    row("no token", R"({"token_type":"Bearer","expires_in":60})");
    row("an empty token", token(""));
    row("a token that is a number", R"({"access_token":5,"token_type":"Bearer","expires_in":60})");
    row("a token with line breaks", token(R"(t\r\nX-Evil: 1)"));
    row("a token with a NUL", token(R"(t\u0000)"));
    row("a token with a space", token("a b"));
    row("a token that is not ASCII", token("t\xc3\xb6ken"));
    row("a huge token", token(QByteArray(100'000, 't')));
    row("another type of token", R"({"access_token":"t","token_type":"DPoP","expires_in":60})");
    row("no type", R"({"access_token":"t","expires_in":60})");
    row("a list", R"([{"access_token":"t"}])");
    row("nothing", "");
    row("half an answer", R"({"access_token":"t","tok)");
}

void tst_TokenBroker::readsTokenAnswersStrictly()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, lifetime);
    const TestClock clock;
    const Result<TokenAnswer> answer = parseTokenAnswer(body, clock.now());
    QCOMPARE(answer.has_value(), lifetime > 0);
    if (!answer) {
        QCOMPARE(kindName(answer.error().kind), QStringLiteral("Malformed"));
        return;
    }
    QCOMPARE(clock.now().secsTo(answer->token.expiresAt), lifetime);
    QCOMPARE(answer->token.mintedAt, clock.now());
    QVERIFY(body.contains(answer->token.value));
}

QTEST_GUILESS_MAIN(tst_TokenBroker)
#include "tst_tokenbroker.moc"
