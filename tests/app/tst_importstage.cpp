// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/importfiles.h"
#include "tests/support/users.h"

#include <QTest>

using namespace Fullstate;

/// How a file meets a draft: what goes in, what is left out and why, and that nobody is deleted by a typing
/// error.
class tst_ImportStage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void stages_data();
    void stages();
    void namesLineColumnAndReason();
    void withoutUniqueIdNothingGoesIn();
    void keepsWhoIsNamedByABadRow();
    void removesWhoIsNamedByABadRowWhenToldSo();
    void keepsFieldsWithoutAColumn();
    void emptyCells_data();
    void emptyCells();
    void goesInAsOneStepOfUndo();
    void mendedRowsGoIn();
    void namesAPartialFile();
    void countsWhatIsTooMuch();
    void stopsWhenToldTo();
};

Q_DECLARE_METATYPE(ImportMode)

static const char Header[] =
    "uniqueId,displayName,externalUrl,fullName,accountName,email,permissionLevel,createdTimestamp,status,"
    "mfaEnabled,mfaMethods,authMethod\n";

static QByteArray row(const QByteArray &id, const QByteArray &email = "a@example.com",
                      const QByteArray &level = "BASE")
{
    return id + ",Ada,https://x.example/" + id + ",Ada L,ada," + email + "," + level
        + ",2024-01-02T03:04:05Z,ACTIVE,true,\"OTP\",PASSWORD\n";
}

static ImportStagePtr stageAs(const CsvFilePtr &file, ImportMode mode, const std::vector<QJsonObject> &draft)
{
    ImportChoices choices;
    choices.mode = mode;
    choices.emptyCellClears = mode == ImportMode::ReplaceEverything;
    choices.mapping = matchColumns(*file, userAccounts());
    return staged(file, choices, userAccounts(), draft);
}

/// u1, u2 and u3 as the tenant holds them.
static std::vector<QJsonObject> held()
{
    static const std::vector<QJsonObject> resources =
        stageAs(fileOf(Header + row("u1") + row("u2") + row("u3")), ImportMode::AddAndUpdate, {})->resources;
    return resources;
}

static ImportStagePtr stage(const QByteArray &csv, ImportMode mode)
{
    return stageAs(fileOf(csv), mode, held());
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
    QTest::addColumn<ImportMode>("mode");
    QTest::addColumn<QString>("expected");
    const auto replace = ImportMode::ReplaceEverything;
    const auto add = ImportMode::AddAndUpdate;
    const auto update = ImportMode::UpdateOnly;
    QTest::addRow("the same file changes nothing")
        << Header + row("u1") + row("u2") + row("u3") << replace << "+0 ~0 =3 -0 !0 ?0";
    QTest::addRow("replace removes who is missing") << Header + row("u1") << replace << "+0 ~0 =1 -2 !0 ?0";
    QTest::addRow("add and update removes nobody") << Header + row("u1") << add << "+0 ~0 =1 -0 !0 ?0";
    QTest::addRow("one of each") << Header + row("u1") + row("u2", "new@example.com") + row("u9") << replace
                                 << "+1 ~1 =1 -1 !0 ?0";
    QTest::addRow("update only leaves the new out")
        << Header + row("u2", "new@example.com") + row("u9") << update << "+0 ~1 =0 -0 !0 ?1";
    QTest::addRow("update only does not look into what it leaves out")
        << Header + row("u9", "a@example.com", "ROOT") << update << "+0 ~0 =0 -0 !0 ?1";
    QTest::addRow("a header alone would remove all") << QByteArray(Header) << replace << "+0 ~0 =0 -3 !0 ?0";
    QTest::addRow("the same uniqueId twice: the second is bad")
        << Header + row("u1") + row("u1", "b@example.com") << add << "+0 ~0 =1 -0 !1 ?0";
    QTest::addRow("the same uniqueId twice, and the first is bad: both are")
        << Header + row("u1", "a@example.com", "ROOTE") + row("u1") << add << "+0 ~0 =0 -0 !2 ?0";
    QTest::addRow("an empty uniqueId is bad") << Header + row("") << add << "+0 ~0 =0 -0 !1 ?0";
    QTest::addRow("blanks are no uniqueId") << Header + row("  ") << add << "+0 ~0 =0 -0 !1 ?0";
    QTest::addRow("blanks around it do not count")
        << QByteArray("uniqueId,email\n\" u1 \",x@example.com\n") << add << "+0 ~1 =0 -0 !0 ?0";
    QTest::addRow("a wrong choice is bad")
        << Header + row("u9", "a@example.com", "ROOTE") << add << "+0 ~0 =0 -0 !1 ?0";
    QTest::addRow("a row of another length is bad")
        << Header + QByteArray("u1,a,b\n") << add << "+0 ~0 =0 -0 !1 ?0";
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
    QFETCH(const ImportMode, mode);
    QTEST(shown(*stage(csv, mode)), "expected");
}

void tst_ImportStage::namesLineColumnAndReason()
{
    const ImportStagePtr result =
        stage(Header + row("u1") + row("u9", "a@example.com", "Chef"), ImportMode::AddAndUpdate);
    QCOMPARE(result->problems.size(), 1u);
    const ImportProblem &problem = result->problems[0];
    QCOMPARE(problem.line, 3);
    QCOMPARE(problem.row, 1);
    QCOMPARE(problem.column, 7);
    QCOMPARE(problem.columnName, QStringLiteral("permissionLevel"));
    QCOMPARE(problem.uniqueId, QStringLiteral("u9"));
    QVERIFY2(problem.reason.contains(QStringLiteral("Chef")), qPrintable(problem.reason));
}

void tst_ImportStage::withoutUniqueIdNothingGoesIn()
{
    const ImportStagePtr result = stage("email\nx@example.com\n", ImportMode::ReplaceEverything);
    QCOMPARE(result->problems.size(), 1u);
    QCOMPARE(result->problems[0].row, -1);
    QVERIFY(result->resources.empty());
    QVERIFY(result->removedIds.isEmpty()); // nobody is deleted by a column that is missing
}

void tst_ImportStage::keepsWhoIsNamedByABadRow()
{
    const ImportStagePtr result =
        stage(Header + row("u1") + row("u2", "b@example.com", "ROOTE"), ImportMode::ReplaceEverything);
    QCOMPARE(result->keptIds, QStringList{QStringLiteral("u2")});
    QCOMPARE(result->removedIds, QStringList{QStringLiteral("u3")});
    QCOMPARE(result->rejectedIds, QStringList{QStringLiteral("u2")});
    QCOMPARE(result->resources.size(), 2u); // u1 of the file, u2 as it was
    QCOMPARE(result->resources[1], held()[1]);
}

void tst_ImportStage::removesWhoIsNamedByABadRowWhenToldSo()
{
    const CsvFilePtr file = fileOf(Header + row("u1") + row("u2", "b@example.com", "ROOTE"));
    ImportChoices choices;
    choices.mode = ImportMode::ReplaceEverything;
    choices.keepNamedByBadRows = false;
    choices.mapping = matchColumns(*file, userAccounts());
    const ImportStagePtr result = staged(file, choices, userAccounts(), held());
    QCOMPARE(result->removedIds, (QStringList{QStringLiteral("u2"), QStringLiteral("u3")}));
    QCOMPARE(result->rejectedIds, QStringList{QStringLiteral("u2")}); // so that the guard names it
}

void tst_ImportStage::keepsFieldsWithoutAColumn()
{
    const ImportStagePtr result =
        stage("uniqueId,email\nu1,x@example.com\nu2,a@example.com\nu3,a@example.com\n",
              ImportMode::ReplaceEverything);
    QCOMPARE(shown(*result), QStringLiteral("+0 ~1 =2 -0 !0 ?0"));
    QVERIFY(result->unmappedFields.contains(QStringLiteral("fullName")));
    QVERIFY(!result->unmappedFields.contains(QStringLiteral("email")));
    QCOMPARE(result->resources[0].value(QLatin1String("fullName")).toString(), QStringLiteral("Ada L"));
}

static std::unique_ptr<Draft> draftOf(const std::vector<QJsonObject> &resources)
{
    const SnapshotPtr base = snapshotOf(resources);
    std::vector<DraftRow> rows;
    for (const QJsonObject &resource : resources)
        rows.push_back({rows.size() + 1, resource, resource.value(UniqueIdField).toString(), false});
    return std::make_unique<Draft>(userAccounts(), DraftState{base, rows});
}

void tst_ImportStage::emptyCells_data()
{
    QTest::addColumn<ImportMode>("mode");
    QTest::addColumn<bool>("clears");
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("roleAfter");
    for (const ImportMode mode :
         {ImportMode::AddAndUpdate, ImportMode::ReplaceEverything, ImportMode::UpdateOnly}) {
        const auto add = [mode](const char *name, bool clears, const char *cell, const char *after) {
            QTest::addRow("%s (%d)", name, static_cast<int>(mode))
                << mode << clears << QString::fromLatin1(cell) << QString::fromLatin1(after);
        };
        add("an empty cell says nothing", false, "", "Lead");
        add("an empty cell clears when told so", true, "", "");
        add("a full cell goes in", false, "Boss", "Boss");
        add("a guarded formula goes in without its guard", false, "'=1+1", "=1+1");
    }
}

void tst_ImportStage::emptyCells()
{
    QFETCH(const ImportMode, mode);
    QFETCH(const bool, clears);
    QFETCH(const QString, cell);
    std::vector<QJsonObject> resources = held();
    resources[0].insert(QLatin1String("roleDescription"), QStringLiteral("Lead"));
    const auto target = draftOf(resources);
    const CsvFilePtr file = fileOf("uniqueId,roleDescription\nu1," + cell.toUtf8() + "\n");
    ImportChoices choices;
    choices.mode = mode;
    choices.emptyCellClears = clears;
    choices.mapping = matchColumns(*file, userAccounts());
    const ImportStagePtr result =
        stageImport(*file, choices, userAccounts(), target->rows(), NeverStops).value();
    applyImport(*result, choices, QStringLiteral("/tmp/roles.csv"), *target);
    QTEST(target->rows()[0].resource.value(QLatin1String("roleDescription")).toString(), "roleAfter");
    QCOMPARE(target->rows()[0].resource.contains(QLatin1String("roleDescription")),
             !(clears && cell.isEmpty()));
}

void tst_ImportStage::goesInAsOneStepOfUndo()
{
    const auto target = draftOf(held());
    const CsvFilePtr file = fileOf(Header + row("u1", "new@example.com") + row("u9"));
    ImportChoices choices;
    choices.mode = ImportMode::ReplaceEverything;
    choices.mapping = matchColumns(*file, userAccounts());
    const ImportStagePtr result =
        stageImport(*file, choices, userAccounts(), target->rows(), NeverStops).value();
    QVERIFY(applyImport(*result, choices, QStringLiteral("/home/x/people.csv"), *target));
    QCOMPARE(target->counts().added, 1);
    QCOMPARE(target->counts().changed, 1);
    QCOMPARE(target->counts().removed, 2);
    QCOMPARE(target->undoStack().count(), 1);
    QCOMPARE(target->undoStack().undoText(), QStringLiteral("Import people.csv"));
    // What was removed is no deletion once more, and comes back when it is named.
    const CsvFilePtr one = fileOf(Header + row("u2"));
    const ImportStagePtr back =
        stageImport(*one, choices, userAccounts(), target->rows(), NeverStops).value();
    QCOMPARE(shown(*back), QStringLiteral("+0 ~1 =0 -2 !0 ?0"));
    target->undoStack().undo();
    QVERIFY(!target->hasChanges());
}

/// A cell, a row of another length, and one that only becomes another's.
void tst_ImportStage::mendedRowsGoIn()
{
    const CsvFilePtr file =
        fileOf(Header + row("u1") + row("u9", "a@example.com", "ROOTE") + "u8,short\n" + row("u1"));
    ImportChoices choices;
    choices.mapping = matchColumns(*file, userAccounts());
    QCOMPARE(shown(*staged(file, choices, userAccounts(), held())), QStringLiteral("+0 ~0 =1 -0 !3 ?0"));
    QStringList cells = file->row(0).cells;
    cells[0] = QStringLiteral("u8");
    choices.corrections.insert(2, cells);
    cells[0] = QStringLiteral("u7");
    choices.corrections.insert(3, cells);
    cells = file->row(1).cells;
    cells[6] = QStringLiteral("ADMIN");
    choices.corrections.insert(1, cells);
    const ImportStagePtr mended = staged(file, choices, userAccounts(), held());
    QCOMPARE(shown(*mended), QStringLiteral("+3 ~0 =1 -0 !0 ?0"));
    QCOMPARE(mended->resources[1].value(QLatin1String("permissionLevel")).toString(),
             QStringLiteral("ADMIN"));
    choices.corrections[3][0] = QStringLiteral("u8"); // there is one already
    const ImportStagePtr twice = staged(file, choices, userAccounts(), held());
    QCOMPARE(twice->badRows, std::vector<int>{3});
    QVERIFY2(twice->problems[0].reason.contains(QStringLiteral("line 4")),
             qPrintable(twice->problems[0].reason));
    choices.corrections[3] =
        QStringList{QStringLiteral("u1"), QStringLiteral("Ada")}; // the rest is missing now
    const ImportStagePtr still = staged(file, choices, userAccounts(), {});
    QCOMPARE(still->badRows, std::vector<int>{3});
    QVERIFY2(still->problems[0].reason.contains(QStringLiteral("2 cells")),
             qPrintable(still->problems[0].reason));
}

void tst_ImportStage::namesAPartialFile()
{
    std::vector<QJsonObject> draft = manyUsers(40);
    for (size_t index = 0; index < draft.size(); ++index)
        draft[index].insert(QLatin1String("roleDescription"),
                            index % 2 ? QLatin1String("Sales") : QLatin1String("Support"));
    QByteArray csv = "uniqueId,roleDescription\n";
    for (int index = 1; index < 40; index += 2)
        csv += QStringLiteral("user%1,Sales\n").arg(index).toUtf8();
    const ImportStagePtr replace = stageAs(fileOf(csv), ImportMode::ReplaceEverything, draft);
    QCOMPARE(replace->removedIds.size(), 20);
    QCOMPARE(replace->partialSigns,
             QStringList{QStringLiteral("Every row has roleDescription “Sales”; 20 of the 20 resources that "
                                        "would be deleted have another.")});
    QCOMPARE(stageAs(fileOf(csv), ImportMode::AddAndUpdate, draft)->partialSigns, QStringList());
    // Out of scope is not missing: the user said so.
    const CsvFilePtr whole = fileOf(csv + "user0,Support\nuser2,Support\n");
    ImportChoices choices;
    choices.mode = ImportMode::ReplaceEverything;
    choices.mapping = matchColumns(*whole, userAccounts());
    choices.scope = {
        {{QStringLiteral("roleDescription"), ScopeRule::Kind::OneOf, {QStringLiteral("sales")}}}};
    const ImportStagePtr scoped = staged(whole, choices, userAccounts(), draft);
    QCOMPARE(scoped->outOfScope, 2);
    QVERIFY(scoped->partialSigns.constFirst().contains(QStringLiteral("18 of the 18")));
}

void tst_ImportStage::countsWhatIsTooMuch()
{
    QByteArray csv = Header;
    for (size_t index = 0; index < ImportStage::MostResources + 3; ++index)
        csv += row(QByteArray::number(qulonglong(index)));
    const ImportStagePtr result = stageAs(fileOf(csv), ImportMode::AddAndUpdate, {});
    QCOMPARE(result->tooMany, 3);
    QCOMPARE(result->resources.size(), ImportStage::MostResources);
    QCOMPARE(stageAs(fileOf(csv), ImportMode::UpdateOnly, {})->tooMany, 0);
}

void tst_ImportStage::stopsWhenToldTo()
{
    QByteArray csv = Header;
    for (int index = 0; index < 2500; ++index)
        csv += row(QByteArray::number(index));
    const CsvFilePtr file = fileOf(csv);
    ImportChoices choices;
    choices.mapping = matchColumns(*file, userAccounts());
    int asked = 0;
    const auto result = stageImport(*file, choices, userAccounts(), {}, [&asked](qint64 done, qint64 total) {
        ++asked;
        return done < 1000 && total == 2500;
    });
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Cancelled);
    QCOMPARE(asked, 2);
}

QTEST_GUILESS_MAIN(tst_ImportStage)
#include "tst_importstage.moc"
