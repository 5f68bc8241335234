// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/keptcredentials.h"
#include "app/auth/storedtokens.h"
#include "tests/support/apibench.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/waitfor.h"

using namespace Fullstate;

/// What a Connection page is told of the credentials that are kept: that they are there, never what they are.
class tst_KeptCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void saysWhatIsThere_data();
    void saysWhatIsThere();
    void saysWhyItCannotBeRead();
};

static const QDateTime Minted({2026, 11, 23}, {9, 0}, Qt::UTC);

static AccessToken token(const char *scope)
{
    return {"vat_value", Minted.addSecs(3600), Minted, QLatin1String(scope)};
}

static QString described(const KeptCredentials &kept)
{
    QStringList words;
    if (kept.hasClientSecret)
        words.append(QStringLiteral("secret"));
    if (kept.hasRefreshToken)
        words.append(QStringLiteral("refresh"));
    if (kept.token)
        words.append(kept.token->scope
                     % (kept.token->value.isEmpty() ? QLatin1String() : QLatin1String("=shown")));
    return words.join(QLatin1Char(' '));
}

void tst_KeptCredentials::saysWhatIsThere_data()
{
    QTest::addColumn<Connection::Kind>("kind");
    QTest::addColumn<QString>("stored");
    QTest::addColumn<bool>("isLive");
    QTest::addColumn<QString>("said");
    using Kind = Connection::Kind;
    QTest::addRow("nothing") << Kind::Public << "" << false << "";
    QTest::addRow("all of a public one")
        << Kind::Public << "secret access refresh" << false << "secret refresh stored";
    QTest::addRow("all of a private one") << Kind::Private << "secret access" << false << "secret stored";
    QTest::addRow("a private one has no refresh token")
        << Kind::Private << "secret refresh" << false << "secret";
    QTest::addRow("the client secret was removed by hand")
        << Kind::Public << "access refresh" << false << "refresh stored";
    QTest::addRow("the access token was removed by hand")
        << Kind::Public << "secret refresh" << false << "secret refresh";
    QTest::addRow("the refresh token was removed by hand")
        << Kind::Public << "secret access" << false << "secret stored";
    QTest::addRow("the one in memory is newer") << Kind::Private << "secret access" << true << "secret live";
    QTest::addRow("only in memory") << Kind::Public << "" << true << "live";
    QTest::addRow("tokens that are none") << Kind::Public << "secret garbage" << false << "secret";
}

void tst_KeptCredentials::saysWhatIsThere()
{
    QFETCH(const Connection::Kind, kind);
    QFETCH(const QString, stored);
    QFETCH(const bool, isLive);
    Connection connection;
    connection.id = QStringLiteral("c1");
    connection.kind = kind;
    connection.clientId = QStringLiteral("client");
    connection.customerId = QStringLiteral("customer");
    const SecretKey access{connection.tokenKey(), SecretKey::Kind::AccessToken};
    const SecretKey refresh{connection.tokenKey(), SecretKey::Kind::RefreshToken};
    MemorySecretStore secrets;
    const QStringList items = stored.split(QLatin1Char(' '));
    if (items.contains(QLatin1String("secret")))
        secrets.put({connection.id, SecretKey::Kind::ClientSecret}, "vcs_value");
    if (items.contains(QLatin1String("access")))
        secrets.put(access, toStored(token("stored")));
    if (items.contains(QLatin1String("refresh")))
        secrets.put(refresh, toStored(RefreshTokens{"vrt_value", {}, Minted, {}}));
    if (items.contains(QLatin1String("garbage"))) {
        secrets.put(access, "garbage");
        secrets.put(refresh, "garbage");
    }
    const auto kept = waitFor(new KeptCredentialsJob(
        secrets, connection, isLive ? std::optional(token("live")) : std::nullopt, this));
    QVERIFY(kept);
    QTEST(described(*kept), "said");
    if (kept->token) {
        QCOMPARE(kept->token->mintedAt, Minted);
        QCOMPARE(kept->token->expiresAt, Minted.addSecs(3600));
    }
}

void tst_KeptCredentials::saysWhyItCannotBeRead()
{
    MemorySecretStore secrets;
    secrets.readError = Error{Error::Kind::KeychainLocked, QStringLiteral("Locked."), {}};
    const auto kept = waitFor(new KeptCredentialsJob(secrets, {}, token("live"), this));
    QVERIFY(!kept);
    QCOMPARE(kindName(kept.error().kind), QStringLiteral("KeychainLocked"));
    QCOMPARE(kept.error().message, QStringLiteral("Locked."));
}

QTEST_GUILESS_MAIN(tst_KeptCredentials)
#include "tst_keptcredentials.moc"
