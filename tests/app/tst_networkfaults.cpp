// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/httpresourceapi.h"
#include "tests/support/apibench.h"
#include "tests/support/hostileserver.h"
#include "tests/support/waitfor.h"

#include <algorithm>

using namespace Fullstate;

namespace {

using End = HostileTurn::End;
using Script = QList<HostileTurn>;

enum class Where { Server, NoSuchHost, NobodyListens, SelfSigned };
enum class Limit { None, Idle, Total };

/// Gives "first", and "second" after a refusal.
class ScriptedTokens final : public AccessTokens
{
public:
    ResultJob<QByteArray> *accessToken(const Connection &, QObject *parent) override
    {
        return new ReadyJob<QByteArray>(QByteArray(renewals ? "second" : "first"), parent);
    }
    ResultJob<QByteArray> *renewedToken(const Connection &, const QByteArray &refused,
                                        QObject *parent) override
    {
        ++renewals;
        lastRefused = refused;
        return new ReadyJob<QByteArray>(QByteArray("second"), parent);
    }
    ResultJob<QByteArray> *documentToken(const Connection &connection, const QByteArray &,
                                         QObject *parent) override
    {
        return accessToken(connection, parent);
    }

    int renewals = 0;
    QByteArray lastRefused;
};

/// Too large to leave in one piece.
QByteArray bigBody()
{
    return "{\"resources\":[" + QByteArray(1 << 20, ' ') + "]}";
}

const char Empty[] = R"({"resources":[]})";

} // namespace

/// What becomes of a fetch or a push when the network, or what answers there, misbehaves: what we say of it,
/// and how many copies of the request really arrived.
class tst_NetworkFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void meets_data();
    void meets();
    void neverFollowsARedirect_data();
    void neverFollowsARedirect();
    void ignoresCookies();
    void pushesOnceOnAConnectionGoneStale();
    void cancelled_data();
    void cancelled();

private:
    static void checkArrivals(const HostileServer &server, int recorded);
};

static void addReachRows()
{
    QTest::addRow("fetch: no such host")
        << "GET" << Script() << Where::NoSuchHost << Limit::None << "Network" << 0 << 0;
    QTest::addRow("push: no such host")
        << "PUT" << Script() << Where::NoSuchHost << Limit::None << "NotSent Network" << 0 << 0;
    QTest::addRow("fetch: nobody listens")
        << "GET" << Script() << Where::NobodyListens << Limit::None << "Network" << 0 << 0;
    QTest::addRow("push: nobody listens")
        << "PUT" << Script() << Where::NobodyListens << Limit::None << "NotSent Network" << 0 << 0;
    QTest::addRow("fetch: a certificate that nobody signed")
        << "GET" << Script() << Where::SelfSigned << Limit::None << "Tls" << 0 << 0;
    QTest::addRow("push: a certificate that nobody signed")
        << "PUT" << Script() << Where::SelfSigned << Limit::None << "NotSent Tls" << 0 << 0;
}

static void addFetchRows()
{
    const auto row = [](const char *name, const Script &script, const char *outcome, int requests,
                        Limit limit = Limit::None) {
        QTest::addRow("fetch: %s", name)
            << "GET" << script << Where::Server << limit << outcome << requests << requests;
    };
    const HostileTurn good = answering(200, Empty);
    row("all is well", {good}, "Fine", 1);
    row("a failure, then an answer", {answering(500, "{}"), answering(503, "{}"), good}, "Fine", 3);
    row("failures all the way", {answering(500, "{}")}, "Server", 3);
    row("JSON that ends before its Content-Length", {cutAfter(good, good.answer.size() - 3)}, "Network", 3);
    row("JSON that ends early, without a length", {{"HTTP/1.1 200 OK\r\n\r\n{\"resources\":["}}, "Malformed",
        1);
    row("JSON of something else", {answering(200, "{\"results\":[]}")}, "Malformed", 1);
    row("a web page with 200", {answering(200, "<html>Sign in", "Content-Type: text/html\r\n")}, "NotTheApi",
        1);
    row("a web page that says it is JSON",
        {answering(200, "\n<!DOCTYPE html>", "Content-Type: application/json\r\n")}, "NotTheApi", 1);
    row("a token that is refused once", {answering(401, "{}"), good}, "Fine", 2);
    row("tokens that are refused", {answering(401, "{}")}, "Unauthorized", 2);
    row("no scope", {answering(403, "{}")}, "Forbidden", 1);
    row("an unknown resource ID", {answering(404, "{}")}, "NotFound", 1);
    row("a page of a filter with 403", {answering(403, "<html>No", "Content-Type: text/html\r\n")},
        "NotTheApi", 1);
    row("429 with Retry-After", {answering(429, "{}", "Retry-After: 0\r\n"), good}, "Fine", 2);
    row("429 without", {answering(429, "{}"), good}, "Fine", 2);
    row("429 all the way", {answering(429, "{}")}, "RateLimited", 3);
    row("a status line of garbage", {{"HELLO THERE\r\n\r\n{\"resources\":[]}"}}, "Network", 3);
    row("an endless answer",
        {{"HTTP/1.1 200 OK\r\n\r\n" + QByteArray(64 << 10, ' '), End::Close, -1, 0, true}}, "TooLarge", 1);
    row("an endless error",
        {{"HTTP/1.1 400 No\r\n\r\n" + QByteArray(64 << 10, ' '), End::Close, -1, 0, true}}, "TooLarge", 1);
    row("an answer that drips", {{"HTTP/1.1 200 OK\r\n\r\n" + QByteArray(60'000, ' '), End::Close, -1, 5}},
        "TimedOut", 3, Limit::Total);
    row("silence", {{{}, End::Keep}}, "TimedOut", 3, Limit::Idle);
}

static void addPushRows()
{
    const auto row = [](const char *name, const Script &script, const char *outcome, int requests, int copies,
                        Limit limit = Limit::None) {
        QTest::addRow("push: %s", name)
            << "PUT" << script << Where::Server << limit << outcome << requests << copies;
    };
    const HostileTurn good = answering(200, "{\"success\":true}");
    row("all is well", {good}, "Confirmed", 1, 1);
    row("a reset before the body", {{{}, End::Reset, 0}}, "Unknown Network", 1, 0);
    row("a reset in the middle of the body", {{{}, End::Reset, 100'000}}, "Unknown Network", 1, 0);
    row("closed after the whole of it was read", {{{}, End::Close}}, "Unknown Network", 1, 1);
    row("reset after the whole of it was read", {{{}, End::Reset}}, "Unknown Network", 1, 1);
    row("applied, and the answer is cut", {cutAfter(good, good.answer.size() - 2)}, "Unknown Network", 1, 1);
    row("applied, and the status line is cut", {{"HTTP/1.1 2"}}, "Unknown Network", 1, 1);
    row("a failure", {answering(500, "{}"), good}, "Unknown Server", 1, 1);
    row("a failure of the gateway", {answering(502, "<html>"), good}, "Unknown Server", 1, 1);
    row("the token is refused", {answering(401, "{}"), good}, "Refused Unauthorized", 1, 1);
    row("the token is refused in the middle of the body",
        {{answering(401, "{}").answer, End::Keep, 100'000}, good}, "Refused Unauthorized", 1, 0);
    row("no scope", {answering(403, "{}")}, "Refused Forbidden", 1, 1);
    row("resources that it does not take", {answering(400, "{}")}, "Refused Rejected", 1, 1);
    row("too large, said before the body was read", {{answering(413, "{}").answer, End::Keep, 0}},
        "Refused TooLarge", 1, 0);
    // Qt loses an answer that comes with a reset; unknown is the truth then, the verifying fetch tells.
    row("too large, said and closed", {{answering(413, "{}").answer, End::Close, 0}}, "Unknown Network", 1,
        0);
    row("429", {answering(429, "{}", "Retry-After: 0\r\n"), good}, "Refused RateLimited", 1, 1);
    row("a web page with 200", {answering(200, "<html>", "Content-Type: text/html\r\n")}, "Unknown NotTheApi",
        1, 1);
    row("200 with nothing in it", {answering(200, "{}")}, "Unknown Malformed", 1, 1);
    row("200 with success as text", {answering(200, "{\"success\":\"true\"}")}, "Unknown Malformed", 1, 1);
    row("200 with success false", {answering(200, "{\"success\":false}")}, "Unknown Malformed", 1, 1);
    row("204", {{"HTTP/1.1 204 No\r\n\r\n", End::Keep}}, "Unknown Malformed", 1, 1);
    row("silence", {{{}, End::Keep}, good}, "Unknown TimedOut", 1, 1, Limit::Idle);
    row("an answer that drips",
        {{"HTTP/1.1 200 OK\r\n\r\n" + QByteArray(60'000, ' '), End::Close, -1, 5}, good}, "Unknown TimedOut",
        1, 1, Limit::Total);
    row("an endless answer",
        {{"HTTP/1.1 200 OK\r\n\r\n" + QByteArray(64 << 10, ' '), End::Close, -1, 0, true}, good},
        "Unknown TooLarge", 1, 1);
}

void tst_NetworkFaults::meets_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<Script>("script");
    QTest::addColumn<Where>("where");
    QTest::addColumn<Limit>("limit");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<int>("requests");
    QTest::addColumn<int>("copies");
    addReachRows();
    addFetchRows();
    addPushRows();
}

/// The kind of the answer and, but for a confirmed push, of its cause.
static QString inWords(const Result<PutAnswer> &answer)
{
    if (!answer)
        return kindName(answer.error().kind);
    static const QStringList Kinds{QStringLiteral("NotSent"), QStringLiteral("Refused"),
                                   QStringLiteral("Unknown"), QStringLiteral("Confirmed")};
    const QString kind = Kinds.at(static_cast<int>(answer->kind));
    return answer->kind == PutAnswer::Kind::Confirmed
        ? kind
        : QString(kind % QLatin1Char(' ') % kindName(answer->cause));
}

static Connection connectionTo(const QUrl &url)
{
    Connection connection;
    connection.region = Region::Custom;
    connection.custom = {url, url};
    connection.clientId = QStringLiteral("client");
    return connection;
}

/// What was asked against what arrived. Qt asks again by itself where a close comes before the answer:
/// harmless for a fetch, and impossible for a push, whose body can be read only once.
void tst_NetworkFaults::checkArrivals(const HostileServer &server, int recorded)
{
    QFETCH(const QString, verb);
    QFETCH(const Script, script);
    QFETCH(const int, requests);
    constexpr int Copies = 3; // at most, of a request
    const int arrived = static_cast<int>(server.requests().size());
    const bool isCopied = verb == QLatin1String("GET")
        && std::any_of(script.cbegin(), script.cend(),
                       [](const HostileTurn &turn) { return turn.end == End::Close; });
    if (!script.isEmpty())
        QCOMPARE(recorded, requests);
    if (isCopied) {
        QVERIFY2(arrived >= requests && arrived <= Copies * requests, qPrintable(QString::number(arrived)));
        return;
    }
    QCOMPARE(arrived, requests);
    QTEST(server.copies(verb.toLatin1()), "copies");
}

void tst_NetworkFaults::meets()
{
    QFETCH(const QString, verb);
    QFETCH(const Script, script);
    QFETCH(const Where, where);
    QFETCH(const Limit, limit);
    HostileServer server(where == Where::SelfSigned ? HostileServer::Scheme::SelfSignedHttps
                                                    : HostileServer::Scheme::Http);
    if (!script.isEmpty())
        server.setScript(script);
    if (where == Where::NobodyListens)
        server.close();
    const QUrl url =
        where == Where::NoSuchHost ? QUrl(QStringLiteral("https://no-such-host.invalid")) : server.url();
    ApiBench bench;
    bench.network.allow(url);
    if (limit == Limit::Idle)
        bench.limits.idle = std::chrono::milliseconds(700);
    else if (limit == Limit::Total)
        bench.limits.total = std::chrono::milliseconds(700);
    ScriptedTokens tokens;
    HttpResourceApi api(bench.context, tokens);

    const QByteArray pushed = limit == Limit::None ? bigBody() : QByteArray(Empty);
    QString outcome;
    QString message;
    if (verb == QLatin1String("GET")) {
        const auto body = waitFor(
            api.fetch(connectionTo(url), QStringLiteral("user_account"), QStringLiteral("r 1+2&x=y"), this));
        outcome = body ? QStringLiteral("Fine") : kindName(body.error().kind);
        message = body ? outcome : body.error().message;
        if (body)
            QCOMPARE(*body, QByteArray(Empty));
        for (const HostileServer::Request &request : server.requests())
            QVERIFY2(request.head.startsWith(
                         "GET /v1/resources/user_account?resourceId=r%201%2B2%26x%3Dy HTTP/1.1"),
                     request.head.constData());
    } else {
        const auto answer = waitFor(api.put(connectionTo(url), QStringLiteral("user_account"), pushed, this));
        outcome = inWords(answer);
        message = !answer || answer->kind == PutAnswer::Kind::Confirmed ? outcome : answer->message;
        for (const HostileServer::Request &request : server.requests())
            QVERIFY(!request.isWhole || request.body == pushed);
    }
    QTEST(outcome, "outcome");
    QVERIFY(!message.isEmpty());
    checkArrivals(server, bench.activity.rowCount());
    // A refused token is renewed once, also by a push: the next try must not meet the same refusal.
    QCOMPARE(tokens.renewals,
             QString::fromLatin1(QTest::currentDataTag()).contains(QLatin1String("refused")) ? 1 : 0);
    if (tokens.renewals)
        QCOMPARE(tokens.lastRefused, QByteArray("first"));
    for (int i = 0; i < server.requests().size(); ++i)
        QCOMPARE(server.requests().at(i).header("Authorization"),
                 tokens.renewals && i == 1 ? QByteArray("Bearer second") : QByteArray("Bearer first"));
    QVERIFY(where != Where::Server || bench.activity.rowCount() > 0);
}

void tst_NetworkFaults::neverFollowsARedirect_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("a fetch that gets %d", status) << QStringLiteral("GET") << status;
        QTest::addRow("a push that gets %d", status) << QStringLiteral("PUT") << status;
    }
}

void tst_NetworkFaults::neverFollowsARedirect()
{
    QFETCH(const QString, verb);
    QFETCH(const int, status);
    HostileServer other;
    HostileServer server;
    server.setScript({answering(status, "{}", "Location: " + other.url().toEncoded() + "/v1\r\n")});
    ApiBench bench;
    bench.network.allow(server.url());
    bench.network.allow(other.url()); // even then
    ScriptedTokens tokens;
    HttpResourceApi api(bench.context, tokens);
    const Connection connection = connectionTo(server.url());
    if (verb == QLatin1String("GET")) {
        const auto body =
            waitFor(api.fetch(connection, QStringLiteral("user_account"), QStringLiteral("r"), this));
        QVERIFY(!body);
        QCOMPARE(kindName(body.error().kind), QStringLiteral("Redirected"));
        QVERIFY(body.error().message.contains(QLatin1String("127.0.0.1")));
    } else {
        const auto answer = waitFor(api.put(connection, QStringLiteral("user_account"), "{}", this));
        QCOMPARE(inWords(answer), QStringLiteral("Unknown Redirected"));
    }
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(other.connections(), 0);
}

void tst_NetworkFaults::ignoresCookies()
{
    HostileServer server;
    server.setScript({answering(200, Empty, "Set-Cookie: who=you; Path=/\r\n")});
    ApiBench bench;
    bench.network.allow(server.url());
    ScriptedTokens tokens;
    HttpResourceApi api(bench.context, tokens);
    for (int i = 0; i < 2; ++i)
        QVERIFY(waitFor(api.fetch(connectionTo(server.url()), QStringLiteral("user_account"),
                                  QStringLiteral("r"), this)));
    QCOMPARE(server.requests().size(), 2);
    QVERIFY(server.requests().last().header("Cookie").isEmpty());
}

void tst_NetworkFaults::pushesOnceOnAConnectionGoneStale()
{
    HostileServer server;
    server.setScript({answering(200, Empty), {{}, End::Reset}, answering(200, "{\"success\":true}")});
    ApiBench bench;
    bench.network.allow(server.url());
    ScriptedTokens tokens;
    HttpResourceApi api(bench.context, tokens);
    const Connection connection = connectionTo(server.url());
    QVERIFY(waitFor(api.fetch(connection, QStringLiteral("user_account"), QStringLiteral("r"), this)));
    // The connection is reused and breaks once the push was read: Qt would send it again by itself.
    const auto answer = waitFor(api.put(connection, QStringLiteral("user_account"), "{}", this));
    QCOMPARE(inWords(answer), QStringLiteral("Unknown Network"));
    QCOMPARE(server.connections(), 1);
    QCOMPARE(server.copies("PUT"), 1);
}

void tst_NetworkFaults::cancelled_data()
{
    QTest::addColumn<bool>("isOnItsWay");
    QTest::addRow("before anything left") << false;
    QTest::addRow("while the tenant has it") << true;
}

void tst_NetworkFaults::cancelled()
{
    QFETCH(const bool, isOnItsWay);
    HostileServer server;
    server.setScript({{{}, End::Keep}});
    ApiBench bench;
    bench.network.allow(server.url());
    ScriptedTokens tokens;
    HttpResourceApi api(bench.context, tokens);
    ResultJob<PutAnswer> *job =
        api.put(connectionTo(server.url()), QStringLiteral("user_account"), "{}", this);
    if (isOnItsWay)
        QTRY_COMPARE(server.copies("PUT"), 1);
    job->cancel();
    QCOMPARE(inWords(job->result()),
             isOnItsWay ? QStringLiteral("Unknown Cancelled") : QStringLiteral("Cancelled"));
    QCoreApplication::processEvents();
    QCOMPARE(server.copies("PUT"), isOnItsWay ? 1 : 0);
}

QTEST_GUILESS_MAIN(tst_NetworkFaults)
#include "tst_networkfaults.moc"
