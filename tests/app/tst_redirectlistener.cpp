// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/authorization.h"
#include "app/auth/redirectlistener.h"
#include "tests/support/testclock.h"

#include <QNetworkInterface>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>
#include <QUrlQuery>

using namespace Fullstate;
using namespace std::chrono_literals;

namespace {

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(0);
}

/// A listener that waits for the answer to an authorization.
struct Bench
{
    explicit Bench(const QByteArray &redirect = "http://127.0.0.1:PORT/cb", RedirectLimits limits = {})
        : connection{.id = QStringLiteral("c1"),
                     .name = QStringLiteral("Acme"),
                     .kind = Connection::Kind::Public,
                     .clientId = QStringLiteral("vci_1")}
    {
        connection.redirectUrl =
            QUrl(QString::fromLatin1(redirect).replace(QLatin1String("PORT"), QString::number(port)));
        authorization.emplace(connection, clock);
        state = QUrlQuery(authorization->address()).queryItemValue(QStringLiteral("state")).toLatin1();
        const auto take = [this](const QByteArray &address) {
            answers.append(authorization->take(address));
            return authorization->isAnswered();
        };
        listener = std::make_unique<RedirectListener>(connection.redirectUrl, take, nullptr, limits);
    }

    QByteArray filled(QByteArray text) const
    {
        return text.replace("STATE", state).replace("PORT", QByteArray::number(port));
    }
    QByteArray rightRequest() const
    {
        return filled("GET /cb?code=c0de&state=STATE HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n");
    }

    const quint16 port = freePort();
    TestClock clock{};
    Connection connection;
    std::optional<Authorization> authorization{};
    QByteArray state{};
    QList<Result<AuthorizationCode>> answers{};
    std::unique_ptr<RedirectListener> listener{};
};

/// Somebody at the port.
class Visit : public QObject
{
public:
    explicit Visit(quint16 port, const QHostAddress &address = QHostAddress(QHostAddress::LocalHost))
    {
        connect(&m_socket, &QTcpSocket::readyRead, this, [this] { m_heard += m_socket.readAll(); });
        connect(&m_drip, &QTimer::timeout, this, [this] { m_socket.write("x"); });
        m_socket.connectToHost(address, port);
        m_wasConnected = m_socket.waitForConnected(5000);
    }

    void say(const QByteArray &bytes) { m_socket.write(bytes); }
    /// A byte of a header every now and then, for ever.
    void drip() { m_drip.start(5); }
    bool wasConnected() const { return m_wasConnected; }
    bool isOver() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    /// "200", or nothing if the connection ended without an answer.
    QByteArray status() const { return m_heard.mid(9, 3); }
    const QByteArray &heard() const { return m_heard; }

private:
    QTcpSocket m_socket;
    QTimer m_drip;
    QByteArray m_heard;
    bool m_wasConnected = false;
};

} // namespace

/// The port that a browser is sent back to, and what else may come to it.
class tst_RedirectListener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void takesTheAnswer_data();
    void takesTheAnswer();
    void saysNothingOfIt();
    void refusesAllElse_data();
    void refusesAllElse();
    void slowOnesAreNotWaitedFor_data();
    void slowOnesAreNotWaitedFor();
    void endlessOnesAreCutOff();
    void thoseWhoOnlySitThereMakeRoom();
    void isOpenForOneAnswerOnly_data();
    void isOpenForOneAnswerOnly();
    void isReachedFromThisComputerOnly();
    void explainsATakenPort();
};

void tst_RedirectListener::takesTheAnswer_data()
{
    QTest::addColumn<QByteArray>("redirect");
    QTest::addColumn<QByteArray>("request");
    const QByteArray plain = "http://127.0.0.1:PORT/cb";
    QTest::addRow("as curl asks")
        << plain
        << QByteArray(
               "GET /cb?code=c0de&state=STATE HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nAccept: */*\r\n\r\n");
    QTest::addRow("as a browser asks")
        << plain
        << QByteArray("GET /cb?state=STATE&code=c0de HTTP/1.1\r\nhost:127.0.0.1:PORT\r\nConnection: "
                      "keep-alive\r\nUpgrade-Insecure-Requests: 1\r\nSec-Fetch-Site: cross-site\r\n"
                      "Sec-Fetch-Mode: navigate\r\nReferer: https://app.vanta.com/\r\nCookie: a=b\r\n\r\n");
    QTest::addRow("at localhost")
        << QByteArray("http://localhost:PORT/cb")
        << QByteArray("GET /cb?code=c0de&state=STATE HTTP/1.1\r\nHost: LocalHost:PORT\r\n\r\n");
    QTest::addRow("with a query of its own")
        << QByteArray("http://127.0.0.1:PORT/?a=b")
        << QByteArray("GET /?a=b&code=c0de&state=STATE HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n");
    QTest::addRow("without a path")
        << QByteArray("http://127.0.0.1:PORT")
        << QByteArray("GET /?code=c0de&state=STATE HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n");
    QTest::addRow("a refusal of the tenant")
        << plain
        << QByteArray("GET /cb?error=access_denied&state=STATE HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n");
}

void tst_RedirectListener::takesTheAnswer()
{
    QFETCH(const QByteArray, redirect);
    QFETCH(const QByteArray, request);
    Bench bench(redirect);
    QVERIFY(bench.listener->listen());
    Visit browser(bench.port);
    const QByteArray bytes = bench.filled(request);
    browser.say(bytes.left(30)); // in two pieces, as a network may have it
    QTest::qWait(0);
    browser.say(bytes.mid(30));
    QTRY_VERIFY(browser.isOver());
    QCOMPARE(browser.status(), QByteArray("200"));
    QCOMPARE(bench.answers.size(), 1);
    QCOMPARE(bench.answers.first().has_value(), request.contains("c0de"));
    QCOMPARE(bench.listener->refusals(), 0);
}

void tst_RedirectListener::saysNothingOfIt()
{
    Bench bench;
    QVERIFY(bench.listener->listen());
    Visit browser(bench.port);
    browser.say(bench.rightRequest());
    QTRY_VERIFY(browser.isOver());
    const QByteArray heard = browser.heard();
    QVERIFY(heard.contains("Return to Fullstate"));
    QVERIFY(!heard.contains("c0de") && !heard.contains(bench.state));
    for (const char *header : {"Cache-Control: no-store", "Referrer-Policy: no-referrer",
                               "Content-Security-Policy: default-src 'none'", "Connection: close"})
        QVERIFY2(heard.contains(header), header);
    QVERIFY(!heard.contains("Access-Control"));
    const qsizetype body = heard.indexOf("\r\n\r\n") + 4;
    QVERIFY(
        heard.contains(QByteArray("Content-Length: " + QByteArray::number(heard.size() - body) + "\r\n")));
}

void tst_RedirectListener::refusesAllElse_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    const auto row = [](const char *name, const QByteArray &request, const char *status) {
        QTest::addRow("%s", name) << request << QByteArray(status);
    };
    const QByteArray host = "Host: 127.0.0.1:PORT\r\n";
    const auto get = [&host](const QByteArray &target) -> QByteArray {
        return "GET " + target + " HTTP/1.1\r\n" + host + "\r\n";
    };
    const QByteArray good = "/cb?code=c0de&state=STATE";
    const QByteArray line = "GET " + good + " HTTP/1.1\r\n";

    row("another path", get("/favicon.ico"), "404");
    row("the root", get("/"), "404");
    row("a path below", get("/cb/?code=c0de&state=STATE"), "404");
    row("a path with dot segments", get("/x/../cb?code=c0de&state=STATE"), "404");
    row("a path with a dot", get("/./cb?code=c0de&state=STATE"), "404");
    row("two slashes", get("//cb?code=c0de&state=STATE"), "404");
    row("a percent-encoded path", get("/%63b?code=c0de&state=STATE"), "404");
    row("a percent-encoded query mark", get("/cb%3Fcode=c0de&state=STATE"), "404");
    row("a path with a NUL", get(QByteArray("/cb\0?code=c0de&state=STATE", 26)), "400");
    row("a fragment", get(good + "#x"), "404");
    row("a wrong state", get("/cb?code=c0de&state=wrong"), "404");
    row("no state", get("/cb?code=c0de"), "404");
    row("the state twice", get(good + "&state=STATE"), "404");
    row("a wrong state first", get("/cb?state=x&code=c0de&state=STATE"), "404");
    row("no code", get("/cb?state=STATE"), "404");
    row("the code twice", get(good + "&code=other"), "404");
    row("a code that ends the line", get("/cb?code=a%0d%0ab&state=STATE"), "404");
    row("an error without state", get("/cb?error=access_denied"), "404");
    row("an error with a wrong state", get("/cb?error=access_denied&state=wrong"), "404");
    row("an absolute target", get("http://127.0.0.1:PORT" + good), "404");
    row("an absolute target elsewhere", get("http://evil.example" + good), "404");
    row("a target that becomes a user name", get("@evil.example" + good), "404");
    row("no target", get("*"), "404");
    row("POST", "POST " + good + " HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n", "404");
    row("POST with a body", "POST /cb HTTP/1.1\r\n" + host + "Content-Length: 6\r\n\r\ncode=1", "400");
    row("HEAD", "HEAD " + good + " HTTP/1.1\r\n" + host + "\r\n", "404");
    row("OPTIONS", "OPTIONS " + good + " HTTP/1.1\r\n" + host + "Origin: https://evil.example\r\n\r\n",
        "404");
    row("a verb in small letters", "get " + good + " HTTP/1.1\r\n" + host + "\r\n", "404");
    row("CONNECT", "CONNECT 127.0.0.1:PORT HTTP/1.1\r\n" + host + "\r\n", "404");
    row("HTTP/1.0", "GET " + good + " HTTP/1.0\r\n" + host + "\r\n", "400");
    row("HTTP/0.9", "GET " + good + "\r\n\r\n", "400");
    row("HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400");
    row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), "400");
    row("no Host", line + "\r\n", "400");
    row("two Hosts", line + host + host + "\r\n", "400");
    row("an empty Host", line + "Host:\r\n\r\n", "403");
    row("a foreign Host", line + "Host: evil.example:PORT\r\n\r\n", "403");
    row("a foreign Host without port", line + "Host: evil.example\r\n\r\n", "403");
    row("a Host that begins like ours", line + "Host: 127.0.0.1:PORT.evil.example\r\n\r\n", "403");
    row("our Host with another port", line + "Host: 127.0.0.1:1\r\n\r\n", "403");
    row("our Host without the port", line + "Host: 127.0.0.1\r\n\r\n", "403");
    row("localhost for 127.0.0.1", line + "Host: localhost:PORT\r\n\r\n", "403");
    row("our address as a number", line + "Host: 2130706433:PORT\r\n\r\n", "403");
    row("a body", line + host + "Content-Length: 5\r\n\r\nhello", "400");
    row("a body in chunks", line + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400");
    row("a folded header", line + host + "X-A: b\r\n c\r\n\r\n", "400");
    row("a header without a colon", line + host + "hello\r\n\r\n", "400");
    row("a space before the colon", line + "Host : 127.0.0.1:PORT\r\n\r\n", "400");
    row("line feeds alone", "GET " + good + " HTTP/1.1\nHost: 127.0.0.1:PORT\r\n\r\n", "400");
    row("a carriage return in a header", line + host + "X-A: b\rc\r\n\r\n", "400");
    row("two spaces in the first line", "GET  " + good + " HTTP/1.1\r\n" + host + "\r\n", "400");
    row("letters that are not ASCII", line + host + "X-A: \xc3\xb6\r\n\r\n", "400");
    row("an empty line first", "\r\n" + line + host + "\r\n", "400");
    row("a huge address", get(good + "&x=" + QByteArray(20'000, 'x')), "431");
    row("a huge header", line + host + "X-A: " + QByteArray(20'000, 'x') + "\r\n\r\n", "431");
    row("a thousand headers", line + host + QByteArray("X-A: b\r\n").repeated(2000) + "\r\n", "431");
    row("two requests in one, the second one right", get("/") + line + host + "\r\n", "404");
}

/// And goes on waiting: the right one is still taken.
void tst_RedirectListener::refusesAllElse()
{
    QFETCH(const QByteArray, request);
    Bench bench;
    QVERIFY(bench.listener->listen());
    const QSignalSpy refused(bench.listener.get(), &RedirectListener::refused);
    Visit stranger(bench.port);
    stranger.say(bench.filled(request));
    QTRY_VERIFY(stranger.isOver());
    QTEST(stranger.status(), "status");
    QVERIFY(!stranger.heard().contains("Return") && !stranger.heard().contains(bench.state));
    QCOMPARE(bench.listener->refusals(), 1);
    QCOMPARE(refused.size(), 1);
    QVERIFY(!bench.authorization->isAnswered());

    Visit browser(bench.port);
    browser.say(bench.rightRequest());
    QTRY_COMPARE(browser.status(), QByteArray("200"));
    QVERIFY(bench.answers.last());
    QCOMPARE(bench.answers.last()->code, QByteArray("c0de"));
}

void tst_RedirectListener::slowOnesAreNotWaitedFor_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<bool>("drips");
    QTest::addColumn<QByteArray>("status");
    QTest::addRow("nothing comes") << QByteArray() << false << QByteArray();
    QTest::addRow("half a request") << QByteArray("GET /cb?code=c0de") << false << QByteArray("408");
    QTest::addRow("a header that never ends, drop by drop")
        << QByteArray("GET /cb HTTP/1.1\r\nX-A: ") << true << QByteArray("408");
}

void tst_RedirectListener::slowOnesAreNotWaitedFor()
{
    QFETCH(const QByteArray, start);
    QFETCH(const bool, drips);
    Bench bench("http://127.0.0.1:PORT/cb", {.requestBytes = 8192, .deadline = 200ms});
    QVERIFY(bench.listener->listen());
    Visit stranger(bench.port);
    stranger.say(start);
    if (drips)
        stranger.drip();
    QTRY_VERIFY(stranger.isOver());
    QTEST(stranger.status(), "status");
    QCOMPARE(bench.listener->refusals(), start.isEmpty() ? 0 : 1);
    QVERIFY(!bench.authorization->isAnswered());
}

void tst_RedirectListener::endlessOnesAreCutOff()
{
    Bench bench;
    QVERIFY(bench.listener->listen());
    Visit stranger(bench.port);
    stranger.say("GET /cb HTTP/1.1\r\n");
    int pieces = 0; // of 64 KiB; far more than fits between two sockets
    for (; pieces < 2000 && !stranger.isOver(); ++pieces) {
        stranger.say(QByteArray("X-Header: value\r\n").repeated(4000));
        QTest::qWait(1);
    }
    QVERIFY(pieces < 2000);
    QVERIFY(stranger.status().isEmpty() || stranger.status() == "431"); // it may be cut off while it talks
    QCOMPARE(bench.listener->refusals(), 1);
}

void tst_RedirectListener::thoseWhoOnlySitThereMakeRoom()
{
    Bench bench;
    QVERIFY(bench.listener->listen());
    std::vector<std::unique_ptr<Visit>> sitters;
    for (int i = 0; i < 40; ++i) {
        sitters.push_back(std::make_unique<Visit>(bench.port));
        QTest::qWait(0);
    }
    QTRY_VERIFY(sitters.at(20)->isOver()); // 16 stay
    QVERIFY(!sitters.back()->isOver());
    Visit browser(bench.port);
    browser.say(bench.rightRequest());
    QTRY_COMPARE(browser.status(), QByteArray("200"));
    QTRY_VERIFY(sitters.back()->isOver());
}

void tst_RedirectListener::isOpenForOneAnswerOnly_data()
{
    QTest::addColumn<bool>("sameConnection");
    QTest::addRow("delivered twice") << false;
    QTest::addRow("twice in one connection") << true;
}

void tst_RedirectListener::isOpenForOneAnswerOnly()
{
    QFETCH(const bool, sameConnection);
    Bench bench;
    QVERIFY(bench.listener->listen());
    Visit browser(bench.port);
    Visit early(bench.port); // connected before, asks after
    browser.say(sameConnection ? bench.rightRequest() + bench.rightRequest() : bench.rightRequest());
    QTRY_VERIFY(browser.isOver());
    QCOMPARE(browser.heard().count("HTTP/1.1 200"), 1);
    early.say(bench.rightRequest());
    QTRY_VERIFY(early.isOver());
    QVERIFY(early.heard().isEmpty());
    const Visit late(bench.port);
    QVERIFY(!late.wasConnected());
    QCOMPARE(bench.answers.size(), 1);
}

void tst_RedirectListener::isReachedFromThisComputerOnly()
{
    Bench bench("http://localhost:PORT/cb");
    QVERIFY(bench.listener->listen());
    const Visit near(bench.port);
    QVERIFY(near.wasConnected());
    const QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
    for (const QHostAddress &address : addresses) {
        if (address.isLoopback() || address.protocol() != QAbstractSocket::IPv4Protocol)
            continue;
        const Visit far(bench.port, address);
        QVERIFY2(!far.wasConnected(), qPrintable(address.toString()));
    }
    const Visit another(bench.port, QHostAddress(QStringLiteral("127.0.0.2"))); // there is always this one
    QVERIFY(!another.wasConnected());
}

void tst_RedirectListener::explainsATakenPort()
{
    Bench bench;
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, bench.port));
    const Result<> listening = bench.listener->listen();
    QVERIFY(!listening);
    QVERIFY2(listening.error().message.contains(QStringLiteral("Port %1").arg(bench.port)),
             qPrintable(listening.error().message));
    QVERIFY(listening.error().message.contains(QLatin1String("Developer Console")));
    other.close();
    QVERIFY(bench.listener->listen());
}

QTEST_GUILESS_MAIN(tst_RedirectListener)
#include "tst_redirectlistener.moc"
