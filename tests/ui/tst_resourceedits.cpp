// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/resourceviewtest.h"
#include "ui/draft/resourceheader.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>

using namespace Fullstate;

class tst_ResourceEdits : public ResourceViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void removeIsUndone();
    void removeOfManyCellsIsOneStep();
    void deactivateKeepsTheResource();
    void hiddenColumnsAreLeftAlone_data();
    void hiddenColumnsAreLeftAlone();
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
};

void tst_ResourceEdits::removeIsUndone()
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

void tst_ResourceEdits::removeOfManyCellsIsOneStep()
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

void tst_ResourceEdits::deactivateKeepsTheResource()
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

void tst_ResourceEdits::hiddenColumnsAreLeftAlone_data()
{
    QTest::addColumn<QString>("deed");
    for (const char *deed : {"paste", "cut", "fill down", "revert"})
        QTest::addRow("%s", deed) << QString::fromLatin1(deed);
}

/// What nobody sees chosen is not chosen, though the choice goes across it.
void tst_ResourceEdits::hiddenColumnsAreLeftAlone()
{
    QFETCH(const QString, deed);
    m_sample->draft().edit({{1, QStringLiteral("fullName"), QStringLiteral("Hidden")}},
                           QStringLiteral("Edit"));
    const int hidden = m_table->columnOf(u"fullName");
    grid().hideColumn(hidden);
    m_view->columns().moveSection(m_view->columns().visualIndex(m_table->columnOf(u"email")), hidden + 1);
    m_view->columns().moveSection(m_view->columns().visualIndex(m_table->columnOf(u"accountName")),
                                  hidden - 1);
    stand(0, "uniqueId");
    grid().selectionModel()->select(
        QItemSelection(grid().model()->index(0, 1), grid().model()->index(1, m_table->columnCount() - 1)),
        QItemSelectionModel::ClearAndSelect);
    if (deed == QStringLiteral("paste")) {
        QGuiApplication::clipboard()->setText(QStringLiteral("x"));
        m_view->paste();
        QCOMPARE(m_sample->value(1, "email").toString(), QStringLiteral("x"));
        QCOMPARE(m_sample->value(1, "uniqueId").toString(), QStringLiteral("bob"));
    } else if (deed == QStringLiteral("cut")) {
        m_view->cut();
        QCOMPARE(m_sample->value(1, "email").toString(), QString());
    } else if (deed == QStringLiteral("fill down")) {
        m_view->fillDown();
        QCOMPARE(m_sample->value(1, "email").toString(), QStringLiteral("ann@example.com"));
    } else {
        m_view->revert();
    }
    QCOMPARE(m_sample->value(0, "fullName").toString(), QStringLiteral("Ann Archer"));
    QCOMPARE(m_sample->value(1, "fullName").toString(), QStringLiteral("Hidden"));
}

void tst_ResourceEdits::revertTakesBackCells()
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

void tst_ResourceEdits::revertTakesBackRemovedAndAddedRows()
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

void tst_ResourceEdits::addBeginsToEdit()
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

void tst_ResourceEdits::copiedBlockIsTabular()
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

void tst_ResourceEdits::cutEmptiesCells()
{
    choose(0, "email", 1, "email");
    m_view->cut();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("ann@example.com\nbob@example.com\n"));
    QVERIFY(m_sample->value(0, "email").toString().isEmpty());
    QCOMPARE(m_sample->draft().undoStack().count(), 1);
    QCOMPARE(m_sample->draft().rows().size(), 3U);
}

void tst_ResourceEdits::pastedBlockChangesAndAdds()
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

void tst_ResourceEdits::pasteIsOneStepOfUndo()
{
    pastedBlockChangesAndAdds();
    m_sample->draft().undoStack().undo();
    QVERIFY(!m_sample->draft().hasChanges());
    QCOMPARE(m_sample->draft().rows().size(), 3U);
}

void tst_ResourceEdits::pasteOfOneCellFillsTheChoice()
{
    QGuiApplication::clipboard()->setText(QStringLiteral("ADMIN"));
    choose(0, "permissionLevel", 2, "permissionLevel");
    m_view->paste();
    for (const int row : {0, 1, 2})
        QCOMPARE(m_sample->value(row, "permissionLevel").toString(), QStringLiteral("ADMIN"));
    QCOMPARE(m_sample->draft().undoStack().count(), 1);
}

void tst_ResourceEdits::pasteNeverClips()
{
    const int last = m_view->columns().logicalIndex(m_view->columns().count() - 1);
    grid().setCurrentIndex(grid().model()->index(0, last));
    QGuiApplication::clipboard()->setText(QStringLiteral("a\tb\n"));
    m_view->paste();
    QVERIFY(!m_sample->draft().hasChanges());
    QVERIFY2(lastSaid().contains(QStringLiteral("nothing was pasted")), qPrintable(lastSaid()));
    QCOMPARE(m_said->last().at(1).toBool(), false);
}

void tst_ResourceEdits::pasteFollowsTheHeader()
{
    QGuiApplication::clipboard()->setText(QStringLiteral("email\tuniqueId\nfirst@example.com\tann\n"));
    stand(0, "uniqueId");
    m_view->paste();
    QCOMPARE(m_sample->value(0, "email").toString(), QStringLiteral("first@example.com"));
    QCOMPARE(m_sample->draft().counts().changed, 1);
    QCOMPARE(m_sample->draft().rows().size(), 3U);
}

void tst_ResourceEdits::pasteFollowsTheColumnsAsSeen()
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

void tst_ResourceEdits::pasteLeavesRemovedResourcesAlone()
{
    m_sample->draft().remove({1});
    const int steps = m_sample->draft().undoStack().count();
    QGuiApplication::clipboard()->setText(QStringLiteral("a\nb\n"));
    stand(0, "displayName");
    m_view->paste();
    QCOMPARE(m_sample->draft().undoStack().count(), steps);
    QVERIFY2(lastSaid().contains(QStringLiteral("removed")), qPrintable(lastSaid()));
}

QTEST_MAIN(tst_ResourceEdits)
#include "tst_resourceedits.moc"
