// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvfile.h"
#include "app/import/jsonrows.h"
#include "tests/support/waitfor.h"

#include <QRegularExpression>
#include <QStringEncoder>
#include <QTemporaryDir>

using namespace Fullstate;

/// JSON as a table: which rows it becomes, and with line and byte what is not JSON.
class tst_JsonRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void looksLikeJson_data();
    void looksLikeJson();
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void namesThePlaceInALongFile();
    void namesPlacesInTheFile_data();
    void namesPlacesInTheFile();
    void namesBytesThatAreLost();
    void readsEveryBeginningWithoutACrash();
    void stopsWhenAsked_data();
    void stopsWhenAsked();
};

/// "line:cell|cell" for each row, the columns first.
static QString shown(const CsvTable &table)
{
    QStringList rows;
    for (size_t row = 0; row < table.rowCount(); ++row)
        rows += (row == 0 ? QString() : QString::number(table.line(row)) + QLatin1Char(':'))
            + table.cells(row).join(QLatin1Char('|'));
    return rows.join(QLatin1Char(' '));
}

void tst_JsonRows::looksLikeJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("looks");
    QTest::addRow("an array of objects") << QByteArray("[{\"a\":1}]") << true;
    QTest::addRow("white space between") << QByteArray(" \n[\r\n\t {") << true;
    QTest::addRow("an empty array") << QByteArray("[]") << true;
    QTest::addRow("an object") << QByteArray("{\n\"a\"") << true;
    QTest::addRow("an empty object") << QByteArray("{ }") << true;
    QTest::addRow("behind a BOM") << QByteArray("\xef\xbb\xbf{\"a\":1}") << true;
    QTest::addRow("a CSV header in brackets") << QByteArray("[id],[name]\n1,2\n") << false;
    QTest::addRow("a CSV header in quotes") << QByteArray("\"id\",\"name\"\n") << false;
    QTest::addRow("a template's header") << QByteArray("{id},{name}\n") << false;
    QTest::addRow("an array of numbers") << QByteArray("[1,2]") << false;
    QTest::addRow("a bracket alone") << QByteArray("[ ") << false;
    QTest::addRow("nothing") << QByteArray() << false;
}

void tst_JsonRows::looksLikeJson()
{
    QFETCH(const QByteArray, text);
    QTEST(Fullstate::looksLikeJson(text), "looks");
}

void tst_JsonRows::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("table");
    const auto add = [](const char *name, const QByteArray &text, const char *table) {
        QTest::addRow("%s", name) << text << QString::fromUtf8(table);
    };
    add("an array", R"([{"b":"x","a":"y"},{"b":"z","a":"w"}])", "b|a 1:x|y 1:z|w");
    add("lines of each object", "[\n{\"a\":1},\n\n{\"a\":2}\n]\n", "a 2:1 4:2");
    add("CRLF and CR line ends", "[\r\n{\"a\":1},\r{\"a\":2}\r]", "a 2:1 3:2");
    add("columns as they appear first", R"([{"z":1},{"a":2,"z":3},{"m":4}])", "z|a|m 1:1|| 1:3|2| 1:||4");
    add("JSON Lines", "{\"a\":1}\n{\"a\":2}\n", "a 1:1 2:2");
    add("JSON Lines, blank ones and no end", "\n{\"a\":1}\r\n\r\n{\"b\":2}", "a|b 2:1| 4:|2");
    add("JSON Lines, pretty-printed", "{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n", "a 1:1 4:2");
    add("objects with nothing between", R"({"a":1}{"a":2})", "a 1:1 1:2");
    add("one object is one row", R"({"a":1,"b":"x"})", "a|b 1:1|x");
    add("a PUT body", R"({"resourceId":"r1","resources":[{"a":1},{"a":2}]})", "a 1:1 1:2");
    add("a PUT body, more behind it",
        "{\n\"resources\": [\n{\"a\":1}\n] , \"x\": {\"y\":[1]}, \"z\":\"q\"}\n", "a 3:1");
    add("resources that are no array are a column", R"({"resources":"few","a":1})", "resources|a 1:few|1");
    add("an inner “resources” is a column", R"([{"resources":[1]}])", "resources 1:[1]");
    add("an empty array", " [ ] ", "");
    add("empty resources", R"({"resources":[]})", "");
    add("behind a BOM", "\xef\xbb\xbf[{\"a\":1}]", "a 1:1");
    add("texts as they are", R"([{"a":" x ","b":"1,2","c":"say \"hi\"","d":"two\nlines"}])",
        "a|b|c|d 1: x |1,2|say \"hi\"|two\nlines");
    add("escapes", R"([{"a":"\u00e9\ud83d\udc27\/\\","b":"\t"}])", "a|b 1:\xc3\xa9\xf0\x9f\x90\xa7/\\|\t");
    add("a name with an escape is the same name", R"([{"na\u006de":1},{"name":2}])", "name 1:1 1:2");
    add("null and what is missing are empty", R"([{"a":null,"b":""},{"b":false}])", "a|b 1:| 1:|false");
    add("numbers as they are written", R"([{"a":12345678901234567890,"b":1.10,"c":-0.5,"d":0}])",
        "a|b|c|d 1:12345678901234567890|1.10|-0.5|0");
    add("integers are never in exponent form", R"([{"a":1e3,"b":1.5E+2,"c":-2e0,"d":1e-3}])",
        "a|b|c|d 1:1000|150|-2|1e-3");
    add("nested values are compact, in their order",
        R"([{"a":{ "z" : 1.0, "b": [ 1, "x y", null ] },"c":[ ],"d":{ }}])",
        R"(a|c|d 1:{"z":1.0,"b":[1,"x y",null]}|[]|{})");
    add("brackets and quotes in texts", R"([{"a":"]}","b":["}\"]"],"c":"\\"},{"a":"[{"}])",
        R"(a|b|c 1:]}|["}\"]"]|\ 1:[{||)");
    add("a name that is empty", R"([{"":1,"a":2}])", "|a 1:1|2");
}

void tst_JsonRows::reads()
{
    QFETCH(const QByteArray, text);
    const Result<CsvTable> table = readJsonRows(text, {});
    QVERIFY2(table, table ? "" : qPrintable(table.error().message));
    QTEST(shown(*table), "table");
}

void tst_JsonRows::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    const auto add = [](const char *name, const QByteArray &text, const char *says) {
        QTest::addRow("%s", name) << text << QString::fromUtf8(says);
    };
    add("a number in the array", "[{\"a\":1},\n 2]",
        "Line 2 (byte 12): “2]” stands where an object is expected");
    add("a text in the array", R"(["a"])", "Line 1 (byte 2): “\"a\"]” stands where an object");
    add("an array in the array", "[[{}]]", "Line 1 (byte 2)");
    add("a number between lines", "{\"a\":1}\n7\n{\"a\":2}", "Line 2 (byte 9): “7” stands where an object");
    add("commas between lines", "{\"a\":1},\n{\"a\":2}", "Line 1 (byte 8): “,” stands where an object");
    add("text behind the array", "[{\"a\":1}]\nmore", "Line 2 (byte 11): “more” stands where the file’s end");
    add("text behind the body", R"({"resources":[]}])", "Line 1 (byte 17): “]” stands where the file’s end");
    add("a second body", "{\"resources\":[]}\n{}", "Line 2 (byte 18)");
    add("resources twice", R"({"resources":[],"resources":[{"a":1}]})",
        "Line 1 (byte 17): the name “resources” comes twice");
    add("an open body", R"({"resources":[{"a":1}])", "Line 1 (byte 23): the file ends where a comma or }");
    add("no comma between objects", "[{\"a\":1}\n{\"a\":2}]",
        "Line 2 (byte 10): “{\"a\":2}]” stands where a comma or ]");
    add("a comma before the end", "[{\"a\":1},]", "Line 1 (byte 10): “]” stands where an object");
    add("an open array", "\n[{\"a\":1},\n{\"a\":2}\n", "Line 2 (byte 2): this [ is never closed");
    add("an open object", "[{\"a\":1},\n{\"a\":2,\n", "Line 2 (byte 11): this { is never closed");
    add("an open inner array", "[{\"a\":\n[1,2", "Line 2 (byte 8): this [ is never closed");
    add("an open text at the end", "[{\"a\":\"xyz",
        "Line 1 (byte 7): a text that begins here is never closed");
    add("an open text", "[{\"a\":\"x},\n{\"a\":\"y\"}]",
        "Line 1 (byte 7): a text that begins here has no closing quote in its line");
    add("the wrong bracket", "[{\"a\":[1,\n2}]",
        "Line 2 (byte 12): } does not close the [ of line 1 (byte 7)");
    add("a name twice", "[{\"a\":1,\n\"b\":2,\"a\":3}]", "Line 2 (byte 16): the name “a” comes twice");
    add("a name twice, once with an escape", R"([{"a":1,"\u0061":3}])",
        "Line 1 (byte 9): the name “a” comes twice");
    add("no colon", "[{\"a\" 1}]", "Line 1 (byte 7): a “:” is missing behind a name");
    add("no comma in an object", "[{\"a\":1\n\"b\":2}]",
        "Line 2 (byte 9): a comma or the object’s end is missing before this");
    add("no comma in an array", R"([{"a":[1 2]}])",
        "Line 1 (byte 10): a comma is missing between two values");
    add("a number that is none", R"([{"a":1.2.3}])", "Line 1 (byte 10): ");
    add("a comma before }", "[{\"a\":1,}]", "Line 1 (byte 9): a name in quotes is missing behind the comma");
    add("a word that is no value", "[\n{\"a\":yes}]", "Line 2 (byte 8): this is no value");
    add("single quotes", "[{\"a\":'x'}]", "Line 1 (byte 7): this is no value");
    add("NaN", "[{\"a\":NaN}]", "Line 1 (byte 7): this is no value");
    add("a comment", "[{\"a\":1 /* one */}]", "Line 1 (byte 9): a comma or the object");
    add("a bad escape", "[{\"a\":\"\\x\"}]", "Line 1 (byte 8): what follows a “\\” is no escape");
    add("a NUL between values", QByteArray("[{\"a\":1},\0{\"a\":2}]", 18),
        "Line 1 (byte 10): a NUL character");
    add("a NUL in a text", QByteArray("[{\"a\":\"x\0y\"}]", 13), "Line 1 (byte 9): a NUL character");
    add("a NUL as an escape", R"([{"a":"\u0000"}])",
        "Line 1 (byte 7): this text holds a NUL or half a character");
    add("half a surrogate pair", R"([{"a":"\ud83d"}])", "Line 1 (byte 7): this text holds a NUL or half");
    add("objects without names", "[{},{}]", "are empty");
    add("too deep an object", "[{\"a\":" + QByteArray(600, '[') + QByteArray(600, ']') + "}]",
        "Line 1 (byte 518): values are nested deeper than 512 levels");
    add("a depth bomb", QByteArray(2'000'000, '['),
        "Line 1 (byte 2): “[[[[[[[[[[[[[[[[” stands where an object");
    add("an object that never ends", "{\"a\":[" + QByteArray("1,").repeated(5'000'000) + "1]}",
        "Line 1 (byte 1): what begins here is larger than 8 MB");
    add("a value that is too long", "[{\"a\":1,\n\"b\":\"" + QByteArray(MaxCellBytes, 'x') + "\"}]",
        "Line 2 (byte 14): this value is longer than 1 MiB");
    add("nothing but white space", " \n ", "Line 2 (byte 4): the file ends where [ or { is expected");
    QByteArray names = "[";
    for (int i = 0; i < 10'001; ++i)
        names += "{\"id" + QByteArray::number(i) + "\":1},\n";
    add("values for names", names,
        "Line 10001 (byte 138893): the objects have more than 10,000 different names");
}

void tst_JsonRows::refuses()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, says);
    const Result<CsvTable> table = readJsonRows(text, {});
    QVERIFY(!table);
    QVERIFY(table.error().kind == Error::Kind::File);
    QVERIFY2(table.error().message.contains(says), qPrintable(table.error().message));
}

void tst_JsonRows::namesThePlaceInALongFile()
{
    QByteArray text = "[\n";
    for (int i = 0; i < 100'000; ++i)
        text += "{\"uniqueId\":\"u" + QByteArray::number(i) + "\",\"tags\":[\"a\",\"b\"]},\n";
    const qsizetype place = text.size() + 6;
    text += "{\"uniqueId\" \"last\"}]";
    const Result<CsvTable> table = readJsonRows(text, {});
    QVERIFY(!table);
    QVERIFY2(table.error().message.startsWith(QStringLiteral("Line 100002 (byte ")),
             qPrintable(table.error().message));
    const QString byte =
        table.error().message.section(QStringLiteral("byte "), 1).section(QLatin1Char(')'), 0, 0);
    QVERIFY(std::abs(byte.toLongLong() - place) < 10);
}

/// A real file, read as one is.
static Result<CsvFilePtr> readAsFile(const QByteArray &bytes)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("people.json")));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test's own file could not be written");
    file.close();
    return waitFor(readFile(file.fileName(), {}, nullptr));
}

void tst_JsonRows::namesPlacesInTheFile_data()
{
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<bool>("hasBom");
    for (const char *encoding : {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE"}) {
        QTest::addRow("%s with a BOM", encoding) << QString::fromLatin1(encoding) << true;
        if (qstrcmp(encoding, "UTF-32LE") != 0)
            QTest::addRow("%s", encoding) << QString::fromLatin1(encoding) << false;
    }
}

/// The byte is one of the file, whatever the text was decoded from.
void tst_JsonRows::namesPlacesInTheFile()
{
    QFETCH(const QString, encoding);
    QFETCH(const bool, hasBom);
    QStringEncoder encoder(encoding.toLatin1().constData());
    const QString before = QString(hasBom ? QString(QChar(QChar::ByteOrderMark)) : QString())
        + QString::fromUtf8("[{\"a\":\"Zoë\",\"b\":");
    const QByteArray ahead = encoder.encode(before);
    const QByteArray bytes = ahead + QByteArray(encoder.encode(QString::fromLatin1("[1}]")));
    const qsizetype unit = QByteArray(encoder.encode(QString::fromLatin1("["))).size();
    const Result<CsvFilePtr> file = readAsFile(bytes);
    QVERIFY(!file);
    QCOMPARE(file.error().message,
             QString::fromUtf8("Line 1 (byte %1): } does not close the [ of line 1 (byte %2).")
                 .arg(ahead.size() + 2 * unit + 1)
                 .arg(ahead.size() + 1));
}

void tst_JsonRows::namesBytesThatAreLost()
{
    const Result<CsvFilePtr> file = readAsFile("\xef\xbb\xbf[{\"a\":\"\\ufffd\",\"b\":\"Zo\xc3\xab\"},\n"
                                               "{\"b\":\"Zo\xeb\",\"a\":\"x\"}]");
    QVERIFY2(file, file ? "" : qPrintable(file.error().message));
    QCOMPARE((*file)->kind, CsvFile::Kind::Json);
    QVERIFY(!(*file)->flaw(0)); // what it spells out is not lost
    const RowFlaw *flaw = (*file)->flaw(1);
    QVERIFY(flaw);
    QCOMPARE(flaw->column, 2);
    QCOMPARE(flaw->byte, 39);
    QVERIFY2((*file)->row(1).problem.contains(QStringLiteral("(byte 40 of the file)")),
             qPrintable((*file)->row(1).problem));
}

void tst_JsonRows::readsEveryBeginningWithoutACrash()
{
    const QByteArray whole =
        "{\"x\":[1,{\"\\u00e9\":\"\\\"\"}],\"resources\":[{\"a\":\"b\\n\",\"c\":[-1.5e3,true]},\r\n"
        "{\"a\":null,\"d\":{\"e\":\"\xc3\xa9\"}}],\"y\":{}}";
    QVERIFY(readJsonRows(whole, {}));
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const Result<CsvTable> table = readJsonRows(whole.first(size), {});
        QVERIFY2(!table, qPrintable(QString::number(size)));
        QVERIFY(table.error().message.contains(QStringLiteral("(byte ")));
    }
}

void tst_JsonRows::stopsWhenAsked_data()
{
    QTest::addColumn<qint64>("after");
    QTest::addRow("while the columns are found") << qint64(300'000);
    QTest::addRow("while the rows are read") << qint64(3'600'000);
}

void tst_JsonRows::stopsWhenAsked()
{
    QFETCH(const qint64, after);
    const QByteArray text = "[" + QByteArray("{\"a\":1234567},").repeated(200'000) + "{\"a\":1}]";
    qint64 last = 0;
    qint64 widest = 0;
    const Result<CsvTable> table = readJsonRows(text, [&](qint64 done, qint64 total) {
        if (total != 2 * text.size() || done < last)
            qFatal("progress that goes back");
        widest = std::max(widest, done - last);
        last = done;
        return done < after;
    });
    QVERIFY(!table);
    QVERIFY(table.error().kind == Error::Kind::Cancelled);
    QVERIFY(last >= after && last < after + 600'000);
    QVERIFY(widest < 600'000); // asked often enough
}

QTEST_GUILESS_MAIN(tst_JsonRows)
#include "tst_jsonrows.moc"
