// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/apinetwork.h"
#include "tests/support/hostileserver.h"

#include <QNetworkReply>
#include <QTest>

using namespace Fullstate;

/// The one way out: only to hosts that are allowed, and only what was meant to be sent.
class tst_ApiNetwork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void allows_data();
    void allows();
    void asksNobodyElse_data();
    void asksNobodyElse();
    void sendsNoTokenThatCouldBreakTheHeader_data();
    void sendsNoTokenThatCouldBreakTheHeader();
    void saysWhoAsks();
    void givesTheBodyOnce();
};

static bool isDone(QNetworkReply *reply)
{
    return QTest::qWaitFor([reply] { return reply->isFinished(); }, 20'000);
}

void tst_ApiNetwork::allows_data()
{
    QTest::addColumn<QString>("allowed");
    QTest::addColumn<QString>("asked");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *name, const char *allowed, const char *asked, bool expected) {
        QTest::addRow("%s", name) << allowed << asked << expected;
    };
    row("a region", "", "https://api.vanta.com/v1", true);
    row("the Gov region", "", "https://api.vanta-gov.com/v1", true);
    row("a region in capital letters", "", "HTTPS://API.VANTA.COM/v1", true);
    row("a region with its port", "", "https://api.vanta.com:443/v1", true);
    row("another port", "", "https://api.vanta.com:444/v1", false);
    row("a region without encryption", "", "http://api.vanta.com/v1", false);
    row("a host that begins like a region", "", "https://api.vanta.com.example.org/v1", false);
    row("a host that ends like a region", "", "https://notapi.vanta.com/v1", false);
    row("a user before the host", "", "https://me@api.vanta.com/v1", false);
    row("a host of the user's", "https://vanta.example.org", "https://vanta.example.org/v1", true);
    row("a host that nobody allowed", "", "https://vanta.example.org/v1", false);
    row("plain http to this computer", "http://127.0.0.1:8080", "http://127.0.0.1:8080/v1", true);
    row("plain http to this computer by name", "http://localhost:8080", "http://localhost:8080/v1", true);
    row("plain http to this computer, IPv6", "http://[::1]:8080", "http://[::1]:8080/v1", true);
    row("plain http to this computer, another port", "http://127.0.0.1:8080", "http://127.0.0.1:8081/v1",
        false);
    row("plain http elsewhere is never allowed", "http://vanta.example.org", "http://vanta.example.org/v1",
        false);
    row("a file", "file:///etc/passwd", "file:///etc/passwd", false);
    row("nothing", "", "", false);
}

void tst_ApiNetwork::allows()
{
    QFETCH(const QString, allowed);
    QFETCH(const QString, asked);
    ApiNetwork network;
    network.allow(QUrl(allowed));
    QTEST(network.isAllowed(QUrl(asked)), "expected");
}

void tst_ApiNetwork::asksNobodyElse_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addRow("GET") << QByteArray("GET");
    QTest::addRow("PUT") << QByteArray("PUT");
    QTest::addRow("POST") << QByteArray("POST");
}

void tst_ApiNetwork::asksNobodyElse()
{
    QFETCH(const QByteArray, verb);
    HostileServer foreign;
    ApiNetwork network;
    const std::unique_ptr<QNetworkReply> reply(network.send(verb, foreign.url(), "{}", "token"));
    QVERIFY(isDone(reply.get()));
    QVERIFY(reply->error() != QNetworkReply::NoError);
    // The way round send() is shut too.
    const std::unique_ptr<QNetworkReply> direct(network.get(QNetworkRequest(foreign.url())));
    QVERIFY(isDone(direct.get()));
    QVERIFY(direct->error() != QNetworkReply::NoError);
    QCOMPARE(foreign.connections(), 0);
}

void tst_ApiNetwork::sendsNoTokenThatCouldBreakTheHeader_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("header");
    QTest::addRow("a good one") << QByteArray("abc.DEF~+/=") << QByteArray("Bearer abc.DEF~+/=");
    QTest::addRow("a line break") << QByteArray("abc\r\nX-Evil: 1") << QByteArray();
    QTest::addRow("a bare line feed") << QByteArray("abc\nX-Evil: 1") << QByteArray();
    QTest::addRow("a space") << QByteArray("abc def") << QByteArray();
    QTest::addRow("a NUL") << QByteArray("abc\0def", 7) << QByteArray();
    QTest::addRow("a letter past ASCII") << QByteArray("abc\xff") << QByteArray();
}

void tst_ApiNetwork::sendsNoTokenThatCouldBreakTheHeader()
{
    QFETCH(const QByteArray, token);
    HostileServer server;
    ApiNetwork network;
    network.allow(server.url());
    const std::unique_ptr<QNetworkReply> reply(network.send("GET", server.url(), {}, token));
    QVERIFY(isDone(reply.get()));
    QCOMPARE(server.requests().size(), 1);
    QTEST(server.requests().first().header("Authorization"), "header");
    QVERIFY(!server.requests().first().head.contains("Evil"));
}

void tst_ApiNetwork::saysWhoAsks()
{
    HostileServer server;
    ApiNetwork network;
    network.allow(server.url());
    const std::unique_ptr<QNetworkReply> reply(network.send("PUT", server.url(), "{\"a\":1}", "t"));
    QVERIFY(isDone(reply.get()));
    const HostileServer::Request &request = server.requests().first();
    QVERIFY(request.header("User-Agent").startsWith("Fullstate/"));
    QCOMPARE(request.header("Accept"), QByteArray("application/json"));
    QCOMPARE(request.header("Content-Type"), QByteArray("application/json"));
    QCOMPARE(request.header("Content-Length"), QByteArray("7"));
    QCOMPARE(request.body, QByteArray("{\"a\":1}"));
}

void tst_ApiNetwork::givesTheBodyOnce()
{
    OneShotBody body("abcdef", nullptr);
    QVERIFY(body.isSequential());
    QVERIFY(!body.wasTouched());
    QCOMPARE(body.bytesAvailable(), 6);
    QCOMPARE(body.read(2), QByteArray("ab"));
    QVERIFY(body.wasTouched());
    QVERIFY(!body.reset());
    QCOMPARE(body.readAll(), QByteArray("cdef"));
    QVERIFY(body.atEnd());
    QCOMPARE(body.readAll(), QByteArray());
}

QTEST_GUILESS_MAIN(tst_ApiNetwork)
#include "tst_apinetwork.moc"
