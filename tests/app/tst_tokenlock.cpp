// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenlock.h"
#include "tests/support/apibench.h"
#include "tests/support/waitfor.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <cstdio>

using namespace Fullstate;

namespace {

const QString Key = QStringLiteral("https://api.vanta.com vci_acme customer");

/// This program again, which holds the lock until it is killed.
class Holder
{
public:
    Holder()
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("hold")});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) {}
    }
    ~Holder() { kill(); }
    Q_DISABLE_COPY_MOVE(Holder)

    bool isHolding() { return m_process.readLine() == "held\n"; }
    qint64 pid() const { return m_process.processId(); }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
};

} // namespace

/// The lock that keeps programs of one user from asking for tokens at once.
class tst_TokenLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void oneHolderAtATime();
    void othersAreNotWaitedFor();
    void aKilledHolderIsPassedOver();
    void isGivenUpWhileWaiting();
    void isTheUsersAloneAndNamesNothing();
    void saysThatItCannotBeMade();
};

void tst_TokenLock::oneHolderAtATime()
{
    const auto first = waitFor(new TokenLockJob(Key, this));
    QVERIFY(first);
    auto *waiting = new TokenLockJob(Key, this);
    QSignalSpy waits(waiting, &Job::progressed);
    QSignalSpy done(waiting, &Job::finished);
    QVERIFY(waits.wait());
    QVERIFY(done.isEmpty());
    (*first)->unlock();
    QVERIFY(done.wait());
    QCOMPARE(waits.size(), 1); // it is said once
}

void tst_TokenLock::othersAreNotWaitedFor()
{
    const auto first = waitFor(new TokenLockJob(Key, this));
    QVERIFY(waitFor(new TokenLockJob(Key + QStringLiteral(" of another"), this)));
}

void tst_TokenLock::aKilledHolderIsPassedOver()
{
    Holder holder;
    QVERIFY(holder.isHolding());
    auto *waiting = new TokenLockJob(Key, this);
    QSignalSpy waits(waiting, &Job::progressed);
    QSignalSpy done(waiting, &Job::finished);
    QVERIFY(waits.wait());
    QVERIFY(waits.first().first().toString().contains(QString::number(holder.pid())));
    QVERIFY(done.isEmpty());
    holder.kill(); // leaves its file behind
    QVERIFY(QFile::exists(TokenLockJob::fileName(Key)));
    QVERIFY(done.wait());
}

void tst_TokenLock::isGivenUpWhileWaiting()
{
    const auto first = waitFor(new TokenLockJob(Key, this));
    auto *waiting = new TokenLockJob(Key, this);
    QSignalSpy waits(waiting, &Job::progressed);
    QVERIFY(waits.wait());
    QSignalSpy done(waiting, &Job::finished);
    waiting->cancel();
    QCOMPARE(done.size(), 1);
    QCOMPARE(kindName(waiting->result().error().kind), QStringLiteral("Cancelled"));
    delete new TokenLockJob(Key, this);
}

void tst_TokenLock::isTheUsersAloneAndNamesNothing()
{
    const auto lock = waitFor(new TokenLockJob(Key, this));
    const QFileInfo file(TokenLockJob::fileName(Key));
    QVERIFY(file.exists());
    for (const QString &word : Key.split(QLatin1Char(' ')))
        QVERIFY(!file.filePath().contains(word));
    const QFile::Permissions folder = QFileInfo(file.path()).permissions();
    QVERIFY(!(folder & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
}

void tst_TokenLock::saysThatItCannotBeMade()
{
    const QString folder = QFileInfo(TokenLockJob::fileName(Key)).path();
    QVERIFY(QDir(folder).removeRecursively());
    QFile inTheWay(folder);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const auto lock = waitFor(new TokenLockJob(Key, this));
    QVERIFY(inTheWay.remove());
    QVERIFY(!lock);
    QCOMPARE(kindName(lock.error().kind), QStringLiteral("Storage"));
    QVERIFY2(lock.error().message.contains(folder), qPrintable(lock.error().message));
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (QCoreApplication::arguments().value(1) == QLatin1String("hold")) {
        const auto lock = waitFor(new TokenLockJob(Key, &app));
        std::printf("%s\n", lock ? "held" : "not held");
        std::fflush(stdout);
        return QCoreApplication::exec();
    }
    tst_TokenLock test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_tokenlock.moc"
