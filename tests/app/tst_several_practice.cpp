// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenbroker.h"
#include "app/push/fetchjob.h"
#include "app/push/severalplan.h"
#include "app/push/severalpush.h"
#include "tests/support/apibench.h"
#include "tests/support/customertenant.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/users.h"
#include "tests/support/waitfor.h"

using namespace Fullstate;
using Outcome = Receipt::Outcome;

/// A push to several customers of a public application, over real HTTP, each with its own tokens.
class tst_SeveralPractice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void customersGetTheirOwn();
    void oneAnswerLostIsNoneOfTheOthers();

private:
    Connection signIn(const QString &customer);
    SnapshotPtr fetched(const Connection &connection);
    QString held(const Connection &connection);
    ConfirmedPlan plan(const Connection &connection, SeveralMode mode, const QString &source);
    std::vector<Receipt> push(std::vector<ConfirmedPlan> confirmed);
    /// As if the customer's own people had pushed these.
    void fill(const Connection &connection, const QString &resources);

    std::unique_ptr<ApiBench> m_bench;
    std::unique_ptr<CustomerTenant> m_tenant;
    std::unique_ptr<MemorySecretStore> m_secrets;
    std::unique_ptr<TokenBroker> m_broker;
    std::unique_ptr<HttpResourceApi> m_api;
};

void tst_SeveralPractice::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_api.reset();
    m_broker.reset();
    m_tenant.reset();
    m_bench = std::make_unique<ApiBench>();
    m_tenant = std::make_unique<CustomerTenant>(m_bench->clock);
    m_bench->network.allow(m_tenant->tenant().url());
    m_secrets = std::make_unique<MemorySecretStore>();
    m_broker = std::make_unique<TokenBroker>(m_bench->context, *m_secrets);
    m_api = std::make_unique<HttpResourceApi>(m_bench->context, *m_broker);
}

Connection tst_SeveralPractice::signIn(const QString &customer)
{
    Connection connection = m_tenant->connection(customer);
    connection.resourceSets = {{QStringLiteral("set of ") + customer, userAccounts().name,
                                m_tenant->tenant().resourceId(userAccounts().name)}};
    m_secrets->put({connection.id, SecretKey::Kind::ClientSecret}, m_tenant->clientSecret());
    const auto token = waitFor(m_broker->signIn(connection, m_tenant->allow(connection), this));
    return token ? connection : Connection();
}

SnapshotPtr tst_SeveralPractice::fetched(const Connection &connection)
{
    const auto snapshot = waitFor<SnapshotPtr>(new FetchJob(
        connection, userAccounts(), connection.resourceSets.at(0).resourceId, *m_api, m_bench->clock, this));
    return snapshot ? *snapshot : std::make_shared<const Snapshot>();
}

QString tst_SeveralPractice::held(const Connection &connection)
{
    QStringList ids;
    const SnapshotPtr snapshot = fetched(connection);
    for (const QJsonObject &resource : snapshot->resources)
        ids << resource.value(UniqueIdField).toString();
    ids.sort();
    return ids.join(QLatin1Char(' '));
}

ConfirmedPlan tst_SeveralPractice::plan(const Connection &connection, SeveralMode mode, const QString &source)
{
    const ResourceSet &set = connection.resourceSets.at(0);
    ConfirmedPlan confirmed{connection, userAccounts(), set.id, {}, connection.name};
    const SnapshotPtr tenant = fetched(connection);
    confirmed.plan = makePlan(userAccounts(), set.resourceId, tenant, wantedAt(mode, users(source), *tenant));
    return confirmed;
}

std::vector<Receipt> tst_SeveralPractice::push(std::vector<ConfirmedPlan> confirmed)
{
    const SaveReceipt save = [](const Receipt &, QObject *parent) -> ResultJob<> * {
        return new ReadyJob<>({}, parent);
    };
    const PushJob::Policy policy{3, std::chrono::milliseconds(1), 3, std::chrono::milliseconds(1)};
    return waitFor(new SeveralPush(std::move(confirmed), *m_api, save, m_bench->clock, policy, {}, this))
        .value_or(std::vector<Receipt>());
}

void tst_SeveralPractice::fill(const Connection &connection, const QString &resources)
{
    QCOMPARE(push({plan(connection, SeveralMode::ReplaceEverything, resources)}).at(0).outcome,
             Outcome::Verified);
}

void tst_SeveralPractice::customersGetTheirOwn()
{
    const Connection acme = signIn(QStringLiteral("acme"));
    const Connection globex = signIn(QStringLiteral("globex"));
    const Connection bystander = signIn(QStringLiteral("bystander"));
    fill(acme, QStringLiteral("a x"));
    fill(globex, QStringLiteral("y"));
    fill(bystander, QStringLiteral("z"));
    std::vector<Receipt> receipts = push({plan(acme, SeveralMode::AddAndUpdate, QStringLiteral("a b")),
                                          plan(globex, SeveralMode::AddAndUpdate, QStringLiteral("a b"))});
    QCOMPARE(receipts.at(0).outcome, Outcome::Verified);
    QCOMPARE(receipts.at(1).outcome, Outcome::Verified);
    QCOMPARE(receipts.at(1).plan.adds, 2);
    QCOMPARE(held(acme), QStringLiteral("a b x"));
    QCOMPARE(held(globex), QStringLiteral("a b y"));
    receipts = push({plan(acme, SeveralMode::ReplaceEverything, QStringLiteral("a b")),
                     plan(globex, SeveralMode::ReplaceEverything, QStringLiteral("a b"))});
    QCOMPARE(receipts.at(0).outcome, Outcome::Verified);
    QCOMPARE(receipts.at(1).plan.deletes, 1);
    QCOMPARE(held(acme), QStringLiteral("a b"));
    QCOMPARE(held(globex), QStringLiteral("a b"));
    QCOMPARE(held(bystander), QStringLiteral("z"));
}

void tst_SeveralPractice::oneAnswerLostIsNoneOfTheOthers()
{
    const Connection acme = signIn(QStringLiteral("acme"));
    const Connection globex = signIn(QStringLiteral("globex"));
    std::vector<ConfirmedPlan> plans{plan(acme, SeveralMode::ReplaceEverything, QStringLiteral("a")),
                                     plan(globex, SeveralMode::ReplaceEverything, QStringLiteral("a"))};
    fill(globex, QStringLiteral("meanwhile"));
    Fault lost;
    lost.verb = "PUT";
    lost.apply = true;
    lost.answer = Fault::Answer::Drop;
    m_tenant->tenant().faults().next = {lost};
    const std::vector<Receipt> receipts = push(std::move(plans));
    QCOMPARE(receipts.at(0).outcome, Outcome::Verified); // by the fetch since, not by its answer
    QCOMPARE(receipts.at(1).outcome, Outcome::TenantChanged);
    QCOMPARE(held(acme), QStringLiteral("a"));
    QCOMPARE(held(globex), QStringLiteral("meanwhile"));
}

QTEST_GUILESS_MAIN(tst_SeveralPractice)
#include "tst_several_practice.moc"
