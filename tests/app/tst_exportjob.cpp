// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/exportjob.h"
#include "app/import/csvfile.h"
#include "tests/support/users.h"
#include "tests/support/waitfor.h"

#include <QDir>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QThread>
#include <QThreadPool>
#include <csignal>
#include <sys/resource.h>

using namespace Fullstate;

/// Real files: whole or untouched.
class tst_ExportJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesTheWholeFile();
    void importReadsIt_data();
    void importReadsIt();
    void saysHowFarItIs();
    void saysWhereItFails_data();
    void saysWhereItFails();
    void fullDiskLeavesTheOldFile();
    void cancelledLeavesTheOldFile();
    void cancelledBeforeItBegins();
    void destroyedLeavesTheOldFile();

private:
    QString fileName() const { return m_folder->filePath(QStringLiteral("out.csv")); }
    void writeOld() const;
    QByteArray held() const;
    QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_ExportJob::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_folder = std::make_unique<QTemporaryDir>();
}

void tst_ExportJob::writeOld() const
{
    QFile file(fileName());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("old") == 3);
}

QByteArray tst_ExportJob::held() const
{
    QFile file(fileName());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static ExportTable numbers(qsizetype count)
{
    return {{QStringLiteral("n"), QStringLiteral("text")}, count, [](qsizetype row) {
                return QStringList{QString::number(row), QString(20, QLatin1Char('x'))};
            }};
}

void tst_ExportJob::writesTheWholeFile()
{
    writeOld();
    QThread *thread = nullptr;
    auto *job = new ExportJob(
        [&thread] {
            thread = QThread::currentThread();
            return numbers(2);
        },
        {}, fileName(), this);
    const Result<qsizetype> written = waitFor(job);
    QVERIFY(written);
    QCOMPARE(*written, 2);
    QVERIFY(thread && thread != QThread::currentThread());
    QCOMPARE(held(),
             "\xef\xbb\xbf"
             "n,text\r\n0,xxxxxxxxxxxxxxxxxxxx\r\n1,xxxxxxxxxxxxxxxxxxxx\r\n");
    QCOMPARE(files(), QStringList{QStringLiteral("out.csv")});
}

void tst_ExportJob::importReadsIt_data()
{
    QTest::addColumn<char>("delimiter");
    QTest::addColumn<bool>("mark");
    QTest::addRow("as Excel takes it") << ',' << true;
    QTest::addRow("commas") << ',' << false;
    QTest::addRow("semicolons") << ';' << true;
    QTest::addRow("tabs") << '\t' << false;
}

void tst_ExportJob::importReadsIt()
{
    QFETCH(const char, delimiter);
    QFETCH(const bool, mark);
    const std::vector<QJsonObject> resources = manyUsers(300);
    const QStringList columns = resourceColumns(userAccounts());
    const CsvStyle style{QLatin1Char(delimiter), mark};
    const auto table = [&] { return resourcesTable(userAccounts(), resources, columns, true); };
    QVERIFY(waitFor(new ExportJob(table, style, fileName(), this)));
    const Result<CsvFile> file = waitFor<CsvFile>(new CsvFileJob(fileName(), std::nullopt, this));
    QVERIFY(file);
    QCOMPARE(file->format.delimiter, style.delimiter);
    QCOMPARE(file->columns, columns);
    QCOMPARE(file->rows.size(), resources.size());
    QCOMPARE(file->rows.back().cells, table().cells(299));
}

void tst_ExportJob::saysHowFarItIs()
{
    auto *job = new ExportJob([] { return numbers(100'000); }, {}, fileName(), this);
    qint64 last = -1;
    connect(job, &Job::progressed, this, [&last](const QString &, qint64 done, qint64 total) {
        QVERIFY(done >= last && done <= total);
        last = done;
    });
    QVERIFY(waitFor(job));
    QVERIFY(last > 0);
    QVERIFY(held().endsWith("99999,xxxxxxxxxxxxxxxxxxxx\r\n"));
}

void tst_ExportJob::saysWhereItFails_data()
{
    QTest::addColumn<QString>("place");
    QTest::addRow("no such folder") << QStringLiteral("nowhere/out.csv");
    QTest::addRow("a folder") << QStringLiteral("folder");
}

void tst_ExportJob::saysWhereItFails()
{
    QFETCH(const QString, place);
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("folder")));
    const QString name = m_folder->filePath(place);
    const Result<qsizetype> written = waitFor(new ExportJob([] { return numbers(2); }, {}, name, this));
    QVERIFY(!written);
    QCOMPARE(written.error().kind, Error::Kind::File);
    QVERIFY(written.error().message.contains(QDir::toNativeSeparators(name)));
    QCOMPARE(files(), QStringList{QStringLiteral("folder")});
}

/// No file may grow past a size, as on a full disk. Beyond the size of a piece, within one, and at the start.
void tst_ExportJob::fullDiskLeavesTheOldFile()
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before = {};
    getrlimit(RLIMIT_FSIZE, &before);
    for (const rlim_t bytes : {rlim_t(600'000), rlim_t(100'000), rlim_t(0)}) {
        writeOld();
        const rlimit limit{bytes, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
        const Result<qsizetype> written =
            waitFor(new ExportJob([] { return numbers(50'000); }, {}, fileName(), this));
        setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, Error::Kind::File);
        QVERIFY(written.error().message.contains(fileName()));
        QCOMPARE(held(), "old");
        QCOMPARE(files(), QStringList{QStringLiteral("out.csv")});
    }
}

namespace {

/// A table whose writer stops in the middle, until it is let go.
struct HeldUp
{
    QSemaphore reached;
    QSemaphore goOn;

    ExportTable table()
    {
        ExportTable table = numbers(100'000);
        table.cells = [this, cells = table.cells](qsizetype row) {
            if (row == 50'000) {
                reached.release();
                goOn.acquire();
            }
            return cells(row);
        };
        return table;
    }
    void end()
    {
        goOn.release();
        QThreadPool::globalInstance()->waitForDone();
    }
};

} // namespace

void tst_ExportJob::cancelledLeavesTheOldFile()
{
    writeOld();
    HeldUp held;
    auto *job = new ExportJob([&held] { return held.table(); }, {}, fileName(), this);
    QSignalSpy finished(job, &Job::finished);
    QTRY_VERIFY(held.reached.available() > 0);
    job->cancel();
    QCOMPARE(finished.size(), 1); // at once, whatever the disk does
    QCOMPARE(job->result().error().kind, Error::Kind::Cancelled);
    held.end();
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(this->held(), "old");
    QCOMPARE(files(), QStringList{QStringLiteral("out.csv")});
}

void tst_ExportJob::cancelledBeforeItBegins()
{
    auto *job = new ExportJob([] { return numbers(2); }, {}, fileName(), this);
    QSignalSpy finished(job, &Job::finished);
    job->cancel();
    QCOMPARE(finished.size(), 1);
    QSignalSpy gone(job, &QObject::destroyed);
    QVERIFY(gone.wait());
    QThreadPool::globalInstance()->waitForDone();
    QCOMPARE(files(), QStringList());
}

void tst_ExportJob::destroyedLeavesTheOldFile()
{
    writeOld();
    HeldUp held;
    auto *job = new ExportJob([&held] { return held.table(); }, {}, fileName(), this);
    QTRY_VERIFY(held.reached.available() > 0);
    delete job;
    held.end();
    QCOMPARE(this->held(), "old");
    QCOMPARE(files(), QStringList{QStringLiteral("out.csv")});
}

QTEST_GUILESS_MAIN(tst_ExportJob)
#include "tst_exportjob.moc"
