// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/columnmatch.h"
#include "app/import/importstage.h"
#include "app/schema/catalog.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QPointer>
#include <QRandomGenerator>
#include <QTimer>
#include <cstdio>

using namespace Fullstate;

/// A scanner's findings, 14 columns of about 250 bytes in all; 6 in 1,000 are High or Critical.
static int write(const QString &fileName, int rows)
{
    QFile file(fileName);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("%s cannot be written", qPrintable(fileName));
    file.write(
        "displayName,uniqueId,externalUrl,packageName,packageVersion,severity,vulnerableComponentUniqueId,"
        "description,isResolvable,remediationInstructions,isReachable,cveId,cvss3Vector,cvss3Score\n");
    static const char *const packages[] = {"openssl", "libxml2",    "curl",  "glibc",
                                           "zlib",    "log4j-core", "lodash"};
    static const char *const texts[] = {
        "a buffer overflow in the parser allows remote attackers to run code",
        "\"a crafted header, which is long, leads to a denial of service\"",
        "improper validation of an integer leads to a heap overflow when stacks are handled",
        "\"the \"\"safe\"\" mode of the reader can be left by a crafted name\"",
        "\"a first line\nand a second one of the same text\""};
    QRandomGenerator random(7);
    QByteArray piece;
    for (int row = 0; row < rows; ++row) {
        const QByteArray package = packages[random.bounded(7)];
        const QByteArray cve = "CVE-20" + QByteArray::number(14 + random.bounded(12)) + '-'
            + QByteArray::number(10000 + random.bounded(80000));
        const QByteArray severity =
            QByteArray::number((random.bounded(1000) < 6 ? 70 : 1) / 10.0 + random.bounded(29) / 10.0);
        const QByteArray number = QByteArray::number(row);
        piece += cve + " in " + package + ",finding-" + number + ",https://scanner.example.com/findings/"
            + number + ',' + package + ",1." + QByteArray::number(random.bounded(30)) + ".3," + severity
            + ",host-" + QByteArray::number(row % 6000) + ',' + texts[random.bounded(5)]
            + (row % 3 ? ",true" : ",false") + ",Upgrade " + package + (row % 4 ? ",true," : ",,") + cve
            + ",CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H," + severity + '\n';
        if (piece.size() > 1 << 20) {
            file.write(piece);
            piece.clear();
        }
    }
    file.write(piece);
    return 0;
}

static qint64 peakKiB()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray all = status.readAll();
    const qsizetype at = all.indexOf("VmHWM:");
    return at < 0 ? 0 : all.mid(at + 6, 20).simplified().split(' ').constFirst().toLongLong();
}

/// As full as a push allows, and none of it is in the file.
static std::vector<DraftRow> draft()
{
    std::vector<DraftRow> rows;
    for (quint64 row = 1; row <= 10'000; ++row) {
        const QString id = QStringLiteral("held-%1").arg(row);
        rows.push_back({row, {{QStringLiteral("uniqueId"), id}}, id});
    }
    return rows;
}

/// What the wizard does from the file's name to the counts of the page Rows, by its own jobs on an event
/// loop.
class Measurement final : public QObject
{
public:
    Measurement(QString fileName, const ResourceType &type)
        : m_fileName(std::move(fileName))
        , m_type(type)
    {
        m_started.start();
        m_turn.start();
        auto *heartbeat = new QTimer(this);
        QObject::connect(heartbeat, &QTimer::timeout, this,
                         [this] { m_longest = std::max(m_longest, m_turn.restart()); });
        heartbeat->start(1);
        auto *reading = readFile(m_fileName, {}, this);
        QObject::connect(reading, &Job::finished, this, [this, reading] {
            if (!reading->result())
                qFatal("%s", qPrintable(reading->result().error().message));
            m_file = *reading->result();
            m_read = m_started.elapsed();
            match();
        });
    }

private:
    void match()
    {
        auto *matching = new WorkJob<ColumnMapping>(
            [file = m_file, type = m_type] { return matchColumns(*file, type); }, this);
        QObject::connect(matching, &Job::finished, this, [this, matching] {
            m_matched = m_started.elapsed();
            stage(*matching->result());
        });
    }

    void stage(const ColumnMapping &mapping)
    {
        ImportChoices choices;
        choices.mapping = mapping;
        choices.mode = ImportMode::ReplaceEverything;
        choices.scope = advisedScope(m_type);
        auto *staging = new LongJob<ImportStagePtr>(
            QString(),
            [file = m_file, choices, type = m_type](const Watch &watch) {
                return stageImport(*file, choices, type, draft(), watch);
            },
            this);
        QObject::connect(staging, &Job::finished, this, [this, staging] {
            const ImportStage &stage = **staging->result();
            std::printf("import %8zu rows, %5.1f MB: to the page Rows %6lld ms (read %lld, match %lld, rows "
                        "%lld); %d in scope, "
                        "%zu problems; event loop held for %lld ms at most; peak %lld MiB (aim: 1.5 times "
                        "the file)\n",
                        m_file->rowCount(), static_cast<double>(m_file->table.text().size()) / 1e6,
                        static_cast<long long>(m_started.elapsed()), static_cast<long long>(m_read),
                        static_cast<long long>(m_matched - m_read),
                        static_cast<long long>(m_started.elapsed() - m_matched), stage.adds,
                        stage.problems.size(), static_cast<long long>(m_longest),
                        static_cast<long long>(peakKiB() / 1024));
            cancel();
        });
    }

    /// How long Cancel takes in the middle of reading.
    void cancel()
    {
        const QPointer<Job> reading = readFile(m_fileName, {}, this);
        QTimer::singleShot(30, this, [reading] {
            const bool isReading = !reading.isNull(); // a small file is read by now
            QElapsedTimer timer;
            timer.start();
            if (isReading)
                reading->cancel();
            QThreadPool::globalInstance()->waitForDone();
            if (isReading)
                std::printf("       cancelled, and the thread idle, after %.1f ms\n",
                            static_cast<double>(timer.nsecsElapsed()) / 1e6);
            QCoreApplication::quit();
        });
    }

    QString m_fileName;
    const ResourceType &m_type;
    CsvFilePtr m_file;
    QElapsedTimer m_started;
    QElapsedTimer m_turn;
    qint64 m_longest = 0;
    qint64 m_read = 0;
    qint64 m_matched = 0;
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == QLatin1String("write"))
        return write(arguments.at(2), arguments.at(3).toInt());
    const Result<Catalog> catalog = Catalog::load();
    if (!catalog || arguments.size() != 2)
        qFatal("bench_import FILE, or bench_import write FILE ROWS");
    const Measurement measurement(arguments.at(1), *catalog->find(u"PackageVulnerabilityConnectors"));
    return QCoreApplication::exec();
}
