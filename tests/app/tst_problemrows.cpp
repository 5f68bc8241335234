// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/csvwriter.h"
#include "app/import/rulereader.h"
#include "tests/support/importfiles.h"
#include "tests/support/users.h"

#include <QTest>

using namespace Fullstate;

/// The rows that cannot go in: mended one by one, and saved with their reasons.
class tst_ProblemRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void mendingOneCellForgivesNoOther_data();
    void mendingOneCellForgivesNoOther();
    void savesProblemRowsThatImportAgain();
    void savedRowsAreGuarded();
    void savedNamesAndReasonsAreGuarded();
    void reasonsThatAreNotKeptAreSaid();
};

/// What the draft holds.
static std::vector<QJsonObject> held()
{
    return users(QStringLiteral("u1 u2 u8 u9"));
}

/// As it is written.
static QByteArray savedCsv(const CsvFilePtr &file, const ImportChoices &choices, const ImportStagePtr &stage)
{
    const ExportTable table = problemRowsTable(file, choices, stage);
    QByteArray csv = csvStart({}) + csvLine(table.columns);
    for (qsizetype row = 0; row < table.count; ++row)
        csv += csvLine(table.cells(row));
    return csv;
}

void tst_ProblemRows::mendingOneCellForgivesNoOther_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QString>("reason");
    const QString undecodable = QStringLiteral("not UTF-8");
    const QString nul = QStringLiteral("NUL");
    const QString isLong = QStringLiteral("longer than 1 MiB");
    QTest::addRow("two that cannot be decoded") << QByteArray("a\xff") << QByteArray("b\xff") << undecodable;
    QTest::addRow("two NULs") << QByteArray("a\0", 2) << QByteArray("\0", 1) << nul;
    QTest::addRow("a NUL behind a long cell") << QByteArray(2 << 20, 'x') << QByteArray("\0", 1) << nul;
    QTest::addRow("two long cells") << QByteArray("a\0", 2) << QByteArray((1 << 20) + 1, 'x') << isLong;
    QTest::addRow("a long cell of long characters")
        << QByteArray("a\0", 2) << QByteArray("\xc3\xa4").repeated((1 << 19) + 1) << isLong;
    QTest::addRow("not too long") << QByteArray("a\0", 2) << QByteArray(1 << 20, 'x') << QString();
}

void tst_ProblemRows::mendingOneCellForgivesNoOther()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, second);
    QFETCH(const QString, reason);
    const CsvReadOptions asUtf8{.format = CsvFormat()};
    const CsvFilePtr file =
        fileOf("uniqueId,fullName,roleDescription\nu1," + first + ',' + second + "\n", asUtf8);
    QVERIFY(file->flaw(0));
    ImportChoices choices;
    choices.mapping = matchColumns(*file, userAccounts());
    QStringList cells = file->row(0).cells;
    cells[1] = QStringLiteral("Ada");
    choices.corrections.insert(0, cells);
    const ImportStagePtr still = staged(file, choices, userAccounts(), held());
    QCOMPARE(still->badRows.size(), reason.isEmpty() ? 0u : 1u);
    if (!reason.isEmpty()) {
        QCOMPARE(still->problems[0].column, 3);
        QVERIFY2(still->problems[0].reason.contains(reason), qPrintable(still->problems[0].reason));
    }
    choices.corrections[0][2] = QStringLiteral("Lead");
    QCOMPARE(staged(file, choices, userAccounts(), held())->badRows.size(), 0u);
}

void tst_ProblemRows::savesProblemRowsThatImportAgain()
{
    const CsvFilePtr file = fileOf(
        "uniqueId,email,permissionLevel\nu1,a@example.com,BASE\nu9,\"a, \"\"b\"\"\nc\",ROOTE\nu8,b,X\n");
    ImportChoices choices;
    choices.mapping = matchColumns(*file, userAccounts());
    QStringList cells = file->row(2).cells;
    cells[2] = QStringLiteral("Y"); // mended, but wrong
    choices.corrections.insert(2, cells);
    const ImportStagePtr bad = staged(file, choices, userAccounts(), held());
    const CsvFilePtr again = fileOf(savedCsv(file, choices, bad));
    QCOMPARE(again->columns, file->columns + QStringList{QStringLiteral("reason")});
    QCOMPARE(again->rowCount(), 2u);
    QCOMPARE(again->row(0).cells.mid(0, file->columns.size()), file->row(1).cells);
    QVERIFY(again->row(0).cells.constLast().contains(QStringLiteral("permissionLevel")));
    QCOMPARE(again->row(1).cells.value(2), QStringLiteral("Y"));
    choices = {};
    choices.mapping = matchColumns(*again, userAccounts());
    const ImportStagePtr badAgain = staged(again, choices, userAccounts(), held());
    QCOMPARE(badAgain->badRows.size(), 2u);
    const CsvFilePtr third = fileOf(savedCsv(again, choices, badAgain));
    QCOMPARE(third->columns, again->columns); // one reason column, however often
    QCOMPARE(third->row(0).cells, again->row(0).cells);
    // A column of that name which goes somewhere is the user's own.
    const CsvFilePtr own = fileOf("uniqueId,status,reason\nu1,ROOTE,Lead\n");
    choices.mapping = matchColumns(*own, userAccounts());
    choices.mapping.rules[2].field = QStringLiteral("roleDescription");
    const ImportStagePtr badOwn = staged(own, choices, userAccounts(), held());
    QCOMPARE(fileOf(savedCsv(own, choices, badOwn))->row(0).cells.value(2), QStringLiteral("Lead"));
}

/// A cell that a spreadsheet would run is none of the user's words; what it says is the same afterwards.
void tst_ProblemRows::savedRowsAreGuarded()
{
    const QByteArray sources[] = {
        "uniqueId,roleDescription,fullName,accountName,status\n=1,=cmd|x,'=2,-5,\n",
        R"([{"uniqueId":"=1","roleDescription":"=cmd|x","fullName":"'=2","accountName":"-5","status":""}])"};
    for (const QByteArray &source : sources) {
        const CsvFilePtr file = fileOf(source);
        ImportChoices choices;
        choices.mapping = matchColumns(*file, userAccounts());
        const ImportStagePtr bad = staged(file, choices, userAccounts());
        QCOMPARE(bad->badRows.size(), 1u);
        const CsvFilePtr again = fileOf(savedCsv(file, choices, bad));
        const auto cell = [&again](const char *column) {
            return again->row(0).cells.value(again->columns.indexOf(QLatin1String(column)));
        };
        QCOMPARE(cell("uniqueId"), QStringLiteral("'=1"));
        QCOMPARE(cell("roleDescription"), QStringLiteral("'=cmd|x"));
        QCOMPARE(cell("accountName"), QStringLiteral("-5"));
        const auto valueOf = [](const CsvFilePtr &from, const char *field) {
            const RuleReader reader({QLatin1String(field), {QLatin1String(field)}}, *from, userAccounts());
            RowCells cells(from->table);
            cells.read(from->tableRow(0));
            return reader.value(reader.source(RowText(cells)));
        };
        for (const char *field : {"uniqueId", "roleDescription", "fullName", "accountName"})
            QCOMPARE(valueOf(again, field), valueOf(file, field));
    }
}

/// Column names come from the file, and so does much of a reason.
void tst_ProblemRows::savedNamesAndReasonsAreGuarded()
{
    const QByteArray sources[] = {"uniqueId,=cmd|x,-x\nu9,weg,-\n",
                                  R"([{"uniqueId":"u9","=cmd|x":"weg","-x":"-"}])"};
    for (const QByteArray &source : sources) {
        const CsvFilePtr file = fileOf(source);
        QCOMPARE(file->columns.size(), 3);
        ImportChoices choices;
        choices.mapping = {{{QStringLiteral("uniqueId"), {QStringLiteral("uniqueId")}},
                            {QStringLiteral("status"), {QStringLiteral("=cmd|x")}},
                            {QStringLiteral("permissionLevel"), {QStringLiteral("-x")}}}};
        choices.mapping.rules[2].values.emplace(QStringLiteral("-"), QStringLiteral("BASE"));
        const ImportStagePtr bad = staged(file, choices, userAccounts(), users(QStringLiteral("u9")));
        QCOMPARE(bad->problems.size(), 1u); // "-" means something
        QCOMPARE(bad->problems[0].columnName, QStringLiteral("=cmd|x"));
        const QByteArray csv = savedCsv(file, choices, bad);
        for (const char *raw : {",=", ",\"=", ",-"})
            QVERIFY2(!csv.contains(raw), csv.constData());
        const CsvFilePtr again = fileOf(csv);
        QCOMPARE(again->columns.first(again->columns.size() - 1), file->columns);
        QVERIFY2(again->row(0).cells.constLast().startsWith(QStringLiteral("'=cmd|x: ")), csv.constData());
        // The same rules do the same with what was guarded.
        QCOMPARE(staged(again, choices, userAccounts(), users(QStringLiteral("u9")))->problems.size(), 1u);
    }
}

void tst_ProblemRows::reasonsThatAreNotKeptAreSaid()
{
    constexpr int More = 3;
    QByteArray csv = "uniqueId,status\n";
    for (int index = 0; index < static_cast<int>(ImportStage::MostProblems) + More; ++index)
        csv += QByteArray::number(index) + ",weg,\n";
    const CsvFilePtr file = fileOf(csv);
    ImportChoices choices;
    choices.mapping = matchColumns(*file, userAccounts());
    const ImportStagePtr bad = staged(file, choices, userAccounts());
    const ExportTable table = problemRowsTable(file, choices, bad);
    QCOMPARE(table.count, static_cast<qsizetype>(ImportStage::MostProblems) + More);
    QVERIFY(table.cells(table.count - More - 1).constLast().contains(QStringLiteral("3 cells")));
    for (qsizetype row = table.count - More; row < table.count; ++row)
        QVERIFY2(table.cells(row).constLast().startsWith(QStringLiteral("One of more than 100,000 problems")),
                 qPrintable(table.cells(row).constLast()));
}

QTEST_GUILESS_MAIN(tst_ProblemRows)
#include "tst_problemrows.moc"
