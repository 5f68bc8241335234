// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/keychainframe.h"
#include "app/connection/keychainsecretstore.h"
#include "tests/support/waitfor.h"

#include <QDirIterator>
#include <QProcess>
#include <QSignalSpy>

using namespace Fullstate;
using namespace std::chrono_literals;

/// The keychain for real, beside a gnome-keyring that is unlocked at first (tests/support/with-keyring).
class tst_Keychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void frames_data();
    void frames();
    void keepsReadsAndRemoves();
    void oneAfterTheOther();
    void isFoundByItsNameAndNowhereElse();
    void isLabelledForAPerson();
    void noticesWhatWasRemovedByHand();
    void noticesAStrayItem();
    void believesAbsenceThoughTheCanaryIsGone();
    void saysThatItIsAnotherKeychain();
    void lockedInMidRun();
    void refusesWhatDoesNotFit();
    void outlivesItsStore();
    void lateAnswersHarmNothing();
    void goesOnWithAKeychainThatWasStartedAnew();

private:
    Result<std::optional<QByteArray>> read() { return waitFor(m_keychain.read(Key, this)); }
    Result<> write(const QByteArray &secret) { return waitFor(m_keychain.write(Key, secret, this)); }
    Result<> remove() { return waitFor(m_keychain.remove(Key, this)); }

    static const SecretKey Key;
    KeychainSecretStore m_keychain{};
};

using Read = std::optional<QByteArray>;

const SecretKey tst_Keychain::Key{QStringLiteral("connection-1"), SecretKey::Kind::ClientSecret};
static const QByteArray Secret = "vcs_s3cret-that-is-looked-for";

static QByteArray run(const QString &program, const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels); // secret-tool names what it found on stderr
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(20'000);
    return process.readAll();
}

static QStringList attributes(const QString &itemName)
{
    return {QStringLiteral("server"), QStringLiteral("fullstate"), QStringLiteral("user"), itemName};
}

static void clearByHand(const QString &itemName)
{
    run(QStringLiteral("secret-tool"), QStringList{QStringLiteral("clear")} + attributes(itemName));
}

void tst_Keychain::frames_data()
{
    QTest::addColumn<QByteArray>("item");
    QTest::addColumn<bool>("isWhole");
    const QByteArray whole = framed("secret");
    QTest::addRow("as it was written") << whole << true;
    QTest::addRow("nothing") << QByteArray() << false;
    QTest::addRow("without a frame") << QByteArray("secret") << false;
    QTest::addRow("cut") << whole.chopped(1) << false;
    QTest::addRow("longer") << whole + 'x' << false;
    QTest::addRow("another letter") << QByteArray(whole).replace("secret", "sEcret") << false;
    QTest::addRow("an empty secret") << framed({}) << false;
}

void tst_Keychain::frames()
{
    QFETCH(const QByteArray, item);
    QFETCH(const bool, isWhole);
    QCOMPARE(unframed(item), isWhole ? Read("secret") : Read());
}

void tst_Keychain::keepsReadsAndRemoves()
{
    QCOMPARE(read().value(), Read());
    QVERIFY(write(Secret));
    QCOMPARE(read().value(), Read(Secret));
    QVERIFY(write("another"));
    KeychainSecretStore nextStart;
    QCOMPARE(waitFor(nextStart.read(Key, this)).value(), Read("another"));
    QVERIFY(remove());
    QCOMPARE(read().value(), Read());
    QVERIFY(remove()); // removing nothing is no error
}

void tst_Keychain::oneAfterTheOther()
{
    auto *first = m_keychain.write(Key, "one", this);
    auto *second = m_keychain.write(Key, "two", this);
    QSignalSpy firstDone(first, &Job::finished);
    QVERIFY(waitFor(second));
    QCOMPARE(firstDone.size(), 1);
    QCOMPARE(read().value(), Read("two"));
}

void tst_Keychain::isFoundByItsNameAndNowhereElse()
{
    QVERIFY(write(Secret));
    const QByteArray found = run(QStringLiteral("secret-tool"),
                                 QStringList{QStringLiteral("search"), QStringLiteral("--all"),
                                             QStringLiteral("server"), QStringLiteral("fullstate")});
    QVERIFY2(found.contains("attribute.user = fullstate/connection-1/client-secret"), found.constData());
    int files = 0;
    QDirIterator all(QDir::homePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        QFile file(all.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        ++files;
        const QByteArray content = file.readAll();
        for (const QByteArray &form : {Secret, Secret.toBase64(), Secret.toHex()})
            QVERIFY2(!content.contains(form), qPrintable(file.fileName()));
    }
    QVERIFY(files > 0); // the keyring's own, at least
}

/// The label is all that Seahorse lists; QtKeychain gives every item the same.
void tst_Keychain::isLabelledForAPerson()
{
    const auto labels = [] {
        return run(QStringLiteral("secret-tool"),
                   QStringList{QStringLiteral("search"), QStringLiteral("--all")}
                       + attributes(KeychainSecretStore::itemName(Key)));
    };
    QVERIFY(write(Secret)); // as an earlier version did
    QVERIFY(labels().contains("label = fullstate\n"));
    m_keychain.setTitles(
        [](const SecretKey &key) { return QStringLiteral("Client secret of ") + key.owner; });
    QCOMPARE(read().value(), Read(Secret));
    QTRY_VERIFY(labels().contains("label = Client secret of connection-1\n"));
    QVERIFY(write("another"));
    QTRY_VERIFY(labels().contains("label = Client secret of connection-1\n"));
    QCOMPARE(read().value(), Read("another"));
    m_keychain.setTitles({});
}

void tst_Keychain::noticesWhatWasRemovedByHand()
{
    QVERIFY(write(Secret));
    clearByHand(KeychainSecretStore::itemName(Key));
    QCOMPARE(read().value(), Read());
}

/// Text and binary items under one name are two items to the Secret Service; a reader is given the text.
void tst_Keychain::noticesAStrayItem()
{
    QVERIFY(write(Secret));
    const QString name = KeychainSecretStore::itemName(Key);
    run(QStringLiteral("secret-tool"),
        QStringList{QStringLiteral("store"), QStringLiteral("--label=x")} + attributes(name)
            + QStringList{QStringLiteral("type"), QStringLiteral("plaintext")},
        "typed by hand");
    const auto readBack = read();
    QVERIFY(!readBack);
    QCOMPARE(readBack.error().kind, Error::Kind::KeychainDamaged);
    QVERIFY2(readBack.error().message.contains(name), qPrintable(readBack.error().message));
    const auto written = write("new");
    QVERIFY(!written);
    QCOMPARE(written.error().kind, Error::Kind::KeychainDamaged);
    QVERIFY2(written.error().message.contains(name), qPrintable(written.error().message));
    QVERIFY(remove());
    QVERIFY(write("new"));
    QCOMPARE(read().value(), Read("new"));
}

void tst_Keychain::believesAbsenceThoughTheCanaryIsGone()
{
    QVERIFY(remove()); // plants it
    clearByHand(QStringLiteral("fullstate/canary (holds no secret)"));
    QCOMPARE(read().value(), Read());
    QVERIFY(write(Secret));
    QCOMPARE(read().value(), Read(Secret));
}

/// One that holds nothing of ours yet, as the items of another service are.
void tst_Keychain::saysThatItIsAnotherKeychain()
{
    QHash<QString, QByteArray> index;
    const auto keychainOf = [&index](const QString &service) {
        auto store = std::make_unique<KeychainSecretStore>(service, KeychainSecretStore::Patience());
        store->setIndex({[&index](const QString &owner) { return index.value(owner); },
                         [&index](const QString &owner, const QByteArray &keychain) {
                             keychain.isEmpty() ? void(index.remove(owner)) : void(index[owner] = keychain);
                         }});
        store->setTitles([](const SecretKey &key) { return QStringLiteral("Secret of ") + key.owner; });
        return store;
    };
    const auto kindOf = [](const auto &result) { return result ? Error::Kind() : result.error().kind; };
    const QString here = QStringLiteral("fullstate");
    const QString elsewhere = QStringLiteral("fullstate elsewhere");
    const SecretKey other{QStringLiteral("connection-2"), SecretKey::Kind::ClientSecret};
    QVERIFY(write(Secret)); // as an earlier version did
    auto keychain = keychainOf(here);
    QCOMPARE(waitFor(keychain->read(Key, this)).value(), Read(Secret));
    QCOMPARE(index.size(), 1);
    QCOMPARE(waitFor(keychain->read(other, this)).value(), Read());
    QVERIFY(waitFor(keychain->write(other, "other", this)));
    QCOMPARE(index.value(other.owner), index.value(Key.owner));

    for (int start = 0; start < 2; ++start) {
        keychain = keychainOf(elsewhere);
        const auto missing = waitFor(keychain->read(Key, this));
        QCOMPARE(kindOf(missing), Error::Kind::SecretMissing);
        QVERIFY2(missing.error().message.startsWith(QStringLiteral("“Secret of connection-1” is in another")),
                 qPrintable(missing.error().message));
        QCOMPARE(kindOf(waitFor(keychain->remove(Key, this))), Error::Kind::KeychainMissing);
        // What helps is another thing for each: a new one comes by itself, or only the customer can give it.
        QCOMPARE(waitFor(keychain->read({Key.owner, SecretKey::Kind::AccessToken}, this)).value(), Read());
        QCOMPARE(kindOf(waitFor(keychain->read({Key.owner, SecretKey::Kind::RefreshToken}, this))),
                 Error::Kind::SignInNeeded);
    }
    QVERIFY(waitFor(keychain->write(Key, "another", this))); // from now on it is here, the other one is not
    QCOMPARE(waitFor(keychain->read(Key, this)).value(), Read("another"));
    QCOMPARE(kindOf(waitFor(keychain->read(other, this))), Error::Kind::SecretMissing);
    QVERIFY(waitFor(keychain->remove(Key, this)));
    QCOMPARE(index.size(), 1);
    QCOMPARE(waitFor(keychain->read(Key, this)).value(), Read());

    keychain = keychainOf(here);
    QCOMPARE(waitFor(keychain->read(Key, this)).value(), Read(Secret));
    QVERIFY(waitFor(keychain->remove(Key, this)));
    QVERIFY(waitFor(keychain->remove(other, this)));
    QVERIFY(index.isEmpty());
}

void tst_Keychain::lockedInMidRun()
{
    QVERIFY(write(Secret));
    run(QStringLiteral("dbus-send"),
        {QStringLiteral("--session"), QStringLiteral("--dest=org.freedesktop.secrets"),
         QStringLiteral("--print-reply"), QStringLiteral("/org/freedesktop/secrets"),
         QStringLiteral("org.freedesktop.Secret.Service.Lock"),
         QStringLiteral("array:objpath:/org/freedesktop/secrets/collection/login")});
    const auto isLocked = [](const auto &result) {
        return !result && result.error().kind == Error::Kind::KeychainLocked;
    };
    QVERIFY(isLocked(read()));
    QVERIFY(isLocked(write("new")));
    QVERIFY(isLocked(remove()));
    run(QStringLiteral("/usr/bin/python3"),
        {QStringLiteral(TEST_SUPPORT_DIR) % QStringLiteral("/unlock-keyring.py")});
    QCOMPARE(read().value(), Read(Secret)); // nothing was lost, and trying again is enough
}

void tst_Keychain::refusesWhatDoesNotFit()
{
    const QByteArray longest(MaxSecretBytes, 'x');
    QVERIFY(write(longest));
    QVERIFY(!write(longest + 'x'));
    QVERIFY(!write({}));
    QCOMPARE(read().value(), Read(longest));
}

void tst_Keychain::outlivesItsStore()
{
    auto store = std::make_unique<KeychainSecretStore>();
    auto *writing = store->write(Key, "written", this);
    auto *reading = store->read(Key, this);
    QCoreApplication::processEvents(); // the first is under way
    store.reset();
    QVERIFY(waitFor(writing));
    QCOMPARE(waitFor(reading).value(), Read("written"));
}

void tst_Keychain::lateAnswersHarmNothing()
{
    QVERIFY(write(Secret));
    auto *abandoned = m_keychain.read(Key, this);
    QCoreApplication::processEvents();
    QCoreApplication::processEvents(); // under way
    delete abandoned;
    auto *cancelled = m_keychain.read(Key, this);
    cancelled->cancel();
    KeychainSecretStore hasty(QStringLiteral("fullstate"), {0ms, 0ms});
    const auto given = waitFor(hasty.read(Key, this));
    QVERIFY(!given);
    QCOMPARE(given.error().kind, Error::Kind::KeychainSilent);
    QCOMPARE(read().value(), Read(Secret));
}

/// Whose service the name is then, without a moment in which it is nobody's.
void tst_Keychain::goesOnWithAKeychainThatWasStartedAnew()
{
    const auto replace = [] {
        run(QStringLiteral("gnome-keyring-daemon"),
            {QStringLiteral("--replace"), QStringLiteral("--unlock"), QStringLiteral("--components=secrets")},
            "test");
    };
    QVERIFY(write(Secret));
    replace();
    QCOMPARE(read().value(), Read(Secret));
    replace();
    QVERIFY(write("another"));
    QCOMPARE(read().value(), Read("another"));
}

QTEST_GUILESS_MAIN(tst_Keychain)
#include "tst_keychain.moc"
