// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/resourcetable.h"
#include "tests/support/sampledraft.h"
#include "tests/support/warnings.h"
#include "ui/draft/fielddelegate.h"
#include "ui/draft/resourcefilter.h"
#include "ui/draft/resourcegrid.h"
#include "ui/draft/resourceview.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Fullstate;

namespace {

/// The delegate's painting as a table cell gets it.
class Painted final : public FieldDelegate
{
public:
    static QStyleOptionViewItem option(const QModelIndex &index)
    {
        Painted delegate;
        QStyleOptionViewItem option;
        option.palette = QGuiApplication::palette();
        delegate.initStyleOption(&option, index);
        return option;
    }
};

} // namespace

class tst_ResourceView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void typedIntoACell_data();
    void typedIntoACell();
    void lookingIsNotEditing_data();
    void lookingIsNotEditing();
    void escapeDropsWhatWasTyped();
    void enterGoesDownAndTabGoesRight();
    void choiceIsFoundByTyping();
    void valueThatIsNoChoiceIsShownAndKept();

    void marksSayMoreThanColour();
    void notSetIsNotEmpty();

    void filterShowsWhatHoldsTheText();
    void escapeClearsTheFilter();
    void editedRowStaysUnderTheFilter();
    void problemLeadsToAFilteredCell();
    void problemLeadsIntoANestedField();

    void removeIsUndone();
    void removeOfManyCellsIsOneStep();
    void deactivateKeepsTheResource();
    void revertTakesBackCells();
    void revertTakesBackRemovedAndAddedRows();
    void addBeginsToEdit();

    void copiedBlockIsTabular();
    void cutEmptiesCells();
    void pastedBlockChangesAndAdds();
    void pasteIsOneStepOfUndo();
    void pasteOfOneCellFillsTheChoice();
    void pasteNeverClips();
    void pasteFollowsTheHeader();
    void pasteFollowsTheColumnsAsSeen();
    void pasteLeavesRemovedResourcesAlone();

    void removedRowsAreNotEdited();

private:
    ResourceGrid &grid() { return m_view->grid(); }
    QModelIndex cell(int row, const char *field) const
    {
        return m_view->grid().model()->index(row, m_table->columnOf(QString::fromLatin1(field)));
    }
    void stand(int row, const char *field)
    {
        grid().setCurrentIndex(cell(row, field));
        grid().setFocus();
    }
    void choose(int top, const char *left, int bottom, const char *right);
    QWidget *openEditor(int row, const char *field);
    QString lastSaid() const { return m_said->isEmpty() ? QString() : m_said->last().first().toString(); }

    std::unique_ptr<SampleDraft> m_sample;
    std::unique_ptr<ResourceTable> m_table;
    std::unique_ptr<ResourceView> m_view;
    std::unique_ptr<QSignalSpy> m_said;
};

void tst_ResourceView::init()
{
    failOnWarnings();
    m_sample = std::make_unique<SampleDraft>();
    m_table = std::make_unique<ResourceTable>(m_sample->draft());
    m_view = std::make_unique<ResourceView>();
    m_said = std::make_unique<QSignalSpy>(m_view.get(), &ResourceView::said);
    m_view->setTable(m_table.get());
    new QAbstractItemModelTester(grid().model(), m_view.get());
    m_view->resize(1600, 400);
    m_view->show();
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

void tst_ResourceView::cleanup()
{
    m_said.reset();
    m_view.reset();
    m_table.reset();
    m_sample.reset();
}

void tst_ResourceView::choose(int top, const char *left, int bottom, const char *right)
{
    stand(top, left);
    grid().selectionModel()->select(QItemSelection(cell(top, left), cell(bottom, right)),
                                    QItemSelectionModel::ClearAndSelect);
}

QWidget *tst_ResourceView::openEditor(int row, const char *field)
{
    stand(row, field);
    QTest::keyClick(&grid(), Qt::Key_F2);
    return grid().indexWidget(cell(row, field));
}

void tst_ResourceView::typedIntoACell_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QJsonValue>("value");
    QTest::addRow("text") << QByteArray("displayName") << QStringLiteral("Ann A.")
                          << QJsonValue(QStringLiteral("Ann A."));
    QTest::addRow("an optional text that is emptied is not set")
        << QByteArray("roleDescription") << QString() << QJsonValue(QJsonValue::Undefined);
    QTest::addRow("a choice by its first letter")
        << QByteArray("permissionLevel") << QStringLiteral("E") << QJsonValue(QStringLiteral("EDITOR"));
    QTest::addRow("no") << QByteArray("mfaEnabled") << QStringLiteral("n") << QJsonValue(false);
    QTest::addRow("timestamp") << QByteArray("lastLoginTimestamp") << QStringLiteral("2026-03-01T09:00:00Z")
                               << QJsonValue(QStringLiteral("2026-03-01T09:00:00Z"));
    QTest::addRow("a timestamp that is none is kept, and becomes a problem")
        << QByteArray("lastLoginTimestamp") << QStringLiteral("yesterday")
        << QJsonValue(QStringLiteral("yesterday"));
    QTest::addRow("a list with commas")
        << QByteArray("groupIds") << QStringLiteral("a, b c ,d")
        << QJsonValue(QJsonArray{QStringLiteral("a"), QStringLiteral("b c"), QStringLiteral("d")});
    QTest::addRow("a list as JSON") << QByteArray("groupIds") << QStringLiteral("[\"a,b\"]")
                                    << QJsonValue(QJsonArray{QStringLiteral("a,b")});
    QTest::addRow("a list of choices")
        << QByteArray("mfaMethods") << QStringLiteral("SMS, OTP")
        << QJsonValue(QJsonArray{QStringLiteral("SMS"), QStringLiteral("OTP")});
}

void tst_ResourceView::typedIntoACell()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, typed);
    QFETCH(QJsonValue, value);
    m_sample->draft().edit({{0, QStringLiteral("roleDescription"), QStringLiteral("Boss")}},
                           QStringLiteral("set up"));
    QWidget *editor = openEditor(0, field.constData());
    QVERIFY(editor);
    QVERIFY(editor->hasFocus());
    QCOMPARE(editor->accessibleName(), QString::fromLatin1(field));
    if (auto *line = qobject_cast<QLineEdit *>(editor))
        line->clear();
    QTest::keyClicks(editor, typed);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(m_sample->value(0, field.constData()), value); // Enter takes effect on the next turn
    m_sample->draft().undoStack().undo();
    m_sample->draft().undoStack().undo();
    QVERIFY(!m_sample->draft().hasChanges());
}

void tst_ResourceView::lookingIsNotEditing_data()
{
    QTest::addColumn<QByteArray>("field");
    for (const char *field : {"displayName", "permissionLevel", "mfaEnabled", "mfaMethods",
                              "createdTimestamp", "groupIds", "roleDescription"})
        QTest::addRow("%s", field) << QByteArray(field);
}

void tst_ResourceView::lookingIsNotEditing()
{
    QFETCH(QByteArray, field);
    QWidget *editor = openEditor(1, field.constData());
    QVERIFY(editor);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(grid().currentIndex(), cell(2, field.constData()));
    QVERIFY(!m_sample->draft().hasChanges());
    QCOMPARE(m_sample->draft().undoStack().count(), 0);
}

void tst_ResourceView::escapeDropsWhatWasTyped()
{
    QWidget *editor = openEditor(0, "displayName");
    QTest::keyClicks(editor, QStringLiteral("something"));
    QTest::keyClick(editor, Qt::Key_Escape);
    QVERIFY(!m_sample->draft().hasChanges());
    QCOMPARE(grid().currentIndex(), cell(0, "displayName"));
}

void tst_ResourceView::enterGoesDownAndTabGoesRight()
{
    stand(0, "uniqueId");
    QTest::keyClick(&grid(), Qt::Key_Tab);
    QCOMPARE(grid().currentIndex(), cell(0, "displayName"));
    QTest::keyClick(&grid(), Qt::Key_N); // typing edits
    QWidget *editor = grid().indexWidget(cell(0, "displayName"));
    QVERIFY(editor);
    QTest::keyClicks(editor, QStringLiteral("ew"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(m_sample->value(0, "displayName").toString(), QStringLiteral("new"));
    QCOMPARE(grid().currentIndex(), cell(1, "displayName"));
    QVERIFY(grid().hasFocus());

    QTest::keyClick(&grid(), Qt::Key_Return); // Enter edits, and keeps what is there
    editor = grid().indexWidget(cell(1, "displayName"));
    QVERIFY(editor);
    QTest::keyClick(editor, Qt::Key_End);
    QTest::keyClicks(editor, QStringLiteral(" II"));
    QTest::keyClick(editor, Qt::Key_Tab);
    QCOMPARE(m_sample->value(1, "displayName").toString(), QStringLiteral("Bob Baker II"));
    QCOMPARE(grid().currentIndex().row(), 1);
    QVERIFY(grid().currentIndex() != cell(1, "displayName"));
    QVERIFY(!grid().indexWidget(grid().currentIndex()));
}

void tst_ResourceView::choiceIsFoundByTyping()
{
    stand(0, "status");
    QTest::keyClick(&grid(), Qt::Key_D); // the key that opens the editor counts
    auto *combo = qobject_cast<QComboBox *>(grid().indexWidget(cell(0, "status")));
    QVERIFY(combo);
    QCOMPARE(combo->currentText(), QStringLiteral("DEACTIVATED"));
    QTest::keyClick(combo, Qt::Key_Tab);
    QCOMPARE(m_sample->value(0, "status").toString(), QStringLiteral("DEACTIVATED"));
}

void tst_ResourceView::valueThatIsNoChoiceIsShownAndKept()
{
    m_sample->draft().edit({{0, QStringLiteral("permissionLevel"), QStringLiteral("root")}},
                           QStringLiteral("set up"));
    auto *combo = qobject_cast<QComboBox *>(openEditor(0, "permissionLevel"));
    QVERIFY(combo);
    QVERIFY(combo->currentText().startsWith(QStringLiteral("root")));
    QTest::keyClick(combo, Qt::Key_Return);
    QTRY_COMPARE(grid().currentIndex(), cell(1, "permissionLevel"));
    QCOMPARE(m_sample->value(0, "permissionLevel").toString(), QStringLiteral("root"));
}

void tst_ResourceView::marksSayMoreThanColour()
{
    Draft &draft = m_sample->draft();
    draft.edit({{0, QStringLiteral("email"), QStringLiteral("new@example.com")}}, QStringLiteral("Edit"));
    draft.remove({1});
    draft.add({sampleAccount(QStringLiteral("dora"), QStringLiteral("Dora"))}, QStringLiteral("Add"));

    QVERIFY(Painted::option(cell(0, "email")).font.bold());
    QVERIFY(!Painted::option(cell(0, "displayName")).font.bold());
    QVERIFY(Painted::option(cell(1, "displayName")).font.strikeOut());
    QVERIFY(!Painted::option(cell(0, "email")).font.strikeOut());
    QVERIFY(Painted::option(cell(3, "displayName")).font.bold());
    const auto mark = [this](int row) { return grid().model()->headerData(row, Qt::Vertical).toString(); };
    const QStringList marks{mark(0), mark(1), mark(2), mark(3)};
    QVERIFY2(marks.at(0).contains(u'~'), qPrintable(marks.join(u' ')));
    QVERIFY2(marks.at(1).contains(u'−'), qPrintable(marks.join(u' ')));
    QVERIFY2(marks.at(3).contains(u'+'), qPrintable(marks.join(u' ')));
    QVERIFY(cellDescription(cell(0, "email")).contains(QStringLiteral("ann@example.com")));
    QVERIFY(cellDescription(cell(1, "email")).contains(QStringLiteral("deleted by the next push")));

    m_table->setProblems({{Problem::Severity::Error, 0, QStringLiteral("ann"), QStringLiteral("email"),
                           QStringLiteral("no such host")}});
    QVERIFY(!Painted::option(cell(0, "email")).icon.isNull());
    QVERIFY(Painted::option(cell(2, "email")).icon.isNull());
    QVERIFY(cellDescription(cell(0, "email")).startsWith(QStringLiteral("no such host")));
}

void tst_ResourceView::notSetIsNotEmpty()
{
    m_sample->draft().edit(
        {{0, QStringLiteral("fullName"), QString()}, {1, QStringLiteral("mfaEnabled"), QJsonValue::Null}},
        QStringLiteral("Edit"));
    QCOMPARE(Painted::option(cell(0, "fullName")).text, QString());
    QCOMPARE(Painted::option(cell(0, "groupIds")).text, QStringLiteral("not set"));
    QVERIFY(Painted::option(cell(0, "groupIds")).font.italic());
    QCOMPARE(Painted::option(cell(1, "mfaEnabled")).text, QStringLiteral("null"));
    QVERIFY(!Painted::option(cell(0, "fullName")).font.italic());
}

void tst_ResourceView::filterShowsWhatHoldsTheText()
{
    QSignalSpy hidden(m_view.get(), &ResourceView::hiddenRowsChanged);
    m_view->find();
    auto *field = m_view->findChild<QLineEdit *>(QStringLiteral("filter"));
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("BAKER"));
    QTRY_COMPARE(grid().model()->rowCount(), 1);
    QCOMPARE(m_view->hiddenRows(), 2);
    QVERIFY(!hidden.isEmpty());
    QCOMPARE(m_view->currentRow(), 1);
    field->clear();
    QTest::keyClicks(field, QStringLiteral("cleo@"));
    QTest::keyClick(field, Qt::Key_Return); // at once, and into the table
    QCOMPARE(grid().model()->rowCount(), 1);
    QCOMPARE(m_view->currentRow(), 2);
    QVERIFY(grid().hasFocus());
}

void tst_ResourceView::escapeClearsTheFilter()
{
    m_view->find();
    auto *field = m_view->findChild<QLineEdit *>(QStringLiteral("filter"));
    QTest::keyClicks(field, QStringLiteral("nobody"));
    QTRY_COMPARE(m_view->hiddenRows(), 3);
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(m_view->hiddenRows(), 0);
    QVERIFY(grid().hasFocus());
}

void tst_ResourceView::editedRowStaysUnderTheFilter()
{
    m_view->find();
    auto *field = m_view->findChild<QLineEdit *>(QStringLiteral("filter"));
    QTest::keyClicks(field, QStringLiteral("Baker"));
    QTest::keyClick(field, Qt::Key_Return);
    m_sample->draft().edit({{1, QStringLiteral("displayName"), QStringLiteral("B.")},
                            {1, QStringLiteral("fullName"), QStringLiteral("B.")}},
                           QStringLiteral("Edit"));
    QCOMPARE(grid().model()->rowCount(), 1);
}

void tst_ResourceView::problemLeadsToAFilteredCell()
{
    m_view->find();
    QTest::keyClicks(m_view->findChild<QLineEdit *>(QStringLiteral("filter")), QStringLiteral("Baker"));
    QTRY_COMPARE(grid().model()->rowCount(), 1);
    m_view->columns().hideSection(m_table->columnOf(u"email"));
    m_view->showCell(2, QStringLiteral("email"));
    QCOMPARE(m_view->hiddenRows(), 0);
    QCOMPARE(grid().currentIndex(), cell(2, "email"));
    QVERIFY(!m_view->columns().isSectionHidden(m_table->columnOf(u"email")));
    QVERIFY(grid().hasFocus());
}

void tst_ResourceView::problemLeadsIntoANestedField()
{
    m_view->showCell(1, QStringLiteral("mfaMethods[0]"));
    QCOMPARE(grid().currentIndex(), cell(1, "mfaMethods"));
    m_view->showCell(1, QString());
    QCOMPARE(grid().currentIndex().row(), 1);
}

void tst_ResourceView::removeIsUndone()
{
    stand(1, "email");
    m_view->removeResources();
    QCOMPARE(m_sample->draft().changeOf(1), Draft::Change::Removed);
    QCOMPARE(m_said->last().at(1).toBool(), true);
    QVERIFY2(lastSaid().contains(QStringLiteral("deleted by the next push")), qPrintable(lastSaid()));
    m_view->removeResources();
    QVERIFY2(lastSaid().contains(QStringLiteral("already")), qPrintable(lastSaid()));
    m_sample->draft().undoStack().undo();
    QVERIFY(!m_sample->draft().hasChanges());
}

void tst_ResourceView::removeOfManyCellsIsOneStep()
{
    m_sample->draft().add({sampleAccount(QStringLiteral("dora"), QStringLiteral("Dora"))},
                          QStringLiteral("Add"));
    const int steps = m_sample->draft().undoStack().count();
    choose(1, "email", 3, "status");
    QCOMPARE(m_view->chosenRows(), (std::vector<int>{1, 2, 3}));
    m_view->removeResources();
    QCOMPARE(m_sample->draft().undoStack().count(), steps + 1);
    QCOMPARE(m_sample->draft().rows().size(), 3U); // the added one is gone, the others are marked
    QCOMPARE(m_sample->draft().counts().removed, 2);
    QVERIFY2(lastSaid().contains(u'2') && lastSaid().contains(QStringLiteral("never held")),
             qPrintable(lastSaid()));
}

void tst_ResourceView::deactivateKeepsTheResource()
{
    choose(0, "email", 1, "email");
    m_view->deactivate();
    QCOMPARE(m_sample->value(0, "status").toString(), QStringLiteral("DEACTIVATED"));
    QCOMPARE(m_sample->draft().counts().removed, 0);
    QCOMPARE(m_sample->draft().counts().changed, 2);
    QVERIFY2(lastSaid().contains(QStringLiteral("stay in the tenant as DEACTIVATED")),
             qPrintable(lastSaid()));
    m_view->deactivate();
    QCOMPARE(m_said->last().at(1).toBool(), false);
}

void tst_ResourceView::revertTakesBackCells()
{
    m_sample->draft().edit({{0, QStringLiteral("email"), QStringLiteral("x@example.com")},
                            {0, QStringLiteral("fullName"), QStringLiteral("X")}},
                           QStringLiteral("Edit"));
    choose(0, "email", 1, "email");
    m_view->revert();
    QCOMPARE(m_sample->value(0, "email").toString(), QStringLiteral("ann@example.com"));
    QCOMPARE(m_sample->value(0, "fullName").toString(), QStringLiteral("X"));
    grid().selectRow(0);
    m_view->revert();
    QVERIFY(!m_sample->draft().hasChanges());
    const int steps = m_sample->draft().undoStack().count();
    m_view->revert();
    QCOMPARE(m_sample->draft().undoStack().count(), steps);
    QCOMPARE(m_said->last().at(1).toBool(), false);
}

void tst_ResourceView::revertTakesBackRemovedAndAddedRows()
{
    Draft &draft = m_sample->draft();
    draft.remove({0});
    draft.edit({{1, QStringLiteral("email"), QStringLiteral("x@example.com")}}, QStringLiteral("Edit"));
    draft.add({sampleAccount(QStringLiteral("dora"), QStringLiteral("Dora"))}, QStringLiteral("Add"));
    choose(0, "email", 3, "email");
    m_view->revert();
    QVERIFY(!draft.hasChanges());
    QCOMPARE(draft.rows().size(), 3U);
    draft.undoStack().undo();
    QCOMPARE(draft.counts().added, 1);
    QCOMPARE(draft.counts().changed, 1);
    QCOMPARE(draft.counts().removed, 1);
}

void tst_ResourceView::addBeginsToEdit()
{
    m_view->find();
    QTest::keyClicks(m_view->findChild<QLineEdit *>(QStringLiteral("filter")), QStringLiteral("Baker"));
    QTRY_COMPARE(grid().model()->rowCount(), 1);
    m_view->addResource(); // a filter that would hide the new one is cleared
    QWidget *editor = grid().indexWidget(cell(3, "uniqueId"));
    QVERIFY(editor);
    QTest::keyClicks(editor, QStringLiteral("dora"));
    QTest::keyClick(editor, Qt::Key_Tab);
    QCOMPARE(m_sample->value(3, "uniqueId").toString(), QStringLiteral("dora"));
    QCOMPARE(m_sample->draft().changeOf(3), Draft::Change::Added);
}

void tst_ResourceView::copiedBlockIsTabular()
{
    m_sample->draft().edit({{1, QStringLiteral("displayName"), QStringLiteral("Bob \"B\"\nBaker")}},
                           QStringLiteral("Edit"));
    choose(0, "uniqueId", 1, "displayName");
    m_view->copy();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("ann\tAnn Archer\nbob\t\"Bob \"\"B\"\"\nBaker\"\n"));
    choose(2, "uniqueId", 2, "uniqueId");
    m_view->paste();
    QCOMPARE(m_sample->value(2, "uniqueId").toString(), QStringLiteral("ann"));
    QCOMPARE(m_sample->value(3, "displayName").toString(), QStringLiteral("Bob \"B\"\nBaker"));
}

void tst_ResourceView::cutEmptiesCells()
{
    choose(0, "email", 1, "email");
    m_view->cut();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("ann@example.com\nbob@example.com\n"));
    QVERIFY(m_sample->value(0, "email").toString().isEmpty());
    QCOMPARE(m_sample->draft().undoStack().count(), 1);
    QCOMPARE(m_sample->draft().rows().size(), 3U);
}

void tst_ResourceView::pastedBlockChangesAndAdds()
{
    QGuiApplication::clipboard()->setText(
        QStringLiteral("cleo\tCleo C.\r\ndora\tDora D.\r\nemil\tEmil E.\r\n"));
    stand(2, "uniqueId");
    m_view->paste();
    QCOMPARE(m_sample->draft().rows().size(), 5U);
    QCOMPARE(m_sample->value(2, "displayName").toString(), QStringLiteral("Cleo C."));
    QCOMPARE(m_sample->value(4, "displayName").toString(), QStringLiteral("Emil E."));
    QVERIFY2(lastSaid().contains(QStringLiteral("2 resource")), qPrintable(lastSaid()));
}

void tst_ResourceView::pasteIsOneStepOfUndo()
{
    pastedBlockChangesAndAdds();
    m_sample->draft().undoStack().undo();
    QVERIFY(!m_sample->draft().hasChanges());
    QCOMPARE(m_sample->draft().rows().size(), 3U);
}

void tst_ResourceView::pasteOfOneCellFillsTheChoice()
{
    QGuiApplication::clipboard()->setText(QStringLiteral("ADMIN"));
    choose(0, "permissionLevel", 2, "permissionLevel");
    m_view->paste();
    for (const int row : {0, 1, 2})
        QCOMPARE(m_sample->value(row, "permissionLevel").toString(), QStringLiteral("ADMIN"));
    QCOMPARE(m_sample->draft().undoStack().count(), 1);
}

void tst_ResourceView::pasteNeverClips()
{
    const int last = m_view->columns().logicalIndex(m_view->columns().count() - 1);
    grid().setCurrentIndex(grid().model()->index(0, last));
    QGuiApplication::clipboard()->setText(QStringLiteral("a\tb\n"));
    m_view->paste();
    QVERIFY(!m_sample->draft().hasChanges());
    QVERIFY2(lastSaid().contains(QStringLiteral("nothing was pasted")), qPrintable(lastSaid()));
    QCOMPARE(m_said->last().at(1).toBool(), false);
}

void tst_ResourceView::pasteFollowsTheHeader()
{
    QGuiApplication::clipboard()->setText(QStringLiteral("email\tuniqueId\nfirst@example.com\tann\n"));
    stand(0, "uniqueId");
    m_view->paste();
    QCOMPARE(m_sample->value(0, "email").toString(), QStringLiteral("first@example.com"));
    QCOMPARE(m_sample->draft().counts().changed, 1);
    QCOMPARE(m_sample->draft().rows().size(), 3U);
}

void tst_ResourceView::pasteFollowsTheColumnsAsSeen()
{
    m_view->columns().hideSection(m_table->columnOf(u"displayName"));
    m_view->columns().moveSection(m_view->columns().visualIndex(m_table->columnOf(u"email")), 1);
    QGuiApplication::clipboard()->setText(QStringLiteral("ann2\tann2@example.com\n"));
    stand(0, "uniqueId");
    m_view->paste();
    QCOMPARE(m_sample->value(0, "uniqueId").toString(), QStringLiteral("ann2"));
    QCOMPARE(m_sample->value(0, "email").toString(), QStringLiteral("ann2@example.com"));
    QCOMPARE(m_sample->value(0, "displayName").toString(), QStringLiteral("Ann Archer"));
}

void tst_ResourceView::pasteLeavesRemovedResourcesAlone()
{
    m_sample->draft().remove({1});
    const int steps = m_sample->draft().undoStack().count();
    QGuiApplication::clipboard()->setText(QStringLiteral("a\nb\n"));
    stand(0, "displayName");
    m_view->paste();
    QCOMPARE(m_sample->draft().undoStack().count(), steps);
    QVERIFY2(lastSaid().contains(QStringLiteral("removed")), qPrintable(lastSaid()));
}

void tst_ResourceView::removedRowsAreNotEdited()
{
    m_sample->draft().remove({0});
    QVERIFY(!openEditor(0, "displayName"));
    QTest::keyClick(&grid(), Qt::Key_X);
    QVERIFY(!grid().indexWidget(cell(0, "displayName")));
}

QTEST_MAIN(tst_ResourceView)
#include "tst_resourceview.moc"
