// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/sessionsecrets.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>

using namespace Fullstate;

/// What is kept for this run stays out of the keychain; what is in the keychain is given up only for a copy
/// that is there.
class tst_SessionSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void keepsSecretAndTokensInMemory();
    void storesInTheKeychainAndForgetsTheMemory();
    void aFailedStoreKeepsTheMemory();
    void twoConnectionsOfOneApplication();
    void removesTheKeychainsOlderItemToo();
    void whatIsRemovedDecidesNothingForTheNextOne();
    void thePracticeTenantAsksForNoKeychain();
    void aCustomersTokensInTheKeychainGoOnBeingUsed();
    void aKeychainThatIsMissingHoldsNoToken_data();
    void aKeychainThatIsMissingHoldsNoToken();
    void aSignInForThisRunStaysOutOfTheKeychain();
    void tokensOfOthersAreLeftToThem_data();
    void tokensOfOthersAreLeftToThem();
    void refreshTokensFindTheWayBack_data();
    void refreshTokensFindTheWayBack();

private:
    static Connection connection(const char *id, Connection::Kind kind = Connection::Kind::Private)
    {
        Connection made;
        made.id = QLatin1String(id);
        made.kind = kind;
        made.clientId = QStringLiteral("vci");
        return made;
    }
    static SecretKey secretOf(const Connection &connection)
    {
        return {connection.id, SecretKey::Kind::ClientSecret};
    }
    static SecretKey tokenOf(const Connection &connection)
    {
        return {connection.applicationKey(), SecretKey::Kind::AccessToken};
    }
    static SecretKey refreshOf(const Connection &connection)
    {
        return {connection.tokenKey(), SecretKey::Kind::RefreshToken};
    }
    /// What is read, "-" for nothing, "!" for an error.
    QByteArray read(SecretStore &store, const SecretKey &key)
    {
        const auto value = waitFor(store.read(key, this));
        return !value ? QByteArray("!") : value->value_or("-");
    }
};

void tst_SessionSecrets::keepsSecretAndTokensInMemory()
{
    MemorySecretStore keychain;
    SessionSecrets secrets(keychain);
    const Connection acme = connection("a");
    QSignalSpy changed(&secrets, &SessionSecrets::forThisRunChanged);
    secrets.keepForThisRun(acme, "typed");
    QCOMPARE(changed, (QList<QVariantList>{{acme.id}}));
    QVERIFY(secrets.isForThisRun(acme));
    QCOMPARE(read(secrets, secretOf(acme)), QByteArray("typed"));
    QCOMPARE(read(secrets, tokenOf(acme)), QByteArray("-"));
    QVERIFY(waitFor(secrets.write(tokenOf(acme), "token", this)));
    QCOMPARE(read(secrets, tokenOf(acme)), QByteArray("token"));
    QCOMPARE(keychain.writes, 0);
}

void tst_SessionSecrets::storesInTheKeychainAndForgetsTheMemory()
{
    MemorySecretStore keychain;
    SessionSecrets secrets(keychain);
    const Connection acme = connection("a");
    secrets.keepForThisRun(acme, "typed");
    QVERIFY(waitFor(secrets.write(tokenOf(acme), "token", this)));
    QSignalSpy changed(&secrets, &SessionSecrets::forThisRunChanged);
    QVERIFY(waitFor(secrets.storeClientSecret(acme, "new", this)));
    QCOMPARE(changed.size(), 1);
    QVERIFY(!secrets.isForThisRun(acme));
    QCOMPARE(keychain.value(secretOf(acme)), std::optional(QByteArray("new")));
    QCOMPARE(read(secrets, secretOf(acme)), QByteArray("new"));
    QCOMPARE(read(secrets, tokenOf(acme)), QByteArray("-"));
}

void tst_SessionSecrets::aFailedStoreKeepsTheMemory()
{
    MemorySecretStore keychain;
    SessionSecrets secrets(keychain);
    const Connection acme = connection("a");
    secrets.keepForThisRun(acme, "typed");
    keychain.writeError = Error{Error::Kind::KeychainLocked, QStringLiteral("locked"), {}};
    QVERIFY(!waitFor(secrets.storeClientSecret(acme, "new", this)));
    QVERIFY(secrets.isForThisRun(acme));
    QCOMPARE(read(secrets, secretOf(acme)), QByteArray("typed"));
}

void tst_SessionSecrets::twoConnectionsOfOneApplication()
{
    MemorySecretStore keychain;
    SessionSecrets secrets(keychain);
    const Connection acme = connection("a");
    const Connection other = connection("b");
    secrets.keepForThisRun(acme, "typed");
    QVERIFY(waitFor(secrets.storeClientSecret(other, "stored", this)));
    QVERIFY(secrets.isForThisRun(acme));
    QVERIFY(waitFor(secrets.write(tokenOf(acme), "token", this)));
    QCOMPARE(keychain.value(tokenOf(acme)),
             std::optional<QByteArray>()); // they share it: the stricter one wins
    secrets.keepForThisRun(other, "typed too");
    QVERIFY(waitFor(secrets.storeClientSecret(acme, "stored", this)));
    QCOMPARE(read(secrets, tokenOf(other)), QByteArray("token"));
    QVERIFY(waitFor(secrets.storeClientSecret(other, "stored", this)));
    QCOMPARE(read(secrets, tokenOf(other)), QByteArray("-"));
    QVERIFY(waitFor(secrets.write(tokenOf(acme), "kept", this)));
    QCOMPARE(keychain.value(tokenOf(other)), std::optional(QByteArray("kept")));
}

void tst_SessionSecrets::removesTheKeychainsOlderItemToo()
{
    MemorySecretStore keychain;
    SessionSecrets secrets(keychain);
    const Connection acme = connection("a");
    QVERIFY(waitFor(secrets.storeClientSecret(acme, "old", this)));
    secrets.keepForThisRun(acme, "typed");
    QVERIFY(waitFor(secrets.remove(secretOf(acme), this)));
    QCOMPARE(read(secrets, secretOf(acme)), QByteArray("-"));
    QCOMPARE(keychain.size(), 0);
    keychain.removeError = Error{Error::Kind::KeychainLocked, QStringLiteral("locked"), {}};
    QVERIFY(!waitFor(secrets.remove(secretOf(acme), this))); // it may still be there, and that is said
}

/// A connection to the same customer that is set up after one that was kept for this run is gone.
void tst_SessionSecrets::whatIsRemovedDecidesNothingForTheNextOne()
{
    MemorySecretStore keychain;
    SessionSecrets secrets(keychain);
    const Connection first = connection("a");
    secrets.keepForThisRun(first, "typed");
    QVERIFY(waitFor(secrets.remove(secretOf(first), this)));
    QVERIFY(waitFor(secrets.write(tokenOf(first), "on its way", this)));
    QCOMPARE(keychain.size(), 0); // the promise holds to the end
    QVERIFY(waitFor(secrets.remove(tokenOf(first), this)));
    QVERIFY(waitFor(secrets.write(tokenOf(first), "of the next", this)));
    QCOMPARE(keychain.value(tokenOf(first)), QByteArray("of the next"));
}

void tst_SessionSecrets::tokensOfOthersAreLeftToThem_data()
{
    QTest::addColumn<bool>("isLocked");
    QTest::addRow("at once") << false;
    QTest::addRow("the keychain is still locked") << true;
}

/// A sign-in for this run was begun for a customer who has another connection, and the connection was not
/// saved.
void tst_SessionSecrets::tokensOfOthersAreLeftToThem()
{
    QFETCH(const bool, isLocked);
    MemorySecretStore keychain;
    SessionSecrets secrets(keychain);
    const Connection saved = connection("saved", Connection::Kind::Public);
    const Connection begun = connection("begun", Connection::Kind::Public);
    keychain.put(refreshOf(saved), "ended by the new sign-in");
    secrets.keepForThisRun(begun, "typed");
    QVERIFY(waitFor(secrets.write(refreshOf(begun), "new", this)));
    QVERIFY(waitFor(secrets.remove(secretOf(begun), this)));
    if (isLocked)
        keychain.writeError = Error{Error::Kind::KeychainLocked, QStringLiteral("Locked."), {}};
    secrets.leaveTokens(begun.id);
    QVERIFY(!secrets.isForThisRun(refreshOf(saved)));
    if (isLocked) {
        QTRY_COMPARE(keychain.writes, 1);
        keychain.writeError.reset();
    } else {
        QTRY_COMPARE(keychain.value(refreshOf(saved)), QByteArray("new"));
    }
    QCOMPARE(read(secrets, refreshOf(saved)), QByteArray("new"));
    QVERIFY(waitFor(secrets.write(refreshOf(saved), "rotated", this)));
    QCOMPARE(keychain.value(refreshOf(saved)), QByteArray("rotated"));
    QCOMPARE(read(secrets, refreshOf(saved)), QByteArray("rotated"));
}

void tst_SessionSecrets::thePracticeTenantAsksForNoKeychain()
{
    MemorySecretStore keychain;
    const Error missing{Error::Kind::KeychainMissing, QStringLiteral("missing"), {}};
    keychain.readError = keychain.writeError = keychain.removeError = missing;
    SessionSecrets secrets(keychain);
    const Connection practice = connection("p", Connection::Kind::Practice);
    secrets.keepForThisRun(practice, "made up");
    QVERIFY(waitFor(secrets.write(tokenOf(practice), "token", this)));
    QCOMPARE(read(secrets, secretOf(practice)), QByteArray("made up"));
    QCOMPARE(read(secrets, tokenOf(practice)), QByteArray("token"));
    for (const SecretKey &key : {secretOf(practice), tokenOf(practice)}) {
        QVERIFY(waitFor(secrets.remove(key, this)));
        QCOMPARE(read(secrets, key), QByteArray("-"));
    }
}

/// The client secret is replaced while the keychain is locked: the sign-in, which is in there, must not be
/// lost.
void tst_SessionSecrets::aCustomersTokensInTheKeychainGoOnBeingUsed()
{
    MemorySecretStore keychain;
    SessionSecrets secrets(keychain);
    const Connection acme = connection("a", Connection::Kind::Public);
    keychain.put(secretOf(acme), "old");
    keychain.put(refreshOf(acme), "signed in");
    keychain.readError = Error{Error::Kind::KeychainLocked, QStringLiteral("locked"), {}};
    secrets.keepForThisRun(acme, "typed");
    QCOMPARE(read(secrets, secretOf(acme)), QByteArray("typed"));
    QCOMPARE(read(secrets, refreshOf(acme)), QByteArray("!")); // locked is not absent
    keychain.readError.reset();
    QCOMPARE(read(secrets, refreshOf(acme)), QByteArray("signed in"));
    // What takes its place goes there, too: the one that is there is spent by then.
    QVERIFY(waitFor(secrets.write(refreshOf(acme), "rotated", this)));
    QCOMPARE(keychain.value(refreshOf(acme)), QByteArray("rotated"));
    QCOMPARE(read(secrets, refreshOf(acme)), QByteArray("rotated"));
    keychain.writeError = Error{Error::Kind::KeychainLocked, QStringLiteral("locked"), {}};
    QVERIFY(!waitFor(secrets.probe(refreshOf(acme), this)));
    QCOMPARE(keychain.value(secretOf(acme)), QByteArray("old")); // the client secret's promise holds
    QVERIFY(secrets.isForThisRun(acme));
}

void tst_SessionSecrets::aKeychainThatIsMissingHoldsNoToken_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QByteArray>("found");
    QTest::addRow("missing") << Error::Kind::KeychainMissing << QByteArray("-");
    QTest::addRow("locked") << Error::Kind::KeychainLocked << QByteArray("!");
    QTest::addRow("denied") << Error::Kind::KeychainDenied << QByteArray("!");
    QTest::addRow("silent") << Error::Kind::KeychainSilent << QByteArray("!");
}

void tst_SessionSecrets::aKeychainThatIsMissingHoldsNoToken()
{
    QFETCH(const Error::Kind, kind);
    QFETCH(const QByteArray, found);
    MemorySecretStore keychain;
    SessionSecrets secrets(keychain);
    keychain.readError = Error{kind, QStringLiteral("no"), {}};
    const Connection customer = connection("a", Connection::Kind::Public);
    secrets.keepForThisRun(customer, "typed");
    QCOMPARE(read(secrets, refreshOf(customer)), found);
    // A private one mints another: no reason to ask the keychain.
    const Connection own = connection("b");
    SessionSecrets others(keychain);
    others.keepForThisRun(own, "typed");
    QCOMPARE(read(others, tokenOf(own)), QByteArray("-"));
}

void tst_SessionSecrets::aSignInForThisRunStaysOutOfTheKeychain()
{
    MemorySecretStore keychain;
    SessionSecrets secrets(keychain);
    const Connection acme = connection("a", Connection::Kind::Public);
    keychain.put(refreshOf(acme), "of an earlier sign-in");
    secrets.keepForThisRun(acme, "typed");
    QVERIFY(waitFor(secrets.probe(refreshOf(acme), this)));
    QVERIFY(waitFor(secrets.write(refreshOf(acme), "signed in", this)));
    QCOMPARE(read(secrets, refreshOf(acme)), QByteArray("signed in"));
    QCOMPARE(read(secrets, {acme.tokenKey(), SecretKey::Kind::AccessToken}), QByteArray("-"));
    QVERIFY(waitFor(secrets.write(refreshOf(acme), "rotated", this)));
    QCOMPARE(read(secrets, refreshOf(acme)), QByteArray("rotated"));
    QCOMPARE(keychain.writes, 0);
    QCOMPARE(keychain.reads, 0);
}

void tst_SessionSecrets::refreshTokensFindTheWayBack_data()
{
    QTest::addColumn<int>("writes"); // that the keychain takes
    QTest::addColumn<bool>("isStored");
    QTest::addRow("into a keychain that takes both") << 2 << true;
    QTest::addRow("not into one that takes the client secret only") << 1 << false;
    QTest::addRow("not into one that takes nothing") << 0 << false;
}

void tst_SessionSecrets::refreshTokensFindTheWayBack()
{
    QFETCH(const int, writes);
    QFETCH(const bool, isStored);
    MemorySecretStore keychain;
    SessionSecrets secrets(keychain);
    const Connection acme = connection("a", Connection::Kind::Public);
    secrets.keepForThisRun(acme, "typed");
    QVERIFY(waitFor(secrets.write(refreshOf(acme), "signed in", this)));
    keychain.failAfter = writes;
    QCOMPARE(waitFor(secrets.storeClientSecret(acme, "new", this)).has_value(), isStored);
    QCOMPARE(secrets.isForThisRun(acme), !isStored);
    QCOMPARE(keychain.value(refreshOf(acme)),
             isStored ? std::optional(QByteArray("signed in")) : std::nullopt);
    QCOMPARE(read(secrets, refreshOf(acme)), QByteArray("signed in"));
    QCOMPARE(read(secrets, secretOf(acme)), QByteArray(isStored ? "new" : "typed"));
}

QTEST_GUILESS_MAIN(tst_SessionSecrets)
#include "tst_sessionsecrets.moc"
