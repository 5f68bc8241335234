// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/signinjob.h"
#include "app/auth/tokenbroker.h"
#include "app/practice/practicetenant.h"
#include "app/schema/catalog.h"
#include "tests/support/apibench.h"
#include "tests/support/httpclient.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/waitfor.h"

#include <QTcpServer>

using namespace Fullstate;
using namespace std::chrono_literals;

/// The whole way through the practice tenant's authorize page, with a plain HTTP client for a browser.
class tst_SignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void endsWithATokenThatWorks_data();
    void endsWithATokenThatWorks();
    void sameCustomerAgainRevokesTheFirstToken();
    void lateExchangeIsExplained();
    void denialIsExplained();
    void tenCustomersWaitForTheBudget();
    void othersLeaveRoomForTheExchange();

private:
    Connection customer(const QString &id, const QString &redirect = {}) const;
    SignInJob *begin(const Connection &connection);
    /// What the browser is sent to by the authorize page.
    QByteArray decide(const QUrl &address, const char *decision = "allow");
    Result<AccessToken> signIn(const Connection &connection, bool pasted = false);
    int statusOf(const Result<AccessToken> &token);

    const Catalog m_catalog = Catalog::load().value_or(Catalog());
    TestClock m_clock;
    ApiBench m_bench;
    RateBudget m_budget{5, m_clock};
    ApiContext m_context{m_bench.network,        m_clock,  m_bench.activity,
                         m_bench.resourceBudget, m_budget, m_bench.context.retry};
    MemorySecretStore m_secrets;
    std::unique_ptr<PracticeTenant> m_tenant;
    std::unique_ptr<TokenBroker> m_tokens;
    std::unique_ptr<QObject> m_owner;
    std::chrono::seconds m_delay{}; ///< before the exchange
    QStringList m_said;
};

void tst_SignIn::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_clock.advance(1h); // whatever was spent before is forgotten
    m_tenant = std::make_unique<PracticeTenant>(m_catalog, m_clock, PracticeTenant::Options{});
    QVERIFY(m_tenant->listen());
    m_bench.network.allow(m_tenant->url());
    m_tokens = std::make_unique<TokenBroker>(m_context, m_secrets);
    m_owner = std::make_unique<QObject>();
    m_delay = {};
    m_said.clear();
}

void tst_SignIn::cleanup()
{
    m_owner.reset();
    m_tokens.reset();
    m_tenant.reset();
}

Connection tst_SignIn::customer(const QString &id, const QString &redirect) const
{
    QTcpServer free;
    free.listen(QHostAddress::LocalHost);
    Connection connection{.id = id, .name = id, .kind = Connection::Kind::Public, .clientId = {}};
    connection.region = Region::Custom;
    connection.custom = {m_tenant->url(), m_tenant->url()};
    connection.clientId = m_tenant->publicApplication().clientId;
    connection.customerId = id;
    connection.redirectUrl =
        QUrl(redirect.isEmpty() ? QStringLiteral("http://127.0.0.1:%1/cb").arg(free.serverPort()) : redirect);
    return connection;
}

SignInJob *tst_SignIn::begin(const Connection &connection)
{
    m_secrets.put({connection.id, SecretKey::Kind::ClientSecret}, m_tenant->publicApplication().clientSecret);
    SignInJob::Ways ways;
    ways.probe = [](QObject *owner) { return new ReadyJob<>({}, owner); };
    ways.wait = [this, connection] { return m_budget.waitFor(connection.applicationKey()); };
    ways.reserve = [this, connection] { return m_budget.reserve(connection.applicationKey()); };
    ways.exchange = [this](const Connection &its, const AuthorizationCode &code, QObject *owner) {
        m_clock.advance(m_delay);
        return m_tokens->signIn(its, code, owner);
    };
    auto *job = new SignInJob(connection, m_clock, ways, m_owner.get());
    connect(job, &Job::progressed, this, [this](const QString &what) { m_said << what; });
    return job;
}

QByteArray tst_SignIn::decide(const QUrl &address, const char *decision)
{
    HttpClient browser(m_tenant->url());
    const HttpAnswer page = browser.ask("GET", address.toString(QUrl::FullyEncoded));
    if (page.status != 200 || !page.body.contains("value=\"allow\""))
        return "no page";
    const HttpAnswer sent = browser.ask(
        "GET", address.toString(QUrl::FullyEncoded) + QLatin1String("&decision=") + QLatin1String(decision));
    return sent.status == 302 ? sent.location : QByteArray("not sent back");
}

Result<AccessToken> tst_SignIn::signIn(const Connection &connection, bool pasted)
{
    SignInJob *job = begin(connection);
    connect(job, &SignInJob::stageChanged, this, [this, job, pasted] {
        if (job->stage() != SignInJob::Stage::Waiting)
            return;
        const QByteArray redirect = decide(job->address());
        if (pasted)
            QVERIFY(job->take(QString::fromLatin1(redirect)));
        else
            QCOMPARE(HttpClient(QUrl()).ask("GET", QString::fromLatin1(redirect)).status, 200);
    });
    return waitFor(job);
}

/// Of a GET with the token.
int tst_SignIn::statusOf(const Result<AccessToken> &token)
{
    const QString path = QStringLiteral("/v1/resources/user_account?resourceId=")
        + m_tenant->resourceId(QStringLiteral("UserAccount"));
    return token ? HttpClient(m_tenant->url()).ask("GET", path, {}, token->value).status : 0;
}

void tst_SignIn::endsWithATokenThatWorks_data()
{
    QTest::addColumn<QString>("redirect");
    QTest::addColumn<bool>("pasted");
    QTest::addColumn<bool>("pkce");
    QTest::addRow("caught") << QString() << false << true;
    QTest::addRow("caught, without PKCE") << QString() << false << false;
    QTest::addRow("pasted") << QString() << true << true;
    QTest::addRow("pasted, https with a query") << "https://acme.example/cb?a=b%20c" << true << true;
}

void tst_SignIn::endsWithATokenThatWorks()
{
    QFETCH(const QString, redirect);
    QFETCH(const bool, pasted);
    Connection connection = customer(QStringLiteral("Globex & Söhne, 50% +1"), redirect);
    QFETCH(const bool, pkce);
    connection.pkce = pkce;
    const Result<AccessToken> token = signIn(connection, pasted);
    QVERIFY2(token, token ? "" : qPrintable(token.error().message));
    QCOMPARE(statusOf(token), 200);
    // What the Activity view and the words of the way hold is no secret.
    QVERIFY(m_bench.activity.rowCount() > 0);
    for (int row = 0; row < m_bench.activity.rowCount(); ++row)
        m_said << m_bench.activity.index(row, 0).data(ActivityLog::DetailRole).toString();
    const QString said = m_said.join(QLatin1Char('\n'));
    for (const char *secret : {"vac_", "vat_", "vrt_"})
        QVERIFY2(!said.contains(QLatin1String(secret)), secret);
    QVERIFY(!said.contains(QString::fromLatin1(m_tenant->publicApplication().clientSecret)));
}

void tst_SignIn::sameCustomerAgainRevokesTheFirstToken()
{
    const Result<AccessToken> first = signIn(customer(QStringLiteral("globex")));
    const Result<AccessToken> other = signIn(customer(QStringLiteral("initech")));
    QCOMPARE(statusOf(first), 200);
    const Result<AccessToken> second = signIn(customer(QStringLiteral("globex")));
    QCOMPARE(statusOf(first), 401);
    QCOMPARE(statusOf(second), 200);
    QCOMPARE(statusOf(other), 200);
}

void tst_SignIn::lateExchangeIsExplained()
{
    m_delay = 31s;
    const Result<AccessToken> token = signIn(customer(QStringLiteral("globex")));
    QVERIFY(!token);
    QVERIFY2(token.error().message.contains(QLatin1String("lives 30 seconds")),
             qPrintable(token.error().message));
    m_delay = 29s;
    QVERIFY(signIn(customer(QStringLiteral("globex"))));
}

void tst_SignIn::denialIsExplained()
{
    SignInJob *job = begin(customer(QStringLiteral("globex")));
    connect(job, &SignInJob::stageChanged, this, [this, job] {
        HttpClient(QUrl()).ask("GET", QString::fromLatin1(decide(job->address(), "deny")));
    });
    const Result<AccessToken> token = waitFor(job);
    QVERIFY(!token);
    QVERIFY(token.error().message.contains(QLatin1String("has not allowed")));
}

/// The tenant refuses the sixth token request in a minute; ours waits, before there is a code.
void tst_SignIn::tenCustomersWaitForTheBudget()
{
    QList<Result<AccessToken>> tokens;
    for (int i = 1; i <= 10; ++i) {
        m_said.clear();
        SignInJob *job = begin(customer(QStringLiteral("customer %1").arg(i)));
        connect(job, &SignInJob::stageChanged, this, [this, job] {
            if (job->stage() == SignInJob::Stage::Waiting)
                HttpClient(QUrl()).ask("GET", QString::fromLatin1(decide(job->address())));
        });
        if (i == 6) {
            QTRY_VERIFY(!m_said.isEmpty() && m_said.last().contains(QLatin1String("Waiting 60 ")));
            QVERIFY(job->address().isEmpty());
            m_clock.advance(60s);
        }
        tokens.append(waitFor(job));
        QVERIFY2(tokens.last(), tokens.last() ? "" : qPrintable(tokens.last().error().message));
    }
    for (const Result<AccessToken> &token : std::as_const(tokens))
        QCOMPARE(statusOf(token), 200); // none has touched another
}

/// While the browser is open, requests of the same application would use the minute up: the code, which lives
/// half of one, is exchanged at once all the same.
void tst_SignIn::othersLeaveRoomForTheExchange()
{
    const Connection other = customer(QStringLiteral("initech"));
    QVERIFY(signIn(other));
    SignInJob *job = begin(customer(QStringLiteral("globex")));
    std::optional<Result<AccessToken>> token;
    connect(job, &Job::finished, this, [job, &token] { token = job->result(); });
    QTRY_VERIFY(job->stage() == SignInJob::Stage::Waiting);
    QList<ResultJob<AccessToken> *> others;
    bool oneWaits = false;
    for (int i = 0; i < 4; ++i) {
        others.append(m_tokens->mint(other, m_owner.get()));
        connect(others.last(), &Job::progressed, m_owner.get(), [&oneWaits](const QString &what) {
            oneWaits = oneWaits || what.contains(QLatin1String("limited number of requests"));
        });
    }
    QTRY_VERIFY(oneWaits);
    QCOMPARE(m_tenant->requestCount("POST"), 4);
    HttpClient(QUrl()).ask("GET", QString::fromLatin1(decide(job->address())));
    QTRY_VERIFY(token);
    QVERIFY2(*token, *token ? "" : qPrintable(token->error().message));
    QCOMPARE(statusOf(*token), 200);
    QCOMPARE(m_tenant->requestCount("POST"), 5);
    QVERIFY(!others.last()->isFinished());
}

QTEST_GUILESS_MAIN(tst_SignIn)
#include "tst_signin.moc"
