// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvfile.h"
#include "tests/support/waitfor.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <atomic>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace Fullstate;

/// Real files, read off the GUI thread: what is detected, what is said of files that cannot be read.
class tst_CsvFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void detectsTheEncoding_data();
    void detectsTheEncoding();
    void detectsTheEncodingPastTheHead();
    void detectsDelimiterAndQuote_data();
    void detectsDelimiterAndQuote();
    void detectsTheHeaderRow_data();
    void detectsTheHeaderRow();
    void detectsFromTheHeadOfALargeFile();
    void namesColumns_data();
    void namesColumns();
    void refuses_data();
    void refuses();
    void refusesWhatIsNoFile();
    void refusesWhatMayNotBeRead();
    void noticesAFileThatChanges_data();
    void noticesAFileThatChanges();
    void namesRaggedRows();
    void namesBytesOfAnotherEncoding_data();
    void namesBytesOfAnotherEncoding();
    void namesPlacesInTheFile_data();
    void namesPlacesInTheFile();
    void readsCharactersCutAtAPiecesEnd_data();
    void readsCharactersCutAtAPiecesEnd();
    void readsWhatWasPasted();
    void showsAPictureOfTheHead();
    void canBeCancelled();

private:
    QString write(const QByteArray &bytes);
    Result<CsvFilePtr> read(const QByteArray &bytes, const std::optional<CsvFormat> &format = {})
    {
        return waitFor(readFile(write(bytes), {format}, this));
    }

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

static QByteArray encoded(const QString &text, const QString &encoding)
{
    return QStringEncoder(encoding.toLatin1().constData()).encode(text);
}

static const char *whyNot(const Result<CsvFilePtr> &file)
{
    static QByteArray message;
    message = file ? QByteArray() : file.error().message.toUtf8();
    return message.constData();
}

void tst_CsvFile::detectsTheEncoding_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<bool>("bom");
    const QString latin = QStringLiteral("id,name\nu1,Zoë\nu2,Jürgen Müller\nu3,François Côté\n");
    QTest::addRow("ASCII") << "id,name\nu1,Zoe\n"
                           << "UTF-8" << false;
    for (const char *encoding : {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
        QTest::addRow("%s with a BOM", encoding) << latin << encoding << true;
    for (const char *encoding : {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
        QTest::addRow("%s", encoding) << latin << encoding << false;
    QTest::addRow("two letters as UTF-16LE") << "a\n"
                                             << "UTF-16LE" << false;
    QTest::addRow("Windows's quotation marks and euro")
        << QStringLiteral("id,name\nu1,“5 €” – für Köln\nu2,Straße\n") << "windows-1252" << false;
    QTest::addRow("Danish") << QStringLiteral("id;navn\n1;Søren Kjær\n2;Ærø Ølbæk\n3;“Åse”\n")
                            << "windows-1252" << false;
    const QString japanese =
        QStringLiteral("番号,名前,説明\n1,山田太郎,表計算ソフトで作成したファイルです\n2,鈴木花子,"
                       "ソースコードの脆弱性について\n3,佐藤,これはテストのためのデータです\n");
    QTest::addRow("Shift-JIS") << japanese << "Shift_JIS" << false;
    QTest::addRow("EUC-JP") << japanese << "EUC-JP" << false;
    QTest::addRow("ISO-2022-JP") << japanese << "ISO-2022-JP" << false;
    QTest::addRow("GB18030") << QStringLiteral(
        "编号,姓名,说明\n1,张伟,这是一个用于测试的文件，里面有很多汉字\n2,王芳,我们需要检查编码是否正确\n")
                             << "GB18030" << false;
    QTest::addRow("Big5") << QStringLiteral(
        "編號,姓名,說明\n1,張偉,這是一個用來測試的檔案，裡面有很多漢字\n2,王芳,"
        "我們需要檢查編碼是否正確，並且可以匯入資料\n")
                          << "Big5" << false;
    const QString russian =
        QStringLiteral("номер,имя,описание\n1,Иван Петров,Это файл для проверки кодировки\n2,Мария "
                       "Сидорова,Здесь достаточно русского текста для определения\n3,Пётр,Ещё одна "
                       "строка с обычными словами\n");
    QTest::addRow("windows-1251") << russian << "windows-1251" << false;
    QTest::addRow("KOI8-R") << russian << "KOI8-R" << false;
}

void tst_CsvFile::detectsTheEncoding()
{
    QFETCH(const QString, text);
    QFETCH(const QString, encoding);
    QFETCH(const bool, bom);
    QVERIFY(csvEncodings().contains(encoding));
    const Result<CsvFilePtr> file =
        read(encoded((bom ? QString(QChar(QChar::ByteOrderMark)) : QString()) + text, encoding));
    QVERIFY2(file, whyNot(file));
    QCOMPARE((*file)->format.encoding, encoding);
    QVERIFY(!(*file)->hasDecodingErrors);
    QCOMPARE(QString::fromUtf8((*file)->table.text()), text);
}

void tst_CsvFile::detectsTheEncodingPastTheHead()
{
    const QByteArray ascii = QByteArray("id,name\n") + QByteArray("u1,somebody\n").repeated(50'000);
    const Result<CsvFilePtr> latin = read(ascii + "u2,J\xfcrgen \x84M\xfcller\x93\n");
    QVERIFY2(latin, whyNot(latin));
    QCOMPARE((*latin)->format.encoding, QStringLiteral("windows-1252"));
    QVERIFY(!(*latin)->hasDecodingErrors);
    QCOMPARE((*latin)->row(50'000).cells.at(1), QStringLiteral("Jürgen „Müller“"));

    const Result<CsvFilePtr> utf8 = read(ascii + "u2,J\xc3\xbcrgen\nu3,M\xfcller\n");
    QVERIFY2(utf8, whyNot(utf8));
    QCOMPARE((*utf8)->format.encoding, QStringLiteral("UTF-8")); // there is one character that is
    QVERIFY((*utf8)->flaw(50'001));

    const Result<CsvFilePtr> chosen = read(ascii + "u2,J\xfcrgen\n", CsvFormat());
    QVERIFY2(chosen, whyNot(chosen));
    QVERIFY((*chosen)->hasDecodingErrors); // what the user chose stays
}

void tst_CsvFile::detectsDelimiterAndQuote_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("marks"); // delimiter and quote
    QTest::addColumn<QStringList>("cells"); // of the row behind the header
    const auto add = [](const char *name, const char *text, const char *marks, const char *cells) {
        QTest::addRow("%s", name) << QString::fromUtf8(text) << QString::fromUtf8(marks)
                                  << QString::fromUtf8(cells).split(u'^');
    };
    add("commas", "id,name\nu1,Zoë\n", ",\"", "u1^Zoë");
    add("semicolons", "id;name\nu1;\"Zoë\"\n", ";\"", "u1^Zoë");
    add("semicolons, commas in quotes", "id;name\nu1;\"a,b,c,d\"\n", ";\"", "u1^a,b,c,d");
    add("semicolons, decimal commas", "id;share;part\nu1;1,5;2,5\nu2;0,1;0,2\nu3;0,1;3,2\n", ";\"",
        "u1^1,5^2,5");
    add("semicolons, a comma in the header", "id;name, first\nu1;Zoë\nu2;Ann\n", ";\"", "u1^Zoë");
    add("commas, lists at semicolons", "id,roles,site\nu1,a;b;c;d,x\nu2,a,y\nu3,b;c,z\n", ",\"",
        "u1^a;b;c;d^x");
    add("tabs", "id\tname\nu1\tZoë, first\n", "\t\"", "u1^Zoë, first");
    add("pipes", "id|name\nu1|Zoë\n", "|\"", "u1^Zoë");
    add("one ragged row of many", "id;name;site\nu1;Zoë;x\nu2\nu3;a;b\n", ";\"", "u1^Zoë^x");
    add("a line before the table", "# Exported on Monday\nid;name;site\nu1;Zoë;x\nu2;a;b\n", ";\"",
        "id^name^site");
    add("single quotes", "'id','name'\n'u1','Zoë'\n", ",'", "u1^Zoë");
    add("single quotes with commas inside", "id,name\nu1,'Smith, Zoë'\nu2,'Smith, Ann'\nu3,'a, b'\n", ",'",
        "u1^Smith, Zoë");
    add("single quotes and tabs", "'id'\t'name'\n'u1'\t'it''s'\n", "\t'", "u1^it's");
    add("apostrophes quote nothing", "id,name\nu1,'t Hooft\nu2,O'Brien\n", ",\"", "u1^'t Hooft");
    add("one column", "name\nZoë\nAnn\n", ",\"", "Zoë");
    add("a line that names the delimiter", "sep=;\nid;name\nu1;a,b,c\n", ";\"", "u1^a,b,c");
    add("a line that names a colon", "sep=:\r\nid:name\r\nu1:Zoë\r\n", ":\"", "u1^Zoë");
    add("a header alone, no line break", "id;name", ";\"", "");
}

void tst_CsvFile::detectsDelimiterAndQuote()
{
    QFETCH(const QString, text);
    QFETCH(const QString, marks);
    QFETCH(const QStringList, cells);
    const Result<CsvFilePtr> file = read(text.toUtf8());
    QVERIFY2(file, whyNot(file));
    QCOMPARE(QString((*file)->format.delimiter) + (*file)->format.quote, marks);
    QCOMPARE((*file)->rowCount() > 0 ? (*file)->row(0).cells : QStringList{QString()}, cells);
}

void tst_CsvFile::detectsTheHeaderRow_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("header");
    QTest::addRow("names") << QByteArray("id,full name,e-mail\n1,Zoe,z@example.com\n") << true;
    QTest::addRow("names of Ours with digits") << QByteArray("cvss3Score,2nd\n1,2\n") << true;
    QTest::addRow("a name twice") << QByteArray("id,email,email\n1,2,3\n") << true;
    QTest::addRow("a blank among names") << QByteArray("id,,email\n1,2,3\n") << true;
    QTest::addRow("an e-mail address") << QByteArray("Zoe,z@example.com\nAnn,a@example.com\n") << false;
    QTest::addRow("a number") << QByteArray("Zoe,7.5\nAnn,3\n") << false;
    QTest::addRow("a date") << QByteArray("Zoe,2026-11-26\nAnn,2026-11-25\n") << false;
    QTest::addRow("a date and time") << QByteArray("Zoe,2026-11-26T10:00:00Z\n") << false;
    QTest::addRow("another date") << QByteArray("Zoe,3/4/2026\n") << false;
    QTest::addRow("an address") << QByteArray("Zoe,https://example.com/1\n") << false;
    QTest::addRow("a yes") << QByteArray("Zoe,yes\nAnn,no\n") << false;
    QTest::addRow("a UUID") << QByteArray("Zoe,123e4567-e89b-12d3-a456-426614174000\n") << false;
    QTest::addRow("all blank") << QByteArray(",,\n1,2,3\n") << false;
}

void tst_CsvFile::detectsTheHeaderRow()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, header);
    const Result<CsvFilePtr> file = read(text);
    QVERIFY2(file, whyNot(file));
    QCOMPARE((*file)->format.headerRow, header);
    QCOMPARE((*file)->rowCount(), (*file)->table.rowCount() - (header ? 1 : 0));
    QCOMPARE((*file)->line(0), header ? 2 : 1);
    if (!header)
        QCOMPARE((*file)->columns.at(1), QStringLiteral("Column 2"));
}

/// Records so long that the head ends in the second one.
void tst_CsvFile::detectsFromTheHeadOfALargeFile()
{
    const QByteArray cell(60'000, 'x');
    const Result<CsvFilePtr> file =
        read("id;text\n1;" + cell + "\n2;" + cell + ",\n3;" + cell + ",,,\n4;\xc3\xa4\n");
    QVERIFY2(file, whyNot(file));
    QCOMPARE((*file)->format.delimiter, QLatin1Char(';'));
    QCOMPARE((*file)->row(3).cells.at(1), QStringLiteral("ä"));
}

void tst_CsvFile::namesColumns_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("columns");
    QTest::addRow("a name twice") << QByteArray("id,email,email,email") << "id|email|email (2)|email (3)";
    QTest::addRow("a made name that is there")
        << QByteArray("email (2),email,email") << "email (2)|email|email (3)";
    QTest::addRow("the same after trimming") << QByteArray(" id,id\t") << "id|id (2)";
    QTest::addRow("blank names") << QByteArray("id,, ,x") << "id|Column 2|Column 3|x";
    QTest::addRow("a blank name that is there") << QByteArray("Column 2,") << "Column 2|Column 2 (2)";
    QTest::addRow("line breaks") << QByteArray("id,\"two\nlines\"") << "id|two\nlines";
    QTest::addRow("non-breaking spaces") << QByteArray("\xc2\xa0id\xc2\xa0,a\xc2\xa0"
                                                       "b")
                                         << QStringLiteral("id|a\u00a0b");
}

void tst_CsvFile::namesColumns()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QString, columns);
    const Result<CsvFilePtr> file = read(header + "\n", CsvFormat());
    QVERIFY2(file, whyNot(file));
    QCOMPARE((*file)->columns.join(u'|'), columns);
}

void tst_CsvFile::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    QTest::addRow("an empty file") << QByteArray() << "is empty";
    QTest::addRow("a BOM alone") << QByteArray("\xef\xbb\xbf") << "holds no rows";
    QTest::addRow("a BOM of UTF-16 alone") << QByteArray("\xff\xfe") << "holds no rows";
    QTest::addRow("line breaks alone") << QByteArray("\n\r\n\r") << "holds no rows";
    QTest::addRow("a line sep= alone") << QByteArray("sep=;\n") << "holds no rows";
    QTest::addRow("gzip") << QByteArray("\x1f\x8b\x08\0\0", 5)
                          << "not text but a gzip archive. Export it as CSV";
    QTest::addRow("PDF") << QByteArray("%PDF-1.7\n") << "not text but a PDF document";
    QTest::addRow("old Excel") << QByteArray("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") << "an old Excel workbook";
    QTest::addRow("PNG") << QByteArray("\x89PNG\r\n\x1a\n") << "not text but a picture";
    QTest::addRow("SQLite") << QByteArray("SQLite format 3\0", 16) << "not text but a database";
    QTest::addRow("zstd") << QByteArray("\x28\xb5\x2f\xfd\x04") << "not text but a zstd archive";
    QTest::addRow("Parquet") << QByteArray("PAR1\x15\x04") << "not text but a Parquet file";
    QTest::addRow("a program") << QByteArray("\x7f\x45LF\x02\x01") << "not text but a program";
    QTest::addRow("an unclosed quote")
        << QByteArray("id,email\n1,\"2\n3,4\n") << "line 2, column 2 (byte 12)";
    QTest::addRow("a NUL in the header") << QByteArray("id,na\0me\n1,2\n3,4\n5,6\n", 21)
                                         << "The header row cannot be read: It holds a NUL character";
    QTest::addRow("text behind a quote in the header")
        << QByteArray("\"id\"x,name\n1,2\n") << "The header row cannot be read: Text follows a closing quote";
    QTest::addRow("delimiters only, too many")
        << QByteArray(20'000, ',') << "20,001 cells, more than the 16,384";
}

void tst_CsvFile::refuses()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, says);
    const Result<CsvFilePtr> file = read(bytes);
    QVERIFY(!file);
    QCOMPARE(file.error().kind, Error::Kind::File);
    QVERIFY2(file.error().message.contains(says), whyNot(file));
}

void tst_CsvFile::refusesWhatIsNoFile()
{
    const QString fifo = m_folder.filePath(QStringLiteral("fifo.csv"));
    QCOMPARE(mkfifo(fifo.toLocal8Bit().constData(), 0600), 0);
    for (const auto &[name, says] : std::initializer_list<std::pair<QString, const char *>>{
             {m_folder.path(), "is a folder"},
             {m_folder.filePath(QStringLiteral("none.csv")), "There is no file"},
             {QString(), "There is no file"},
             {fifo, "is not a regular file"},
             {QStringLiteral("/dev/zero"), "is not a regular file"}}) {
        const Result<CsvFilePtr> file = waitFor(readFile(name, {}, this));
        QVERIFY(!file);
        QVERIFY2(file.error().message.contains(QLatin1String(says)), whyNot(file));
    }
}

void tst_CsvFile::refusesWhatMayNotBeRead()
{
    const QString name = write("id\n1\n");
    QVERIFY(QFile::setPermissions(name, {}));
    const uid_t user = geteuid();
    const bool isRoot = user == 0; // who may read everything
    if (isRoot)
        QVERIFY(chmod(m_folder.path().toLocal8Bit().constData(), 0755) == 0
                && setresuid(65534, 65534, 0) == 0);
    const Result<CsvFilePtr> file = waitFor(readFile(name, {}, this));
    if (isRoot)
        QCOMPARE(setresuid(user, user, user), 0);
    QVERIFY(!file);
    QVERIFY2(file.error().message.contains(QStringLiteral("may not be read. Check its permissions")),
             whyNot(file));
}

void tst_CsvFile::noticesAFileThatChanges_data()
{
    QTest::addColumn<std::function<bool(const QString &)>>("change");
    const auto add = [](const char *name, std::function<bool(const QString &)> change) {
        QTest::addRow("%s", name) << change;
    };
    add("cut off", [](const QString &name) { return QFile::resize(name, 1000); });
    add("emptied", [](const QString &name) { return QFile::resize(name, 0); });
    add("written on", [](const QString &name) {
        QFile file(name);
        return file.open(QIODevice::Append) && file.write("u,v\n") == 4;
    });
    add("overwritten in its middle", [](const QString &name) {
        QFile file(name);
        return file.open(QIODevice::ReadWrite) && file.seek(20 << 20) && file.write("\"") == 1;
    });
    add("vanished", [](const QString &name) { return QFile::remove(name); });
    add("replaced", [](const QString &name) {
        QFile other(name + u".new");
        return other.open(QIODevice::WriteOnly) && other.write("id\n") == 3 && QFile::remove(name)
            && other.rename(name);
    });
}

/// Changed in another thread when the reading has been seen to have begun. On a busy machine it may be over
/// by then: so it has five tries.
void tst_CsvFile::noticesAFileThatChanges()
{
    QFETCH(const std::function<bool(const QString &)>, change);
    Result<CsvFilePtr> file;
    for (int tries = 0; tries < 5 && file; ++tries) {
        const QString name = write("id,name\n" + QByteArray("u1,somebody\n").repeated(3 << 20)); // 36 MiB
        auto *job = readFile(name, {}, this);
        std::atomic<bool> isChanged = false;
        std::thread changer;
        connect(job, &Job::progressed, this,
                [changer = &changer, isChanged = &isChanged, change, name](const QString &, qint64 done) {
                    if (done > 0 && !changer->joinable())
                        *changer = std::thread([isChanged, change, name] { *isChanged = change(name); });
                });
        file = waitFor(job);
        if (changer.joinable())
            changer.join();
        QVERIFY(isChanged || file);
        QFile::remove(name);
    }
    QVERIFY(!file);
    static const QRegularExpression says(
        QStringLiteral("changed while it was read|may have changed meanwhile"));
    QVERIFY2(says.match(file.error().message).hasMatch(), whyNot(file));
}

void tst_CsvFile::namesRaggedRows()
{
    const Result<CsvFilePtr> file = read("id,email\nu1,a@b\nu2\nu3,c@d,e\n");
    QVERIFY2(file, whyNot(file));
    QCOMPARE((*file)->rowCount(), 3u);
    QCOMPARE((*file)->row(0).problem, QString());
    QCOMPARE((*file)->flaw(0), nullptr);
    QVERIFY((*file)->row(1).problem.startsWith(QStringLiteral("It has 1 cells, the header has 2.")));
    QVERIFY((*file)->row(1).problem.endsWith(QStringLiteral("(byte 17 of the file)")));
    QVERIFY((*file)->row(2).problem.startsWith(QStringLiteral("It has 3 cells, the header has 2.")));
    QCOMPARE((*file)->row(2).line, 4);
    QCOMPARE((*file)->row(2).problemColumn, 0);
}

void tst_CsvFile::namesBytesOfAnotherEncoding_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("cells"); // of the second row
    const QChar lost(QChar::ReplacementCharacter);
    QTest::addRow("UTF-8") << QByteArray("id,name\nu1,ok\nu2,Zo\xeb!\n") << "UTF-8"
                           << QString(QStringLiteral("u2|Zo") % lost % u'!');
    QTest::addRow("UTF-8, cut at the end")
        << QByteArray("id,name\nu1,ok\nu2,Zo\xc3") << "UTF-8" << QString(QStringLiteral("u2|Zo") % lost);
    QTest::addRow("Shift-JIS") << QByteArray("id,name\nu1,ok\nu2,Zo\x80!\n") << "Shift_JIS"
                               << QString(QStringLiteral("u2|Zo") % lost % u'!');
    QTest::addRow("Shift-JIS, cut at the end")
        << QByteArray("id,name\nu1,ok\nu2,Zo\x83") << "Shift_JIS" << QString(QStringLiteral("u2|Zo") % lost);
    QTest::addRow("UTF-16LE, odd number of bytes")
        << encoded(QStringLiteral("id,name\nu1,ok\nu2,Zo"), QStringLiteral("UTF-16LE")) + 'x' << "UTF-16LE"
        << QString(QStringLiteral("u2|Zo") % lost);
    QTest::addRow("UTF-16BE, half a pair at the end") << encoded(QStringLiteral("id,name\nu1,ok\nu2,Zo"),
                                                                 QStringLiteral("UTF-16BE"))
            + QByteArray("\xd8\x3d") << "UTF-16BE" << QString(QStringLiteral("u2|Zo") % lost);
    QTest::addRow("UTF-16LE, half a pair")
        << encoded(QStringLiteral("id,name\nu1,ok\nu2,Zo"), QStringLiteral("UTF-16LE"))
            + QByteArray("\x3d\xd8!\0", 4)
        << "UTF-16LE" << QString(QStringLiteral("u2|Zo") % lost % u'!');
    QTest::addRow("UTF-32LE, cut at the end")
        << encoded(QStringLiteral("id,name\nu1,ok\nu2,Zo"), QStringLiteral("UTF-32LE")) + QByteArray("x\0", 2)
        << "UTF-32LE" << QString(QStringLiteral("u2|Zo") % lost);
}

void tst_CsvFile::namesBytesOfAnotherEncoding()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, encoding);
    QFETCH(const QString, cells);
    CsvFormat format;
    format.encoding = encoding;
    const Result<CsvFilePtr> file = read(bytes, format);
    QVERIFY2(file, whyNot(file));
    QVERIFY((*file)->hasDecodingErrors);
    QCOMPARE((*file)->row(0).problem, QString());
    const CsvRow row = (*file)->row(1);
    QCOMPARE(row.cells.join(u'|'), cells);
    QVERIFY2(row.problem.contains(QStringLiteral("bytes that are not ") + encoding), qPrintable(row.problem));
    QCOMPARE(row.problemColumn, 2);
    const qsizetype unit = encoding.contains(QStringLiteral("16")) ? 2
        : encoding.contains(QStringLiteral("32"))                  ? 4
                                                                   : 1;
    QVERIFY2(row.problem.contains(QStringLiteral("(byte %1 of").arg(19 * unit + 1)), qPrintable(row.problem));
}

void tst_CsvFile::namesPlacesInTheFile_data()
{
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QByteArray>("bad"); // bytes that are not in the encoding
    QTest::addRow("UTF-8") << "UTF-8" << QByteArray("\xff\xe3\x81");
    QTest::addRow("UTF-16LE") << "UTF-16LE" << QByteArray("\0\xdc", 2);
    QTest::addRow("UTF-16BE") << "UTF-16BE" << QByteArray("\xdc\0", 2);
    QTest::addRow("UTF-32LE") << "UTF-32LE" << QByteArray();
    QTest::addRow("windows-1252") << "windows-1252" << QByteArray();
    QTest::addRow("Shift-JIS") << "Shift_JIS" << QByteArray("\x80\xff");
    QTest::addRow("EUC-JP") << "EUC-JP" << QByteArray("\xff");
    QTest::addRow("GB18030") << "GB18030" << QByteArray("\xff");
}

/// A bad row, one with bytes that cannot be decoded, another bad row, a quote that is not closed: each is
/// named by its byte in the file, with and without a BOM.
void tst_CsvFile::namesPlacesInTheFile()
{
    QFETCH(const QString, encoding);
    QFETCH(const QByteArray, bad);
    const auto bytesOf = [encoding](const QString &text) { return encoded(text, encoding); };
    const bool isWestern = encoding == QLatin1String("windows-1252");
    const QString word = isWestern ? QStringLiteral("Zoë €") : QStringLiteral("日本");
    for (const bool bom : {false, true}) {
        if (bom && !encoding.startsWith(QLatin1String("UTF")))
            break;
        QByteArray bytes =
            bytesOf((bom ? QString(QChar(QChar::ByteOrderMark)) : QString()) % u"id,name\n" % word % u",1\n");
        QList<qsizetype> places{bytes.size()};
        bytes += bytesOf(word % u"\n1,");
        if (!bad.isEmpty())
            places.append(bytes.size());
        bytes += bad + bytesOf(word % u"\n");
        places.append(bytes.size());
        bytes += bytesOf(word % u",2,3\n");
        CsvFormat format;
        format.encoding = encoding;
        const Result<CsvFilePtr> file = read(bytes, format);
        QVERIFY2(file, whyNot(file));
        QCOMPARE((*file)->hasDecodingErrors, !bad.isEmpty());
        QList<qsizetype> found;
        for (const RowFlaw &flaw : (*file)->table.flaws())
            found.append(flaw.byte);
        QCOMPARE(found, places);
        const qsizetype open = bytes.size() + bytesOf(word % u",").size();
        const Result<CsvFilePtr> unclosed = read(bytes + bytesOf(word % u",\"" % word), format);
        QVERIFY(!unclosed);
        QVERIFY2(unclosed.error().message.contains(QStringLiteral("line 6, column 2 (byte %1)").arg(open + 1))
                     || unclosed.error().message.contains(
                         QStringLiteral("line 5, column 2 (byte %1)").arg(open + 1)),
                 whyNot(unclosed));
    }
}

void tst_CsvFile::readsCharactersCutAtAPiecesEnd_data()
{
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<int>("before"); // characters before the end of the piece of 1 MiB
    for (const char *encoding :
         {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "Shift_JIS", "EUC-JP", "GB18030", "ISO-2022-JP"}) {
        for (int before = 0; before < 9; ++before)
            QTest::addRow("%s, %d", encoding, before) << encoding << before;
    }
}

void tst_CsvFile::readsCharactersCutAtAPiecesEnd()
{
    QFETCH(const QString, encoding);
    QFETCH(const int, before);
    const auto bytesOf = [encoding](const QString &text) { return encoded(text, encoding); };
    const qsizetype unit = bytesOf(QStringLiteral("x")).size();
    const qsizetype head = bytesOf(QStringLiteral("id,n\n,")).size();
    const qsizetype most = ((1 << 20) - head) / unit - before;
    const QString text = QStringLiteral("id,n\n") % QString(most / 2, u'x') % u','
        % QString(most - most / 2, u'x') % QStringLiteral("日本")
        % (encoding.contains(QLatin1String("J")) ? QString() : QStringLiteral("\U0001f427\U0001f600"))
        % QStringLiteral("語\n1,2\n");
    CsvFormat format;
    format.encoding = encoding;
    const Result<CsvFilePtr> file = read(bytesOf(text), format);
    QVERIFY2(file, whyNot(file));
    QVERIFY(!(*file)->hasDecodingErrors);
    QVERIFY(QString::fromUtf8((*file)->table.text()) == text);
}

void tst_CsvFile::readsWhatWasPasted()
{
    const auto paste = [this](const QString &text, const CsvReadOptions &options = {}) {
        return waitFor(readPasted(text, options, this));
    };
    const Result<CsvFilePtr> file = paste(QStringLiteral("id\tname\nu1\tZoë 日本\n"));
    QVERIFY2(file, whyNot(file));
    QCOMPARE((*file)->format.delimiter, QLatin1Char('\t'));
    QCOMPARE((*file)->row(0).cells, (QStringList{QStringLiteral("u1"), QStringLiteral("Zoë 日本")}));
    QVERIFY((*file)->fileName.contains(QStringLiteral("pasted")));

    CsvFormat latin; // as it may be left from the file before
    latin.encoding = QStringLiteral("windows-1252");
    const Result<CsvFilePtr> again = paste(QStringLiteral("id,name\nu1,Zoë\n"), {latin});
    QVERIFY2(again, whyNot(again));
    QCOMPARE((*again)->row(0).cells.at(1), QStringLiteral("Zoë"));
    const Result<CsvFilePtr> escapes = paste(QStringLiteral("id,name\nu1,Zoë\x1b(B\n"));
    QVERIFY2(escapes, whyNot(escapes));
    QCOMPARE((*escapes)->row(0).cells.at(1), QStringLiteral("Zoë\x1b(B"));

    const Result<CsvFilePtr> nothing = paste(QString());
    QVERIFY(!nothing && nothing.error().message.contains(QStringLiteral("Nothing was pasted")));
    const Result<CsvFilePtr> unclosed = paste(QStringLiteral("id,\"name\n"));
    QVERIFY(!unclosed && unclosed.error().message.contains(QStringLiteral("line 1, column 2 (byte 4)")));
}

void tst_CsvFile::showsAPictureOfTheHead()
{
    const CsvFile small = pictureOf("id,name\nu1,Zo\xc3\xab\nu2", CsvFormat());
    QCOMPARE(small.columns, (QStringList{QStringLiteral("id"), QStringLiteral("name")}));
    QCOMPARE(small.rowCount(), 2u);
    QCOMPARE(small.row(0).cells.at(1), QStringLiteral("Zoë"));

    QByteArray head = "id,name\n" + QByteArray("u1,somebody\n").repeated(CsvHeadBytes / 12);
    head += QByteArray(CsvHeadBytes - head.size(), 'u'); // a row that goes on behind the head
    const CsvFile large = pictureOf(head, CsvFormat());
    QVERIFY(large.table.flaws().empty());
    QVERIFY(large.rowCount() > 10'000);

    QCOMPARE(pictureOf("id,name\nu1,\"open\n", CsvFormat()).rowCount(), 0u);
    for (const char *magic : {"PK\x03\x04, and\nmore", "%PDF-1.7\na,b\n", ""})
        QVERIFY(pictureOf(magic, CsvFormat()).columns.isEmpty());
}

void tst_CsvFile::canBeCancelled()
{
    auto *job =
        readFile(write("id,email\n" + QByteArray("u1,somebody@example.com\n").repeated(400'000)), {}, this);
    QSignalSpy progressed(job, &Job::progressed);
    QSignalSpy finished(job, &Job::finished);
    QVERIFY(progressed.wait());
    job->cancel();
    QCOMPARE(finished.size(), 1); // at once
    QCOMPARE(job->result().error().kind, Error::Kind::Cancelled);

    auto *early = readFile(write("id\n1\n"), {}, this);
    QSignalSpy earlyFinished(early, &Job::finished);
    early->cancel();
    QCOMPARE(earlyFinished.size(), 1);
    QCOMPARE(early->result().error().kind, Error::Kind::Cancelled);
    QTest::qWait(50);
    QCOMPARE(earlyFinished.size(), 1);
}

QTEST_GUILESS_MAIN(tst_CsvFile)
#include "tst_csvfile.moc"
