// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/englishplurals.h"
#include "app/base/shorttext.h"
#include "tests/support/importpages.h"
#include "tests/support/users.h"
#include "ui/import/importproblemmodel.h"

#include <QTableView>

using namespace Fullstate;

using Model = ImportProblemModel;

/// The page Problems, used as its user does: long cells, and a count that is not there yet.
class tst_ProblemsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void init() { failOnWarnings(); }
    void longCellsAreNotTouched();
    void longCellsAreTypedAnew();
    void longTextCanBeEdited();
    void waitsForTheCounts();
    void whatIsTypedOutlivesACount();
    void savesTheRows();
    void savesWhatWasThereWhenAsked();
    void savingIsStopped();

private:
    QString fileName() const { return m_folder.filePath(QStringLiteral("bad.csv")); }
    QByteArray saved() const;

    EnglishPlurals m_plurals{};
    QTemporaryDir m_folder;
};

/// Nothing: there is no such file.
QByteArray tst_ProblemsPage::saved() const
{
    QFile file(fileName());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static QTableView *problemsOf(const PagesUnderTest &pages)
{
    return named<QTableView>(pages.page(), "Problems");
}

/// To the page Problems.
static void goToProblems(PagesUnderTest *pages, const QByteArray &csv)
{
    pages->typeFile(csv);
    for (int page = 0; page < 3; ++page)
        pages->next();
}

static const char LongHeader[] = "uniqueId,status,roleDescription\n";

/// Every one of the four pages shows it; going past it is no correction.
void tst_ProblemsPage::longCellsAreNotTouched()
{
    PagesUnderTest pages(userAccounts(), users(QStringLiteral("a b c d")));
    const QByteArray tooLong(2 << 20, 'x');
    const QByteArray isLong(40'000, 'y');
    pages.typeFile(LongHeader + QByteArray("a,ACTIVE,") + tooLong + "\nb,weg,Lead\nc," + isLong
                   + ",Lead\nd,ACTIVE\n");
    QTRY_VERIFY(pages.page()->isComplete());
    QVERIFY(
        named<QTableWidget>(pages.page(), "First rows")->item(0, 2)->text().startsWith(QLatin1String("xxx")));
    QVERIFY(named<QTableWidget>(pages.page(), "First rows")->item(0, 2)->text().size() <= MostShownText + 1);
    pages.next();
    auto *columns = named<QTableWidget>(pages.page(), "Columns");
    QTRY_VERIFY(columns->item(2, 2)->text().startsWith(QLatin1String("xxx")));
    for (int row = 0; row < columns->rowCount(); ++row)
        QVERIFY(columns->item(row, 2)->text().size() < 1000);
    pages.next();
    pages.next();
    QTableView *table = problemsOf(pages);
    QCOMPARE(table->model()->rowCount(), 4);
    for (int row = 0; row < 4; ++row) { // there by the mouse, back by keyboard
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(row, Model::Cell)).center());
        QVERIFY(table->indexWidget(table->model()->index(row, Model::Cell)));
    }
    for (int row = 3; row >= 0; --row) {
        table->setCurrentIndex(table->model()->index(row, Model::Cell));
        QTest::keyClick(table->indexWidget(table->currentIndex()), Qt::Key_Tab);
    }
    QTest::qWait(0); // corrections come later
    QVERIFY(pages.state.choices.corrections.isEmpty());
    QCOMPARE(pages.state.stage()->badRows.size(), 4u);
}

void tst_ProblemsPage::longCellsAreTypedAnew()
{
    PagesUnderTest pages(userAccounts(), users(QStringLiteral("a")));
    goToProblems(&pages, LongHeader + QByteArray("a,ACTIVE,") + QByteArray(2 << 20, 'x') + "\n");
    QTableView *table = problemsOf(pages);
    table->setCurrentIndex(table->model()->index(0, Model::Cell));
    auto *line = qobject_cast<QLineEdit *>(table->indexWidget(table->currentIndex()));
    QVERIFY(line);
    QCOMPARE(line->placeholderText(),
             QStringLiteral("2,097,152 characters: what you type here takes their place"));
    QTest::keyClick(line, Qt::Key_X);
    QTest::keyClick(line, Qt::Key_Backspace);
    QTest::keyClick(line, Qt::Key_Return);
    QTest::qWait(0);
    QVERIFY(pages.state.choices.corrections.isEmpty());
    typeIntoCell(table, 0, Model::Cell, QStringLiteral("Lead"));
    QTRY_VERIFY(pages.state.stage() && pages.state.stage()->badRows.empty());
    QCOMPARE(pages.state.stage()->resources[0].value(QLatin1String("roleDescription")).toString(),
             QStringLiteral("Lead"));
}

/// What a line of Qt cuts off.
void tst_ProblemsPage::longTextCanBeEdited()
{
    PagesUnderTest pages(userAccounts(), users(QStringLiteral("a")));
    const QByteArray almost(32'740, 'x');
    goToProblems(&pages, LongHeader + QByteArray("a,ACTIVE,too,") + almost + "\n"); // a cell too many
    QTableView *table = problemsOf(pages);
    table->setCurrentIndex(table->model()->index(0, Model::Cell));
    auto *line = qobject_cast<QLineEdit *>(table->indexWidget(table->currentIndex()));
    QVERIFY(line);
    QCOMPARE(line->text().size(), almost.size() + 13);
    line->end(false);
    line->insert(QString(100, u'y'));
    line->setCursorPosition(12);
    QTest::keyClick(line, Qt::Key_Delete); // the comma
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_VERIFY(pages.state.stage() && pages.state.stage()->badRows.empty());
    QCOMPARE(pages.state.stage()->resources[0].value(QLatin1String("roleDescription")).toString().size(),
             almost.size() + 103);
}

static const char TwoBad[] = "uniqueId,status\na,weg\nb,fort\n";

/// The stage is gone while it is counted again, which may begin at any moment: a Fetch ends.
void tst_ProblemsPage::waitsForTheCounts()
{
    PagesUnderTest pages(userAccounts(), users(QStringLiteral("a b")));
    goToProblems(&pages, TwoBad);
    press(pages.page(), "Leave out the rows with problems");
    const auto *finish = pages.wizard.button(QWizard::FinishButton);
    auto *save = named<QAbstractButton>(pages.page(), "Save problem rows…");
    for (const bool isCountedAgain : {true, false}) {
        QVERIFY(finish->isEnabled());
        QVERIFY(save->isEnabled());
        if (isCountedAgain)
            pages.state.countAgain();
        else
            pages.state.unstage();
        QVERIFY(!pages.state.stage());
        QVERIFY(!finish->isEnabled());
        QVERIFY(!save->isEnabled());
        QCOMPARE(textOf(pages.page(), "summary"), QStringLiteral("Counting…"));
        if (isCountedAgain)
            QTRY_VERIFY(pages.state.stage());
    }
    pages.page()->initializePage(); // without a stage
    QVERIFY(!pages.page()->isComplete());
    pages.state.stageAgain();
    QTRY_VERIFY(save->isEnabled());
    QCOMPARE(problemsOf(pages)->model()->rowCount(), 2);
}

void tst_ProblemsPage::whatIsTypedOutlivesACount()
{
    PagesUnderTest pages(userAccounts(), users(QStringLiteral("a b")));
    goToProblems(&pages, TwoBad);
    QTableView *table = problemsOf(pages);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, Model::Cell));
    const QPointer<QWidget> editor = table->indexWidget(table->currentIndex());
    QVERIFY(editor);
    typeInto(editor, QStringLiteral("ACTI"));
    pages.state.countAgain();
    QTRY_VERIFY(pages.state.stage());
    QVERIFY(editor);
    QTest::keyClicks(editor, QStringLiteral("VE"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(pages.state.choices.corrections.value(0).value(1), QStringLiteral("ACTIVE"));
    // What was given up shows what was counted meanwhile.
    table->setCurrentIndex({});
    table->setCurrentIndex(table->model()->index(0, Model::Cell));
    const QPointer<QWidget> second = table->indexWidget(table->currentIndex());
    QVERIFY(second);
    typeInto(second, QStringLiteral("x"));
    pages.state.choices.corrections.insert(1, {QStringLiteral("b"), QStringLiteral("ACTIVE")});
    pages.state.stageAgain();
    QTRY_VERIFY(pages.state.stage());
    QTest::keyClick(second, Qt::Key_Escape);
    QTRY_COMPARE(textOf(pages.page(), "summary").section(u'.', 0, 0), QStringLiteral("Every row can go in"));
}

void tst_ProblemsPage::savesTheRows()
{
    PagesUnderTest pages(userAccounts(), users(QStringLiteral("a b")));
    goToProblems(&pages, TwoBad);
    press(pages.page(), "Save problem rows…");
    auto *dialog = openDialog<QFileDialog>(&pages.wizard);
    QVERIFY(dialog);
    QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), QStringLiteral("people-problems.csv"));
    chooseInFileDialog(&pages.wizard, fileName());
    const QString name = QDir::toNativeSeparators(fileName());
    QTRY_COMPARE(textOf(pages.page(), "saved"), QStringLiteral("Saved 2 rows to %1.").arg(name));
    const QList<QByteArray> lines = saved().split('\n');
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0], QByteArray("\xef\xbb\xbfuniqueId,status,reason\r"));
    QVERIFY2(lines[1].startsWith("a,weg,\"status: “weg” is not one of "), lines[1].constData());
    QVERIFY(isShown(pages.page(), "Save problem rows…"));
    QVERIFY(!isShown(pages.page(), "Stop saving"));
    QVERIFY(textOf(pages.page(), "summary").contains(QStringLiteral("2 rows cannot go in.")));
}

/// A Fetch ends while a name is chosen: the draft is another, the rows are those that were shown.
void tst_ProblemsPage::savesWhatWasThereWhenAsked()
{
    QFile::remove(fileName());
    PagesUnderTest pages(userAccounts(), users(QStringLiteral("a b")));
    goToProblems(&pages, TwoBad);
    press(pages.page(), "Save problem rows…");
    pages.state.unstage();
    chooseInFileDialog(&pages.wizard, fileName());
    QTRY_VERIFY(textOf(pages.page(), "saved").startsWith(QStringLiteral("Saved 2 rows")));
    QCOMPARE(saved().count('\n'), 3);
}

void tst_ProblemsPage::savingIsStopped()
{
    QFile::remove(fileName());
    PagesUnderTest pages(userAccounts(), users(QStringLiteral("a b")));
    goToProblems(&pages, TwoBad);
    press(pages.page(), "Leave out the rows with problems");
    const auto *finish = pages.wizard.button(QWizard::FinishButton);
    QVERIFY(finish->isEnabled());
    press(pages.page(), "Save problem rows…");
    auto *dialog = openDialog<QFileDialog>(&pages.wizard);
    QVERIFY(dialog);
    QVERIFY(QMetaObject::invokeMethod(dialog, "fileSelected", Q_ARG(QString, fileName())));
    dialog->close();
    QVERIFY(!finish->isEnabled()); // it would take the page away
    QVERIFY(isShown(pages.page(), "Progress"));
    press(pages.page(), "Stop saving");
    const QString name = QDir::toNativeSeparators(fileName());
    QCOMPARE(textOf(pages.page(), "saved"),
             QStringLiteral("Cancelled: nothing was written to %1.").arg(name));
    QVERIFY(finish->isEnabled());
    QVERIFY(isShown(pages.page(), "Save problem rows…"));
    QVERIFY(!QFile::exists(fileName()));
}

QTEST_MAIN(tst_ProblemsPage)
#include "tst_problemspage.moc"
