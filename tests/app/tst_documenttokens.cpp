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

/// \p scope as the answer names it; empty: it does not.
HostileTurn minted(const char *token, const char *scope = "")
{
    QJsonObject answer{{QStringLiteral("access_token"), QLatin1String(token)},
                       {QStringLiteral("token_type"), QStringLiteral("Bearer")},
                       {QStringLiteral("expires_in"), 3600}};
    if (*scope)
        answer.insert(QLatin1String("scope"), QLatin1String(scope));
    return answering(200, QJsonDocument(answer).toJson());
}

HostileTurn invalidScope(int status = 400)
{
    return answering(status, R"({"error":"invalid_scope","error_description":"not granted"})");
}

struct Bench
{
    Bench()
    {
        connection.id = QStringLiteral("c1");
        connection.region = Region::Custom;
        connection.custom = {server.url(), server.url()};
        connection.clientId = QStringLiteral("client");
        api.network.allow(server.url());
        secrets.put({connection.id, SecretKey::Kind::ClientSecret}, "s3cret");
    }
    QByteArray resourceToken() { return valueOf(waitFor(broker.accessToken(connection, nullptr))); }
    QByteArray documentToken(const QByteArray &refused = {})
    {
        return valueOf(waitFor(broker.documentToken(connection, refused, nullptr)));
    }
    static QByteArray valueOf(const Result<QByteArray> &token)
    {
        return token ? *token : QByteArray("! " + kindName(token.error().kind).toLatin1());
    }
    /// The scopes asked for, a request after the other: "resources" or "all".
    QByteArray asked() const
    {
        QByteArrayList scopes;
        for (const HostileServer::Request &request : server.requests()) {
            const QString scope =
                QJsonDocument::fromJson(request.body).object().value(QLatin1String("scope")).toString();
            const bool hasResources = scope.startsWith(QLatin1String(ResourceScopes));
            const bool hasDocuments = scope.contains(QLatin1String(DocumentScope));
            scopes.append(!hasResources ? "?" : hasDocuments ? "all" : "resources");
        }
        return scopes.join(' ');
    }

    HostileServer server{};
    ApiBench api{};
    MemorySecretStore secrets{};
    Connection connection{};
    TokenBroker broker{api.context, secrets};
};

} // namespace

/// Tokens that may upload evidence: asked for when they are needed, and never to the harm of resources.
class tst_DocumentTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void asksForTheScopeWhenItIsNeeded();
    void asksForItEachTimeOnceItIsUsed();
    void saysThatTheApplicationLacksIt_data();
    void saysThatTheApplicationLacksIt();
    void resourcesWorkOnWithoutIt();
    void noticesThatLessWasGranted();
    void renewsARefusedOne();
    void joinsOthersWhoNeedIt();
};

void tst_DocumentTokens::asksForTheScopeWhenItIsNeeded()
{
    Bench bench;
    bench.server.setScript({minted("one"), minted("two"), minted("three")});
    QSignalSpy answered(&bench.broker, &TokenBroker::documentsAnswered);
    QCOMPARE(bench.resourceToken(), QByteArray("one"));
    QCOMPARE(bench.documentToken(), QByteArray("two"));
    QCOMPARE(bench.asked(), QByteArray("resources all"));
    QCOMPARE(answered.size(), 1);
    QCOMPARE(answered.first(), (QVariantList{bench.connection.applicationKey(), true}));
    // It is the one live token, also for resources, also after a restart.
    QCOMPARE(bench.resourceToken(), QByteArray("two"));
    QCOMPARE(bench.documentToken(), QByteArray("two"));
    TokenBroker next(bench.api.context, bench.secrets);
    QCOMPARE(Bench::valueOf(waitFor(next.documentToken(bench.connection, {}, nullptr))), QByteArray("two"));
    QCOMPARE(bench.server.requests().size(), 2);
}

void tst_DocumentTokens::asksForItEachTimeOnceItIsUsed()
{
    Bench bench;
    bench.connection.documents = true;
    bench.server.setScript({minted("one"), minted("two")});
    QCOMPARE(bench.resourceToken(), QByteArray("one"));
    QCOMPARE(bench.documentToken(), QByteArray("one"));
    QCOMPARE(bench.asked(), QByteArray("all"));
}

void tst_DocumentTokens::saysThatTheApplicationLacksIt_data()
{
    QTest::addColumn<int>("status");
    QTest::addRow("with 400") << 400;
    QTest::addRow("with 401") << 401;
    QTest::addRow("with 403") << 403;
}

void tst_DocumentTokens::saysThatTheApplicationLacksIt()
{
    QFETCH(const int, status);
    Bench bench;
    bench.server.setScript({minted("one"), invalidScope(status)});
    QSignalSpy answered(&bench.broker, &TokenBroker::documentsAnswered);
    QCOMPARE(bench.resourceToken(), QByteArray("one"));
    const auto token = waitFor(bench.broker.documentToken(bench.connection, {}, nullptr));
    QVERIFY(!token);
    QCOMPARE(kindName(token.error().kind), QStringLiteral("Forbidden"));
    QVERIFY2(token.error().message.contains(QLatin1String("self:write-document")),
             qPrintable(token.error().message));
    QCOMPARE(answered.last().last().toBool(), false);
    QCOMPARE(bench.resourceToken(), QByteArray("one")); // no other one is minted in its place
    QCOMPARE(bench.asked(), QByteArray("resources all"));
}

/// The scope was taken from the application since: what only needs resources must not fail for that.
void tst_DocumentTokens::resourcesWorkOnWithoutIt()
{
    Bench bench;
    bench.connection.documents = true;
    bench.server.setScript({invalidScope(), minted("one")});
    QSignalSpy answered(&bench.broker, &TokenBroker::documentsAnswered);
    QCOMPARE(bench.resourceToken(), QByteArray("one"));
    QCOMPARE(bench.asked(), QByteArray("all resources"));
    QCOMPARE(answered.size(), 1);
    QCOMPARE(answered.last().last().toBool(), false);
}

void tst_DocumentTokens::noticesThatLessWasGranted()
{
    Bench bench;
    bench.server.setScript({minted("one", ResourceScopes), minted("two")});
    QSignalSpy answered(&bench.broker, &TokenBroker::documentsAnswered);
    QCOMPARE(bench.documentToken(), QByteArray("! Forbidden"));
    QCOMPARE(answered.last().last().toBool(), false);
    QCOMPARE(bench.resourceToken(), QByteArray("one"));
    QCOMPARE(bench.documentToken(), QByteArray("two")); // the user has added it meanwhile
    QCOMPARE(bench.asked(), QByteArray("all all"));
}

void tst_DocumentTokens::renewsARefusedOne()
{
    Bench bench;
    bench.server.setScript({minted("one"), minted("two"), minted("three")});
    QCOMPARE(bench.documentToken(), QByteArray("one"));
    QCOMPARE(bench.documentToken("one"), QByteArray("two"));
    QCOMPARE(bench.documentToken("one"), QByteArray("two")); // somebody slow
    QCOMPARE(bench.asked(), QByteArray("all all"));
}

void tst_DocumentTokens::joinsOthersWhoNeedIt()
{
    Bench bench;
    bench.server.setScript({minted("one"), minted("two"), minted("three")});
    auto *resources = bench.broker.accessToken(bench.connection, this);
    auto *documents = bench.broker.documentToken(bench.connection, {}, this);
    auto *more = bench.broker.documentToken(bench.connection, {}, this);
    QList<QByteArray> values;
    for (ResultJob<QByteArray> *job : {resources, documents, more})
        connect(job, &Job::finished, this, [job, &values] { values.append(Bench::valueOf(job->result())); });
    QTRY_COMPARE(values, (QList<QByteArray>{"one", "two", "two"}));
    QCOMPARE(bench.asked(), QByteArray("resources all"));

    Bench lacking; // the other way round: those who need less go on after a refusal
    lacking.server.setScript({invalidScope(), minted("one")});
    auto *refused = lacking.broker.documentToken(lacking.connection, {}, this);
    auto *other = lacking.broker.accessToken(lacking.connection, this);
    values.clear();
    for (ResultJob<QByteArray> *job : {refused, other})
        connect(job, &Job::finished, this, [job, &values] { values.append(Bench::valueOf(job->result())); });
    QTRY_COMPARE(values, (QList<QByteArray>{"! Forbidden", "one"}));
}

QTEST_GUILESS_MAIN(tst_DocumentTokens)
#include "tst_documenttokens.moc"
