// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/faults.h"
#include "app/practice/practicedata.h"
#include "app/practice/practicetenant.h"
#include "app/practice/strictcheck.h"
#include "app/schema/catalog.h"
#include "tests/support/httpclient.h"
#include "tests/support/testclock.h"

#include <QTcpSocket>
#include <QTemporaryDir>
#include <QUrlQuery>

using namespace Fullstate;
using namespace std::chrono_literals;

/// The practice tenant from outside, over HTTP: every rule of the API that the program has to live with.
class tst_PracticeTenant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_tenant.reset(); }

    void holdsBelievableResources();
    void mintingRevokesTheTokenBefore();
    void refusesTokenRequests_data();
    void refusesTokenRequests();
    void tokensExpire();
    void fiveTokenRequestsAMinute();
    void twentyResourceRequestsAMinute();
    void refuses_data();
    void refuses();
    void refusesBodies_data();
    void refusesBodies();
    void deletesBecomeTombstonesAndComeBack();
    void keepsNothingOfARefusedPush();
    void dropsFractionsAndAddsServerFields();
    void answersUnderBothNames();
    void tooLargeABody();
    void tooManyResources();
    void refusesForeignHosts();
    void readsFormsAsBrowsersSendThem();
    void publicApplicationSignsIn();
    void codesDie_data();
    void codesDie();
    void refreshTokensRotateWithGrace();
    void suspends();
    void survivesARestart();
    void goesWrongWhenAsked();
    void saysWhenThePortIsTaken();

private:
    void start(PracticeTenant::Options options = {});
    HttpAnswer ask(const QByteArray &verb, const QString &path, const QByteArray &body = {},
                   const QByteArray &token = {})
    {
        return HttpClient(m_tenant->url()).ask(verb, path, body, token);
    }
    HttpAnswer mint(const QJsonObject &changes = {});
    QByteArray token() { return mint().json().value(QLatin1String("access_token")).toString().toLatin1(); }
    QString users() const
    {
        return QStringLiteral("/v1/resources/user_account?resourceId=")
            + m_tenant->resourceId(QStringLiteral("UserAccount"));
    }
    QByteArray body(const QJsonArray &resources) const;
    HttpAnswer push(const QJsonArray &resources)
    {
        return ask("PUT", QStringLiteral("/v1/resources/user_account"), body(resources), m_token);
    }
    QJsonArray fetch()
    {
        return ask("GET", users(), {}, m_token).json().value(QLatin1String("resources")).toArray();
    }
    HttpAnswer signIn(const QString &code, const QJsonObject &changes = {});
    QString newCode();

    Catalog m_catalog;
    TestClock m_clock;
    std::unique_ptr<PracticeTenant> m_tenant;
    QByteArray m_token;
};

static const QString Redirect = QStringLiteral("http://127.0.0.1:5555/callback");

void tst_PracticeTenant::initTestCase()
{
    Result<Catalog> catalog = Catalog::load();
    QVERIFY2(catalog, catalog ? "" : qPrintable(catalog.error().message));
    m_catalog = std::move(*catalog);
}

void tst_PracticeTenant::start(PracticeTenant::Options options)
{
    m_tenant = std::make_unique<PracticeTenant>(m_catalog, m_clock, std::move(options));
    const Result<> listening = m_tenant->listen();
    QVERIFY2(listening, listening ? "" : qPrintable(listening.error().message));
    m_token = token();
    QVERIFY(!m_token.isEmpty());
}

void tst_PracticeTenant::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    PracticeTenant::Options options;
    options.rateLimit = false;
    start(options);
}

HttpAnswer tst_PracticeTenant::mint(const QJsonObject &changes)
{
    QJsonObject body{
        {QStringLiteral("client_id"), m_tenant->privateApplication().clientId},
        {QStringLiteral("client_secret"), QString::fromLatin1(m_tenant->privateApplication().clientSecret)},
        {QStringLiteral("scope"),
         QStringLiteral("connectors.self:read-resource connectors.self:write-resource")},
        {QStringLiteral("grant_type"), QStringLiteral("client_credentials")}};
    for (auto change = changes.begin(); change != changes.end(); ++change)
        body.insert(change.key(), change.value());
    return ask("POST", QStringLiteral("/oauth/token"), QJsonDocument(body).toJson());
}

QByteArray tst_PracticeTenant::body(const QJsonArray &resources) const
{
    return QJsonDocument(QJsonObject{{QStringLiteral("resourceId"),
                                      m_tenant->resourceId(QStringLiteral("UserAccount"))},
                                     {QStringLiteral("resources"), resources}})
        .toJson(QJsonDocument::Compact);
}

static QJsonObject user(const QString &id)
{
    QJsonObject user = practiceResources(QStringLiteral("user_account")).at(0).toObject();
    user.insert(QLatin1String("uniqueId"), id);
    return user;
}

static QStringList ids(const QJsonArray &resources, bool live)
{
    QStringList result;
    for (const QJsonValueConstRef value : resources) {
        if (value.toObject().value(QLatin1String("deletedAt")).isNull() == live)
            result.append(value.toObject().value(QLatin1String("uniqueId")).toString());
    }
    return result;
}

void tst_PracticeTenant::holdsBelievableResources()
{
    for (const ResourceType &type : m_catalog.types()) {
        const QJsonArray resources = practiceResources(type.path);
        QVERIFY2(resources.size() >= 2, qPrintable(type.name));
        QCOMPARE(firstRefusal(type, resources), QString());
        QVERIFY(m_tenant->resourceId(type.name).size() == 24);
        const HttpAnswer answer = ask(
            "GET",
            QStringLiteral("/v1/resources/%1?resourceId=%2").arg(type.path, m_tenant->resourceId(type.name)),
            {}, m_token);
        QCOMPARE(answer.status, 200);
        QCOMPARE(ids(answer.json().value(QLatin1String("resources")).toArray(), true).size(),
                 resources.size());
    }
    const QJsonArray users = fetch();
    QCOMPARE(ids(users, true).size(), 120);
    QVERIFY(ids(users, false).size() >= 3);
    int deactivated = 0;
    QSet<QString> accounts;
    for (const QJsonValueConstRef value : users) {
        const QJsonObject user = value.toObject();
        accounts.insert(user.value(QLatin1String("accountName")).toString());
        if (user.value(QLatin1String("deletedAt")).isNull()
            && user.value(QLatin1String("status")) == QLatin1String("DEACTIVATED"))
            ++deactivated;
    }
    QCOMPARE(deactivated, 3);
    QCOMPARE(accounts.size(), users.size());
}

void tst_PracticeTenant::mintingRevokesTheTokenBefore()
{
    QCOMPARE(ask("GET", users(), {}, m_token).status, 200);
    const QByteArray second = token();
    QCOMPARE(ask("GET", users(), {}, m_token).status, 401);
    QCOMPARE(ask("GET", users(), {}, m_token).json().value(QLatin1String("error")).toString(),
             QStringLiteral("unauthorized"));
    QCOMPARE(ask("GET", users(), {}, second).status, 200);
}

void tst_PracticeTenant::refusesTokenRequests_data()
{
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    QTest::addRow("a wrong secret") << QJsonObject{{QStringLiteral("client_secret"), QStringLiteral("wrong")}}
                                    << 401 << "invalid_client";
    QTest::addRow("an unknown client")
        << QJsonObject{{QStringLiteral("client_id"), QStringLiteral("vci_x")}} << 401 << "invalid_client";
    QTest::addRow("an unknown scope")
        << QJsonObject{{QStringLiteral("scope"), QStringLiteral("everything")}} << 400 << "invalid_scope";
    QTest::addRow("no scope") << QJsonObject{{QStringLiteral("scope"), QString()}} << 400 << "invalid_scope";
    QTest::addRow("another grant") << QJsonObject{{QStringLiteral("grant_type"), QStringLiteral("password")}}
                                   << 400 << "unsupported_grant_type";
}

void tst_PracticeTenant::refusesTokenRequests()
{
    QFETCH(const QJsonObject, changes);
    QFETCH(const int, status);
    QFETCH(const QString, error);
    const HttpAnswer answer = mint(changes);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.json().value(QLatin1String("error")).toString(), error);
    QCOMPARE(ask("GET", users(), {}, m_token).status, 200); // a refused request revokes nothing
    const HttpAnswer form = HttpClient(m_tenant->url())
                                .ask("POST", QStringLiteral("/oauth/token"), "grant_type=client_credentials",
                                     {}, "application/x-www-form-urlencoded");
    QCOMPARE(form.status, 400);
    QCOMPARE(form.json().value(QLatin1String("error")).toString(), QStringLiteral("invalid_request"));
}

void tst_PracticeTenant::tokensExpire()
{
    QCOMPARE(mint().json().value(QLatin1String("expires_in")).toInt(), 3600);
    m_token = token();
    m_clock.advance(3599s);
    QCOMPARE(ask("GET", users(), {}, m_token).status, 200);
    m_clock.advance(1s);
    QCOMPARE(ask("GET", users(), {}, m_token).status, 401);
}

void tst_PracticeTenant::fiveTokenRequestsAMinute()
{
    start(); // mints once
    for (int i = 0; i < 4; ++i)
        QCOMPARE(mint().status, 200);
    const HttpAnswer refused = mint();
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.json().value(QLatin1String("error")).toString(), QStringLiteral("rate limit exceeded"));
    m_clock.advance(60s);
    QCOMPARE(mint().status, 200);
}

void tst_PracticeTenant::twentyResourceRequestsAMinute()
{
    start();
    for (int i = 0; i < 20; ++i)
        QCOMPARE(ask("GET", users(), {}, m_token).status, 200);
    QCOMPARE(ask("GET", users(), {}, m_token).status, 429);
    m_clock.advance(60s);
    QCOMPARE(ask("GET", users(), {}, m_token).status, 200);
}

void tst_PracticeTenant::refuses_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("contentType");
    QTest::addRow("an undeclared resource ID")
        << QByteArray("GET") << "/v1/resources/user_account?resourceId=0123" << 404 << "application/json";
    QTest::addRow("no resource ID") << QByteArray("GET") << "/v1/resources/user_account" << 400
                                    << "application/json";
    QTest::addRow("a type that is not there")
        << QByteArray("PUT") << "/v1/resources/linux_computer" << 404 << "text/html";
    QTest::addRow("a path that is not there") << QByteArray("GET") << "/v1/things" << 404 << "text/html";
    QTest::addRow("a DELETE") << QByteArray("DELETE") << "/v1/resources/user_account" << 404 << "text/html";
    QTest::addRow("a PATCH") << QByteArray("PATCH") << "/v1/resources/user_account" << 404 << "text/html";
}

void tst_PracticeTenant::refuses()
{
    QFETCH(const QByteArray, verb);
    QFETCH(const QString, path);
    QFETCH(const int, status);
    QFETCH(const QString, contentType);
    const HttpAnswer answer = ask(verb, path, verb == "GET" ? QByteArray() : QByteArray("{}"), m_token);
    QCOMPARE(answer.status, status);
    QVERIFY2(answer.contentType.startsWith(contentType.toLatin1()), answer.contentType.constData());
    QCOMPARE(ask("GET", users(), {}, "nonsense").status, 401);
    const HttpAnswer withBody = ask("GET", users(), "{}", m_token);
    QCOMPARE(withBody.status, 403);
    QVERIFY(withBody.contentType.startsWith("text/html"));
}

void tst_PracticeTenant::refusesBodies_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("error");
    const auto add = [](const char *name, const char *field, const QJsonValue &value, const char *error) {
        QTest::addRow("%s", name) << QString::fromLatin1(field) << value << QString::fromLatin1(error);
    };
    add("a missing field", "fullName", QJsonValue::Undefined, "/1: must have property 'fullName'");
    add("an extra field", "shoeSize", 44,
        "Too many fields on resource with uniqueId u2 (element 1). Extra keys: shoeSize");
    add("custom properties where none are declared", "customProperties", QJsonObject(),
        "Too many fields on resource with uniqueId u2 (element 1). Extra keys: customProperties");
    add("a server field", "createdAt", QStringLiteral("2026-01-01T00:00:00Z"),
        "Too many fields on resource with uniqueId u2 (element 1). Extra keys: createdAt");
    add("a choice that is not one", "permissionLevel", QStringLiteral("ROOT"),
        "/1/permissionLevel: must be equal to one of the allowed values");
    add("a choice in a list that is not one", "mfaMethods", QJsonArray{QStringLiteral("FAX")},
        "/1/mfaMethods/0: must be equal to one of the allowed values");
    add("a number for a text", "email", 5, "/1/email: must be string");
    add("null for a required field", "email", QJsonValue::Null, "/1/email: must be string");
    add("a text for a boolean", "mfaEnabled", QStringLiteral("yes"), "/1/mfaEnabled: must be boolean");
    add("a text for a list", "groupIds", QStringLiteral("a"), "/1/groupIds: must be array");
    add("a day for a moment", "createdTimestamp", QStringLiteral("2026-01-01"),
        "/1/createdTimestamp: must match format \"date-time\"");
    add("a moment without an offset", "createdTimestamp", QStringLiteral("2026-01-01T00:00:00"),
        "/1/createdTimestamp: must match format \"date-time\"");
    add("a 31st of February", "createdTimestamp", QStringLiteral("2026-02-31T00:00:00Z"),
        "/1/createdTimestamp: must match format \"date-time\"");
    add("a link that is not https", "externalUrl", QStringLiteral("http://x.example"),
        "/1/externalUrl: must be an HTTPS URL");
    add("an empty uniqueId", "uniqueId", QString(), "/1/uniqueId: must NOT have fewer than 1 characters");
    add("the same uniqueId twice", "uniqueId", QStringLiteral("u1"), "/1: duplicate uniqueId 'u1'");
    add("factors although nobody knows", "mfaEnabled", QJsonValue::Null,
        "/1/mfaMethods: must be empty when mfaEnabled is null");
}

void tst_PracticeTenant::refusesBodies()
{
    QFETCH(const QString, field);
    QFETCH(const QJsonValue, value);
    QFETCH(const QString, error);
    QJsonObject second = user(QStringLiteral("u2"));
    if (value.isUndefined())
        second.remove(field);
    else
        second.insert(field, value);
    const HttpAnswer answer = push({user(QStringLiteral("u1")), second});
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.json().value(QLatin1String("error")).toString(), error);
}

void tst_PracticeTenant::deletesBecomeTombstonesAndComeBack()
{
    QCOMPARE(push({user(QStringLiteral("a")), user(QStringLiteral("b"))}).json(),
             (QJsonObject{{QStringLiteral("success"), true}}));
    QCOMPARE(ids(fetch(), true), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(push({user(QStringLiteral("b"))}).status, 200);
    QJsonArray now = fetch();
    QCOMPARE(ids(now, true), QStringList{QStringLiteral("b")});
    QVERIFY(ids(now, false).contains(QStringLiteral("a")));
    QCOMPARE(push({user(QStringLiteral("b")), user(QStringLiteral("a"))}).status, 200);
    now = fetch();
    QVERIFY(ids(now, true).contains(QStringLiteral("a")));
    QVERIFY(!ids(now, false).contains(QStringLiteral("a")));
    QCOMPARE(push({}).status, 200); // an empty list deletes everything
    QCOMPARE(ids(fetch(), true).size(), 0);
}

void tst_PracticeTenant::keepsNothingOfARefusedPush()
{
    const QByteArray before = m_tenant->resources(QStringLiteral("UserAccount"));
    QJsonObject bad = user(QStringLiteral("z"));
    bad.remove(QLatin1String("email"));
    QCOMPARE(push({user(QStringLiteral("y")), bad}).status, 400);
    QCOMPARE(m_tenant->resources(QStringLiteral("UserAccount")), before);
}

void tst_PracticeTenant::dropsFractionsAndAddsServerFields()
{
    QJsonObject one = user(QStringLiteral("a"));
    one.insert(QLatin1String("createdTimestamp"), QStringLiteral("2026-01-02T03:04:05.678+01:00"));
    one.insert(QLatin1String("roleDescription"), QJsonValue::Null);
    QCOMPARE(push({one}).status, 200);
    QJsonObject got;
    const QJsonArray all = fetch();
    for (const QJsonValueConstRef value : all) {
        if (value.toObject().value(QLatin1String("uniqueId")).toString() == QLatin1String("a"))
            got = value.toObject();
    }
    QCOMPARE(got.value(QLatin1String("createdTimestamp")).toString(),
             QStringLiteral("2026-01-02T03:04:05+01:00"));
    QVERIFY(got.contains(QLatin1String("roleDescription"))
            && got.value(QLatin1String("roleDescription")).isNull());
    QVERIFY(got.value(QLatin1String("createdAt")).isString()
            && got.value(QLatin1String("updatedAt")).isString());
    QVERIFY(got.value(QLatin1String("deletedAt")).isNull());
}

void tst_PracticeTenant::answersUnderBothNames()
{
    const QString path = QStringLiteral("/v1/resources/UserAccount?resourceId=")
        + m_tenant->resourceId(QStringLiteral("UserAccount"));
    QCOMPARE(ask("GET", path, {}, m_token).json(), ask("GET", users(), {}, m_token).json());
}

void tst_PracticeTenant::tooLargeABody()
{
    QJsonObject big = user(QStringLiteral("a"));
    big.insert(QLatin1String("roleDescription"), QString(10'485'760, QLatin1Char('x')));
    const HttpAnswer answer = push({big});
    QCOMPARE(answer.status, 413);
    QCOMPARE(answer.body, QByteArray("HTTP content length exceeded 10485760 bytes."));
}

void tst_PracticeTenant::tooManyResources()
{
    QJsonArray many;
    for (int i = 0; i < 10'001; ++i)
        many.append(QJsonObject{{QStringLiteral("uniqueId"), QString::number(i)}});
    const HttpAnswer answer = push(many);
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.body.contains("10000"));
}

void tst_PracticeTenant::refusesForeignHosts()
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(m_tenant->url().port()));
    QVERIFY(socket.waitForConnected(5000));
    socket.write("GET /oauth/authorize HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    QTRY_VERIFY(socket.bytesAvailable() > 12);
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 403"));
}

QString tst_PracticeTenant::newCode()
{
    QUrlQuery query;
    query.setQueryItems({{QStringLiteral("client_id"), m_tenant->publicApplication().clientId},
                         {QStringLiteral("scope"), QStringLiteral("connectors.self:read-resource")},
                         {QStringLiteral("state"), QStringLiteral("s1")},
                         {QStringLiteral("redirect_uri"), Redirect},
                         {QStringLiteral("source_id"), QStringLiteral("acme")},
                         {QStringLiteral("response_type"), QStringLiteral("code")},
                         {QStringLiteral("decision"), QStringLiteral("allow")}});
    const HttpAnswer answer =
        ask("GET", QStringLiteral("/oauth/authorize?") + query.toString(QUrl::FullyEncoded));
    const QUrlQuery back(QUrl::fromEncoded(answer.location));
    return answer.status == 302 && back.queryItemValue(QStringLiteral("state")) == QLatin1String("s1")
        ? back.queryItemValue(QStringLiteral("code"))
        : QString();
}

void tst_PracticeTenant::readsFormsAsBrowsersSendThem()
{
    const HttpAnswer answer =
        ask("GET",
            QStringLiteral("/oauth/authorize?state=s%2B1&source_id=acme+inc&response_type=code&decision=allow"
                           "&scope=connectors.self%3Aread-resource+connectors.self%3Awrite-resource")
                % QStringLiteral("&client_id=") % m_tenant->publicApplication().clientId
                % QStringLiteral("&redirect_uri=") % Redirect);
    QCOMPARE(answer.status, 302);
    const QUrlQuery back(QUrl::fromEncoded(answer.location));
    QCOMPARE(back.queryItemValue(QStringLiteral("state"), QUrl::FullyDecoded), QStringLiteral("s+1"));
    const QJsonObject changes{{QStringLiteral("source_id"), QStringLiteral("acme inc")}};
    QCOMPARE(signIn(back.queryItemValue(QStringLiteral("code")), changes).status, 200);
}

HttpAnswer tst_PracticeTenant::signIn(const QString &code, const QJsonObject &changes)
{
    QJsonObject body{
        {QStringLiteral("client_id"), m_tenant->publicApplication().clientId},
        {QStringLiteral("client_secret"), QString::fromLatin1(m_tenant->publicApplication().clientSecret)},
        {QStringLiteral("code"), code},
        {QStringLiteral("source_id"), QStringLiteral("acme")},
        {QStringLiteral("redirect_uri"), Redirect},
        {QStringLiteral("grant_type"), QStringLiteral("authorization_code")}};
    for (auto change = changes.begin(); change != changes.end(); ++change)
        body.insert(change.key(), change.value());
    return ask("POST", QStringLiteral("/oauth/token"), QJsonDocument(body).toJson());
}

void tst_PracticeTenant::publicApplicationSignsIn()
{
    const QString code = newCode();
    QVERIFY(!code.isEmpty());
    const HttpAnswer answer = signIn(code);
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.json().contains(QLatin1String("refresh_token")));
    const QByteArray access = answer.json().value(QLatin1String("access_token")).toString().toLatin1();
    QCOMPARE(ask("GET", users(), {}, access).status, 200);
    QCOMPARE(ask("PUT", QStringLiteral("/v1/resources/user_account"), body({}), access).status,
             403); // read scope only
    QCOMPARE(ask("GET", users(), {}, m_token).status, 200); // the private application is another one
    QCOMPARE(signIn(code).json().value(QLatin1String("error")).toString(),
             QStringLiteral("invalid_grant")); // once
}

void tst_PracticeTenant::codesDie_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<int>("status");
    QTest::addRow("after 29 seconds it is good") << 29 << QJsonObject() << 200;
    QTest::addRow("after 30 seconds it is not") << 30 << QJsonObject() << 400;
    QTest::addRow("another source") << 0
                                    << QJsonObject{{QStringLiteral("source_id"), QStringLiteral("other")}}
                                    << 400;
    QTest::addRow("another redirect")
        << 0 << QJsonObject{{QStringLiteral("redirect_uri"), QStringLiteral("http://127.0.0.1:1/")}} << 400;
}

void tst_PracticeTenant::codesDie()
{
    QFETCH(const int, seconds);
    QFETCH(const QJsonObject, changes);
    QFETCH(const int, status);
    const QString code = newCode();
    m_clock.advance(std::chrono::seconds(seconds));
    QCOMPARE(signIn(code, changes).status, status);
}

void tst_PracticeTenant::refreshTokensRotateWithGrace()
{
    const QString first = signIn(newCode()).json().value(QLatin1String("refresh_token")).toString();
    const auto refresh = [this](const QString &token) {
        return signIn({},
                      {{QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
                       {QStringLiteral("refresh_token"), token}});
    };
    const HttpAnswer rotated = refresh(first);
    QCOMPARE(rotated.status, 200);
    const QString second = rotated.json().value(QLatin1String("refresh_token")).toString();
    QVERIFY(!second.isEmpty() && second != first);
    m_clock.advance(3h);
    QCOMPARE(refresh(first).status, 200); // to survive a crash between the answer and the save
    m_clock.advance(1s);
    QCOMPARE(refresh(first).status, 400);
    QCOMPARE(refresh(second).status, 200);
}

void tst_PracticeTenant::suspends()
{
    const QByteArray access =
        signIn(newCode()).json().value(QLatin1String("access_token")).toString().toLatin1();
    const auto suspend = [&](const PracticeApplication &application) {
        return ask("POST", QStringLiteral("/v1/oauth/token/suspend"),
                   QJsonDocument(QJsonObject{{QStringLiteral("token"), QString::fromLatin1(access)},
                                             {QStringLiteral("client_id"), application.clientId},
                                             {QStringLiteral("client_secret"),
                                              QString::fromLatin1(application.clientSecret)}})
                       .toJson());
    };
    QCOMPARE(suspend(m_tenant->privateApplication()).status, 401); // not this client's
    QCOMPARE(ask("GET", users(), {}, access).status, 200);
    QCOMPARE(suspend(m_tenant->publicApplication()).status, 200);
    QCOMPARE(ask("GET", users(), {}, access).status, 401);
    QCOMPARE(suspend(m_tenant->publicApplication()).body, QByteArray("{}")); // idempotent
}

void tst_PracticeTenant::survivesARestart()
{
    const QTemporaryDir folder;
    PracticeTenant::Options options;
    options.rateLimit = false;
    options.stateFile = folder.filePath(QStringLiteral("practice.json"));
    start(options);
    QCOMPARE(push({user(QStringLiteral("kept"))}).status, 200);
    m_tenant.reset();
    QCOMPARE(QFile::permissions(options.stateFile)
                 & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
    start(options);
    QCOMPARE(ids(fetch(), true), QStringList{QStringLiteral("kept")});

    QFile damaged(options.stateFile);
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write("{\"half");
    damaged.close();
    m_tenant = std::make_unique<PracticeTenant>(m_catalog, m_clock, options);
    QString said;
    connect(m_tenant.get(), &PracticeTenant::startedAfresh, this,
            [&said](const Error &error) { said = error.message; });
    QVERIFY(m_tenant->listen());
    QVERIFY2(said.contains(QStringLiteral("damaged")), qPrintable(said));
    m_token = token();
    QCOMPARE(ids(fetch(), true).size(), 120);
}

void tst_PracticeTenant::goesWrongWhenAsked()
{
    Faults &faults = m_tenant->faults();
    faults.next = {{"PUT", true, Fault::Answer::Drop},
                   {"PUT", true, Fault::Answer::Drop}}; // this client sends it twice
    QCOMPARE(HttpClient(m_tenant->url())
                 .ask("PUT", QStringLiteral("/v1/resources/user_account"), body({user(QStringLiteral("a"))}),
                      m_token)
                 .status,
             0);
    QCOMPARE(ids(fetch(), true), QStringList{QStringLiteral("a")});
    faults.next = {{"GET", false, Fault::Answer::Raw, 503, "text/plain", "later"}};
    QCOMPARE(ask("GET", users(), {}, m_token).status, 503);
    faults.staleFetches = 1;
    QCOMPARE(push({user(QStringLiteral("b"))}).status, 200);
    QCOMPARE(ids(fetch(), true), QStringList{QStringLiteral("a")});
    QCOMPARE(ids(fetch(), true), QStringList{QStringLiteral("b")});
    m_tenant->revokeTokens();
    QCOMPARE(ask("GET", users(), {}, m_token).status, 401);
}

void tst_PracticeTenant::saysWhenThePortIsTaken()
{
    PracticeTenant::Options options;
    options.port = static_cast<quint16>(m_tenant->url().port());
    PracticeTenant second(m_catalog, m_clock, options);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral(".*")));
    const Result<> listening = second.listen();
    QVERIFY(!listening);
    QVERIFY(listening.error().message.contains(QString::number(options.port)));
}

QTEST_GUILESS_MAIN(tst_PracticeTenant)
#include "tst_practicetenant.moc"
