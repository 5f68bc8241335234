// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/httpresourceapi.h"
#include "app/auth/tokenjob.h"
#include "app/practice/faults.h"
#include "app/practice/practicetenant.h"
#include "app/push/comparison.h"
#include "app/push/fetchjob.h"
#include "app/push/pushjob.h"
#include "tests/support/users.h"
#include "tests/support/waitfor.h"

using namespace Fullstate;
using namespace std::chrono_literals;
using Outcome = Receipt::Outcome;

namespace {

/// An hour passes at each look: no budget is ever used up.
class HurriedClock final : public Clock
{
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
    std::chrono::milliseconds monotonic() const override { return m_monotonic += 1h; }

private:
    mutable std::chrono::milliseconds m_monotonic{};
};

/// Mints from the practice tenant; another one after a 401.
class MintedTokens final : public AccessTokens
{
public:
    MintedTokens(ApiContext &context, QByteArray clientSecret)
        : m_context(context)
        , m_clientSecret(std::move(clientSecret))
    {
    }

    ResultJob<QByteArray> *accessToken(const Connection &connection, QObject *parent) override
    {
        if (m_token.isEmpty())
            m_token = waitFor<TokenAnswer>(
                          new TokenJob(m_context, connection, m_clientSecret, ClientCredentials(), parent))
                          ->token.value;
        return new ReadyJob<QByteArray>(m_token, parent);
    }
    ResultJob<QByteArray> *renewedToken(const Connection &connection, const QByteArray &,
                                        QObject *parent) override
    {
        m_token.clear();
        return accessToken(connection, parent);
    }
    ResultJob<QByteArray> *documentToken(const Connection &connection, const QByteArray &,
                                         QObject *parent) override
    {
        return accessToken(connection, parent);
    }

private:
    ApiContext &m_context;
    QByteArray m_clientSecret;
    QByteArray m_token;
};

Fault fault(Fault::Answer answer, bool apply, int status = 0, const QByteArray &body = {},
            const QByteArray &contentType = "application/json")
{
    Fault made;
    made.verb = "PUT";
    made.apply = apply;
    made.answer = answer;
    made.status = status;
    made.body = body;
    made.contentType = contentType;
    return made;
}

} // namespace

Q_DECLARE_METATYPE(Fault)

/// Pushes over real HTTP: whatever goes wrong on the way, what the receipt says is what the tenant holds.
class tst_PushPractice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsTheTruth_data();
    void tellsTheTruth();
    void seesWhoMeddles_data();
    void seesWhoMeddles();
    void survivesARevokedToken();
    void sendsTheTenantsRefusalOn();
    void saysWhenNobodyListens();

private:
    Connection connection() const;
    SnapshotPtr fetched();
    Result<Receipt> push(const SnapshotPtr &reviewed, const std::vector<QJsonObject> &wanted);
    std::vector<QJsonObject> held() const;

    const Catalog m_catalog = *Catalog::load();
    const ResourceType &m_type = *m_catalog.find(u"UserAccount");
    const SystemClock m_clock = {};
    const HurriedClock m_hurried = {};
    std::unique_ptr<PracticeTenant> m_tenant;
    std::unique_ptr<ApiNetwork> m_network;
    std::unique_ptr<ActivityLog> m_activity;
    std::unique_ptr<RateBudget> m_budget;
    std::unique_ptr<ApiContext> m_context;
    std::unique_ptr<MintedTokens> m_tokens;
    std::unique_ptr<HttpResourceApi> m_api;
};

void tst_PushPractice::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    PracticeTenant::Options options;
    options.rateLimit = false;
    m_api.reset();
    m_tokens.reset();
    m_network = std::make_unique<ApiNetwork>();
    m_tenant = std::make_unique<PracticeTenant>(m_catalog, m_clock, options);
    QVERIFY(m_tenant->listen());
    m_network->allow(m_tenant->url());
    m_activity = std::make_unique<ActivityLog>();
    m_budget = std::make_unique<RateBudget>(20, m_hurried);
    m_context = std::make_unique<ApiContext>(
        ApiContext{*m_network, m_clock, *m_activity, *m_budget, *m_budget, {}, {}});
    m_context->retry.maxAttempts = 2;
    m_context->retry.firstDelay = 1ms;
    m_context->limits = [](ApiRequest::Kind kind) {
        ApiLimits limits = limitsOf(kind);
        limits.idle = kind == ApiRequest::Kind::Push ? 500ms : limits.idle;
        return limits;
    };
    m_tokens = std::make_unique<MintedTokens>(*m_context, m_tenant->privateApplication().clientSecret);
    m_api = std::make_unique<HttpResourceApi>(*m_context, *m_tokens);
    m_tenant->setResources(m_type.name,
                           QJsonDocument(QJsonArray{user(QStringLiteral("a")), user(QStringLiteral("b")),
                                                    user(QStringLiteral("c"))})
                               .toJson());
}

Connection tst_PushPractice::connection() const
{
    Connection made;
    made.kind = Connection::Kind::Practice;
    made.region = Region::Custom;
    made.custom = {m_tenant->url(), m_tenant->url()};
    made.clientId = m_tenant->privateApplication().clientId;
    return made;
}

SnapshotPtr tst_PushPractice::fetched()
{
    const Result<SnapshotPtr> snapshot = waitFor<SnapshotPtr>(
        new FetchJob(connection(), m_type, m_tenant->resourceId(m_type.name), *m_api, m_clock, this));
    return snapshot ? *snapshot : std::make_shared<const Snapshot>();
}

Result<Receipt> tst_PushPractice::push(const SnapshotPtr &reviewed, const std::vector<QJsonObject> &wanted)
{
    ConfirmedPlan confirmed;
    confirmed.connection = connection();
    confirmed.type = m_type;
    confirmed.plan = makePlan(m_type, m_tenant->resourceId(m_type.name), reviewed, wanted);
    const SaveReceipt save = [](const Receipt &, QObject *parent) -> ResultJob<> * {
        return new ReadyJob<>({}, parent);
    };
    const PushJob::Policy policy{3, 1ms, 3, 1ms};
    return waitFor<Receipt>(new PushJob(confirmed, *m_api, save, m_clock, policy, this));
}

std::vector<QJsonObject> tst_PushPractice::held() const
{
    std::vector<QJsonObject> resources;
    const QJsonArray array = QJsonDocument::fromJson(m_tenant->resources(m_type.name)).array();
    for (const QJsonValueConstRef value : array)
        resources.push_back(value.toObject());
    return resources;
}

void tst_PushPractice::tellsTheTruth_data()
{
    QTest::addColumn<QList<Fault>>("faults");
    QTest::addColumn<int>("staleFetches");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("puts");

    using Answer = Fault::Answer;
    const auto row = [](const char *name, const QList<Fault> &faults, Outcome outcome, int puts,
                        int stale = 0) {
        QTest::addRow("%s", name) << faults << stale << int(outcome) << puts;
    };
    const QByteArray html = "<html><body>Sign in to the guest network</body></html>";
    row("nothing goes wrong", {}, Outcome::Verified, 1);
    row("applied, and no answer ever", {fault(Answer::Hang, true)}, Outcome::Verified, 1);
    row("not applied, and no answer once", {fault(Answer::Hang, false)}, Outcome::Verified, 2);
    row("applied, and the connection dropped", {fault(Answer::Drop, true)}, Outcome::Verified, 1);
    row("read, and the connection dropped", {fault(Answer::Drop, false)}, Outcome::Verified, 2);
    row("dropped each time",
        {fault(Answer::Drop, false), fault(Answer::Drop, false), fault(Answer::Drop, false)},
        Outcome::NotApplied, 3);
    row("applied, and half an answer", {fault(Answer::Half, true)}, Outcome::Verified, 1);
    row("500 after applying", {fault(Answer::Raw, true, 500, "{}")}, Outcome::Verified, 1);
    row("500 before applying", {fault(Answer::Raw, false, 500, "{}")}, Outcome::Verified, 2);
    row("500 twice, then taken", {fault(Answer::Raw, false, 500, "{}"), fault(Answer::Raw, false, 500, "{}")},
        Outcome::Verified, 3);
    row("a gateway's 502 after it delivered", {fault(Answer::Raw, true, 502, html, "text/html")},
        Outcome::Verified, 1);
    row("a gateway's 504, not delivered", {fault(Answer::Raw, false, 504, html, "text/html")},
        Outcome::Verified, 2);
    row("200 and nothing in it", {fault(Answer::Raw, false, 200, "{}")}, Outcome::NotApplied, 1);
    row("200 and success false", {fault(Answer::Raw, false, 200, R"({"success":false})")},
        Outcome::NotApplied, 1);
    row("200 and success as text, applied", {fault(Answer::Raw, true, 200, R"({"success":"true"})")},
        Outcome::Verified, 1);
    row("200 and all rejected, in the older form",
        {fault(Answer::Raw, false, 200, R"({"results":{"accepted":0,"rejected":3}})")}, Outcome::NotApplied,
        1);
    row("200 and a sign-in page", {fault(Answer::Raw, false, 200, html, "text/html")}, Outcome::NotApplied,
        1);
    row("confirmed and thrown away", {fault(Answer::Raw, false, 200, R"({"success":true})")},
        Outcome::Unknown, 1);
    row("202 and applied", {fault(Answer::Raw, true, 202, "{}")}, Outcome::Verified, 1);
    row("401 once", {fault(Answer::Raw, false, 401, "{}")}, Outcome::Verified, 2);
    row("401 after applying", {fault(Answer::Raw, true, 401, "{}")}, Outcome::Verified, 1);
    row("403", {fault(Answer::Raw, false, 403, "{}")}, Outcome::Refused, 1);
    row("404", {fault(Answer::Raw, false, 404, "{}")}, Outcome::Refused, 1);
    row("413 in plain text", {fault(Answer::Raw, false, 413, "too large", "text/plain")}, Outcome::Refused,
        1);
    row("429 once", {fault(Answer::Raw, false, 429, "{}")}, Outcome::Verified, 2);
    row("308", {fault(Answer::Raw, false, 308, "{}")}, Outcome::NotApplied, 1);
    row("shown late", {}, Outcome::Verified, 1, 2);
}

void tst_PushPractice::tellsTheTruth()
{
    QFETCH(const QList<Fault>, faults);
    QFETCH(const int, staleFetches);
    const SnapshotPtr before = fetched();
    QCOMPARE(int(before->resources.size()), 3);
    const std::vector<QJsonObject> wanted = users(QStringLiteral("a b:email=new@example.com d"));
    m_tenant->faults().next = faults;
    m_tenant->faults().staleFetches = staleFetches;

    const Result<Receipt> receipt = push(before, wanted);
    QVERIFY(receipt);
    QTEST(int(receipt->outcome), "outcome");
    QTEST(m_tenant->requestCount("PUT"), "puts");
    Snapshot truth;
    truth.resources = held();
    if (receipt->outcome == Outcome::Verified)
        QVERIFY(differencesAfterPush(m_type, receipt->plan, truth).isEmpty());
    else
        QVERIFY(sameState(m_type, *before, truth));
    QVERIFY(!receipt->message.isEmpty());
}

void tst_PushPractice::seesWhoMeddles_data()
{
    QTest::addColumn<QByteArray>("beforeVerb");
    QTest::addColumn<int>("beforeCount"); // counted from the start of the push
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("puts");
    QTest::addRow("during the review") << QByteArray("GET") << 1 << int(Outcome::TenantChanged) << 0;
    QTest::addRow("between the last look and the PUT: overwritten, as nothing can prevent")
        << QByteArray("PUT") << 1 << int(Outcome::Verified) << 1;
    QTest::addRow("after the PUT") << QByteArray("GET") << 2 << int(Outcome::Different) << 1;
}

void tst_PushPractice::seesWhoMeddles()
{
    QFETCH(const QByteArray, beforeVerb);
    QFETCH(const int, beforeCount);
    const SnapshotPtr before = fetched();
    int count = 0;
    m_tenant->faults().onRequest = [&, this](const QByteArray &verb) {
        if (verb == beforeVerb && ++count == beforeCount)
            m_tenant->setResources(m_type.name,
                                   QJsonDocument(QJsonArray{user(QStringLiteral("stranger"))}).toJson());
    };
    const Result<Receipt> receipt = push(before, users(QStringLiteral("a b c d")));
    m_tenant->faults().onRequest = {};
    QVERIFY(receipt);
    QTEST(int(receipt->outcome), "outcome");
    QTEST(m_tenant->requestCount("PUT"), "puts");
    QCOMPARE(receipt->differences.isEmpty(), receipt->outcome == Outcome::Verified);
}

void tst_PushPractice::survivesARevokedToken()
{
    const SnapshotPtr before = fetched();
    bool isRevoked = false;
    m_tenant->faults().onRequest = [&, this](const QByteArray &verb) {
        if (verb == "PUT" && !std::exchange(isRevoked, true))
            m_tenant->revokeTokens(); // an hourly job mints at the worst moment
    };
    const Result<Receipt> receipt = push(before, users(QStringLiteral("a b c d")));
    m_tenant->faults().onRequest = {};
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Verified);
    QCOMPARE(m_tenant->requestCount("PUT"), 2);
    QCOMPARE(int(held().size()), 4);
}

void tst_PushPractice::sendsTheTenantsRefusalOn()
{
    const SnapshotPtr before = fetched();
    const Result<Receipt> receipt = push(before, users(QStringLiteral("a b c d:shoeSize=43")));
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Refused);
    QCOMPARE(receipt->status, 400);
    QVERIFY2(receipt->answer.contains(QStringLiteral("shoeSize")), qPrintable(receipt->answer));
    QCOMPARE(held(), before->resources);
}

void tst_PushPractice::saysWhenNobodyListens()
{
    const SnapshotPtr before = fetched();
    const Connection gone = connection();
    m_tenant.reset();
    ConfirmedPlan confirmed;
    confirmed.connection = gone;
    confirmed.type = m_type;
    confirmed.plan = makePlan(m_type, QStringLiteral("r1"), before, users(QStringLiteral("a")));
    std::vector<Outcome> saved;
    const SaveReceipt save = [&saved](const Receipt &receipt, QObject *parent) -> ResultJob<> * {
        saved.push_back(receipt.outcome);
        return new ReadyJob<>({}, parent);
    };
    const Result<Receipt> receipt = waitFor<Receipt>(
        new PushJob(confirmed, *m_api, save, m_clock, PushJob::Policy{3, 1ms, 3, 1ms}, this));
    QCOMPARE(receipt->outcome, Outcome::NotSent);
    QCOMPARE(saved, std::vector<Outcome>{Outcome::NotSent});
}

QTEST_GUILESS_MAIN(tst_PushPractice)
#include "tst_push_practice.moc"
