// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/authorization.h"
#include "tests/support/testclock.h"

#include <QCryptographicHash>
#include <QTest>
#include <QUrlQuery>

using namespace Fullstate;
using namespace std::chrono_literals;

/// The address that the browser is sent to, and what may count as its answer.
class tst_Authorization : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksTheBrowserHostOfTheRegion_data();
    void asksTheBrowserHostOfTheRegion();
    void saysWhatIsAskedFor();
    void sendsAChallengeUnlessSwitchedOff();
    void makesNoSecretTwice();
    void takesTheAnswerAlone_data();
    void takesTheAnswerAlone();
    void takesItOnce();
    void diesAfterTenMinutes_data();
    void diesAfterTenMinutes();
    void saysWhyTheTenantRefuses_data();
    void saysWhyTheTenantRefuses();
    void redirectUrlsAreRead_data();
    void redirectUrlsAreRead();

private:
    Connection m_connection;
    TestClock m_clock;
};

static QString valueOf(const QUrl &url, const char *name)
{
    return QUrlQuery(url).queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
}

/// "code", or what kind of answer it was not.
static QString outcome(const Authorization &authorization, const Result<AuthorizationCode> &answer)
{
    if (answer)
        return QString::fromLatin1(answer->code);
    return authorization.isAnswered() ? QStringLiteral("refused") : QStringLiteral("not the answer");
}

void tst_Authorization::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_connection = {.id = QStringLiteral("c1"),
                    .name = QStringLiteral("Acme"),
                    .kind = Connection::Kind::Public,
                    .clientId = QStringLiteral("vci_1")};
}

void tst_Authorization::asksTheBrowserHostOfTheRegion_data()
{
    QTest::addColumn<Region>("region");
    QTest::addColumn<QString>("start");
    QTest::addRow("US") << Region::Us << "https://app.vanta.com/oauth/authorize?";
    QTest::addRow("EU") << Region::Eu << "https://app.eu.vanta.com/oauth/authorize?";
    QTest::addRow("Australia") << Region::Australia << "https://app.aus.vanta.com/oauth/authorize?";
    QTest::addRow("Gov") << Region::Gov << "https://app.vanta-gov.com/oauth/authorize?";
    QTest::addRow("Custom") << Region::Custom << "http://127.0.0.1:81/oauth/authorize?";
}

void tst_Authorization::asksTheBrowserHostOfTheRegion()
{
    QFETCH(const QString, start);
    QFETCH(const Region, region);
    m_connection.region = region;
    m_connection.custom = {QUrl(QStringLiteral("http://127.0.0.1:80")),
                           QUrl(QStringLiteral("http://127.0.0.1:81"))};
    const Authorization authorization(m_connection, m_clock);
    QVERIFY2(authorization.address().toString().startsWith(start),
             qPrintable(authorization.address().toString()));
}

void tst_Authorization::saysWhatIsAskedFor()
{
    m_connection.clientId = QStringLiteral("vci_1 &x");
    m_connection.customerId = QStringLiteral("Ünit+1&state=2#%");
    m_connection.redirectUrl = QUrl(QStringLiteral("http://127.0.0.1:8976/cb?a=b&c=%20d"));
    const QUrl address = Authorization(m_connection, m_clock).address();
    QVERIFY(address.isValid() && !address.hasFragment());
    QCOMPARE(valueOf(address, "client_id"), m_connection.clientId);
    QCOMPARE(valueOf(address, "source_id"), m_connection.customerId);
    QCOMPARE(valueOf(address, "redirect_uri"), QStringLiteral("http://127.0.0.1:8976/cb?a=b&c=%20d"));
    QCOMPARE(valueOf(address, "response_type"), QStringLiteral("code"));
    QCOMPARE(valueOf(address, "scope"),
             QStringLiteral("connectors.self:read-resource connectors.self:write-resource"));
    QVERIFY(!address.toEncoded().contains('+')); // which some take for a space
    m_connection.documents = true;
    QVERIFY(valueOf(Authorization(m_connection, m_clock).address(), "scope")
                .endsWith(QLatin1String(" self:write-document")));
}

void tst_Authorization::sendsAChallengeUnlessSwitchedOff()
{
    m_connection.redirectUrl = QUrl(QStringLiteral("https://acme.example/cb"));
    Authorization authorization(m_connection, m_clock);
    const QUrl address = authorization.address();
    QCOMPARE(valueOf(address, "code_challenge_method"), QStringLiteral("S256"));
    const auto answer =
        authorization.take("https://acme.example/cb?code=c1&state=" + valueOf(address, "state").toLatin1());
    QVERIFY(answer);
    QCOMPARE(answer->verifier.size(), 43);
    QCOMPARE(valueOf(address, "code_challenge").toLatin1(),
             QCryptographicHash::hash(answer->verifier, QCryptographicHash::Sha256)
                 .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    QVERIFY(!address.toEncoded().contains(answer->verifier));

    m_connection.pkce = false;
    Authorization without(m_connection, m_clock);
    QVERIFY(!without.address().query().contains(QLatin1String("code_challenge")));
    const auto plain = without.take("https://acme.example/cb?code=c1&state="
                                    + valueOf(without.address(), "state").toLatin1());
    QVERIFY(plain && plain->verifier.isEmpty());
}

void tst_Authorization::makesNoSecretTwice()
{
    QSet<QString> secrets;
    for (int i = 0; i < 50; ++i) {
        const QUrl address = Authorization(m_connection, m_clock).address();
        const QString state = valueOf(address, "state");
        QCOMPARE(QByteArray::fromBase64(state.toLatin1(), QByteArray::Base64UrlEncoding).size(), 32);
        secrets << state << valueOf(address, "code_challenge");
    }
    QCOMPARE(secrets.size(), 100);
}

void tst_Authorization::takesTheAnswerAlone_data()
{
    // STATE stands for the right one.
    QTest::addColumn<QByteArray>("registered");
    QTest::addColumn<QByteArray>("redirect");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &redirect, const char *expected = "not the answer",
                        const QByteArray &registered = "http://127.0.0.1:8976/cb") {
        QTest::addRow("%s", name) << registered << redirect << QString::fromLatin1(expected);
    };
    const QByteArray plain = "http://127.0.0.1:8976/cb?code=c1&state=STATE";
    row("the answer", plain, "c1");
    row("white space of copying", " \n" + plain + "\r\n", "c1");
    row("the other order", "http://127.0.0.1:8976/cb?state=STATE&code=c1", "c1");
    row("items that nobody knows", plain + "&iss=x&session_state=1", "c1");
    row("an encoded code", "http://127.0.0.1:8976/cb?code=c%2F1%3D&state=STATE", "c/1=");
    row("a fragment that a page adds", plain + "#/home", "c1");
    row("https without its port", "https://acme.example/cb?code=c1&state=STATE", "c1",
        "https://acme.example:443/cb");
    row("no path", "http://localhost:81/?code=c1&state=STATE", "c1", "http://localhost:81");
    row("[::1]", "http://[::1]:81/cb?code=c1&state=STATE", "c1", "http://[::1]:81/cb");
    row("a query and no path", "https://acme.example/?a=/b&code=c1&state=STATE", "c1",
        "https://acme.example?a=/b");
    row("with the query of the redirect URL", "https://acme.example/cb?a=b&code=c1&state=STATE", "c1",
        "https://acme.example/cb?a=b");
    row("without the query of the redirect URL", "https://acme.example/cb?code=c1&state=STATE",
        "not the answer", "https://acme.example/cb?a=b");
    row("another value in the query of the redirect URL", "https://acme.example/cb?a=c&code=c1&state=STATE",
        "not the answer", "https://acme.example/cb?a=b");
    row("nothing", "");
    row("no query", "http://127.0.0.1:8976/cb");
    row("another path", "http://127.0.0.1:8976/cbx?code=c1&state=STATE");
    row("a path below", "http://127.0.0.1:8976/cb/?code=c1&state=STATE");
    row("a path in capitals", "http://127.0.0.1:8976/CB?code=c1&state=STATE");
    row("an encoded path", "http://127.0.0.1:8976/%63b?code=c1&state=STATE");
    row("dots in the path", "http://127.0.0.1:8976/x/../cb?code=c1&state=STATE");
    row("another port", "http://127.0.0.1:8977/cb?code=c1&state=STATE");
    row("another host", "http://localhost:8976/cb?code=c1&state=STATE");
    row("another scheme", "https://127.0.0.1:8976/cb?code=c1&state=STATE");
    row("a user name", "http://a@127.0.0.1:8976/cb?code=c1&state=STATE");
    row("an empty user name", "http://@127.0.0.1:8976/cb?code=c1&state=STATE");
    row("the address as user name", "http://127.0.0.1:8976@evil.example/cb?code=c1&state=STATE");
    row("a wrong state", "http://127.0.0.1:8976/cb?code=c1&state=wrong");
    row("half a state", "http://127.0.0.1:8976/cb?code=c1&state=STAT");
    row("a state in front of more", plain + "x");
    row("an empty state", "http://127.0.0.1:8976/cb?code=c1&state=");
    row("no state", "http://127.0.0.1:8976/cb?code=c1");
    row("the state twice", plain + "&state=STATE");
    row("another state, encoded", plain + "&%73tate=wrong");
    row("the state in the fragment", "http://127.0.0.1:8976/cb?code=c1#state=STATE");
    row("no code", "http://127.0.0.1:8976/cb?state=STATE");
    row("an empty code", "http://127.0.0.1:8976/cb?code=&state=STATE");
    row("the code twice", plain + "&code=c2");
    row("a code with a line break", "http://127.0.0.1:8976/cb?code=c%0d%0a1&state=STATE");
    row("a code with a NUL", "http://127.0.0.1:8976/cb?code=c%001&state=STATE");
    row("a code that is not ASCII", "http://127.0.0.1:8976/cb?code=%c3%b6&state=STATE");
    row("a code and an error", plain + "&error=access_denied");
    row("a huge address", plain + "&x=" + QByteArray(100'000, 'x'));
    row("an error with a wrong state", "http://127.0.0.1:8976/cb?error=access_denied&state=wrong");
    row("an error without a state", "http://127.0.0.1:8976/cb?error=access_denied");
    row("an error", "http://127.0.0.1:8976/cb?error=access_denied&state=STATE", "refused");
}

void tst_Authorization::takesTheAnswerAlone()
{
    QFETCH(const QByteArray, registered);
    QFETCH(QByteArray, redirect);
    m_connection.redirectUrl = QUrl::fromEncoded(registered, QUrl::StrictMode);
    Authorization authorization(m_connection, m_clock);
    const QByteArray state = valueOf(authorization.address(), "state").toLatin1();
    redirect.replace("STATE", state);
    if (redirect.endsWith("STAT"))
        redirect.replace("STAT", state.left(state.size() / 2));
    const auto answer = authorization.take(redirect);
    QTEST(outcome(authorization, answer), "expected");
    if (!answer) {
        const QString said = answer.error().message + answer.error().detail;
        QVERIFY(!said.isEmpty());
        QVERIFY2(!said.contains(QLatin1String("c1")) && !said.contains(QString::fromLatin1(state)),
                 qPrintable(said));
    }
    if (!authorization.isAnswered()) // whatever came, the right one still counts
        QVERIFY(authorization.take(registered + (registered.contains('?') ? "&" : "?")
                                   + "code=c3&state=" + state));
}

void tst_Authorization::takesItOnce()
{
    m_connection.redirectUrl = QUrl(QStringLiteral("https://acme.example/cb"));
    Authorization authorization(m_connection, m_clock);
    const QByteArray redirect =
        "https://acme.example/cb?code=c1&state=" + valueOf(authorization.address(), "state").toLatin1();
    QVERIFY(authorization.take(redirect));
    const auto again = authorization.take(redirect);
    QVERIFY(!again);
    QVERIFY(again.error().message.contains(QLatin1String("Begin again")));
}

void tst_Authorization::diesAfterTenMinutes_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("wallClockMoves");
    QTest::addColumn<QString>("expected");
    QTest::addRow("at once") << 0 << 0 << "c1";
    QTest::addRow("just before") << 599 << 0 << "c1";
    QTest::addRow("just after") << 600 << 0 << "not the answer";
    QTest::addRow("just after, and the clock is set back") << 600 << -7200 << "not the answer";
    QTest::addRow("just before, and the clock is set ahead") << 599 << 7200 << "c1";
}

void tst_Authorization::diesAfterTenMinutes()
{
    QFETCH(const int, seconds);
    QFETCH(const int, wallClockMoves);
    m_connection.redirectUrl = QUrl(QStringLiteral("https://acme.example/cb"));
    Authorization authorization(m_connection, m_clock);
    QCOMPARE(authorization.left(), std::chrono::milliseconds(10min));
    m_clock.advance(std::chrono::seconds(seconds));
    m_clock.setWallClock(m_clock.now().addSecs(wallClockMoves));
    const auto answer = authorization.take("https://acme.example/cb?code=c1&state="
                                           + valueOf(authorization.address(), "state").toLatin1());
    QTEST(outcome(authorization, answer), "expected");
    if (!answer)
        QVERIFY(answer.error().message.contains(QLatin1String("ten minutes")));
}

void tst_Authorization::saysWhyTheTenantRefuses_data()
{
    QTest::addColumn<QByteArray>("error");
    QTest::addColumn<QString>("words");
    QTest::addRow("not allowed") << QByteArray("access_denied") << "has not allowed";
    QTest::addRow("scopes") << QByteArray("invalid_scope") << "scopes";
    QTest::addRow("a private application") << QByteArray("unauthorized_client") << "a public one";
    QTest::addRow("a page that fails") << QByteArray("server_error") << "failed";
    QTest::addRow("another one") << QByteArray("invalid_request") << "(invalid_request)";
    QTest::addRow("markup") << QByteArray("%3Cb%3Eno%3C/b%3E") << "(for a reason that has no name)";
    QTest::addRow("a story") << QByteArray(500, 'a') << "(for a reason that has no name)";
    QTest::addRow("nothing") << QByteArray() << "(for a reason that has no name)";
}

void tst_Authorization::saysWhyTheTenantRefuses()
{
    QFETCH(const QByteArray, error);
    QFETCH(const QString, words);
    m_connection.redirectUrl = QUrl(QStringLiteral("https://acme.example/cb"));
    Authorization authorization(m_connection, m_clock);
    const auto answer =
        authorization.take("https://acme.example/cb?error=" + error + "&error_description=Call%20555&state="
                           + valueOf(authorization.address(), "state").toLatin1());
    QCOMPARE(outcome(authorization, answer), QStringLiteral("refused"));
    QVERIFY2(answer.error().message.contains(words), qPrintable(answer.error().message));
    QVERIFY(!answer.error().message.contains(QLatin1String("555")));
}

void tst_Authorization::redirectUrlsAreRead_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("expected"); // the URL, or a part of the refusal
    QTest::addColumn<bool>("caught");
    const auto good = [](const char *name, const char *url, bool isCaught) {
        QTest::addRow("%s", name) << url << url << isCaught;
    };
    const auto bad = [](const char *name, const char *typed, const char *why) {
        QTest::addRow("%s", name) << typed << why << false;
    };
    good("https", "https://acme.example/oauth/callback", false);
    good("127.0.0.1", "http://127.0.0.1:8976/fullstate", true);
    good("localhost, no port", "http://localhost/cb", true);
    good("[::1]", "http://[::1]:8976/cb", true);
    good("a query", "https://acme.example/cb?a=b%20c", false);
    good("no path", "http://127.0.0.1:8976", true);
    bad("nothing", "", "not an address");
    bad("a word", "callback", "not an address");
    bad("no host", "http:///cb", "not an address");
    bad("http to another computer", "http://acme.example/cb", "only come to this computer");
    bad("http to the network of this computer", "http://192.168.0.2:80/cb", "only come to this computer");
    bad("a host that only begins like it", "http://127.0.0.1.evil.example/", "only come to this computer");
    bad("a scheme of its own", "fullstate://cb", "must start with https://");
    bad("a fragment", "https://acme.example/cb#x", "no “#”");
    bad("an empty fragment", "https://acme.example/cb#", "no “#”");
    bad("a user", "https://a:b@acme.example/cb", "no user name");
    bad("port 0", "http://127.0.0.1:0/cb", "from 1 to 65535");
    bad("a port past any", "http://127.0.0.1:65536/cb", "not an address");
    bad("a state of its own", "https://acme.example/cb?state=1", "must not hold");
    bad("a code of its own, encoded", "https://acme.example/cb?%63ode=1", "must not hold");
    bad("a host in capitals", "https://ACME.example/cb", "sent as https://acme.example/cb");
    bad("letters that are encoded", "https://acme.example/ü", "sent as https://acme.example/%C3%BC");
}

void tst_Authorization::redirectUrlsAreRead()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, expected);
    const Result<QUrl> url = parseRedirectUrl(typed);
    const QString said = url ? QString::fromLatin1(url->toEncoded()) : url.error().message;
    QVERIFY2(said.contains(expected), qPrintable(said));
    QCOMPARE(url.has_value(), said == typed);
    if (url)
        QTEST(isCaughtHere(*url), "caught");
}

QTEST_GUILESS_MAIN(tst_Authorization)
#include "tst_authorization.moc"
