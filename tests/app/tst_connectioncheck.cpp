// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/connectioncheck.h"
#include "app/base/englishplurals.h"
#include "app/schema/catalog.h"
#include "tests/support/apibench.h"
#include "tests/support/hostileserver.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/waitfor.h"

using namespace Fullstate;

namespace {

enum class Where { Server, NoSuchHost, NobodyListens, SelfSigned };

HostileTurn minted(const char *token)
{
    return answering(200,
                     QByteArrayLiteral("{\"access_token\":\"") + token
                         + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
}

/// A check of one resource set against a server that answers as told.
struct Bench
{
    explicit Bench(HostileServer::Scheme scheme = HostileServer::Scheme::Http)
        : server(scheme)
    {
        connection.id = QStringLiteral("c1");
        connection.name = QStringLiteral("Acme");
        connection.region = Region::Custom;
        connection.clientId = QStringLiteral("client");
        connection.resourceSets = {
            {QStringLiteral("s1"), QStringLiteral("UserAccount"), QStringLiteral("65fc0a")}};
        pointAt(server.url());
        secrets.put({connection.id, SecretKey::Kind::ClientSecret}, "s3cret");
    }
    void pointAt(const QUrl &url)
    {
        connection.custom = {url, url};
        api.network.allow(url);
    }
    ConnectionCheck *check(QObject *parent)
    {
        return new ConnectionCheck(
            connection, catalog, [this](QObject *owner) { return broker.mint(connection, owner); }, resources,
            parent);
    }

    HostileServer server;
    ApiBench api{};
    Catalog catalog = Catalog::load().value();
    MemorySecretStore secrets{};
    Connection connection{};
    TokenBroker broker{api.context, secrets};
    HttpResourceApi resources{api.context, broker};
};

} // namespace

/// What a check says of a connection, above all of one that does not work.
class tst_ConnectionCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCoreApplication::installTranslator(&m_plurals); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void explains_data();
    void explains();
    void mintsThoughATokenIsLive();
    void tellsEachStep();
    void cancelled();

private:
    EnglishPlurals m_plurals{};
};

static void addRow(const char *name, Where where, const QList<HostileTurn> &script, const char *states,
                   const char *words)
{
    QTest::addRow("%s", name) << where << script << QString::fromUtf8(states) << QString::fromUtf8(words);
}

void tst_ConnectionCheck::explains_data()
{
    QTest::addColumn<Where>("where");
    QTest::addColumn<QList<HostileTurn>>("script");
    QTest::addColumn<QString>("states"); // of the token and of the resource set
    QTest::addColumn<QString>("words"); // in the explanation of the first that failed, else of the last
    const HostileTurn token = minted("t");
    const auto onToken = [](const char *name, const HostileTurn &turn, const char *words) {
        addRow(name, Where::Server, {turn}, "Failed Skipped", words);
    };
    const auto onSet = [&token](const char *name, const HostileTurn &turn, const char *states,
                                const char *words) {
        addRow(name, Where::Server, {token, turn}, states, words);
    };
    addRow("no such host", Where::NoSuchHost, {token}, "Failed Skipped", "nosuchhost.invalid");
    addRow("nobody listens", Where::NobodyListens, {token}, "Failed Skipped", "refuses");
    addRow("a certificate that nobody signed", Where::SelfSigned, {token}, "Failed Skipped", "certificate");
    onToken("a wrong secret", answering(401, R"({"error":"invalid_client"})"), "client secret");
    onToken("a scope that the application does not have", answering(400, R"({"error":"invalid_scope"})"),
            "scope");
    onToken("a captive portal",
            answering(200, "<html><body>Welcome to the guest network</body></html>",
                      "Content-Type: text/html\r\n"),
            "web page");
    onToken("a host that redirects", answering(308, {}, "Location: https://elsewhere.example/token\r\n"),
            "The API host is api.vanta.com for US, EU and Australia and api.vanta-gov.com for Gov.");
    onToken("an answer that is no token", answering(200, R"({"token":"x"})"), "API URL");
    onSet("all is well",
          answering(
              200, R"({"resources":[{"uniqueId":"a"},{"uniqueId":"b","deletedAt":"2026-01-01T00:00:00Z"}]})"),
          "Passed Passed", "1 resource and lists 1 as deleted");
    onSet("a missing scope", answering(403, R"({"error":"insufficient scope"})"), "Passed Failed", "scope");
    onSet("a resource ID that is not declared", answering(404, R"({"error":"not found"})"), "Passed Failed",
          "Resource ID");
    onSet("a page in the way", answering(200, "<html>Log in</html>", "Content-Type: text/html\r\n"),
          "Passed Failed", "web page");
    onSet("a set that redirects", answering(308, {}, "Location: https://elsewhere.example/v1\r\n"),
          "Passed Failed",
          "It points to elsewhere.example. The API host is api.vanta.com for US, EU and Australia");
}

static const char *nameOf(CheckStep::State state)
{
    static constexpr const char *Names[] = {"Running", "Passed", "Failed", "Skipped"};
    return Names[static_cast<size_t>(state)];
}

void tst_ConnectionCheck::explains()
{
    QFETCH(const Where, where);
    QFETCH(const QList<HostileTurn>, script);
    QFETCH(const QString, states);
    QFETCH(const QString, words);
    Bench bench(where == Where::SelfSigned ? HostileServer::Scheme::SelfSignedHttps
                                           : HostileServer::Scheme::Http);
    bench.server.setScript(script);
    if (where == Where::NoSuchHost)
        bench.pointAt(QUrl(QStringLiteral("https://nosuchhost.invalid")));
    if (where == Where::NobodyListens)
        bench.server.close();
    const auto steps = waitFor(bench.check(this));
    QVERIFY(steps);
    QCOMPARE(steps->size(), 2U);
    QCOMPARE(QStringLiteral("%1 %2").arg(QLatin1String(nameOf((*steps)[0].state)),
                                         QLatin1String(nameOf((*steps)[1].state))),
             states);
    const CheckStep &telling = states.startsWith(QLatin1String("Failed")) ? (*steps)[0] : (*steps)[1];
    QVERIFY2(telling.explanation.contains(words, Qt::CaseInsensitive), qPrintable(telling.explanation));
    QVERIFY(!telling.explanation.contains(QLatin1String("s3cret")));
}

/// A live token proves nothing about the client secret, which may have been rotated since.
void tst_ConnectionCheck::mintsThoughATokenIsLive()
{
    Bench bench;
    bench.server.setScript({minted("first"), answering(401, R"({"error":"invalid_client"})")});
    QVERIFY(waitFor(bench.broker.token(bench.connection, this)));
    const auto steps = waitFor(bench.check(this));
    QVERIFY(steps);
    QCOMPARE(nameOf(steps->front().state), "Failed");
    QCOMPARE(bench.server.copies("POST"), 2);
}

void tst_ConnectionCheck::tellsEachStep()
{
    Bench bench;
    bench.server.setScript({minted("t"), answering(200, R"({"resources":[]})")});
    ConnectionCheck *check = bench.check(this);
    QStringList told;
    connect(check, &ConnectionCheck::stepChanged, this, [&told](int index, const CheckStep &step) {
        const QString line = QStringLiteral("%1 %2").arg(index).arg(QLatin1String(nameOf(step.state)));
        if (told.isEmpty() || told.last() != line)
            told.append(line);
    });
    QVERIFY(waitFor(check));
    QCOMPARE(told.join(QLatin1String(", ")),
             QStringLiteral("0 Running, 1 Running, 0 Running, 0 Passed, 1 Running, 1 Passed"));
}

void tst_ConnectionCheck::cancelled()
{
    Bench bench;
    bench.server.setScript({{{}, HostileTurn::End::Keep}});
    ConnectionCheck *check = bench.check(this);
    connect(check, &ConnectionCheck::stepChanged, check,
            [check] { QTimer::singleShot(0, check, &ConnectionCheck::cancel); });
    const auto steps = waitFor(check);
    QVERIFY(!steps);
    QCOMPARE(steps.error().kind, Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(tst_ConnectionCheck)
#include "tst_connectioncheck.moc"
