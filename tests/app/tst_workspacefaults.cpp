// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/workspacesamples.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <csignal>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace Fullstate;

namespace {

/// Lets no file grow past a size, as a full disk does.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)

private:
    rlimit m_before = {};
};

/// A disk of a few megabytes over a folder.
class SmallDisk
{
public:
    explicit SmallDisk(const QString &folder)
        : m_folder(folder)
    {
        QDir().mkpath(folder);
        m_isMounted = mount("tmpfs", name().constData(), "tmpfs", 0, "size=8m") == 0;
    }
    ~SmallDisk()
    {
        if (m_isMounted)
            umount2(name().constData(), MNT_DETACH);
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)

    bool isMounted() const { return m_isMounted; }
    void fill() const
    {
        QFile filler(fillerName());
        QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        const QByteArray block(4096, 'f');
        while (filler.write(block) == block.size()) {}
    }
    void makeRoom() const { QVERIFY(QFile::remove(fillerName())); }

private:
    QByteArray name() const { return QFile::encodeName(m_folder); }
    QString fillerName() const { return m_folder + QStringLiteral("/filler"); }

    QString m_folder;
    bool m_isMounted = false;
};

/// This program again, doing one thing to the folder.
class Other
{
public:
    Other(const QString &task, const QString &folder)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(), {task, folder});
    }
    ~Other() { kill(); }
    Q_DISABLE_COPY_MOVE(Other)

    QByteArray line()
    {
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(20'000))
                return {};
        }
        return m_process.readLine().trimmed();
    }
    QByteArray lastLine()
    {
        QByteArray last;
        while (m_process.canReadLine())
            last = m_process.readLine().trimmed();
        return last;
    }
    void kill()
    {
        if (m_process.state() != QProcess::NotRunning)
            ::kill(static_cast<pid_t>(m_process.processId()), SIGKILL);
        m_process.waitForFinished();
    }
    qint64 pid() const { return m_process.processId(); }

private:
    QProcess m_process;
};

} // namespace

/// The workspace file when the program, the disk or the file itself fails.
class tst_WorkspaceFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void killedAtAnyMoment();
    void fullDisk_data();
    void fullDisk();
    void receiptOnAFullDisk();
    void readOnlyFolder();
    void newerVersionIsLeftAlone();
    void damagedFileIsSetAside_data();
    void damagedFileIsSetAside();
    void oneProgramAtATime();

private:
    QString folder(const QString &name = QStringLiteral("data")) const { return m_home->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_home;
};

void tst_WorkspaceFaults::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_home = std::make_unique<QTemporaryDir>();
}

/// The other program is killed ever later: while it opens, makes and migrates the file, and between and in
/// its writes.
void tst_WorkspaceFaults::killedAtAnyMoment()
{
    constexpr int Rounds = 24;
    int written = 0;
    for (int round = 0; round < Rounds; ++round) {
        int acknowledged = written;
        {
            Other writer(QStringLiteral("--write"), folder());
            for (int line = 0; line < round; ++line)
                acknowledged = writer.line().toInt();
            QTest::qSleep(round % 5);
            writer.kill();
            acknowledged = std::max(acknowledged, writer.lastLine().toInt());
        }
        const auto workspace = opened(folder());
        QCOMPARE(workspace->openingNotice(), QString());
        const DraftState state = stored(*workspace);
        written = state.rows.empty() ? 0 : state.rows[0].resource.value(QLatin1String("number")).toInt();
        QCOMPARE(text(state), text(written == 0 ? DraftState() : stateNumber(written)));
        QVERIFY2(written >= acknowledged,
                 qPrintable(QStringLiteral("%1 < %2").arg(written).arg(acknowledged)));
    }
    QVERIFY(written > Rounds);
}

void tst_WorkspaceFaults::fullDisk_data()
{
    QTest::addColumn<bool>("isRealDisk");
    QTest::newRow("no file may grow") << false;
    const QTemporaryDir here;
    if (SmallDisk(here.path()).isMounted()) // takes root
        QTest::newRow("nothing left on a small disk") << true;
}

void tst_WorkspaceFaults::fullDisk()
{
    QFETCH(const bool, isRealDisk);
    std::optional<SmallDisk> disk;
    if (isRealDisk)
        disk.emplace(folder());
    const QString place = isRealDisk ? folder() + QStringLiteral("/in") : folder();
    DraftState large = stateNumber(1);
    for (quint64 key = 100; key < 1100; ++key)
        large.rows.push_back({key, account(QString(900, QLatin1Char('x'))), {}, false});
    {
        const auto workspace = opened(place);
        const QSignalSpy failed(workspace.get(), &Workspace::writeFailed);
        const QSignalSpy succeeded(workspace.get(), &Workspace::writeSucceeded);
        workspace->saveConnection(sampleConnection());
        workspace->saveDraft(SetId, stateNumber(1));
        QVERIFY(workspace->flush(10'000));
        std::optional<FileSizeLimit> limit;
        if (disk)
            disk->fill();
        else
            limit.emplace(200'000);
        workspace->saveDraft(SetId, large);
        workspace->saveRejectedIds(SetId, {QStringLiteral("later")}); // waits behind it
        QVERIFY(!workspace->flush(10'000));
        QTRY_VERIFY(failed.size() >= 1);
        QVERIFY(failed[0][0].value<Error>().message.contains(place));
        QCOMPARE(text(stored(*workspace)), text(stateNumber(1)));
        limit.reset();
        if (disk)
            disk->makeRoom();
        QTRY_COMPARE_WITH_TIMEOUT(succeeded.size(), 1, 20'000);
        QCOMPARE(text(stored(*workspace)), text(large));
    }
    const auto workspace = opened(place);
    QCOMPARE(text(stored(*workspace)), text(large));
    QCOMPARE(waitFor(workspace->loadRejectedIds(SetId, nullptr)).value(),
             QStringList{QStringLiteral("later")});
}

void tst_WorkspaceFaults::receiptOnAFullDisk()
{
    Receipt started;
    started.id = QStringLiteral("receipt-1");
    started.setId = SetId;
    started.startedAt = QDateTime({2026, 11, 23}, {9, 0}, Qt::UTC);
    for (int i = 0; i < 200'000; ++i) // nothing that could be compressed away
        started.plan.body.append(static_cast<char>(QRandomGenerator::global()->generate()));
    Receipt finished = started;
    finished.id = QStringLiteral("receipt-2");
    finished.outcome = Receipt::Outcome::Verified;

    const auto workspace = opened(folder());
    {
        const FileSizeLimit limit(100'000);
        QVERIFY(!waitFor<void>(workspace->saveReceipt(started, nullptr)));
        QVERIFY(!waitFor<void>(workspace->saveReceipt(finished, nullptr)));
    }
    QVERIFY(workspace->flush(10'000));
    // The intent of a push that never was is not written; what became of one that was, is.
    const auto receipts = waitFor(workspace->loadReceipts(SetId, nullptr)).value();
    QCOMPARE(receipts.size(), size_t{1});
    QCOMPARE(receipts[0].id, finished.id);
}

void tst_WorkspaceFaults::readOnlyFolder()
{
    QVERIFY(QDir().mkpath(folder()));
    overwrite(folder() + QStringLiteral("/workspace.db"), {});
    if (geteuid() == 0) {
        constexpr uid_t Nobody = 65534;
        for (const QString &path :
             {m_home->path(), folder(), m_home->filePath(QStringLiteral("data/workspace.db"))})
            QCOMPARE(chown(QFile::encodeName(path).constData(), Nobody, Nobody), 0);
    }
    QCOMPARE(chmod(QFile::encodeName(folder()).constData(), S_IRUSR | S_IXUSR), 0);
    Other other(QStringLiteral("--refusal"), folder());
    const QByteArray message = other.line();
    QVERIFY2(message.contains("cannot be written"), message.constData());
    QCOMPARE(contentOf(folder() + QStringLiteral("/workspace.db")), QByteArray());
    QCOMPARE(chmod(QFile::encodeName(folder()).constData(), S_IRWXU), 0);
}

void tst_WorkspaceFaults::newerVersionIsLeftAlone()
{
    const QString file = folder() + QStringLiteral("/workspace.db");
    opened(folder())->saveConnection(sampleConnection());
    QByteArray content = contentOf(file);
    content[63] = 100; // the user version in the header, big-endian at 60
    overwrite(file, content);
    const QString message = refusal(folder());
    QVERIFY2(message.contains(QStringLiteral("made by a newer Fullstate")), qPrintable(message));
    QCOMPARE(contentOf(file), content);
    QCOMPARE(QDir(folder()).entryList({QStringLiteral("workspace*")}),
             QStringList{QStringLiteral("workspace.db")});
}

void tst_WorkspaceFaults::damagedFileIsSetAside_data()
{
    QTest::addColumn<int>("kept"); // percent of the file
    QTest::addColumn<int>("garbageAt");
    QTest::newRow("no SQLite file at all") << 0 << 0;
    QTest::newRow("garbage for a header") << 100 << 0;
    QTest::newRow("garbage in the schema") << 100 << 1;
    QTest::newRow("garbage in the middle") << 100 << 50;
    for (const int percent : {1, 12, 25, 50, 75, 99})
        QTest::addRow("cut off at %d percent", percent) << percent << 100;
}

void tst_WorkspaceFaults::damagedFileIsSetAside()
{
    QFETCH(const int, kept);
    QFETCH(const int, garbageAt);
    const QString file = folder() + QStringLiteral("/workspace.db");
    {
        const auto workspace = opened(folder());
        workspace->saveConnection(sampleConnection());
        DraftState state = stateNumber(1);
        for (quint64 key = 100; key < 1100; ++key)
            state.rows.push_back({key, account(QString(300, QLatin1Char('x'))), {}, false});
        workspace->saveDraft(SetId, state);
    }
    QByteArray content = contentOf(file);
    content.truncate(content.size() * kept / 100);
    const qsizetype at = content.size() * garbageAt / 100;
    content.replace(at, 20'000, QByteArray(garbageAt == 100 ? 0 : 20'000, '\x5a'));
    overwrite(file, content);

    QString aside;
    {
        const auto workspace = opened(folder());
        QVERIFY2(workspace->openingNotice().contains(QStringLiteral("was damaged")),
                 qPrintable(workspace->openingNotice()));
        const QStringList files = QDir(folder()).entryList({QStringLiteral("workspace-damaged-*.db")});
        QCOMPARE(files.size(), 1);
        aside = QDir(folder()).filePath(files[0]);
        QVERIFY(workspace->openingNotice().contains(aside));
        QVERIFY(workspace->storedConnections().empty());
        workspace->saveConnection(sampleConnection());
    }
    QCOMPARE(contentOf(aside), content);
    QCOMPARE(modeOf(aside), 0600);
    const auto workspace = opened(folder());
    QCOMPARE(workspace->openingNotice(), QString());
    QCOMPARE(workspace->storedConnections().size(), size_t{1});
}

void tst_WorkspaceFaults::oneProgramAtATime()
{
    Other holder(QStringLiteral("--hold"), folder());
    QCOMPARE(holder.line(), QByteArrayLiteral("open"));
    const QString message = refusal(folder());
    QVERIFY2(message.contains(QStringLiteral("already running")), qPrintable(message));
    QVERIFY2(message.contains(QString::number(holder.pid())), qPrintable(message));
    QCOMPARE(refusal(folder(QStringLiteral("another"))), QString());
    holder.kill(); // leaves its lock behind
    QCOMPARE(refusal(folder()), QString());
}

namespace {

void say(const QByteArray &line)
{
    std::puts(line.constData());
    std::fflush(stdout);
}

int writeUntilKilled(const QString &folder)
{
    const auto workspace = opened(folder);
    workspace->saveConnection(sampleConnection());
    const DraftState state = stored(*workspace);
    int number = state.rows.empty() ? 0 : state.rows[0].resource.value(QLatin1String("number")).toInt();
    for (;;) {
        workspace->saveDraft(SetId, stateNumber(++number));
        if (number % 3 != 0) // and sometimes the next is queued right behind
            workspace->flush(10'000);
        if (number % 3 != 0)
            say(QByteArray::number(number));
    }
}

int holdUntilKilled(const QString &folder)
{
    const auto workspace = opened(folder);
    say("open");
    return QCoreApplication::exec();
}

int sayRefusal(const QString &folder)
{
    constexpr uid_t Nobody = 65534;
    if (geteuid() == 0 && setresuid(Nobody, Nobody, Nobody) != 0)
        return 1;
    say(refusal(folder).toUtf8());
    _exit(0); // the leak checker cannot look at a process that gave up its rights
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QString task = application.arguments().value(1);
    const QString folder = application.arguments().value(2);
    if (task == QLatin1String("--write"))
        return writeUntilKilled(folder);
    if (task == QLatin1String("--hold"))
        return holdUntilKilled(folder);
    if (task == QLatin1String("--refusal"))
        return sayRefusal(folder);
    tst_WorkspaceFaults test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_workspacefaults.moc"
