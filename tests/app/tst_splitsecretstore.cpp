// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/splitsecretstore.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/waitfor.h"

using namespace Fullstate;

/// Secrets that are longer than an item of the keychain may be.
class tst_SplitSecretStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void keepsAnyLength_data();
    void keepsAnyLength();
    void breaksOffWithoutLoss();
    void noticesWhatWasChangedByHand_data();
    void noticesWhatWasChangedByHand();
    void refusesWhatIsAbsurd();

private:
    QByteArray read(SecretStore &store)
    {
        const auto value = waitFor(store.read(Key, this));
        return !value ? QByteArray("!") : value->value_or("-");
    }

    static const SecretKey Key;
};

const SecretKey tst_SplitSecretStore::Key{QStringLiteral("acme"), SecretKey::Kind::RefreshToken};
static constexpr qsizetype Limit = 100;

static QByteArray secretOf(qsizetype size)
{
    QByteArray secret;
    for (int i = 0; secret.size() < size; ++i)
        secret += QByteArray::number(i) + ',';
    return secret.left(size);
}

void tst_SplitSecretStore::keepsAnyLength_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("items");
    QTest::addRow("short") << qsizetype(1) << qsizetype(1);
    QTest::addRow("at the limit") << Limit << qsizetype(1);
    QTest::addRow("past the limit") << Limit + 1 << qsizetype(3);
    QTest::addRow("two whole parts") << 2 * Limit << qsizetype(3);
    QTest::addRow("one more") << 2 * Limit + 1 << qsizetype(4);
    QTest::addRow("as long as it may be") << 32 * Limit << qsizetype(33);
}

void tst_SplitSecretStore::keepsAnyLength()
{
    QFETCH(const qsizetype, size);
    MemorySecretStore items;
    items.mostBytes = Limit;
    SplitSecretStore store(items, Limit);
    QCOMPARE(read(store), QByteArray("-"));
    QVERIFY(waitFor(store.write(Key, secretOf(size), this)));
    QCOMPARE(read(store), secretOf(size));
    QTEST(items.size(), "items");
    // Over it, a longer one and a shorter one.
    for (const qsizetype next : {3 * Limit, 2 * Limit - 1, qsizetype(7)}) {
        QVERIFY(waitFor(store.write(Key, secretOf(next), this)));
        QCOMPARE(read(store), secretOf(next));
    }
    QVERIFY(waitFor(store.remove(Key, this)));
    QCOMPARE(read(store), QByteArray("-"));
    QCOMPARE(items.size(), 0);
}

void tst_SplitSecretStore::breaksOffWithoutLoss()
{
    const QByteArray first = secretOf(3 * Limit);
    const QByteArray second = secretOf(4 * Limit).toUpper() + 'x';
    for (int writes = 0; writes < 6; ++writes) {
        MemorySecretStore items;
        items.mostBytes = Limit;
        SplitSecretStore store(items, Limit);
        QVERIFY(waitFor(store.write(Key, first, this)));
        items.failAfter = writes;
        QVERIFY(!waitFor(store.write(Key, second, this)));
        QCOMPARE(read(store), first);
        items.failAfter = -1;
        QVERIFY(waitFor(store.write(Key, second, this)));
        QCOMPARE(read(store), second);
        QVERIFY(waitFor(store.remove(Key, this)));
        QCOMPARE(items.size(), 0);
    }
}

void tst_SplitSecretStore::noticesWhatWasChangedByHand_data()
{
    QTest::addColumn<bool>("isRemoved");
    QTest::addRow("a part that is gone") << true;
    QTest::addRow("a part that is another one") << false;
}

void tst_SplitSecretStore::noticesWhatWasChangedByHand()
{
    QFETCH(const bool, isRemoved);
    MemorySecretStore items;
    SplitSecretStore store(items, Limit);
    QVERIFY(waitFor(store.write(Key, secretOf(250), this)));
    const SecretKey part{Key.owner, Key.kind, QStringLiteral("a2")};
    QVERIFY(items.value(part));
    if (isRemoved)
        QVERIFY(waitFor(items.remove(part, this)));
    else
        items.put(part, QByteArray(Limit, 'x'));
    const auto value = waitFor(store.read(Key, this));
    QVERIFY(!value);
    QVERIFY(value.error().kind == Error::Kind::KeychainDamaged);
}

void tst_SplitSecretStore::refusesWhatIsAbsurd()
{
    MemorySecretStore items;
    SplitSecretStore store(items, Limit);
    QVERIFY(!waitFor(store.write(Key, secretOf(32 * Limit + 1), this)));
    QCOMPARE(items.size(), 0);
}

QTEST_GUILESS_MAIN(tst_SplitSecretStore)
#include "tst_splitsecretstore.moc"
