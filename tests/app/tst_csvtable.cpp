// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvtable.h"

#include <QRegularExpression>
#include <QTest>

using namespace Fullstate;

/// Records and cells as RFC 4180 has them, and what is said of text that is not like that.
class tst_CsvTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void reads_data();
    void reads();
    void readsAnyDelimiterAndQuote_data();
    void readsAnyDelimiterAndQuote();
    void readsTheFirstCellsOnly();
    void namesWhereAQuoteWasOpened_data();
    void namesWhereAQuoteWasOpened();
    void turnsPlacesIntoThoseOfTheFile();
    void marksAnOverlongCell();
    void marksWhatCouldNotBeDecoded();
    void takesRecordsThatWereNoText();
    void takesASeparatorLine_data();
    void takesASeparatorLine();
    void saysHowFarItIsAndStops();
};

static QString letter(RowFlaw::Kind kind)
{
    switch (kind) {
    case RowFlaw::Kind::CellCount:
        return QStringLiteral("count");
    case RowFlaw::Kind::AfterQuote:
        return QStringLiteral("quote");
    case RowFlaw::Kind::Nul:
        return QStringLiteral("nul");
    case RowFlaw::Kind::LongCell:
        return QStringLiteral("long");
    case RowFlaw::Kind::Undecodable:
        return QStringLiteral("bytes");
    }
    return {};
}

/// "line:cell|cell" for each row; its flaw follows as "!kind column@byte", for a number of cells "!count
/// n@byte".
static QStringList shown(const CsvTable &table)
{
    QStringList rows;
    for (size_t row = 0; row < table.rowCount(); ++row)
        rows.append(QString::number(table.line(row)) % u':' % table.cells(row).join(u'|'));
    for (const RowFlaw &flaw : table.flaws())
        rows[flaw.row] += u'!' % letter(flaw.kind) % u' '
            % QString::number(flaw.count > 0 ? flaw.count : flaw.column) % u'@' % QString::number(flaw.byte);
    return rows;
}

void tst_CsvTable::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("rows"); // joined with blanks
    const auto add = [](const char *name, const QByteArray &text, const char *rows) {
        QTest::addRow("%s", name) << text << QString::fromUtf8(rows);
    };
    add("two rows", "a,b\nc,d\n", "1:a|b 2:c|d");
    add("no line break at the end", "a,b\nc,d", "1:a|b 2:c|d");
    add("nothing", "", "");
    add("CRLF", "a,b\r\nc,d\r\n", "1:a|b 2:c|d");
    add("CR alone", "a,b\rc,d\r", "1:a|b 2:c|d");
    add("the end within a CRLF", "a,b\r\nc,d\r", "1:a|b 2:c|d");
    add("LF before CR is two line ends", "a\n\rb", "1:a 3:b");
    add("mixed line ends count right", "a\r\nb\nc\rd", "1:a 2:b 3:c 4:d");
    add("blank lines are no rows but count", "a\n\n\nb", "1:a 4:b");
    add("blank lines at both ends", "\r\n\na\n\r\n\n", "3:a");
    add("empty cells", ",,\n", "1:||");
    add("a delimiter at the end is an empty cell", "a,\nb,", "1:a| 2:b|");
    add("a quoted empty cell is a row", "\"\"\n", "1:");
    add("a quoted empty cell at the end is a row", "a\n\"\"", "1:a 2:");
    add("quoted delimiter", "\"a,b\",c", "1:a,b|c");
    add("doubled quotes", "\"a\"\"b\",\"\"\"\"", "1:a\"b|\"");
    add("quotes around quotes", "\"\"\"a\"\"\",\"\"\"\"\"\"", "1:\"a\"|\"\"");
    add("line break in quotes, next row's line is right", "\"a\nb\",c\nd,e", "1:a\nb|c 3:d|e");
    add("CRLF in quotes is kept", "\"a\r\nb\"\nc", "1:a\r\nb 3:c");
    add("CR in quotes is kept and counts", "\"a\rb\"\nc", "1:a\rb 3:c");
    add("a quote inside a plain cell is data", "a\"b,c\"", "1:a\"b|c\"");
    add("text after a closing quote is a flaw of its row alone", "x,\"a\"b,c\ny,z,d",
        "1:x|ab|c!quote 2@5 2:y|z|d");
    add("a quote after text after a closing quote", "\"a\"b\"c\",d", "1:ab\"c\"|d!quote 1@3");
    add("space after a closing quote", "\"a\"\t,b", "1:a\t|b!quote 1@3");
    add("umlauts and other planes", "\xc3\xa4,\xf0\x9f\x90\xa7", "1:\xc3\xa4|\xf0\x9f\x90\xa7");
    add("fewer cells than the first", "a,b,c\nd\ne,f,g", "1:a|b|c 2:d!count 1@6 3:e|f|g");
    add("more cells than the first", "a\nb,c,d\ne", "1:a 2:b|c|d!count 3@2 3:e");
    add("only the first flaw of a row is told", "a,b\n\"c\"d\ne,f", "1:a|b 2:cd!quote 1@7 3:e|f");
    QTest::addRow("a NUL is a flaw of its row")
        << QByteArray("a,b\0\nc,d", 8) << QString(QStringLiteral("1:a|b") % QChar() % u"!nul 2@3 2:c|d");
    QTest::addRow("a NUL in quotes") << QByteArray("a,\"\0\"\nc,d", 9)
                                     << QString(QStringLiteral("1:a|") % QChar() % u"!nul 2@3 2:c|d");
}

void tst_CsvTable::reads()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, rows);
    CsvTable table(text, ',', '"');
    const Result<> indexed = table.index();
    QVERIFY2(indexed, indexed ? "" : qPrintable(indexed.error().message));
    QCOMPARE(shown(table).join(u' '), rows);
}

void tst_CsvTable::readsAnyDelimiterAndQuote_data()
{
    QTest::addColumn<char>("delimiter");
    QTest::addColumn<char>("quote");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("rows");
    QTest::addRow("semicolons") << ';' << '"' << QByteArray("a,b;\"c;d\"\n") << "1:a,b|c;d";
    QTest::addRow("tabs") << '\t' << '"' << QByteArray("a\tb\t\"c\td\"\n") << "1:a|b|c\td";
    QTest::addRow("pipes") << '|' << '"' << QByteArray("a|b|\"\"\n") << "1:a|b|";
    QTest::addRow("single quotes") << ',' << '\'' << QByteArray("'a,b','c''d',\"e\n") << "1:a,b|c'd|\"e";
    QTest::addRow("no quotes") << ',' << '\0' << QByteArray("\"a,b\",'c\n\"")
                               << "1:\"a|b\"|'c 2:\"!count 1@9";
    QTest::addRow("no quotes, a NUL at a cell's start")
        << ',' << '\0' << QByteArray("a,\0b\n", 5)
        << QString(QStringLiteral("1:a|") % QChar() % u"b!nul 2@2");
}

void tst_CsvTable::readsAnyDelimiterAndQuote()
{
    QFETCH(const char, delimiter);
    QFETCH(const char, quote);
    QFETCH(const QByteArray, text);
    QFETCH(const QString, rows);
    CsvTable table(text, delimiter, quote);
    QVERIFY(table.index());
    QCOMPARE(shown(table).join(u' '), rows);
}

void tst_CsvTable::readsTheFirstCellsOnly()
{
    CsvTable table("a,\"b\"\"\",c\nd\n", ',', '"');
    QVERIFY(table.index());
    RowCells cells(table);
    cells.read(0, 2);
    QCOMPARE(cells.size(), 2);
    QCOMPARE(cells.text(1), QStringLiteral("b\""));
    QCOMPARE(cells.text(2), QString());
    cells.read(1, 2);
    QCOMPARE(cells.size(), 1);
    QCOMPARE(cells.text(0), QStringLiteral("d"));
}

void tst_CsvTable::namesWhereAQuoteWasOpened_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    QTest::addColumn<int>("rows");
    QTest::addRow("in the middle") << QByteArray("a,b\nc,\"d\ne,f\ng,h") << "line 2, column 2 (byte 7)" << 1;
    QTest::addRow("at the start") << QByteArray("\"a,b\nc,d\n") << "line 1, column 1 (byte 1)" << 0;
    QTest::addRow("the last byte") << QByteArray("a,b\r\nc,\"") << "line 2, column 2 (byte 8)" << 1;
    QTest::addRow("the last of three") << QByteArray("a\n\"b\"\n\"\"\"") << "line 3, column 1 (byte 7)" << 2;
    QTest::addRow("behind a cell of two lines")
        << QByteArray("\"a\nb\",\"c") << "line 2, column 2 (byte 7)" << 0;
}

void tst_CsvTable::namesWhereAQuoteWasOpened()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, says);
    QFETCH(const int, rows);
    CsvTable table(text, ',', '"');
    const Result<> indexed = table.index();
    QVERIFY(!indexed);
    QCOMPARE(indexed.error().kind, Error::Kind::File);
    QVERIFY2(indexed.error().message.contains(says), qPrintable(indexed.error().message));
    QCOMPARE(table.rowCount(), static_cast<size_t>(rows)); // what stands before it
}

void tst_CsvTable::turnsPlacesIntoThoseOfTheFile()
{
    CsvTable table("a,\"b", ',', '"');
    const Result<> indexed = table.index({}, [](qint64 byte) { return byte * 2 + 100; });
    QVERIFY(!indexed && indexed.error().message.contains(QStringLiteral("(byte 105)")));
    CsvTable ragged("a,b\nc\nd\n", ',', '"');
    QVERIFY(ragged.index());
    std::vector<qint64> asked;
    ragged.moveFlaws([&asked](qint64 byte) {
        asked.push_back(byte);
        return byte + 3;
    });
    QCOMPARE(asked, (std::vector<qint64>{4, 6}));
    QCOMPARE(ragged.flaws()[1].byte, 9);
}

void tst_CsvTable::marksAnOverlongCell()
{
    const QByteArray full(MaxCellBytes, 'x');
    CsvTable table("a,\"" + full + "\"\nb,c\nd," + full + "\n", ',', '"');
    QVERIFY(table.index());
    QCOMPARE(table.rowCount(), 3u);
    QCOMPARE(table.flaws().size(), 1u); // quotes count, as they are read
    QCOMPARE(table.flaws()[0].kind, RowFlaw::Kind::LongCell);
    QCOMPARE(table.flaws()[0].row, 0u);
    QCOMPARE(table.flaws()[0].column, 2);
    QCOMPARE(table.flaws()[0].byte, 2);
    QCOMPARE(table.cells(0).at(1).size(), MaxCellBytes);
}

void tst_CsvTable::marksWhatCouldNotBeDecoded()
{
    CsvTable table("a,b\nc,\xef\xbf\xbd\nd\n\"\xef\xbf\xbd\",\xef\xbf\xbd\ne,f\n\xef\xbf\xbd\n", ',', '"');
    QVERIFY(table.index());
    table.markUndecodable();
    QCOMPARE(shown(table).filter(QStringLiteral("!")).join(u' ').remove(QChar(QChar::ReplacementCharacter)),
             QStringLiteral("2:c|!bytes 2@6 3:d!count 1@10 4:|!bytes 1@13 6:!count 1@26"));
}

void tst_CsvTable::takesRecordsThatWereNoText()
{
    const QStringList awkward{QStringLiteral("a\"b"), QStringLiteral("c,d\r\ne"), QString(),
                              QStringLiteral("\"")};
    CsvTable table;
    table.append({QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("4")}, 7);
    table.append(awkward, 12);
    QCOMPARE(table.width(), 4);
    QCOMPARE(table.cells(1), awkward);
    QCOMPARE(table.line(1), 12);
    CsvTable again(table.text(), ',', '"');
    QVERIFY(again.index());
    QCOMPARE(again.rowCount(), 2u);
    QCOMPARE(again.cells(1), awkward);
}

void tst_CsvTable::takesASeparatorLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("size");
    QTest::addRow("LF") << QByteArray("sep=;\na;b") << 6;
    QTest::addRow("CRLF") << QByteArray("SEP=\t\r\na\tb") << 7;
    QTest::addRow("CR") << QByteArray("sep=;\ra;b") << 6;
    QTest::addRow("nothing behind it") << QByteArray("sep=;\r\n") << 7;
    QTest::addRow("no line end") << QByteArray("sep=;") << 0;
    QTest::addRow("two characters") << QByteArray("sep=;;\na") << 0;
    QTest::addRow("a line end") << QByteArray("sep=\n\na") << 0;
    QTest::addRow("a quote") << QByteArray("sep=\"\na") << 0;
    QTest::addRow("another line") << QByteArray("sip=;\na") << 0;
}

void tst_CsvTable::takesASeparatorLine()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, size);
    QCOMPARE(separatorLine(text), size);
    if (size == 0)
        return;
    CsvTable table(text + "x" + text.at(4) + "y", text.at(4), '"');
    QVERIFY(table.index());
    QVERIFY(table.rowCount() > 0);
    QCOMPARE(table.line(0), 2);
    QCOMPARE(table.start(0), size);
}

void tst_CsvTable::saysHowFarItIsAndStops()
{
    const QByteArray text = QByteArray("ab,cd\n").repeated(4 << 20); // 24 MiB
    CsvTable table(text, ',', '"');
    std::vector<qint64> done;
    QVERIFY(table.index([&done](qint64 bytes) {
        done.push_back(bytes);
        return true;
    }));
    QVERIFY(done.size() > 3);
    QVERIFY(std::is_sorted(done.begin(), done.end()));
    QVERIFY(done.back() <= text.size());
    int asked = 0;
    const Result<> stopped = table.index([&asked](qint64) { return ++asked < 2; });
    QCOMPARE(asked, 2);
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(tst_CsvTable)
#include "tst_csvtable.moc"
