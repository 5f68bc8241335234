// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/keychainsecretstore.h"
#include "tests/support/waitfor.h"

#include <QDir>
#include <QSignalSpy>

using namespace Fullstate;
using namespace std::chrono_literals;

/// A keychain that cannot be used: tests/support/with-keyring starts this program beside a locked one,
/// without one, without a session bus, beside one that never answers, or beside a KWallet that denies or
/// fails, and says which in KEYRING.
class tst_KeychainFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void believesNoPlaintextFile();

private:
    Error::Kind m_expected = {};
    KeychainSecretStore::Patience m_patience{};
};

static const SecretKey Key{QStringLiteral("connection-1"), SecretKey::Kind::ClientSecret};
static const QByteArray Secret = "vcs_s3cret-that-is-looked-for";

void tst_KeychainFaults::initTestCase()
{
    const QHash<QString, Error::Kind> known{{QStringLiteral("locked"), Error::Kind::KeychainLocked},
                                            {QStringLiteral("none"), Error::Kind::KeychainMissing},
                                            {QStringLiteral("nobus"), Error::Kind::KeychainMissing},
                                            {QStringLiteral("silent"), Error::Kind::KeychainSilent},
                                            {QStringLiteral("denied"), Error::Kind::KeychainDenied},
                                            {QStringLiteral("failing"), Error::Kind::KeychainLocked}};
    const QString keyring = qEnvironmentVariable("KEYRING");
    QVERIFY2(known.contains(keyring), "run through tests/support/with-keyring");
    m_expected = known.value(keyring);
    if (m_expected == Error::Kind::KeychainSilent)
        m_patience = {100ms, 1500ms};
}

void tst_KeychainFaults::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addRow("reading: nothing found is not nothing there") << QStringLiteral("read");
    QTest::addRow("writing") << QStringLiteral("write");
    QTest::addRow("removing: done is not gone") << QStringLiteral("remove");
}

void tst_KeychainFaults::saysWhatIsWrong()
{
    QFETCH(const QString, operation);
    KeychainSecretStore keychain(QStringLiteral("fullstate"), m_patience);
    Result<> result;
    int notices = 0;
    const auto wait = [&](auto *job) {
        connect(job, &Job::progressed, this, [&notices] { ++notices; });
        const auto done = waitFor(job, 60'000);
        if (!done)
            result = Failure(done.error());
    };
    if (operation == QLatin1String("read"))
        wait(keychain.read(Key, this));
    else if (operation == QLatin1String("write"))
        wait(keychain.write(Key, Secret, this));
    else
        wait(keychain.remove(Key, this));
    QVERIFY(!result);
    const Error &error = result.error();
    QVERIFY2(error.kind == m_expected,
             qPrintable(QString(error.message % QLatin1String(" / ") % error.detail)));
    QVERIFY(!error.message.contains(QString::fromLatin1(Secret))
            && !error.detail.contains(QString::fromLatin1(Secret)));
    if (m_expected == Error::Kind::KeychainSilent)
        QVERIFY(notices > 0);
}

/// QtKeychain would: reliability against a file that somebody puts where its fallback looks.
void tst_KeychainFaults::believesNoPlaintextFile()
{
    QDir().mkpath(QDir::homePath() + QStringLiteral("/.config"));
    QFile planted(QDir::homePath() + QStringLiteral("/.config/fullstate.conf"));
    QVERIFY(planted.open(QIODevice::WriteOnly));
    planted.write("[General]\nfullstate\\connection-1\\client-secret\\data=\"@ByteArray(planted)\"\n");
    planted.close();
    KeychainSecretStore keychain(QStringLiteral("fullstate"), m_patience);
    const auto read = waitFor(keychain.read(Key, this), 60'000);
    QVERIFY(!read);
    QVERIFY(read.error().kind == m_expected);
}

QTEST_GUILESS_MAIN(tst_KeychainFaults)
#include "tst_keychainfaults.moc"
