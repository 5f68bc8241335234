// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvfile.h"
#include "tests/support/waitfor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace Fullstate;

/// The files of tests/data/make-awkward: each is understood, or what is wrong is said, as the script has it.
class tst_AwkwardFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void reads_data();
    void reads();

private:
    QTemporaryDir m_folder;
};

void tst_AwkwardFiles::initTestCase()
{
    QProcess script;
    script.setProcessChannelMode(QProcess::ForwardedChannels);
    script.start(QStringLiteral(MAKE_AWKWARD), {m_folder.path()});
    QVERIFY2(script.waitForFinished(60'000) && script.exitCode() == 0, "make-awkward failed");
}

void tst_AwkwardFiles::reads_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonObject>("wanted");
    QFile json(m_folder.filePath(QStringLiteral("expected.json")));
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonObject files = QJsonDocument::fromJson(json.readAll()).object();
    QVERIFY(files.size() >= 30);
    for (auto it = files.begin(); it != files.end(); ++it)
        QTest::addRow("%s", qPrintable(it.key())) << it.key() << it.value().toObject();
}

static QJsonArray texts(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

/// "line, column, byte: text", as far as it is wanted.
static void compareFlaws(const CsvFile &file, const QJsonArray &wanted)
{
    const std::vector<RowFlaw> &flaws = file.table.flaws();
    for (size_t i = 0; i < flaws.size(); ++i) {
        const QJsonArray flaw = wanted.at(static_cast<qsizetype>(i)).toArray();
        const QString text = file.flawText(flaws[i]);
        QVERIFY2(flaw.size() == 4, qPrintable(u"another flaw: " % text));
        QCOMPARE(file.table.line(flaws[i].row), flaw.at(0).toInteger());
        QCOMPARE(flaws[i].column, flaw.at(1).toInt());
        QCOMPARE(flaws[i].byte + 1, flaw.at(2).toInteger());
        QVERIFY2(text.contains(flaw.at(3).toString()), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("(byte %L1 of the file)").arg(flaws[i].byte + 1)),
                 qPrintable(text));
    }
    QCOMPARE(static_cast<qsizetype>(flaws.size()), wanted.size());
}

static void compare(const CsvFile &file, const QString &what, const QJsonValue &wanted)
{
    if (what == QLatin1String("encoding")) {
        QCOMPARE(file.format.encoding, wanted.toString());
    } else if (what == QLatin1String("delimiter")) {
        QCOMPARE(QString(file.format.delimiter), wanted.toString());
    } else if (what == QLatin1String("quote")) {
        QCOMPARE(QString(file.format.quote), wanted.toString());
    } else if (what == QLatin1String("header")) {
        QCOMPARE(file.format.headerRow, wanted.toBool());
    } else if (what == QLatin1String("columns")) {
        QCOMPARE(texts(file.columns), wanted.toArray());
    } else if (what == QLatin1String("columnCount")) {
        QCOMPARE(file.columns.size(), wanted.toInteger());
    } else if (what == QLatin1String("rowCount")) {
        QCOMPARE(static_cast<qint64>(file.rowCount()), wanted.toInteger());
    } else if (what == QLatin1String("flawCount")) {
        QCOMPARE(static_cast<qint64>(file.table.flaws().size()), wanted.toInteger());
    } else if (what == QLatin1String("flaws")) {
        compareFlaws(file, wanted.toArray());
    } else if (what == QLatin1String("cells")) {
        const QJsonArray cells = wanted.toArray();
        for (const QJsonValue &one : cells) {
            const QJsonArray cell = one.toArray();
            const auto row = static_cast<size_t>(cell.at(0).toInteger());
            QVERIFY(row < file.rowCount());
            QCOMPARE(file.row(row).cells.value(cell.at(1).toInteger()), cell.at(2).toString());
        }
    } else {
        QFAIL(qPrintable(u"The test does not know the expectation " % what));
    }
}

void tst_AwkwardFiles::reads()
{
    QFETCH(const QString, name);
    QFETCH(const QJsonObject, wanted);
    const Result<CsvFilePtr> file = waitFor(readFile(m_folder.filePath(name), {}, this));
    if (wanted.contains(QLatin1String("error"))) {
        QVERIFY(!file);
        QCOMPARE(file.error().kind, Error::Kind::File);
        QVERIFY2(file.error().message.contains(wanted.value(QLatin1String("error")).toString()),
                 qPrintable(file.error().message));
        return;
    }
    QVERIFY2(file, file ? "" : qPrintable(file.error().message));
    QVERIFY(!wanted.isEmpty());
    for (auto it = wanted.begin(); it != wanted.end() && !QTest::currentTestFailed(); ++it)
        compare(**file, it.key(), it.value());
}

QTEST_GUILESS_MAIN(tst_AwkwardFiles)
#include "tst_awkwardfiles.moc"
