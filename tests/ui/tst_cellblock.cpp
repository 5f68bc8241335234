// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/cellblock.h"
#include "ui/draft/fieldhints.h"
#include "ui/draft/fieldpath.h"

#include <QJsonArray>
#include <QTest>

using namespace Fullstate;

class tst_CellBlock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void tabularTextIsRead_data();
    void tabularTextIsRead();
    void tabularTextComesBack();
    void hints_data();
    void hints();
    void pathsNameNestedFields();
};

void tst_CellBlock::tabularTextIsRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("rows");
    QTest::addRow("one cell") << QStringLiteral("a") << QStringLiteral("a");
    QTest::addRow("nothing") << QString() << QString();
    QTest::addRow("a block with its last line ended")
        << QStringLiteral("a\tb\nc\td\n") << QStringLiteral("a|b / c|d");
    QTest::addRow("line ends of Windows")
        << QStringLiteral("a\tb\r\nc\td\r\n") << QStringLiteral("a|b / c|d");
    QTest::addRow("empty cells stay") << QStringLiteral("\tb\t\n") << QStringLiteral("|b|");
    QTest::addRow("an empty line is a row") << QStringLiteral("a\n\nb\n") << QStringLiteral("a /  / b");
    QTest::addRow("quotes hold tabs, lines and quotes")
        << QStringLiteral("\"a\tb\"\t\"c\nx\"\t\"e\"\"f\"") << QStringLiteral("a\tb|c\nx|e\"f");
    QTest::addRow("quotes inside a word are part of it")
        << QStringLiteral("5\" disk\tb") << QStringLiteral("5\" disk|b");
    QTest::addRow("a word in quotes that go on are part of it")
        << QStringLiteral("\"big\" one\tb") << QStringLiteral("\"big\" one|b");
    QTest::addRow("a quote that nobody ends is part of it")
        << QStringLiteral("\"a\tb\nc\td") << QStringLiteral("\"a|b / c|d");
}

void tst_CellBlock::tabularTextIsRead()
{
    QFETCH(QString, text);
    QStringList rows;
    const TextRows read = fromTabularText(text);
    for (const QStringList &row : read)
        rows.append(row.join(u'|'));
    QTEST(rows.join(QStringLiteral(" / ")), "rows");
}

void tst_CellBlock::tabularTextComesBack()
{
    const TextRows rows{{QStringLiteral("a"), QStringLiteral("\"b"), QString()},
                        {QStringLiteral("c\td"), QStringLiteral("e\nf"), QStringLiteral("g \"h\"")}};
    QCOMPARE(fromTabularText(toTabularText(rows)), rows);
}

void tst_CellBlock::hints_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *name, Field::Kind kind, const char *text, bool fits) {
        QTest::addRow("%s", name) << static_cast<int>(kind) << QString::fromUtf8(text) << fits;
    };
    row("a moment", Field::Kind::Timestamp, "2026-03-01T09:00:00Z", true);
    row("a day is its midnight", Field::Kind::Timestamp, "2026-03-01", true);
    row("a word is no moment", Field::Kind::Timestamp, "soon", false);
    row("nothing is not wrong yet", Field::Kind::Timestamp, "", true);
    row("https", Field::Kind::HttpsUrl, "https://example.com/a", true);
    row("http", Field::Kind::HttpsUrl, "http://example.com/a", false);
    row("an integer", Field::Kind::Integer, "12", true);
    row("words for an integer", Field::Kind::Integer, "twelve", false);
    row("a fraction for an integer", Field::Kind::Integer, "1.5", false);
    row("more than an integer holds", Field::Kind::Integer, "2147483648", false);
    row("a fraction", Field::Kind::Number, "1.5", true);
    row("a comma in a number", Field::Kind::Number, "1,5", false);
    row("an object", Field::Kind::Object, "{\"a\":1}", true);
    row("half an object", Field::Kind::Object, "{\"a\":", false);
    row("a list with commas", Field::Kind::List, "a, b", true);
    row("half a list", Field::Kind::List, "[\"a\"", false);
}

void tst_CellBlock::hints()
{
    QFETCH(int, kind);
    QFETCH(QString, text);
    const Field field{QStringLiteral("field"), static_cast<Field::Kind>(kind)};
    QTEST(hintFor(field, text).isEmpty(), "fits");
}

void tst_CellBlock::pathsNameNestedFields()
{
    const ResourceType type{QStringLiteral("T"),
                            {},
                            {},
                            {{QStringLiteral("name")},
                             {QStringLiteral("drives"),
                              Field::Kind::List,
                              false,
                              false,
                              {},
                              {},
                              {},
                              {},
                              {{QStringLiteral("size"), Field::Kind::Integer}},
                              Field::Kind::Object},
                             {QStringLiteral("policy"),
                              Field::Kind::Object,
                              false,
                              true,
                              {},
                              {},
                              {},
                              {},
                              {{QStringLiteral("length"), Field::Kind::Integer}}}}};
    const QJsonObject resource{
        {QStringLiteral("drives"), QJsonArray{QJsonObject{{QStringLiteral("size"), 1}}, QJsonObject{}}}};
    QStringList names;
    const std::vector<FieldPath> paths = fieldPaths(type, resource);
    for (const FieldPath &path : paths)
        names.append(path.text() % (path.isHeading() ? QStringLiteral(":") : QString()));
    QCOMPARE(names.join(u' '),
             QStringLiteral(
                 "name drives: drives[0]: drives[0].size drives[1]: drives[1].size policy: policy.length"));
    QCOMPARE(valueAt(resource, paths.at(3)), QJsonValue(1));
    QCOMPARE(valueAt(resource, paths.at(5)), QJsonValue(QJsonValue::Undefined));
    QCOMPARE(topValueWith(resource, paths.at(5), 7).toArray().at(1).toObject().value(QStringLiteral("size")),
             QJsonValue(7));
    QCOMPARE(topValueWith(resource, paths.at(7), 8), QJsonValue(QJsonObject{{QStringLiteral("length"), 8}}));
    QVERIFY(topValueWith(resource, paths.at(3), QJsonValue::Undefined).toArray().at(0).toObject().isEmpty());
}

QTEST_MAIN(tst_CellBlock)
#include "tst_cellblock.moc"
