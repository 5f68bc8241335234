// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvreader.h"

#include <QTest>

using namespace Fullstate;

/// Records and cells as RFC 4180 has them, and what is said of text that is not like that.
class tst_CsvReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void reads_data();
    void reads();
    void readsTheSameInAnyPieces_data() { reads_data(); }
    void readsTheSameInAnyPieces();
    void namesWhereAQuoteWasOpened();
    void stopsAtAnOverlongCell();
};

/// "line:cell|cell" for each row; a problem follows as "!column".
static QStringList readAll(const QString &text, QChar delimiter, qsizetype piece, Result<> *ended = nullptr)
{
    QStringList rows;
    CsvReader reader(delimiter, [&rows](CsvRow &&row) {
        QString shown = QString::number(row.line) % QLatin1Char(':') % row.cells.join(QLatin1Char('|'));
        if (!row.problem.isEmpty())
            shown += QLatin1Char('!') + QString::number(row.problemColumn);
        rows.append(shown);
    });
    for (qsizetype at = 0; at < text.size(); at += piece)
        reader.feed(QStringView(text).mid(at, piece));
    const Result<> result = reader.finish();
    if (ended)
        *ended = result;
    return rows;
}

void tst_CsvReader::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("rows");
    const auto add = [](const char *name, const char *text, const QStringList &rows) {
        QTest::addRow("%s", name) << QString::fromUtf8(text) << rows;
    };
    const auto s = [](const char *text) { return QString::fromUtf8(text); };
    add("two rows", "a,b\nc,d\n", {s("1:a|b"), s("2:c|d")});
    add("no line break at the end", "a,b\nc,d", {s("1:a|b"), s("2:c|d")});
    add("CRLF", "a,b\r\nc,d\r\n", {s("1:a|b"), s("2:c|d")});
    add("CR alone", "a,b\rc,d\r", {s("1:a|b"), s("2:c|d")});
    add("mixed line ends count right", "a\r\nb\nc\rd", {s("1:a"), s("2:b"), s("3:c"), s("4:d")});
    add("blank lines are no rows but count", "a\n\n\nb", {s("1:a"), s("4:b")});
    add("empty cells", ",,\n", {s("1:||")});
    add("a quoted empty cell is a row", "\"\"\n", {s("1:")});
    add("quoted delimiter", "\"a,b\",c", {s("1:a,b|c")});
    add("doubled quotes", "\"a\"\"b\",\"\"\"\"", {s("1:a\"b|\"")});
    add("line break in quotes, next row's line is right", "\"a\nb\",c\nd,e", {s("1:a\nb|c"), s("3:d|e")});
    add("CRLF in quotes is kept", "\"a\r\nb\"\nc", {s("1:a\r\nb"), s("3:c")});
    add("spaces are data", " a , b", {s("1: a | b")});
    add("a quote inside a plain cell is data", "a\"b,c", {s("1:a\"b|c")});
    add("text after a closing quote is a problem of its row alone", "x,\"a\"b,c\nd",
        {s("1:x|ab|c!2"), s("2:d")});
    add("umlauts and other planes", "\xc3\xa4,\xf0\x9f\x90\xa7", {s("1:\xc3\xa4|\xf0\x9f\x90\xa7")});
    QTest::addRow("a NUL is a problem of its row")
        << QString(QStringLiteral("a,b") + QChar() + QStringLiteral("\nc"))
        << QStringList{QStringLiteral("1:a|b") + QChar() + s("!2"), s("2:c")};
}

void tst_CsvReader::reads()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, rows);
    QCOMPARE(readAll(text, QLatin1Char(','), text.size() + 1), rows);
    QString semicolons = text;
    if (!text.contains(QLatin1Char(';')) && !text.contains(QLatin1String("a,b\""))) {
        semicolons.replace(QLatin1Char(','), QLatin1Char(';'));
        QCOMPARE(readAll(semicolons, QLatin1Char(';'), text.size() + 1), rows);
    }
}

void tst_CsvReader::readsTheSameInAnyPieces()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, rows);
    for (qsizetype piece = 1; piece < 5; ++piece)
        QCOMPARE(readAll(text, QLatin1Char(','), piece), rows);
}

void tst_CsvReader::namesWhereAQuoteWasOpened()
{
    Result<> ended;
    const QStringList rows = readAll(QStringLiteral("a,b\nc,\"d\ne,f\ng,h"), QLatin1Char(','), 100, &ended);
    QCOMPARE(rows, QStringList{QStringLiteral("1:a|b")});
    QVERIFY(!ended);
    QVERIFY2(ended.error().message.contains(QStringLiteral("line 2, column 2")),
             qPrintable(ended.error().message));
}

void tst_CsvReader::stopsAtAnOverlongCell()
{
    const QString text =
        QStringLiteral("a,\"") + QString(MaxCellLength + 10, QLatin1Char('x')) + QStringLiteral("\"\nb,c");
    QStringList problems;
    CsvReader reader(QLatin1Char(','), [&problems](CsvRow &&row) { problems.append(row.problem); });
    reader.feed(text);
    QVERIFY(reader.finish());
    QCOMPARE(problems.size(), 2);
    QVERIFY(problems.at(0).contains(QStringLiteral("1 MiB")));
    QCOMPARE(problems.at(1), QString());
}

QTEST_GUILESS_MAIN(tst_CsvReader)
#include "tst_csvreader.moc"
