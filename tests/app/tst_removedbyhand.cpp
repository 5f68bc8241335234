// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenbroker.h"
#include "app/connection/keychainsecretstore.h"
#include "tests/support/apibench.h"
#include "tests/support/customertenant.h"
#include "tests/support/waitfor.h"

#include <QProcess>
#include <QSignalSpy>

using namespace Fullstate;
using namespace std::chrono_literals;

/// What becomes of a connection in use when a person removes one of its items with another program; beside a
/// gnome-keyring, with the practice tenant.
class tst_RemovedByHand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void isMissedWhenItIsNeeded_data();
    void isMissedWhenItIsNeeded();
};

/// With another program, and as that finds it.
static void removeByHand(const SecretKey &key)
{
    const QStringList item{QStringLiteral("user"), KeychainSecretStore::itemName(key)};
    QProcess process;
    process.start(QStringLiteral("secret-tool"), QStringList{QStringLiteral("clear")} + item);
    QVERIFY(process.waitForFinished(20'000));
    QCOMPARE(process.exitCode(), 0); // 1: there was none
}

void tst_RemovedByHand::isMissedWhenItIsNeeded_data()
{
    QTest::addColumn<Connection::Kind>("kind");
    QTest::addColumn<SecretKey::Kind>("item");
    QTest::addColumn<QString>("outcome"); // of the next token: a kind of error, or that it is a new one
    QTest::addColumn<QString>("words"); // what to do
    using Kind = Connection::Kind;
    using Item = SecretKey::Kind;
    QTest::addRow("client secret, private") << Kind::Private << Item::ClientSecret << "SecretMissing"
                                            << "Enter it again.";
    QTest::addRow("client secret, public") << Kind::Public << Item::ClientSecret << "SecretMissing"
                                           << "Enter it again.";
    QTest::addRow("access token, private") << Kind::Private << Item::AccessToken << "new"
                                           << "";
    QTest::addRow("access token, public") << Kind::Public << Item::AccessToken << "new"
                                          << "";
    QTest::addRow("refresh token") << Kind::Public << Item::RefreshToken << "SignInNeeded"
                                   << "Sign in again.";
}

void tst_RemovedByHand::isMissedWhenItIsNeeded()
{
    QFETCH(const Connection::Kind, kind);
    QFETCH(const SecretKey::Kind, item);
    QFETCH(const QString, outcome);
    QFETCH(const QString, words);
    ApiBench api;
    CustomerTenant tenant(api.clock);
    api.network.allow(tenant.tenant().url());
    Connection connection = tenant.connection(QString::fromLatin1(QTest::currentDataTag()));
    QByteArray clientSecret = tenant.clientSecret();
    if (kind == Connection::Kind::Private) {
        connection.kind = kind;
        connection.clientId = tenant.tenant().privateApplication().clientId;
        clientSecret = tenant.tenant().privateApplication().clientSecret;
    }
    KeychainSecretStore keychain;
    const SecretKey secretKey{connection.id, SecretKey::Kind::ClientSecret};
    QVERIFY(waitFor(keychain.write(secretKey, clientSecret, this)));
    TokenBroker broker(api.context, keychain);
    const auto token = [&] { return waitFor(broker.token(connection, this)); };
    const auto first = kind == Connection::Kind::Public
        ? waitFor(broker.signIn(connection, tenant.allow(connection), this))
        : token();
    QVERIFY2(first && tenant.takes(first->value), first ? "refused" : qPrintable(first.error().message));
    QSignalSpy missing(&broker, &TokenBroker::clientSecretMissing);

    const bool isSecret = item == SecretKey::Kind::ClientSecret;
    removeByHand({isSecret ? connection.id : connection.tokenKey(), item});
    const int requests = tenant.tokenRequests();
    const auto inMemory = token();
    QVERIFY(inMemory);
    QCOMPARE(inMemory->value, first->value); // what is in memory goes on working
    QCOMPARE(tenant.tokenRequests(), requests);
    api.clock.advance(1h);
    const auto next = token();
    QCOMPARE(next ? QStringLiteral("new") : kindName(next.error().kind), outcome);
    QCOMPARE(missing.size(), isSecret ? 1 : 0);
    if (next) {
        QVERIFY(next->value != first->value && tenant.takes(next->value));
        TokenBroker afterRestart(api.context, keychain); // it is in the keychain again
        const auto found = waitFor(afterRestart.token(connection, this));
        QVERIFY(found);
        QCOMPARE(found->value, next->value);
        return;
    }
    QVERIFY2(next.error().message.contains(words), qPrintable(next.error().message));
    QCOMPARE(tenant.tokenRequests(), requests);
    const auto mended = [&] { // as the message says
        if (!isSecret)
            return waitFor(broker.signIn(connection, tenant.allow(connection), this));
        [[maybe_unused]] const auto written = waitFor(keychain.write(secretKey, clientSecret, this));
        return token();
    }();
    QVERIFY2(mended && tenant.takes(mended->value), mended ? "refused" : qPrintable(mended.error().message));
}

QTEST_GUILESS_MAIN(tst_RemovedByHand)
#include "tst_removedbyhand.moc"
