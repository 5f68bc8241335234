// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/importpages.h"
#include "tests/support/users.h"
#include "ui/import/ruledialog.h"

using namespace Fullstate;

/// The page Columns and its dialog Change…, by what they are called.
class tst_ImportColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }
    void showsWhatWasUnderstood();
    void namesColumnsThatAreLeftOut();
    void choosingAFieldTwiceTakesItFromTheOther();
    void anUnknownFieldIsNotTaken();
    void goesInAsTheLastTime_data();
    void goesInAsTheLastTime();
    void anUnreadableMemoryIsNone();
    void matchesAgain();
    void matchesAgainBeforeGoingOn();
    void datesAreAskedFor();
    void datesAreSettledFurtherDown();
    void valuesFurtherDownAreCountedAgain_data();
    void valuesFurtherDownAreCountedAgain();
    void joinsColumns();
    void picksAPart();
    void mapsValues();
    void addsAFixedValue();
    void followsTheChosenField();
    void cancelChangesNothing();
    void goesWhileAValueIsTyped();
};

enum { MatchFile, MatchField, MatchSamples, MatchFits, MatchBecause };

static QTableWidget *columnsOf(const PagesUnderTest &pages)
{
    return named<QTableWidget>(pages.page(), "Columns");
}

static QString cell(const PagesUnderTest &pages, int row, int column)
{
    return columnsOf(pages)->item(row, column)->text();
}

/// Change… for the column in that row.
static RuleDialog *change(PagesUnderTest *pages, int row)
{
    columnsOf(*pages)->setCurrentCell(row, MatchFile);
    press(pages->page(), "Change…");
    auto *dialog = openDialog<RuleDialog>(&pages->wizard);
    if (!dialog)
        qFatal("there is no dialog");
    return dialog;
}

static const FieldRule &rule(const PagesUnderTest &pages, size_t row)
{
    return pages.state.choices.mapping.rules.at(row);
}

void tst_ImportColumns::showsWhatWasUnderstood()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,Role,mfaEnabled\n1,ADMIN,yes\n2,EDITOR,perhaps\n3,BASE,\n4,,no\n");
    pages.next();
    QTRY_COMPARE(cell(pages, 0, MatchFits), QStringLiteral("all 4"));
    QCOMPARE(cell(pages, 0, MatchBecause), QStringLiteral("same name"));
    QCOMPARE(cell(pages, 1, MatchField), QStringLiteral("permissionLevel"));
    QCOMPARE(cell(pages, 1, MatchBecause), QStringLiteral("another name for it"));
    QCOMPARE(cell(pages, 1, MatchSamples), QStringLiteral("ADMIN · EDITOR · BASE"));
    QCOMPARE(cell(pages, 1, MatchFits), QStringLiteral("all 3"));
    QCOMPARE(cell(pages, 2, MatchFits), QStringLiteral("1 of 3 will not"));
    QVERIFY(columnsOf(pages)->item(2, MatchFits)->font().bold());
}

void tst_ImportColumns::namesColumnsThatAreLeftOut()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,shoeSize\nu1,44\n");
    pages.next();
    const QString notes = textOf(pages.page(), "notes");
    QVERIFY2(notes.contains(QStringLiteral("Left out: shoeSize.")), qPrintable(notes));
    QVERIFY2(notes.contains(QStringLiteral("fullName")), qPrintable(notes)); // required, and no column
    QCOMPARE(cell(pages, 1, MatchField), QStringLiteral("(left out)"));
}

void tst_ImportColumns::choosingAFieldTwiceTakesItFromTheOther()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,email,second\nu1,a@example.com,b@example.com\n");
    pages.next();
    typeIntoCell(columnsOf(pages), 2, MatchField, QStringLiteral("email"));
    QCOMPARE(shortly(pages.state.choices.mapping),
             (QStringList{QStringLiteral("uniqueId<uniqueId"), QStringLiteral("email<second")}));
    QCOMPARE(cell(pages, 1, MatchField), QStringLiteral("(left out)"));
    QCOMPARE(cell(pages, 2, MatchBecause), QStringLiteral("chosen"));
    typeIntoCell(columnsOf(pages), 0, MatchField, QStringLiteral("(left out)"));
    QVERIFY(!pages.page()->isComplete()); // nothing tells the resources apart
    QVERIFY(textOf(pages.page(), "notes").contains(QStringLiteral("Choose the column that holds uniqueId")));
}

void tst_ImportColumns::anUnknownFieldIsNotTaken()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,email\nu1,a@example.com\n");
    pages.next();
    const ColumnMapping before = pages.state.choices.mapping;
    typeIntoCell(columnsOf(pages), 1, MatchField, QStringLiteral("shoeSize"));
    QCOMPARE(cell(pages, 1, MatchField), QStringLiteral("email"));
    QCOMPARE(pages.state.choices.mapping, before);
}

void tst_ImportColumns::goesInAsTheLastTime_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addRow("the same header") << QByteArray("a,b,email\n1,Ada,a@example.com\n");
    QTest::addRow("another order") << QByteArray("email,b,a\na@example.com,Ada,1\n");
    QTest::addRow("in other case") << QByteArray("A,B,EMail\n1,Ada,a@example.com\n");
}

void tst_ImportColumns::goesInAsTheLastTime()
{
    QFETCH(const QByteArray, csv);
    const auto text = [](const char *latin1) { return QString::fromLatin1(latin1); };
    const ColumnMapping last{{{text("uniqueId"), {text("a")}},
                              {text("fullName"), {text("b")}},
                              {{}, {text("email")}},
                              {text("permissionLevel"), {}, text("BASE")}}};
    PagesUnderTest pages(userAccounts(), {}, {}, toJson(last));
    pages.typeFile(csv);
    pages.next();
    QCOMPARE(pages.askedFor, QStringList{text("a\nb\nemail")});
    QVERIFY(pages.state.isRemembered());
    QStringList fields = shortly(pages.state.choices.mapping);
    for (QString &field : fields)
        field = field.toLower();
    fields.sort();
    QCOMPARE(fields, (QStringList{text("fullname<b"), text("permissionlevel<=base"), text("uniqueid<a")}));
    QVERIFY(textOf(pages.page(), "notes")
                .contains(text("Files with this header went in like this the last time.")));
    const QTableWidget *table = columnsOf(pages);
    QCOMPARE(table->item(3, MatchFile)->text(), text("(fixed: BASE)"));
    QCOMPARE(table->item(1, MatchBecause)->text(), text("as last time"));
}

void tst_ImportColumns::anUnreadableMemoryIsNone()
{
    PagesUnderTest pages(userAccounts(), {}, {}, "{}");
    pages.typeFile("uniqueId,email\nu1,a@example.com\n");
    pages.next();
    QVERIFY(!pages.state.isRemembered());
    QCOMPARE(shortly(pages.state.choices.mapping).size(), 2);
}

void tst_ImportColumns::matchesAgain()
{
    PagesUnderTest pages(userAccounts(), {}, {},
                         toJson(ColumnMapping{{{QStringLiteral("uniqueId"), {QStringLiteral("email")}}}}));
    pages.typeFile("uniqueId,email\nu1,a@example.com\n");
    pages.next();
    QCOMPARE(shortly(pages.state.choices.mapping), QStringList{QStringLiteral("uniqueId<email")});
    press(pages.page(), "Match again");
    QVERIFY(!pages.page()->isComplete()); // the rules are about to be replaced
    press(pages.page(), "Change…");
    QVERIFY(!pages.wizard.findChild<RuleDialog *>());
    QTRY_COMPARE(cell(pages, 1, MatchField), QStringLiteral("email"));
    QCOMPARE(cell(pages, 0, MatchField), QStringLiteral("uniqueId"));
    QVERIFY(!pages.state.isRemembered());
    QCOMPARE(pages.askedFor.size(), 1);
}

/// What is matched is counted, not what was chosen before.
void tst_ImportColumns::matchesAgainBeforeGoingOn()
{
    PagesUnderTest pages(userAccounts(), {}, {},
                         toJson(ColumnMapping{{{QStringLiteral("uniqueId"), {QStringLiteral("email")}}}}));
    pages.typeFile("uniqueId,email\nu1,a@example.com\n");
    pages.next();
    QTRY_VERIFY(pages.page()->isComplete());
    const auto *next = pages.wizard.button(QWizard::NextButton);
    QVERIFY(next->isEnabled());
    press(pages.page(), "Match again");
    QVERIFY(pages.state.isReading());
    QVERIFY(!next->isEnabled());
    QTRY_VERIFY(next->isEnabled());
    pages.wizard.next();
    QTRY_VERIFY(pages.page()->isComplete());
    QCOMPARE(shortly(pages.state.choices.mapping).size(), 2);
    QVERIFY(textOf(pages.page(), "counts").contains(QStringLiteral("Left out 1")));
    // Nor does the page File get stuck when it is gone back to meanwhile.
    pages.wizard.back();
    press(pages.page(), "Match again");
    pages.wizard.back();
    QVERIFY(!next->isEnabled());
    QTRY_VERIFY(next->isEnabled());
}

void tst_ImportColumns::datesAreAskedFor()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,createdTimestamp\n1,3/4/2026\n2,4/4/2026\n");
    pages.next();
    QVERIFY(!pages.page()->isComplete()); // before they were looked at, too
    QTRY_VERIFY(textOf(pages.page(), "notes")
                    .contains(QStringLiteral("“createdTimestamp” could be read in two ways")));
    QVERIFY(!pages.page()->isComplete());
    RuleDialog *dialog = change(&pages, 1);
    auto *dates = named<QComboBox>(dialog, "Dates");
    QTest::keyClick(dates, Qt::Key_Down);
    QCOMPARE(dates->currentText(), QStringLiteral("day first: 31/12/2026"));
    QTRY_VERIFY2(textOf(dialog, "example").contains(QStringLiteral("2026-04-03T00:00:00Z")),
                 qPrintable(textOf(dialog, "example")));
    press(dialog, "OK");
    QTRY_VERIFY(pages.page()->isComplete());
    QCOMPARE(rule(pages, 1).dateOrder, DateOrder::DayFirst);
    QVERIFY(!textOf(pages.page(), "notes").contains(QStringLiteral("two ways")));
}

/// 5,000 rows with this in their second column, and in row 4,000 that.
static QByteArray manyRows(const QByteArray &header, const QByteArray &most, const QByteArray &one)
{
    QByteArray csv = "uniqueId," + header + '\n';
    for (int row = 1; row <= 5000; ++row)
        csv += "user" + QByteArray::number(row) + ',' + (row == 4000 ? one : most) + '\n';
    return csv;
}

void tst_ImportColumns::datesAreSettledFurtherDown()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile(manyRows("createdTimestamp", "3/4/2026", "31/12/2026"));
    pages.next();
    pages.next(); // which waits for it
    QCOMPARE(rule(pages, 1).dateOrder, DateOrder::DayFirst);
}

void tst_ImportColumns::valuesFurtherDownAreCountedAgain_data()
{
    QTest::addColumn<int>("pages");
    QTest::addRow("on the page Rows") << 2;
    QTest::addRow("on the page Problems") << 3;
}

/// Who goes on at once gets what the page Columns comes to say.
void tst_ImportColumns::valuesFurtherDownAreCountedAgain()
{
    QFETCH(const int, pages);
    PagesUnderTest under(userAccounts(), manyUsers(5001));
    under.typeFile(manyRows("status", "ACTIVE", "enabled"));
    for (int page = 0; page < pages; ++page)
        under.next();
    const auto isGood = [&under] { return under.state.stage() && under.state.stage()->badRows.empty(); };
    QTRY_VERIFY(isGood());
    QTRY_COMPARE(rule(under, 1).values,
                 (std::map<QString, QString>{{QStringLiteral("enabled"), QStringLiteral("ACTIVE")}}));
    QTRY_VERIFY(isGood());
    QCOMPARE(under.state.stage()->unchanged, 5000);
    QTRY_VERIFY(under.page()->isComplete());
    if (pages == 3) {
        QVERIFY(under.wizard.button(QWizard::FinishButton)->isEnabled());
        QVERIFY(textOf(under.page(), "summary").contains(QStringLiteral("Every row can go in.")));
    } else {
        QVERIFY(textOf(under.page(), "counts").contains(QStringLiteral("Left out 0")));
    }
}

void tst_ImportColumns::joinsColumns()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,Given,Family\n1,Ada,Lovelace\n2,,Curie\n");
    pages.next();
    RuleDialog *dialog = change(&pages, 2);
    QVERIFY(!isShown(dialog, "Between them"));
    QVERIFY(!isShown(dialog, "Fixed value"));
    QVERIFY(!named<QAbstractButton>(dialog, "OK")->isEnabled()); // it goes nowhere yet
    typeInto(named<QComboBox>(dialog, "Field"), QStringLiteral("fullName"));
    QVERIFY(named<QAbstractButton>(dialog, "OK")->isEnabled());
    QTest::keyClicks(named<QComboBox>(dialog, "Join with"), QStringLiteral("Given"));
    typeInto(named<QLineEdit>(dialog, "Between them"), QStringLiteral(", "));
    QCOMPARE(textOf(dialog, "example"), QStringLiteral("Goes in as: Lovelace, Ada · Curie"));
    press(dialog, "OK");
    QTRY_COMPARE(cell(pages, 2, MatchFile), QStringLiteral("Family + Given"));
    QCOMPARE(shortly(rule(pages, 2)), QStringLiteral("fullName<Family+Given"));
    QCOMPARE(rule(pages, 2).joiner, QStringLiteral(", "));
    QTRY_COMPARE(cell(pages, 2, MatchSamples), QStringLiteral("Lovelace, Ada · Curie"));
}

void tst_ImportColumns::picksAPart()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,upn x\n1,ada@example.com\n");
    pages.next();
    RuleDialog *dialog = change(&pages, 1);
    typeInto(named<QComboBox>(dialog, "Field"), QStringLiteral("accountName"));
    QVERIFY(!isShown(dialog, "Split at"));
    QTest::keyClick(named<QComboBox>(dialog, "Take"), Qt::Key_Down);
    typeInto(named<QLineEdit>(dialog, "Split at"), QStringLiteral("@"));
    QCOMPARE(textOf(dialog, "example"), QStringLiteral("Goes in as: ada"));
    press(dialog, "OK");
    QTRY_COMPARE(rule(pages, 1).part, 1);
    QCOMPARE(rule(pages, 1).separator, QStringLiteral("@"));
}

void tst_ImportColumns::mapsValues()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,status\n1,weg\n2,da\n3,da\n4,enabled\n");
    pages.next();
    QTRY_COMPARE(cell(pages, 1, MatchFits), QStringLiteral("3 of 4 will not")); // "enabled" is known
    RuleDialog *dialog = change(&pages, 1);
    auto *values = named<QTableWidget>(dialog, "Values");
    QTRY_COMPARE(values->rowCount(), 3);
    QCOMPARE(values->item(0, 0)->text(), QStringLiteral("da")); // the most frequent first
    QCOMPARE(values->item(0, 1)->text(), QStringLiteral("2"));
    QCOMPARE(values->item(0, 3)->text(), QStringLiteral("no"));
    QCOMPARE(values->item(1, 2)->text(), QStringLiteral("ACTIVE"));
    QCOMPARE(values->item(1, 3)->text(), QStringLiteral("yes"));
    typeIntoCell(values, 0, 2, QStringLiteral("ACTIVE"));
    QCOMPARE(values->item(0, 3)->text(), QStringLiteral("yes"));
    typeIntoCell(values, 2, 2, QStringLiteral("gone"));
    QCOMPARE(values->item(2, 3)->text(), QStringLiteral("no"));
    typeIntoCell(values, 2, 2, QStringLiteral("DEACTIVATED"));
    press(dialog, "OK");
    QTRY_COMPARE(cell(pages, 1, MatchFits), QStringLiteral("all 4"));
    QCOMPARE(rule(pages, 1).values,
             (std::map<QString, QString>{{QStringLiteral("da"), QStringLiteral("ACTIVE")},
                                         {QStringLiteral("enabled"), QStringLiteral("ACTIVE")},
                                         {QStringLiteral("weg"), QStringLiteral("DEACTIVATED")}}));
}

void tst_ImportColumns::addsAFixedValue()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId\n1\n");
    pages.next();
    press(pages.page(), "Add field…");
    auto *dialog = openDialog<RuleDialog>(&pages.wizard);
    QVERIFY(dialog);
    QVERIFY(!isShown(dialog, "Values"));
    QVERIFY(!isShown(dialog, "Join with"));
    typeInto(named<QComboBox>(dialog, "Field"), QStringLiteral("permissionLevel"));
    typeInto(named<QLineEdit>(dialog, "Fixed value"), QStringLiteral("BASE"));
    QCOMPARE(textOf(dialog, "example"), QStringLiteral("Goes in as: BASE"));
    press(dialog, "OK");
    QTRY_COMPARE(columnsOf(pages)->rowCount(), 2);
    QCOMPARE(cell(pages, 1, MatchFile), QStringLiteral("(fixed: BASE)"));
    QCOMPARE(shortly(rule(pages, 1)), QStringLiteral("permissionLevel<=BASE"));
}

void tst_ImportColumns::followsTheChosenField()
{
    PagesUnderTest pages(typeNamed("WindowsUserComputer"));
    pages.typeFile("uniqueId,x\nm,C:\n");
    pages.next();
    RuleDialog *dialog = change(&pages, 1);
    auto *field = named<QComboBox>(dialog, "Field");
    QCOMPARE(textOf(dialog, "example"), QStringLiteral("Choose the field it goes into."));
    typeInto(field, QStringLiteral("drives"));
    QVERIFY(isShown(dialog, "List items split at"));
    QVERIFY(!isShown(dialog, "Dates"));
    typeInto(field, QStringLiteral("drives[0].na"));
    QCOMPARE(textOf(dialog, "example"), QStringLiteral("Windows computers has no field “drives[0].na”."));
    QVERIFY(!named<QAbstractButton>(dialog, "OK")->isEnabled());
    typeInto(field, QStringLiteral("drives[0].name"));
    QCOMPARE(textOf(dialog, "example"), QStringLiteral("Goes in as: C:"));
    typeInto(field, QStringLiteral("lastEnrolledTimestamp"));
    QVERIFY(isShown(dialog, "Dates"));
}

void tst_ImportColumns::cancelChangesNothing()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,email\n1,a@example.com\n");
    pages.next();
    const ColumnMapping before = pages.state.choices.mapping;
    RuleDialog *dialog = change(&pages, 1);
    typeInto(named<QComboBox>(dialog, "Field"), QStringLiteral("fullName"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!pages.wizard.findChild<RuleDialog *>());
    QCOMPARE(pages.state.choices.mapping, before);
}

/// As when the program ends: what is half typed must not reach a dialog that is half gone.
void tst_ImportColumns::goesWhileAValueIsTyped()
{
    auto pages = std::make_unique<PagesUnderTest>(userAccounts());
    pages->typeFile("uniqueId,status\n1,weg\n");
    pages->next();
    auto *values = named<QTableWidget>(change(pages.get(), 1), "Values");
    QTRY_COMPARE(values->rowCount(), 1);
    values->setFocus();
    values->setCurrentCell(0, 2);
    QVERIFY(values->indexWidget(values->currentIndex()));
    typeInto(values->indexWidget(values->currentIndex()), QStringLiteral("ACTIVE"));
    pages.reset();
}

QTEST_MAIN(tst_ImportColumns)
#include "tst_importcolumns.moc"
