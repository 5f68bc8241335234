// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/keychainsecretstore.h"
#include "app/connection/sessionsecrets.h"
#include "tests/support/apibench.h"
#include "tests/support/waitfor.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Fullstate;
using namespace std::chrono_literals;

/// What becomes of the keychain, and of this program, when a gnome-keyring and at last the session bus are
/// killed in mid-run and started anew. Both are real, and of this test alone.
class tst_KeychainBus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void goesOnWhenTheServiceIsBack();
    void isLockedWhenTheServiceIsBackLocked();
    void theServiceDiesWhileItIsAsked();
    void aLateAnswerIsUsed();
    void aPromptIsWaitedFor_data();
    void aPromptIsWaitedFor();
    void livesOnWithoutItsBus();
    void cleanupTestCase();

private:
    static QByteArray useBusIn(const QTemporaryDir &folder);
    void startBus();
    void startKeyring(bool isUnlocked = true);
    void startPromptingKeyring();
    void killKeyring();
    static void kill(QProcess &process);
    void signalKeyring(const QString &signal);

    Result<std::optional<QByteArray>> read() { return waitFor(m_keychain.read(Key, this)); }
    /// What reading, writing, removing and probing come to: "KeychainMissing: No keychain is…", each once.
    QStringList faults(const SecretKey &key);

    static const SecretKey Key;
    QTemporaryDir m_folder;
    const QByteArray m_address = useBusIn(m_folder); // before anything asks for the session bus
    QProcess m_bus;
    QProcess m_keyring;
    KeychainSecretStore m_keychain;
};

using Read = std::optional<QByteArray>;

const SecretKey tst_KeychainBus::Key{QStringLiteral("connection-1"), SecretKey::Kind::ClientSecret};
static const QByteArray Secret = "vcs_s3cret-that-is-looked-for";

static QByteArray run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels); // secret-tool names what it found on stderr
    process.start(program, arguments);
    process.waitForFinished(20'000);
    return process.readAll();
}

static bool isServiceThere()
{
    return run(QStringLiteral("dbus-send"),
               {QStringLiteral("--session"), QStringLiteral("--print-reply"),
                QStringLiteral("--dest=org.freedesktop.DBus"), QStringLiteral("/"),
                QStringLiteral("org.freedesktop.DBus.NameHasOwner"),
                QStringLiteral("string:org.freedesktop.secrets")})
        .contains("true");
}

QByteArray tst_KeychainBus::useBusIn(const QTemporaryDir &folder)
{
    const QByteArray address = "unix:path=" + QFile::encodeName(folder.filePath(QStringLiteral("bus")));
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    return address;
}

void tst_KeychainBus::startBus()
{
    m_bus.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--config-file=") + m_folder.filePath(QStringLiteral("bus.conf")),
                 QStringLiteral("--nofork"), QStringLiteral("--nopidfile"), QStringLiteral("--print-address"),
                 QStringLiteral("--address=") + QString::fromUtf8(m_address)});
    QTRY_VERIFY(m_bus.canReadLine()); // its address: it listens
    m_bus.readAll();
}

void tst_KeychainBus::startKeyring(bool isUnlocked)
{
    QStringList arguments{QStringLiteral("--foreground"), QStringLiteral("--components=secrets"),
                          QStringLiteral("--control-directory=") + m_folder.path()};
    if (isUnlocked)
        arguments.append(QStringLiteral("--unlock"));
    m_keyring.start(QStringLiteral("gnome-keyring-daemon"), arguments);
    m_keyring.write("test");
    m_keyring.closeWriteChannel();
    QTRY_VERIFY_WITH_TIMEOUT(isServiceThere(), 20'000);
}

void tst_KeychainBus::startPromptingKeyring()
{
    m_keyring.start(QStringLiteral("/usr/bin/python3"),
                    {QStringLiteral(TEST_SUPPORT_DIR) % QStringLiteral("/prompting-keyring.py")});
    QTRY_VERIFY_WITH_TIMEOUT(isServiceThere(), 20'000);
}

void tst_KeychainBus::killKeyring()
{
    kill(m_keyring);
    QTRY_VERIFY(!isServiceThere()); // the bus has noticed
}

void tst_KeychainBus::signalKeyring(const QString &signal)
{
    run(QStringLiteral("kill"), {signal, QString::number(m_keyring.processId())});
}

void tst_KeychainBus::kill(QProcess &process)
{
    process.kill(); // SIGKILL: no farewell
    process.waitForFinished();
}

QStringList tst_KeychainBus::faults(const SecretKey &key)
{
    QStringList said;
    const auto wait = [&said](auto *job) {
        const auto result = waitFor(job);
        const QString text = result
            ? QStringLiteral("none")
            : QString(kindName(result.error().kind) % QStringLiteral(": ") % result.error().message);
        if (!said.contains(text))
            said.append(text);
    };
    wait(m_keychain.read(key, this));
    wait(m_keychain.write(key, "new", this));
    wait(m_keychain.remove(key, this));
    wait(m_keychain.probe(key, this));
    return said;
}

void tst_KeychainBus::initTestCase()
{
    QFile conf(m_folder.filePath(QStringLiteral("bus.conf")));
    QVERIFY(conf.open(QIODevice::WriteOnly));
    // A bus that starts no service by itself, or asking for the keyring would start one.
    conf.write(R"(<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><keep_umask/><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>)");
    conf.close();
    startBus();
    startKeyring();
    QVERIFY(waitFor(m_keychain.write(Key, Secret, this)));
}

void tst_KeychainBus::goesOnWhenTheServiceIsBack()
{
    QCOMPARE(read().value(), Read(Secret));
    killKeyring();
    const QStringList said = faults(Key);
    QCOMPARE(said.size(), 1);
    QVERIFY2(said.first().startsWith(QLatin1String("KeychainMissing: No keychain is running")),
             qPrintable(said.first()));
    startKeyring();
    QCOMPARE(read().value(), Read(Secret)); // trying again is enough
    killKeyring();
    startKeyring();
    QVERIFY(waitFor(m_keychain.write(Key, "another", this))); // without anything asked in between
    QCOMPARE(read().value(), Read("another"));
    QVERIFY(waitFor(m_keychain.write(Key, Secret, this)));
}

/// As it is when the bus starts the service again by itself.
void tst_KeychainBus::isLockedWhenTheServiceIsBackLocked()
{
    killKeyring();
    startKeyring(false);
    const QStringList said = faults(Key);
    QCOMPARE(said.size(), 1);
    QVERIFY2(said.first().startsWith(QLatin1String("KeychainLocked: ")), qPrintable(said.first()));
    run(QStringLiteral("/usr/bin/python3"),
        {QStringLiteral(TEST_SUPPORT_DIR) % QStringLiteral("/unlock-keyring.py")});
    QCOMPARE(read().value(), Read(Secret));
}

void tst_KeychainBus::theServiceDiesWhileItIsAsked()
{
    KeychainSecretStore attentive(QStringLiteral("fullstate"), {50ms, 60s});
    signalKeyring(QStringLiteral("-STOP"));
    auto *reading = attentive.read(Key, this);
    QSignalSpy waits(reading, &Job::progressed);
    QVERIFY(waits.wait());
    m_keyring.kill();
    const auto given = waitFor(reading);
    QVERIFY(!given);
    QCOMPARE(given.error().kind, Error::Kind::KeychainMissing);
    killKeyring();
    startKeyring();
    QCOMPARE(read().value(), Read(Secret));
}

void tst_KeychainBus::aLateAnswerIsUsed()
{
    KeychainSecretStore attentive(QStringLiteral("fullstate"), {50ms, 60s});
    signalKeyring(QStringLiteral("-STOP"));
    auto *reading = attentive.read(Key, this);
    QSignalSpy waits(reading, &Job::progressed);
    QSignalSpy finished(reading, &Job::finished);
    QVERIFY(waits.wait());
    QCOMPARE(waits.first().first().toString(), QStringLiteral("Waiting for the keychain"));
    int turns = 0; // of an event loop that is free meanwhile
    QTimer turning;
    connect(&turning, &QTimer::timeout, this, [&turns] { ++turns; });
    turning.start(1ms);
    QTRY_VERIFY(turns >= 100);
    QCOMPARE(finished.size(), 0);
    signalKeyring(QStringLiteral("-CONT"));
    QCOMPARE(waitFor(reading).value(), Read(Secret));
    QCOMPARE(waits.size(), 1);
}

void tst_KeychainBus::aPromptIsWaitedFor_data()
{
    QTest::addColumn<QString>("signal");
    QTest::addColumn<QByteArray>("outcome");
    QTest::addRow("the password is given") << QStringLiteral("-USR1") << QByteArray("prompted");
    QTest::addRow("dismissed") << QStringLiteral("-USR2") << QByteArray("! KeychainLocked");
}

/// However long the user takes, until the program gives up by itself.
void tst_KeychainBus::aPromptIsWaitedFor()
{
    QFETCH(const QString, signal);
    QFETCH(const QByteArray, outcome);
    killKeyring();
    startPromptingKeyring();
    KeychainSecretStore attentive(QStringLiteral("fullstate"), {200ms, 60s});
    auto *reading = attentive.read(Key, this);
    QSignalSpy waits(reading, &Job::progressed);
    QVERIFY(waits.wait());
    QTimer answering; // dismissed, it may ask again
    connect(&answering, &QTimer::timeout, this, [this, signal] { signalKeyring(signal); });
    answering.start(50ms);
    const auto given = waitFor(reading);
    answering.stop();
    QCOMPARE(given ? given->value_or("nothing") : QByteArray("! " + kindName(given.error().kind).toLatin1()),
             outcome);
    killKeyring();
    startKeyring();
    QCOMPARE(read().value(), Read(Secret));
}

/// Last, since this process cannot reach a new bus.
void tst_KeychainBus::livesOnWithoutItsBus()
{
    Connection connection;
    connection.id = QStringLiteral("connection-2");
    connection.kind = Connection::Kind::Private;
    SessionSecrets secrets(m_keychain);
    secrets.keepForThisRun(connection, "in memory");
    const SecretKey inMemory{connection.id, SecretKey::Kind::ClientSecret};

    kill(m_bus); // GLib would have this process end
    QStringList said = faults(Key);
    QVERIFY(!waitFor(secrets.storeClientSecret(connection, "in memory", this)));
    QCOMPARE(waitFor(secrets.read(inMemory, this)).value(), Read("in memory"));
    kill(m_keyring);
    startBus();
    startKeyring();
    said.append(faults(Key));
    QVERIFY(!waitFor(secrets.storeClientSecret(connection, "in memory", this)));
    QCOMPARE(waitFor(secrets.read(inMemory, this)).value(), Read("in memory"));
    said.removeDuplicates();
    QCOMPARE(said.size(), 1);
    QVERIFY2(said.first().startsWith(QLatin1String("KeychainMissing: The desktop's session bus has ended")),
             qPrintable(said.first()));
    QVERIFY2(said.first().contains(QLatin1String("new start of this program")), qPrintable(said.first()));

    const QByteArray found = run(QStringLiteral("secret-tool"),
                                 {QStringLiteral("search"), QStringLiteral("user"),
                                  KeychainSecretStore::itemName(Key)}); // the next start finds it
    QVERIFY2(found.contains("attribute.user = fullstate/connection-1/client-secret"), found.constData());
}

void tst_KeychainBus::cleanupTestCase()
{
    kill(m_keyring);
    kill(m_bus);
}

QTEST_GUILESS_MAIN(tst_KeychainBus)
#include "tst_keychainbus.moc"
