// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/importpages.h"
#include "tests/support/users.h"
#include "ui/common/scopedialog.h"
#include "ui/import/importproblemmodel.h"

#include <QCheckBox>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>

using namespace Fullstate;

/// The pages of the import, used as their user does: a file is typed in, columns are chosen, bad rows mended
/// or left out.
class tst_ImportPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }
    void readsTheTypedFileAndShowsIt();
    void saysWhyAFileCannotBeRead();
    void readsAgainWithAnotherDelimiter();
    void everythingHasAName();
    void countsPerMode();
    void warnsOfAPartialFile();
    void warnsOfATinyFile_data();
    void warnsOfATinyFile();
    void countsAgainWhenTheDraftChanges();
    void scopeIsChosen();
    void scopeIsSetAside();
    void scopeThatCannotBeAskedIsSaid();
    void securityRelevantApplicationsAreTyped();
    void goesOnOnlyWhenBadRowsAreLeftOut();
    void rowsAreMendedOnTheSpot();
    void correctionsGoWithTheFile();
};

static const char Header[] =
    "uniqueId,displayName,externalUrl,fullName,accountName,email,permissionLevel,createdTimestamp,status,"
    "mfaEnabled,mfaMethods,authMethod\n";
static const char Good[] =
    "u1,Ada,https://x.example/1,Ada L,ada,a@example.com,BASE,2024-01-02T03:04:05Z,ACTIVE,true,OTP,PASSWORD\n";
static const char Bad[] = "u2,Bob,https://x.example/2,Bob "
                          "B,bob,b@example.com,ROOTE,2024-01-02T03:04:05Z,ACTIVE,true,OTP,PASSWORD\n";

void tst_ImportPages::readsTheTypedFileAndShowsIt()
{
    PagesUnderTest pages(userAccounts());
    QVERIFY(!pages.page()->isComplete());
    pages.typeFile(QByteArray(Header) + Good);
    QTRY_VERIFY(pages.page()->isComplete());
    auto *picture = named<QTableWidget>(pages.page(), "First rows");
    QCOMPARE(picture->rowCount(), 1);
    QCOMPARE(picture->item(0, 3)->text(), QStringLiteral("Ada L"));
}

void tst_ImportPages::saysWhyAFileCannotBeRead()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,email\nu1,\"open\n");
    QVERIFY(!pages.page()->isComplete());
    QTRY_VERIFY2(textOf(pages.page(), "status").contains(QStringLiteral("line 2, column 2")),
                 qPrintable(textOf(pages.page(), "status")));
}

void tst_ImportPages::readsAgainWithAnotherDelimiter()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId;email\nu1;a@example.com\n");
    QTRY_VERIFY(pages.page()->isComplete());
    auto *delimiter = named<QComboBox>(pages.page(), "Delimiter");
    QCOMPARE(delimiter->currentData().toChar(), QChar(QLatin1Char(';')));
    delimiter->setFocus();
    QTest::keyClick(delimiter, Qt::Key_Up); // to the comma
    QTRY_VERIFY(pages.page()->isComplete());
    QCOMPARE(named<QTableWidget>(pages.page(), "First rows")->columnCount(), 1);
    QTRY_COMPARE(pages.state.file()->columns.size(), 1);
}

/// Everything that takes the focus, on every page.
void tst_ImportPages::everythingHasAName()
{
    PagesUnderTest pages(typeNamed("WindowsUserComputer"), {},
                         advisedScope(typeNamed("WindowsUserComputer")));
    pages.typeFile("uniqueId,displayName\nm,\n");
    for (int page = 0; page < 4; ++page) {
        QTRY_VERIFY(page == 3 || pages.page()->isComplete());
        const QList<QWidget *> all = pages.page()->findChildren<QWidget *>();
        for (const QWidget *widget : all) {
            const bool isInside = widget->objectName().startsWith(QLatin1String("qt_"))
                || qobject_cast<const QAbstractItemView *>(widget->parentWidget())
                || qobject_cast<const QComboBox *>(widget->parentWidget());
            if (!isInside && widget->isVisible() && widget->focusPolicy() & Qt::TabFocus
                && !qobject_cast<const QLabel *>(widget) && !widget->inherits("QScrollArea"))
                QVERIFY2(!nameOf(widget).isEmpty(), widget->metaObject()->className());
        }
        if (page < 3)
            pages.wizard.next();
    }
}

void tst_ImportPages::countsPerMode()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile(QByteArray(Header) + Good);
    pages.next();
    pages.next();
    QTRY_VERIFY2(textOf(pages.page(), "counts").contains(QStringLiteral("Adds 1")),
                 qPrintable(textOf(pages.page(), "counts")));
    press(pages.page(), "Update only");
    QTRY_VERIFY2(textOf(pages.page(), "counts").contains(QStringLiteral("Not known 1")),
                 qPrintable(textOf(pages.page(), "counts")));
    QVERIFY(!named<QCheckBox>(pages.page(), "Empty cells clear the field")->isChecked());
    QVERIFY(!isShown(pages.page(), "Keep resources that rows with problems name"));
    press(pages.page(), "Replace everything");
    QVERIFY(named<QCheckBox>(pages.page(), "Empty cells clear the field")->isChecked());
    QVERIFY(isShown(pages.page(), "Keep resources that rows with problems name"));
    QTRY_VERIFY(pages.page()->isComplete());
    QVERIFY(!isShown(pages.page(), "Add and update instead")); // nothing points to a part
}

void tst_ImportPages::warnsOfAPartialFile()
{
    std::vector<QJsonObject> draft = manyUsers(40);
    QByteArray csv = "uniqueId,roleDescription\n";
    for (size_t index = 0; index < draft.size(); ++index) {
        const bool isGiven = index % 2;
        draft[index].insert(QLatin1String("roleDescription"),
                            isGiven ? QLatin1String("Sales") : QLatin1String("Support"));
        if (isGiven)
            csv += "user" + QByteArray::number(qulonglong(index)) + ",Sales\n";
    }
    PagesUnderTest pages(userAccounts(), draft);
    pages.typeFile(csv);
    pages.next();
    pages.next();
    QTRY_VERIFY(pages.page()->isComplete());
    QVERIFY(!isShown(pages.page(), "Add and update instead"));
    press(pages.page(), "Replace everything");
    QTRY_VERIFY(isShown(pages.page(), "Add and update instead"));
    QVERIFY2(textOf(pages.page(), "partial").contains(QStringLiteral("roleDescription “Sales”")),
             qPrintable(textOf(pages.page(), "partial")));
    QVERIFY(textOf(pages.page(), "counts").contains(QStringLiteral("Deletes 20")));
    press(pages.page(), "Add and update instead");
    QVERIFY(named<QRadioButton>(pages.page(), "Add and update")->isChecked());
    QTRY_VERIFY(textOf(pages.page(), "counts").contains(QStringLiteral("Deletes 0")));
    QVERIFY(!isShown(pages.page(), "Add and update instead"));
    QCOMPARE(pages.state.choices.mode, ImportMode::AddAndUpdate);
    QVERIFY(!pages.state.choices.emptyCellClears);
}

void tst_ImportPages::warnsOfATinyFile_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QString>("says");
    QTest::addRow("two rows") << QByteArray("user1,ACTIVE\nuser2,ACTIVE\n")
                              << "The file has only 2 row(s); 38 resource(s) would be deleted.";
    QTest::addRow("none that goes in")
        << QByteArray("user1,weg\n") << "No row of the file would go in; 39 resource(s) would be deleted.";
    QTest::addRow("a header alone") << QByteArray()
                                    << "The file has no rows; 40 resource(s) would be deleted.";
}

void tst_ImportPages::warnsOfATinyFile()
{
    QFETCH(const QByteArray, rows);
    QFETCH(const QString, says);
    PagesUnderTest pages(userAccounts(), manyUsers(40));
    pages.typeFile("uniqueId,status\n" + rows);
    pages.next();
    pages.next();
    QTRY_VERIFY(pages.page()->isComplete());
    press(pages.page(), "Replace everything");
    QTRY_VERIFY(isShown(pages.page(), "Add and update instead"));
    QVERIFY2(textOf(pages.page(), "partial").contains(says), qPrintable(textOf(pages.page(), "partial")));
    press(pages.page(), "Add and update instead");
    QTRY_VERIFY(textOf(pages.page(), "counts").contains(QStringLiteral("Deletes 0")));
}

/// A Fetch ends while the rows are counted, and once more when they have been.
void tst_ImportPages::countsAgainWhenTheDraftChanges()
{
    int asked = 0;
    PagesUnderTest pages(userAccounts(), {}, {}, {}, [&asked] { ++asked; });
    pages.typeFile(QByteArray(Header) + Good);
    pages.state.countAgain();
    QCOMPARE(asked, 0); // nothing was counted yet
    pages.next();
    pages.next();
    for (int round = 0; round < 2; ++round) {
        const int before = asked;
        QCOMPARE(pages.state.stage() != nullptr, round == 1);
        pages.state.countAgain();
        QCOMPARE(asked, before + 1);
        QVERIFY(!pages.state.stage());
        QVERIFY(!pages.wizard.button(QWizard::NextButton)->isEnabled());
        QCOMPARE(textOf(pages.page(), "counts"), QStringLiteral("Counting…"));
        QTRY_VERIFY(pages.wizard.button(QWizard::NextButton)->isEnabled());
    }
}

static const char Findings[] = "uniqueId,severity,owner\na,9.5,Ada\nb,5,Ada\nc,1,Bob\nd,7,Bob\n";

void tst_ImportPages::scopeIsChosen()
{
    const ResourceType &type = typeNamed("PackageVulnerabilityConnectors");
    std::vector<QJsonObject> draft;
    for (const char *id : {"a", "b", "c", "d"})
        draft.push_back({{UniqueIdField, QLatin1String(id)}});
    PagesUnderTest pages(type, draft, advisedScope(type));
    pages.typeFile(Findings);
    pages.next();
    pages.next();
    QTRY_VERIFY2(textOf(pages.page(), "counts").contains(QStringLiteral("Out of scope 2")),
                 qPrintable(textOf(pages.page(), "counts")));
    QTest::keyClick(named<QAbstractButton>(pages.page(), "Scope…"), Qt::Key_Space);
    auto *dialog = openDialog<ScopeDialog>(&pages.wizard);
    QVERIFY(dialog);
    QVERIFY(named<QCheckBox>(dialog, "Critical (9.0 to 10.0)")->isChecked());
    QVERIFY(!named<QCheckBox>(dialog, "Medium (4.0 to 6.9)")->isChecked());
    press(dialog, "Medium (4.0 to 6.9)");
    press(dialog, "Add condition");
    auto *conditions = named<QTableWidget>(dialog, "Conditions");
    QCOMPARE(conditions->rowCount(), 1);
    auto *field = named<QComboBox>(dialog, "Field of condition 1");
    field->setFocus();
    field->setCurrentText(type.field(u"owner") ? QStringLiteral("owner") : QStringLiteral("uniqueId"));
    conditions->item(0, 2)->setText(QStringLiteral(" a ; b;; "));
    press(dialog, "OK");
    QTRY_VERIFY(!isShown(&pages.wizard, "Conditions"));
    QCOMPARE(pages.state.scope.rules.size(), 2u);
    QCOMPARE(pages.state.scope.rules[1].values, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QTRY_VERIFY2(textOf(pages.page(), "counts").contains(QStringLiteral("Changes 2")),
                 qPrintable(textOf(pages.page(), "counts")));
    QVERIFY(textOf(pages.page(), "counts").contains(QStringLiteral("Out of scope 2")));
}

void tst_ImportPages::scopeIsSetAside()
{
    const ResourceType &type = typeNamed("PackageVulnerabilityConnectors");
    PagesUnderTest pages(type, {}, advisedScope(type));
    pages.typeFile(Findings);
    pages.next();
    pages.next();
    QTRY_VERIFY(textOf(pages.page(), "counts").contains(QStringLiteral("Out of scope 2")));
    press(pages.page(), "Only what is in scope");
    QTRY_VERIFY(textOf(pages.page(), "counts").contains(QStringLiteral("Left out 4")));
    QVERIFY(!textOf(pages.page(), "counts").contains(QStringLiteral("Out of scope")));
    QCOMPARE(pages.state.scope, advisedScope(type)); // it stays that of the resource set
}

void tst_ImportPages::scopeThatCannotBeAskedIsSaid()
{
    const ResourceType &type = typeNamed("PackageVulnerabilityConnectors");
    PagesUnderTest pages(type, {}, advisedScope(type));
    pages.typeFile("uniqueId,displayName\na,A\n");
    pages.next();
    pages.next();
    const auto says = QStringLiteral("The file has no column for severity: nothing is out of scope by it.");
    QTRY_VERIFY2(textOf(pages.page(), "notes").contains(says), qPrintable(textOf(pages.page(), "notes")));
    press(pages.page(), "Only what is in scope");
    QTRY_VERIFY(pages.page()->isComplete());
    QVERIFY(!textOf(pages.page(), "notes").contains(says));
}

void tst_ImportPages::securityRelevantApplicationsAreTyped()
{
    const ResourceType &type = typeNamed("WindowsUserComputer");
    PagesUnderTest pages(type, {{{UniqueIdField, QStringLiteral("m")}}}, advisedScope(type));
    pages.typeFile("uniqueId,programs[0].name,programs[1].name\nm,Big Chess,Solitaire\n");
    pages.next();
    pages.next();
    QTRY_VERIFY2(textOf(pages.page(), "notes").contains(QStringLiteral("2 items of lists are out of scope")),
                 qPrintable(textOf(pages.page(), "notes")));
    press(pages.page(), "Scope…");
    auto *dialog = openDialog<ScopeDialog>(&pages.wizard);
    QVERIFY(dialog);
    auto *names = named<QPlainTextEdit>(dialog, "Security-relevant applications");
    QVERIFY(!names->toPlainText().isEmpty()); // as advised
    names->setFocus();
    QTest::keyClick(names, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(names, QStringLiteral("nothing"));
    QTest::keyClick(names, Qt::Key_Return);
    QTest::keyClicks(names, QStringLiteral(" chess "));
    press(dialog, "OK");
    QTRY_VERIFY2(textOf(pages.page(), "notes").contains(QStringLiteral("1 items of lists are out of scope")),
                 qPrintable(textOf(pages.page(), "notes")));
    QCOMPARE(pages.state.scope.rules.size(), 1u);
    QCOMPARE(pages.state.scope.rules[0].values,
             (QStringList{QStringLiteral("nothing"), QStringLiteral("chess")}));
}

void tst_ImportPages::goesOnOnlyWhenBadRowsAreLeftOut()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile(QByteArray(Header) + Good + Bad);
    pages.next();
    pages.next();
    pages.next();
    auto *table = named<QTableView>(pages.page(), "Problems");
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, ImportProblemModel::Line).data().toLongLong(), 3);
    QCOMPARE(table->model()->index(0, ImportProblemModel::UniqueId).data().toString(), QStringLiteral("u2"));
    QVERIFY(!pages.wizard.button(QWizard::FinishButton)->isEnabled());
    press(pages.page(), "Leave out the rows with problems");
    QVERIFY(pages.wizard.button(QWizard::FinishButton)->isEnabled());
}

void tst_ImportPages::rowsAreMendedOnTheSpot()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile(QByteArray(Header) + Good + Bad + "short\n");
    pages.next();
    pages.next();
    pages.next();
    auto *table = named<QTableView>(pages.page(), "Problems");
    QCOMPARE(table->model()->rowCount(), 2);
    QCOMPARE(table->model()->index(1, ImportProblemModel::Cell).data().toString(), QStringLiteral("short"));
    typeIntoCell(table, 0, ImportProblemModel::Cell, QStringLiteral("ADMINS"));
    const auto reason = [table] {
        return table->model()->index(0, ImportProblemModel::Reason).data().toString();
    };
    QTRY_VERIFY2(reason().contains(QStringLiteral("ADMINS")), qPrintable(reason())); // still wrong
    QCOMPARE(table->model()->rowCount(), 2);
    typeIntoCell(table, 0, ImportProblemModel::Cell, QStringLiteral("ADMIN"));
    QTRY_COMPARE(table->model()->rowCount(), 1);
    typeIntoCell(table, 0, ImportProblemModel::Cell,
                 QString::fromLatin1(Good).trimmed().replace(QLatin1String("u1"), QLatin1String("u3")));
    QTRY_VERIFY(pages.state.stage() && pages.state.stage()->badRows.empty());
    QCOMPARE(pages.state.stage()->adds, 3);
    QTRY_VERIFY(pages.wizard.button(QWizard::FinishButton)->isEnabled());
    QVERIFY(textOf(pages.page(), "summary").contains(QStringLiteral("Every row can go in.")));
    QVERIFY(!isShown(pages.page(), "Leave out the rows with problems"));
}

/// Of another file, that row is another.
void tst_ImportPages::correctionsGoWithTheFile()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile(QByteArray(Header) + Bad);
    QTRY_VERIFY(pages.page()->isComplete());
    pages.state.choices.corrections.insert(0, {QStringLiteral("x")});
    pages.typeFile(QByteArray(Header) + Good);
    QTRY_VERIFY(pages.page()->isComplete());
    QVERIFY(pages.state.choices.corrections.isEmpty());
}

QTEST_MAIN(tst_ImportPages)
#include "tst_importpages.moc"
