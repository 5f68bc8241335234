// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvfile.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Fullstate;

/// Real files, read off the GUI thread: what is detected, what is said of files that cannot be read.
class tst_CsvFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void detects_data();
    void detects();
    void refuses_data();
    void refuses();
    void refusesWhatIsNoFile();
    void namesRaggedRows();
    void namesBytesOfAnotherEncoding();
    void numbersColumnsWithoutAHeader();
    void canBeCancelled();

private:
    QString write(const QByteArray &bytes);

    QTemporaryDir m_folder;
    int m_files = 0;
};

QString tst_CsvFile::write(const QByteArray &bytes)
{
    QFile file(m_folder.filePath(QStringLiteral("%1.csv").arg(++m_files)));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test's own file could not be written");
    return file.fileName();
}

static QByteArray utf16(const QString &text, bool bigEndian, bool bom)
{
    QByteArray bytes;
    const QString all = (bom ? QString(QChar(0xfeff)) : QString()) + text;
    for (const QChar c : all) {
        const char low = static_cast<char>(c.unicode() & 0xff);
        const char high = static_cast<char>(c.unicode() >> 8);
        bytes.append(bigEndian ? high : low).append(bigEndian ? low : high);
    }
    return bytes;
}

void tst_CsvFile::detects_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QChar>("delimiter");
    const auto comma = QChar(QLatin1Char(','));
    const QString table = QStringLiteral("uniqueId,fullName\nu1,Zoë\n");
    QTest::addRow("UTF-8") << table.toUtf8() << "UTF-8" << comma;
    QTest::addRow("UTF-8 with BOM") << "\xef\xbb\xbf" + table.toUtf8() << "UTF-8" << comma;
    QTest::addRow("UTF-16LE with BOM") << utf16(table, false, true) << "UTF-16LE" << comma;
    QTest::addRow("UTF-16BE with BOM") << utf16(table, true, true) << "UTF-16BE" << comma;
    QTest::addRow("UTF-16LE without BOM") << utf16(table, false, false) << "UTF-16LE" << comma;
    QTest::addRow("UTF-16BE without BOM") << utf16(table, true, false) << "UTF-16BE" << comma;
    QTest::addRow("Windows-1252") << table.toLatin1() << "windows-1252" << comma;
    QTest::addRow("semicolons") << QStringLiteral("uniqueId;fullName\nu1;\"Zoë\"\n").toUtf8() << "UTF-8"
                                << QChar(QLatin1Char(';'));
    QTest::addRow("semicolons, commas inside")
        << QStringLiteral("uniqueId;fullName\nu1;Zoë\nu2;\"a,b,c,d\"\n").toUtf8() << "UTF-8"
        << QChar(QLatin1Char(';'));
    QTest::addRow("tabs") << QStringLiteral("uniqueId\tfullName\nu1\tZoë\n").toUtf8() << "UTF-8"
                          << QChar(QLatin1Char('\t'));
    QTest::addRow("pipes") << QStringLiteral("uniqueId|fullName\nu1|Zoë\n").toUtf8() << "UTF-8"
                           << QChar(QLatin1Char('|'));
    QTest::addRow("a header without a line break") << QByteArray("uniqueId,fullName") << "UTF-8" << comma;
}

void tst_CsvFile::detects()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, encoding);
    QFETCH(const QChar, delimiter);
    const Result<CsvFile> file = waitFor<CsvFile>(new CsvFileJob(write(bytes), std::nullopt, this));
    QVERIFY2(file, file ? "" : qPrintable(file.error().message));
    QCOMPARE(file->format.encoding, encoding);
    QCOMPARE(file->format.delimiter, delimiter);
    QCOMPARE(file->columns, (QStringList{QStringLiteral("uniqueId"), QStringLiteral("fullName")}));
    if (!file->rows.empty())
        QCOMPARE(file->rows[0].cells, (QStringList{QStringLiteral("u1"), QStringLiteral("Zoë")}));
}

void tst_CsvFile::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    QTest::addRow("an empty file") << QByteArray() << "is empty";
    QTest::addRow("a BOM alone") << QByteArray("\xef\xbb\xbf") << "holds no rows";
    QTest::addRow("line breaks alone") << QByteArray("\n\n\n") << "holds no rows";
    QTest::addRow("a workbook renamed") << QByteArray("PK\x03\x04rest") << "Excel workbook";
    QTest::addRow("a column twice") << QByteArray("uniqueId,email,email\n1,2,3\n")
                                    << "“email” twice (again as column 3)";
    QTest::addRow("an unclosed quote") << QByteArray("uniqueId,email\n1,\"2\n3,4\n") << "line 2, column 2";
}

void tst_CsvFile::refuses()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, says);
    const Result<CsvFile> file = waitFor<CsvFile>(new CsvFileJob(write(bytes), std::nullopt, this));
    QVERIFY(!file);
    QVERIFY(file.error().kind == Error::Kind::File);
    QVERIFY2(file.error().message.contains(says), qPrintable(file.error().message));
}

void tst_CsvFile::refusesWhatIsNoFile()
{
    const Result<CsvFile> folder = waitFor<CsvFile>(new CsvFileJob(m_folder.path(), std::nullopt, this));
    QVERIFY(!folder && folder.error().message.contains(QStringLiteral("is a folder")));
    const Result<CsvFile> none =
        waitFor<CsvFile>(new CsvFileJob(m_folder.filePath(QStringLiteral("none.csv")), std::nullopt, this));
    QVERIFY(!none && none.error().message.contains(QStringLiteral("There is no file")));
    const Result<CsvFile> device =
        waitFor<CsvFile>(new CsvFileJob(QStringLiteral("/dev/zero"), std::nullopt, this));
    QVERIFY(!device);
}

void tst_CsvFile::namesRaggedRows()
{
    const Result<CsvFile> file =
        waitFor<CsvFile>(new CsvFileJob(write("uniqueId,email\nu1,a@b\nu2\nu3,c@d,e\n"), std::nullopt, this));
    QVERIFY(file);
    QCOMPARE(file->rows.size(), 3u);
    QVERIFY(file->rows[0].problem.isEmpty());
    QVERIFY(file->rows[1].problem.contains(QStringLiteral("1 cells")));
    QVERIFY(file->rows[2].problem.contains(QStringLiteral("3 cells")));
    QCOMPARE(file->rows[2].line, 4);
}

void tst_CsvFile::namesBytesOfAnotherEncoding()
{
    const CsvFormat utf8;
    const Result<CsvFile> file =
        waitFor<CsvFile>(new CsvFileJob(write("uniqueId,email\nu1,ok\nu2,Zo\xeb\n"), utf8, this));
    QVERIFY(file);
    QVERIFY(file->hasDecodingErrors);
    QVERIFY(file->rows[0].problem.isEmpty());
    QVERIFY(file->rows[1].problem.contains(QStringLiteral("not UTF-8")));
    QCOMPARE(file->rows[1].problemColumn, 2);
}

void tst_CsvFile::numbersColumnsWithoutAHeader()
{
    CsvFormat format;
    format.headerRow = false;
    const Result<CsvFile> file = waitFor<CsvFile>(new CsvFileJob(write("u1,a\nu2,b\n"), format, this));
    QVERIFY(file);
    QCOMPARE(file->columns, (QStringList{QStringLiteral("Column 1"), QStringLiteral("Column 2")}));
    QCOMPARE(file->rows.size(), 2u);
}

void tst_CsvFile::canBeCancelled()
{
    QByteArray big = "uniqueId,email\n";
    for (int i = 0; i < 400'000; ++i)
        big += "u" + QByteArray::number(i) + ",somebody@example.com\n";
    auto *job = new CsvFileJob(write(big), std::nullopt, this);
    QSignalSpy progressed(job, &Job::progressed);
    QSignalSpy finished(job, &Job::finished);
    QVERIFY(progressed.wait());
    job->cancel();
    QCOMPARE(finished.size(), 1);
    QVERIFY(job->result().error().kind == Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(tst_CsvFile)
#include "tst_csvfile.moc"
