// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/keychainframe.h"
#include "app/connection/keychainsecretstore.h"
#include "app/connection/sessionsecrets.h"
#include "tests/support/waitfor.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Fullstate;
using namespace std::chrono_literals;

/// The keychain for real: tests/support/with-keyring starts this program beside a real gnome-keyring
/// (unlocked or locked), without one, without a session bus, or beside a service that never answers, and says
/// which in KEYRING.
class tst_Keychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void frames_data();
    void frames();
    void keepsReadsAndRemoves();
    void tellsAbsentFromLocked();
    void noticesWhatWasDoneByHand();
    void refusesWhatDoesNotFit();
    void saysWhatIsWrong();
    void lateAnswersHarmNothing();
    void ignoresAPlaintextFile();
    void memoryOfThisRunNeverReachesTheKeychain();

private:
    bool isKeyring(const char *name) const { return m_keyring == QLatin1String(name); }
    QString index() const { return m_folder.filePath(QStringLiteral("index.json")); }
    std::unique_ptr<KeychainSecretStore> store(KeychainSecretStore::Patience patience = {}) const
    {
        return std::make_unique<KeychainSecretStore>(QStringLiteral("fullstate"), index(), patience);
    }

    QTemporaryDir m_folder;
    QString m_keyring;
};

static const SecretKey Key{QStringLiteral("connection-1"), SecretKey::Kind::ClientSecret};
static const QByteArray Canary = "vcs_s3cret-that-is-looked-for";

static QByteArray run(const QString &program, const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(20'000);
    return process.readAllStandardOutput();
}

void tst_Keychain::initTestCase()
{
    m_keyring = qEnvironmentVariable("KEYRING");
    QVERIFY2(!m_keyring.isEmpty(), "run through tests/support/with-keyring");
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
    QCOMPARE(unframed(item).has_value(), isWhole);
    if (isWhole)
        QCOMPARE(*unframed(item), QByteArray("secret"));
}

void tst_Keychain::keepsReadsAndRemoves()
{
    if (!isKeyring("unlocked"))
        return;
    const auto keychain = store();
    QCOMPARE(waitFor(keychain->read(Key, this)).value(), std::optional<QByteArray>());
    QVERIFY(waitFor(keychain->write(Key, Canary, this)));
    QCOMPARE(waitFor(keychain->read(Key, this)).value(), std::optional(Canary));
    QVERIFY(waitFor(keychain->write(Key, "another", this)));
    QCOMPARE(waitFor(store()->read(Key, this)).value(),
             std::optional(QByteArray("another"))); // as the next start would
    // Several at once go one after the other.
    auto *first = keychain->write(Key, "one", this);
    auto *second = keychain->write(Key, "two", this);
    QSignalSpy firstDone(first, &Job::finished);
    QVERIFY(waitFor(second));
    QCOMPARE(firstDone.size(), 1);
    QCOMPARE(waitFor(keychain->read(Key, this)).value(), std::optional(QByteArray("two")));
    // A person finds it by its name.
    const QByteArray found = run(QStringLiteral("secret-tool"),
                                 {QStringLiteral("search"), QStringLiteral("--all"), QStringLiteral("server"),
                                  QStringLiteral("fullstate")});
    QVERIFY(waitFor(keychain->remove(Key, this)));
    QCOMPARE(waitFor(keychain->read(Key, this)).value(), std::optional<QByteArray>());
    QVERIFY(waitFor(keychain->remove(Key, this))); // removing nothing is no error
    QFile file(index());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("secret-that"));
}

void tst_Keychain::tellsAbsentFromLocked()
{
    if (isKeyring("unlocked")) { // the canary is planted, the entry is not there: certain
        const auto keychain = store();
        QVERIFY(waitFor(keychain->write(Key, Canary, this)));
        QVERIFY(waitFor(keychain->remove(Key, this)));
        QCOMPARE(waitFor(keychain->read(Key, this)).value(), std::optional<QByteArray>());
    }
    if (isKeyring("locked")) { // an earlier run stored something: the same answer now means locked
        KeychainIndex(index()).insert(KeychainSecretStore::itemName(Key));
        const auto read = waitFor(store()->read(Key, this));
        QVERIFY(!read);
        QVERIFY2(read.error().kind == Error::Kind::KeychainLocked, qPrintable(read.error().message));
        const auto removed = waitFor(store()->remove(Key, this));
        QVERIFY(!removed);
        QVERIFY2(removed.error().kind == Error::Kind::KeychainLocked, qPrintable(removed.error().message));
        QFile::remove(index());
    }
}

void tst_Keychain::noticesWhatWasDoneByHand()
{
    if (!isKeyring("unlocked"))
        return;
    const auto keychain = store();
    QVERIFY(waitFor(keychain->write(Key, Canary, this)));
    const QStringList item{QStringLiteral("server"), QStringLiteral("fullstate"), QStringLiteral("user"),
                           KeychainSecretStore::itemName(Key)};
    run(QStringLiteral("secret-tool"), QStringList{QStringLiteral("clear")} + item);
    QCOMPARE(waitFor(keychain->read(Key, this)).value(), std::optional<QByteArray>());
    // Text where we keep a frame is damage, not a secret and not absence.
    run(QStringLiteral("secret-tool"),
        QStringList{QStringLiteral("store"), QStringLiteral("--label=x")} + item
            + QStringList{QStringLiteral("type"), QStringLiteral("plaintext")},
        "typed by hand");
    const auto read = waitFor(keychain->read(Key, this));
    QVERIFY(!read);
    QVERIFY2(read.error().kind == Error::Kind::KeychainDamaged, qPrintable(read.error().message));
    QVERIFY(waitFor(keychain->remove(Key, this)));
}

void tst_Keychain::refusesWhatDoesNotFit()
{
    if (!isKeyring("unlocked"))
        return;
    const auto keychain = store();
    QVERIFY(waitFor(keychain->write(Key, QByteArray(MaxSecretBytes, 'x'), this)));
    QVERIFY(!waitFor(keychain->write(Key, QByteArray(MaxSecretBytes + 1, 'x'), this)));
    QVERIFY(!waitFor(keychain->write(Key, {}, this)));
    QCOMPARE(waitFor(keychain->read(Key, this)).value(), std::optional(QByteArray(MaxSecretBytes, 'x')));
    QVERIFY(waitFor(keychain->remove(Key, this)));
}

void tst_Keychain::saysWhatIsWrong()
{
    if (isKeyring("unlocked"))
        return;
    const KeychainSecretStore::Patience patience{100ms, 1500ms};
    const auto keychain = store(isKeyring("silent") ? patience : KeychainSecretStore::Patience());
    auto *job = keychain->write(Key, Canary, this);
    QSignalSpy progressed(job, &Job::progressed);
    const auto written = waitFor(job, 60'000);
    QVERIFY(!written);
    const Error &error = written.error();
    const Error::Kind expected = isKeyring("locked") ? Error::Kind::KeychainLocked
        : isKeyring("silent")                        ? Error::Kind::KeychainSilent
                                                     : Error::Kind::KeychainMissing;
    QVERIFY2(error.kind == expected,
             qPrintable(QString(error.message % QLatin1String(" / ") % error.detail)));
    QVERIFY(!error.message.contains(QString::fromLatin1(Canary))
            && !error.detail.contains(QString::fromLatin1(Canary)));
    if (isKeyring("silent"))
        QVERIFY(!progressed.isEmpty());
}

void tst_Keychain::lateAnswersHarmNothing()
{
    auto keychain = store();
    auto *abandoned = keychain->read(Key, this);
    QCoreApplication::processEvents();
    QCoreApplication::processEvents(); // under way
    delete abandoned;
    auto *cancelled = keychain->read(Key, this);
    cancelled->cancel();
    if (isKeyring("unlocked"))
        QCOMPARE(waitFor(keychain->read(Key, this)).value(), std::optional<QByteArray>());
    keychain.reset();
    QCoreApplication::processEvents();
}

void tst_Keychain::ignoresAPlaintextFile()
{
    if (!isKeyring("none") && !isKeyring("nobus"))
        return;
    QDir().mkpath(QDir::homePath() + QStringLiteral("/.config"));
    QFile planted(QDir::homePath() + QStringLiteral("/.config/fullstate.conf"));
    QVERIFY(planted.open(QIODevice::WriteOnly));
    planted.write("[General]\nfullstate\\connection-1\\client-secret\\data=\"@ByteArray(planted)\"\n");
    planted.close();
    QVERIFY(!waitFor(store()->read(Key, this), 60'000));
}

void tst_Keychain::memoryOfThisRunNeverReachesTheKeychain()
{
    const auto keychain = store();
    SessionSecrets secrets(*keychain);
    Connection connection;
    connection.id = QStringLiteral("c");
    connection.clientId = QStringLiteral("vci");
    QSignalSpy changed(&secrets, &SessionSecrets::forThisRunChanged);
    secrets.keepForThisRun(connection, Canary);
    QCOMPARE(changed.size(), 1);
    const SecretKey secretKey{connection.id, SecretKey::Kind::ClientSecret};
    const SecretKey tokenKey{connection.applicationKey(), SecretKey::Kind::AccessToken};
    QCOMPARE(waitFor(secrets.read(secretKey, this)).value(), std::optional(Canary));
    QCOMPARE(waitFor(secrets.read(tokenKey, this)).value(), std::optional<QByteArray>());
    QVERIFY(waitFor(secrets.write(tokenKey, "token", this)));
    QCOMPARE(waitFor(secrets.read(tokenKey, this)).value(), std::optional(QByteArray("token")));
    if (isKeyring("unlocked")) {
        QCOMPARE(waitFor(keychain->read(secretKey, this)).value(), std::optional<QByteArray>());
        QCOMPARE(waitFor(keychain->read(tokenKey, this)).value(), std::optional<QByteArray>());
    }
    QVERIFY(waitFor(secrets.remove(secretKey, this)));
    QCOMPARE(waitFor(secrets.read(secretKey, this)).value(), std::optional<QByteArray>());
}

QTEST_GUILESS_MAIN(tst_Keychain)
#include "tst_keychain.moc"
