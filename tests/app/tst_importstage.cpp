// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/importstage.h"
#include "app/schema/catalog.h"

#include <QTest>

using namespace Fullstate;

/// How a file meets a draft: what goes in, what is left out and why, and that nobody is deleted by a typing
/// error.
class tst_ImportStage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void stages_data();
    void stages();
    void namesLineColumnAndReason();
    void keepsWhoIsNamedByABadRow();
    void removesWhoIsNamedByABadRowWhenToldSo();
    void keepsFieldsWithoutAColumn();
    void emptyCells_data();
    void emptyCells();
    void goesInAsOneStepOfUndo();
    void savesProblemRowsThatImportAgain();
    void countsMisfits();

private:
    CsvFile file(const QByteArray &csv) const;
    ImportStage stage(const QByteArray &csv, ImportMode mode) const;
    std::vector<DraftRow> draft() const;

    Catalog m_catalog;
    const ResourceType *m_type = nullptr;
};

static const char Header[] =
    "uniqueId,displayName,externalUrl,fullName,accountName,email,permissionLevel,createdTimestamp,status,"
    "mfaEnabled,mfaMethods,authMethod\n";

static QByteArray row(const QByteArray &id, const QByteArray &email = "a@example.com",
                      const QByteArray &level = "BASE")
{
    return id + ",Ada,https://x.example/" + id + ",Ada L,ada," + email + "," + level
        + ",2024-01-02T03:04:05Z,ACTIVE,true,\"OTP\",PASSWORD\n";
}

void tst_ImportStage::initTestCase()
{
    Result<Catalog> catalog = Catalog::load();
    QVERIFY(catalog);
    m_catalog = std::move(*catalog);
    m_type = m_catalog.find(u"UserAccount");
    QVERIFY(m_type);
}

CsvFile tst_ImportStage::file(const QByteArray &csv) const
{
    CsvFile result;
    CsvReader reader(QLatin1Char(','), [&result](CsvRow &&row) {
        if (result.columns.isEmpty())
            result.columns = row.cells;
        else
            result.rows.push_back(std::move(row));
    });
    reader.feed(QString::fromUtf8(csv));
    Q_ASSERT(reader.finish());
    return result;
}

/// u1, u2 and u3 as the tenant holds them.
std::vector<DraftRow> tst_ImportStage::draft() const
{
    ImportChoices all;
    const CsvFile known = file(Header + row("u1") + row("u2") + row("u3"));
    all.fields = fieldsByName(known.columns, *m_type);
    std::vector<DraftRow> rows;
    for (const QJsonObject &resource : stageImport(known, all, *m_type, {}).resources)
        rows.push_back(
            {rows.size() + 1, resource, resource.value(QLatin1String("uniqueId")).toString(), false});
    return rows;
}

ImportStage tst_ImportStage::stage(const QByteArray &csv, ImportMode mode) const
{
    const CsvFile table = file(csv);
    ImportChoices choices;
    choices.mode = mode;
    choices.emptyCellClears = mode == ImportMode::ReplaceEverything;
    choices.fields = fieldsByName(table.columns, *m_type);
    return stageImport(table, choices, *m_type, draft());
}

static QString shown(const ImportStage &stage)
{
    return QStringLiteral("+%1 ~%2 =%3 -%4 !%5 ?%6")
        .arg(stage.adds)
        .arg(stage.changes)
        .arg(stage.unchanged)
        .arg(stage.removedIds.size())
        .arg(stage.badRows.size())
        .arg(stage.unknownLeftOut);
}

void tst_ImportStage::stages_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<int>("mode");
    QTest::addColumn<QString>("expected");
    const auto replace = static_cast<int>(ImportMode::ReplaceEverything);
    const auto add = static_cast<int>(ImportMode::AddAndUpdate);
    const auto update = static_cast<int>(ImportMode::UpdateOnly);
    QTest::addRow("the same file changes nothing")
        << Header + row("u1") + row("u2") + row("u3") << replace << "+0 ~0 =3 -0 !0 ?0";
    QTest::addRow("replace removes who is missing") << Header + row("u1") << replace << "+0 ~0 =1 -2 !0 ?0";
    QTest::addRow("add and update removes nobody") << Header + row("u1") << add << "+0 ~0 =1 -0 !0 ?0";
    QTest::addRow("one of each") << Header + row("u1") + row("u2", "new@example.com") + row("u9") << replace
                                 << "+1 ~1 =1 -1 !0 ?0";
    QTest::addRow("update only leaves the new out")
        << Header + row("u2", "new@example.com") + row("u9") << update << "+0 ~1 =0 -0 !0 ?1";
    QTest::addRow("a header alone would remove all") << QByteArray(Header) << replace << "+0 ~0 =0 -3 !0 ?0";
    QTest::addRow("the same uniqueId twice: the second is bad")
        << Header + row("u1") + row("u1", "b@example.com") << add << "+0 ~0 =1 -0 !1 ?0";
    QTest::addRow("an empty uniqueId is bad") << Header + row("") << add << "+0 ~0 =0 -0 !1 ?0";
    QTest::addRow("a wrong choice is bad")
        << Header + row("u9", "a@example.com", "ROOT") << add << "+0 ~0 =0 -0 !1 ?0";
    QTest::addRow("unknown columns are left out")
        << QByteArray("uniqueId,shoeSize,email\nu1,44,x@example.com\n") << add << "+0 ~1 =0 -0 !0 ?0";
    QTest::addRow("known resources need only the columns that change")
        << QByteArray("uniqueId,email\nu1,x@example.com\n") << add << "+0 ~1 =0 -0 !0 ?0";
    QTest::addRow("new resources need every required column")
        << QByteArray("uniqueId,email\nu9,x@example.com\n") << add << "+0 ~0 =0 -0 !1 ?0";
}

void tst_ImportStage::stages()
{
    QFETCH(const QByteArray, csv);
    QFETCH(const int, mode);
    QFETCH(const QString, expected);
    QCOMPARE(shown(stage(csv, static_cast<ImportMode>(mode))), expected);
}

void tst_ImportStage::namesLineColumnAndReason()
{
    const ImportStage result =
        stage(Header + row("u1") + row("u9", "a@example.com", "Admn"), ImportMode::AddAndUpdate);
    QCOMPARE(result.problems.size(), 1u);
    const ImportProblem &problem = result.problems[0];
    QCOMPARE(problem.line, 3);
    QCOMPARE(problem.column, 7);
    QCOMPARE(problem.columnName, QStringLiteral("permissionLevel"));
    QCOMPARE(problem.uniqueId, QStringLiteral("u9"));
    QVERIFY2(problem.reason.contains(QStringLiteral("Admn")), qPrintable(problem.reason));
}

void tst_ImportStage::keepsWhoIsNamedByABadRow()
{
    const ImportStage result =
        stage(Header + row("u1") + row("u2", "b@example.com", "ROOT"), ImportMode::ReplaceEverything);
    QCOMPARE(result.keptIds, QStringList{QStringLiteral("u2")});
    QCOMPARE(result.removedIds, QStringList{QStringLiteral("u3")});
    QCOMPARE(result.rejectedIds, QStringList{QStringLiteral("u2")});
    QCOMPARE(result.resources.size(), 2u); // u1 of the file, u2 as it was
}

void tst_ImportStage::removesWhoIsNamedByABadRowWhenToldSo()
{
    const CsvFile table = file(Header + row("u1") + row("u2", "b@example.com", "ROOT"));
    ImportChoices choices;
    choices.mode = ImportMode::ReplaceEverything;
    choices.keepNamedByBadRows = false;
    choices.fields = fieldsByName(table.columns, *m_type);
    const ImportStage result = stageImport(table, choices, *m_type, draft());
    QCOMPARE(result.removedIds, (QStringList{QStringLiteral("u2"), QStringLiteral("u3")}));
    QCOMPARE(result.rejectedIds, QStringList{QStringLiteral("u2")}); // so that the guard names it
}

void tst_ImportStage::keepsFieldsWithoutAColumn()
{
    const ImportStage result = stage("uniqueId,email\nu1,x@example.com\nu2,a@example.com\nu3,a@example.com\n",
                                     ImportMode::ReplaceEverything);
    QCOMPARE(shown(result), QStringLiteral("+0 ~1 =2 -0 !0 ?0"));
    QVERIFY(result.unmappedFields.contains(QStringLiteral("fullName")));
    QCOMPARE(result.resources[0].value(QLatin1String("fullName")).toString(), QStringLiteral("Ada L"));
}

void tst_ImportStage::emptyCells_data()
{
    QTest::addColumn<bool>("clears");
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("roleAfter");
    QTest::addRow("an empty cell says nothing") << false << QString() << "Lead";
    QTest::addRow("an empty cell clears when told so") << true << QString() << QString();
    QTest::addRow("a full cell goes in") << false << "Boss"
                                         << "Boss";
}

void tst_ImportStage::emptyCells()
{
    QFETCH(const bool, clears);
    QFETCH(const QString, cell);
    QFETCH(const QString, roleAfter);
    std::vector<DraftRow> rows = draft();
    rows[0].resource.insert(QLatin1String("roleDescription"), QStringLiteral("Lead"));
    auto base = std::make_shared<Snapshot>();
    base->takenAt = QDateTime({2026, 1, 1}, {0, 0}, Qt::UTC);
    for (const DraftRow &known : rows)
        base->resources.push_back(known.resource);
    Draft target(*m_type, {base, rows});
    const CsvFile table = file("uniqueId,roleDescription\nu1," + cell.toUtf8() + "\n");
    ImportChoices choices;
    choices.emptyCellClears = clears;
    choices.fields = fieldsByName(table.columns, *m_type);
    const ImportStage staged = stageImport(table, choices, *m_type, target.rows());
    applyImport(staged, choices, QStringLiteral("/tmp/roles.csv"), target);
    QCOMPARE(target.rows()[0].resource.value(QLatin1String("roleDescription")).toString(), roleAfter);
}

void tst_ImportStage::goesInAsOneStepOfUndo()
{
    auto base = std::make_shared<Snapshot>();
    base->takenAt = QDateTime({2026, 1, 1}, {0, 0}, Qt::UTC);
    for (const DraftRow &known : draft())
        base->resources.push_back(known.resource);
    Draft target(*m_type, {base, draft()});
    const CsvFile table = file(Header + row("u1", "new@example.com") + row("u9"));
    ImportChoices choices;
    choices.mode = ImportMode::ReplaceEverything;
    choices.fields = fieldsByName(table.columns, *m_type);
    QVERIFY(applyImport(stageImport(table, choices, *m_type, target.rows()), choices,
                        QStringLiteral("/home/x/people.csv"), target));
    QCOMPARE(target.counts().added, 1);
    QCOMPARE(target.counts().changed, 1);
    QCOMPARE(target.counts().removed, 2);
    QCOMPARE(target.undoStack().count(), 1);
    QCOMPARE(target.undoStack().undoText(), QStringLiteral("Import people.csv"));
    target.undoStack().undo();
    QVERIFY(!target.hasChanges());
}

void tst_ImportStage::savesProblemRowsThatImportAgain()
{
    const CsvFile table = file(Header + row("u1") + row("u9", "\"a, \"\"b\"\"\nc\"", "ROOT"));
    ImportChoices choices;
    choices.fields = fieldsByName(table.columns, *m_type);
    const ImportStage bad = stageImport(table, choices, *m_type, draft());
    const CsvFile again = file(problemRowsCsv(table, bad));
    QCOMPARE(again.columns.constLast(), QStringLiteral("reason"));
    QCOMPARE(again.rows.size(), 1u);
    QCOMPARE(again.rows[0].cells.mid(0, table.columns.size()), table.rows[1].cells);
    QVERIFY(again.rows[0].cells.constLast().contains(QStringLiteral("permissionLevel")));
    choices.fields = fieldsByName(again.columns, *m_type);
    const ImportStage badAgain = stageImport(again, choices, *m_type, draft());
    QCOMPARE(file(problemRowsCsv(again, badAgain)).columns,
             again.columns); // one reason column, however often
}

void tst_ImportStage::countsMisfits()
{
    const CsvFile table =
        file("uniqueId,mfaEnabled,shoeSize\nu1,true,44\nu2,perhaps,45\nu3,perhaps,46\nu4,,47\n");
    QCOMPARE(Fullstate::countMisfits(table, fieldsByName(table.columns, *m_type), *m_type),
             (std::vector<int>{0, 2, 0}));
}

QTEST_GUILESS_MAIN(tst_ImportStage)
#include "tst_importstage.moc"
