// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenbroker.h"
#include "app/auth/tokenlock.h"
#include "app/base/clock.h"
#include "app/connection/keychainsecretstore.h"
#include "app/connection/splitsecretstore.h"
#include "tests/support/apibench.h"
#include "tests/support/customertenant.h"
#include "tests/support/waitfor.h"

#include <QProcess>
#include <csignal>
#include <cstdio>

using namespace Fullstate;
using namespace std::chrono_literals;

namespace {

/// Dies at the n-th thing that happens; 0: never.
class Fate
{
public:
    explicit Fate(int step)
        : m_left(step)
    {
    }
    void step()
    {
        if (--m_left == 0)
            ::raise(SIGKILL);
    }

private:
    int m_left;
};

/// The keychain's items, during each operation of which the program may die: before it, in the middle, after
/// it.
class FatefulSecretStore final : public SecretStore
{
public:
    FatefulSecretStore(SecretStore &keychain, Fate &fate)
        : m_keychain(keychain)
        , m_fate(fate)
    {
    }

    ResultJob<std::optional<QByteArray>> *read(const SecretKey &key, QObject *parent) override
    {
        return watched(m_keychain.read(key, parent));
    }
    ResultJob<> *write(const SecretKey &key, const QByteArray &secret, QObject *parent) override
    {
        return watched(m_keychain.write(key, secret, parent));
    }
    ResultJob<> *remove(const SecretKey &key, QObject *parent) override
    {
        return watched(m_keychain.remove(key, parent));
    }
    ResultJob<> *probe(const SecretKey &key, QObject *parent) override
    {
        return watched(m_keychain.probe(key, parent));
    }

private:
    template<typename Job>
    Job *watched(Job *job)
    {
        m_fate.step();
        QTimer::singleShot(3ms, job, [this] { m_fate.step(); });
        QObject::connect(job, &Job::finished, job, [this] { m_fate.step(); });
        return job;
    }

    SecretStore &m_keychain;
    Fate &m_fate;
};

/// The other program: gets a token of the connection that its arguments describe, and prints it.
int getToken(const QStringList &arguments)
{
    Connection connection;
    connection.id = connection.name = arguments.at(0);
    connection.kind = arguments.at(3).isEmpty() ? Connection::Kind::Private : Connection::Kind::Public;
    connection.region = Region::Custom;
    connection.custom = {QUrl(arguments.at(1)), QUrl(arguments.at(1))};
    connection.clientId = arguments.at(2);
    connection.customerId = arguments.at(3);
    Fate fate(arguments.at(4).toInt());
    const SystemClock clock;
    ApiBench bench;
    bench.network.allow(connection.custom.api);
    ApiContext context{bench.network,    clock, bench.activity, bench.resourceBudget, bench.tokenBudget,
                       {3, 1ms, 1ms, {}}};
    QObject::connect(&bench.activity, &QAbstractItemModel::rowsInserted, QCoreApplication::instance(),
                     [&fate] { fate.step(); });
    KeychainSecretStore keychain;
    FatefulSecretStore items(keychain, fate);
    SplitSecretStore secrets(items, arguments.at(5).toInt());
    TokenBroker broker(context, secrets);
    const auto token = waitFor(broker.token(connection, QCoreApplication::instance()));
    std::printf("%s\n", token ? token->value.constData() : qPrintable(token.error().message));
    return token ? 0 : 1;
}

} // namespace

/// The refresh when the program is killed in the middle of it, and when two programs need it at once; with a
/// real keyring and real processes.
class tst_TokenKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedAtEachStep_data();
    void killedAtEachStep();
    void killedWhileTheTenantAnswers_data();
    void killedWhileTheTenantAnswers();
    void twoProgramsAtOnce_data();
    void twoProgramsAtOnce();

private:
    /// A customer who has signed in, and whose access token is gone. No item holds more than \p itemBytes.
    Connection signedIn(const QString &customer, qsizetype itemBytes = MaxSecretBytes);
    /// A private integration, none of whose tokens is kept.
    Connection privateOne();
    std::unique_ptr<QProcess> start(const Connection &connection, int step = 0,
                                    qsizetype itemBytes = MaxSecretBytes);
    /// What it printed; "killed" when it was.
    QByteArray outcome(QProcess &process);

    SystemClock m_clock{};
    CustomerTenant m_tenant{m_clock};
    KeychainSecretStore m_keychain{};
};

Connection tst_TokenKill::signedIn(const QString &customer, qsizetype itemBytes)
{
    const Connection connection = m_tenant.connection(customer);
    ApiBench bench;
    bench.network.allow(connection.custom.api);
    SplitSecretStore secrets(m_keychain, itemBytes);
    TokenBroker broker(bench.context, secrets);
    const SecretKey secret{connection.id, SecretKey::Kind::ClientSecret};
    [[maybe_unused]] const bool isSignedIn = waitFor(secrets.write(secret, m_tenant.clientSecret(), this))
        && waitFor(broker.signIn(connection, m_tenant.allow(connection), this))
        && waitFor(secrets.remove({connection.tokenKey(), SecretKey::Kind::AccessToken}, this));
    Q_ASSERT(isSignedIn);
    return connection;
}

Connection tst_TokenKill::privateOne()
{
    Connection connection = m_tenant.connection({});
    connection.id = QStringLiteral("private");
    connection.kind = Connection::Kind::Private;
    const PracticeApplication &application = m_tenant.tenant().privateApplication();
    connection.clientId = application.clientId;
    const SecretKey secret{connection.id, SecretKey::Kind::ClientSecret};
    [[maybe_unused]] const bool isStored =
        waitFor(m_keychain.write(secret, application.clientSecret, this)).has_value();
    Q_ASSERT(isStored);
    return connection;
}

std::unique_ptr<QProcess> tst_TokenKill::start(const Connection &connection, int step, qsizetype itemBytes)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process->start(QCoreApplication::applicationFilePath(),
                   {QStringLiteral("get-token"), connection.id, connection.custom.api.toString(),
                    connection.clientId, connection.customerId, QString::number(step),
                    QString::number(itemBytes)});
    return process;
}

QByteArray tst_TokenKill::outcome(QProcess &process)
{
    // The tenant is in this process: it must go on answering.
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 30'000))
        return "hangs";
    return process.exitStatus() == QProcess::CrashExit ? QByteArray("killed")
                                                       : process.readAllStandardOutput().trimmed();
}

void tst_TokenKill::killedAtEachStep_data()
{
    QTest::addColumn<qsizetype>("itemBytes");
    QTest::addColumn<int>("leastSteps");
    QTest::addRow("a token in an item")
        << qsizetype(MaxSecretBytes) << 13; // before and after six operations, and a request
    QTest::addRow("a token in several items") << qsizetype(100) << 26;
}

void tst_TokenKill::killedAtEachStep()
{
    QFETCH(const qsizetype, itemBytes);
    QFETCH(const int, leastSteps);
    QByteArray last = "killed";
    int step = 1;
    for (; last == "killed" && step < 200; ++step) {
        const Connection connection =
            signedIn(QStringLiteral("killed at step %1, %2").arg(step).arg(itemBytes), itemBytes);
        last = outcome(*start(connection, step, itemBytes));
        if (last != "killed") {
            QVERIFY2(m_tenant.takes(last), last.constData());
            break;
        }
        const QByteArray token = outcome(*start(connection, 0, itemBytes));
        QVERIFY2(m_tenant.takes(token),
                 qPrintable(QStringLiteral("after %1: %2").arg(step).arg(QString::fromUtf8(token))));
        QVERIFY(!QFile::exists(TokenLockJob::fileName(connection.tokenKey())));
    }
    QVERIFY(last != "killed");
    QVERIFY2(step > leastSteps, qPrintable(QString::number(step)));
}

void tst_TokenKill::killedWhileTheTenantAnswers_data()
{
    QTest::addColumn<bool>("apply");
    QTest::addRow("and nothing comes of it") << false;
    QTest::addRow("and it has refreshed") << true;
}

void tst_TokenKill::killedWhileTheTenantAnswers()
{
    QFETCH(const bool, apply);
    const Connection connection = signedIn(QStringLiteral("killed while the tenant answers %1").arg(apply));
    auto process = start(connection);
    QProcess *victim = process.get();
    m_tenant.tenant().faults().onRequest = [victim](const QByteArray &verb) {
        if (verb == "POST")
            ::kill(static_cast<pid_t>(victim->processId()), SIGKILL);
    };
    m_tenant.tenant().faults().next = {{.verb = "POST", .apply = apply, .answer = Fault::Answer::Drop}};
    QCOMPARE(outcome(*process), QByteArray("killed"));
    m_tenant.tenant().faults().onRequest = {};
    const QByteArray token = outcome(*start(connection));
    QVERIFY2(m_tenant.takes(token), token.constData());
}

void tst_TokenKill::twoProgramsAtOnce_data()
{
    QTest::addColumn<bool>("isPublic");
    QTest::addRow("refresh once") << true;
    QTest::addRow("mint once") << false; // a second mint would end the first one's token
}

void tst_TokenKill::twoProgramsAtOnce()
{
    QFETCH(const bool, isPublic);
    const Connection connection = isPublic ? signedIn(QStringLiteral("two at once")) : privateOne();
    const int before = m_tenant.tokenRequests();
    const auto one = start(connection);
    const auto two = start(connection);
    const QByteArray first = outcome(*one);
    const QByteArray second = outcome(*two);
    QVERIFY2(m_tenant.takes(first), first.constData());
    QCOMPARE(second, first);
    QCOMPARE(m_tenant.tokenRequests() - before, 1);
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("get-token"))
        return getToken(arguments.mid(2));
    tst_TokenKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_tokenkill.moc"
