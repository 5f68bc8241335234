// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/resourceviewtest.h"
#include "ui/draft/columnlayout.h"
#include "ui/draft/columnmenu.h"
#include "ui/draft/resourceheader.h"

#include <QAccessible>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>

using namespace Fullstate;

/// The keys of a spreadsheet, the column that stays in sight, and what can be done to columns.
class tst_ResourceGrid : public ResourceViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void lookingAtALongTextDoesNotCutIt();
    void anotherCellIsTheOneThatWasClicked();
    void keysMove_data();
    void keysMove();
    void shiftChoosesOnTheWay_data();
    void shiftChoosesOnTheWay();
    void spaceChoosesAcross();
    void hiddenColumnsAreSkipped();
    void uniqueIdStaysInSight();
    void pinnedCellTakesTheMouse();
    void pinnedCellIsEditedWhereItIsSeen();
    void pinnedHeaderTakesTheMouse();
    void nothingIsPinnedInItsPlace();
    void currentCellIsNeverCovered();
    void choosingReachesBeneathThePinnedColumn();
    void oneTableForAScreenReader();
    void columnMenu();
    void layoutOutlivesFieldsThatComeAndGo();
    void placeIsKept();

private:
    void scrollAway()
    {
        m_view->resize(600, 400);
        grid().horizontalScrollBar()->setValue(grid().horizontalScrollBar()->maximum());
        QVERIFY(m_view->columns().pinnedWidth() > 0);
    }
    QString place() const
    {
        const QModelIndex current = m_view->grid().currentIndex();
        return QStringLiteral("%1 %2").arg(current.row()).arg(m_table->fieldAt(current.column()).name);
    }
    QString chosen() const
    {
        QStringList blocks;
        const QItemSelection selection = m_view->grid().selectionModel()->selection();
        for (const QItemSelectionRange &range : selection)
            blocks.append(QStringLiteral("%1 %2 to %3 %4")
                              .arg(range.top())
                              .arg(m_table->fieldAt(range.left()).name)
                              .arg(range.bottom())
                              .arg(m_table->fieldAt(range.right()).name));
        return blocks.join(u',');
    }
    void clickColumn(int x)
    {
        QTest::mouseClick(m_view->columns().viewport(), Qt::LeftButton, {}, QPoint(x, 8));
    }
};

void tst_ResourceGrid::keysMove_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("to");
    const auto row = [](const char *name, int from, const char *field, Qt::Key key, const char *to) {
        QTest::addRow("%s", name) << from << QByteArray(field) << int(key) << QString::fromUtf8(to);
    };
    // roleDescription is set for cleo and ann only; groupIds for nobody. See keysMove().
    row("down to where filled cells end", 0, "email", Qt::Key_Down, "2 email");
    row("up to where filled cells end", 2, "email", Qt::Key_Up, "0 email");
    row("over a gap to the next filled cell", 0, "roleDescription", Qt::Key_Down, "2 roleDescription");
    row("from an empty cell to the next filled one", 1, "roleDescription", Qt::Key_Up, "0 roleDescription");
    row("to the edge when nothing is filled", 0, "groupIds", Qt::Key_Down, "2 groupIds");
    row("to the right", 0, "uniqueId", Qt::Key_Right, "0 roleDescription");
    row("to the left", 0, "email", Qt::Key_Left, "0 uniqueId");
    row("at the edge nothing happens", 2, "email", Qt::Key_Down, "2 email");
    row("to the first cell", 2, "email", Qt::Key_Home, "0 uniqueId");
    row("to the last cell", 0, "email", Qt::Key_End, "2 groupIds");
}

void tst_ResourceGrid::keysMove()
{
    QFETCH(int, row);
    QFETCH(QByteArray, field);
    QFETCH(int, key);
    QFETCH(QString, to);
    for (const int each : {0, 2})
        m_sample->draft().edit({{each, QStringLiteral("roleDescription"), QStringLiteral("Boss")}},
                               QStringLiteral("set up"));
    choose(row, field.constData(), row, field.constData());
    QTest::keyClick(&grid(), Qt::Key(key), Qt::ControlModifier);
    QCOMPARE(place(), to);
    QCOMPARE(grid().selectionModel()->selectedIndexes(), QModelIndexList{grid().currentIndex()});
}

void tst_ResourceGrid::shiftChoosesOnTheWay_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<QString>("blocks");
    const auto row = [](const char *name, Qt::Key key, Qt::KeyboardModifiers modifiers, const char *blocks) {
        QTest::addRow("%s", name) << int(key) << static_cast<int>(modifiers) << QString::fromUtf8(blocks);
    };
    row("one cell", Qt::Key_Right, Qt::ShiftModifier, "1 displayName to 1 externalUrl");
    row("to the end of the block", Qt::Key_Down, Qt::ShiftModifier | Qt::ControlModifier,
        "1 displayName to 2 displayName");
    row("to the beginning of the row", Qt::Key_Home, Qt::ShiftModifier, "1 uniqueId to 1 displayName");
    row("to the first cell of all", Qt::Key_Home, Qt::ShiftModifier | Qt::ControlModifier,
        "0 uniqueId to 1 displayName");
    row("everything", Qt::Key_A, Qt::ControlModifier, "0 uniqueId to 2 groupIds");
}

void tst_ResourceGrid::shiftChoosesOnTheWay()
{
    QFETCH(int, key);
    QFETCH(int, modifiers);
    QFETCH(QString, blocks);
    choose(1, "displayName", 1, "displayName");
    QTest::keyClick(&grid(), Qt::Key(key), Qt::KeyboardModifiers(modifiers));
    QCOMPARE(chosen(), blocks);
}

void tst_ResourceGrid::spaceChoosesAcross()
{
    choose(0, "email", 1, "email");
    QTest::keyClick(&grid(), Qt::Key_Space, Qt::ShiftModifier);
    QCOMPARE(chosen(), QStringLiteral("0 uniqueId to 1 groupIds"));
    QCOMPARE(place(), QStringLiteral("0 email"));
    stand(1, "status");
    QTest::keyClick(&grid(), Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(chosen(), QStringLiteral("0 status to 2 status"));
    QCOMPARE(place(), QStringLiteral("1 status"));
    QVERIFY(!m_sample->draft().hasChanges());
}

void tst_ResourceGrid::hiddenColumnsAreSkipped()
{
    m_view->columns().hideSection(m_table->columnOf(u"uniqueId") + 1);
    stand(0, "uniqueId");
    QTest::keyClick(&grid(), Qt::Key_Right);
    QCOMPARE(grid().currentIndex().column(), 2);
    QTest::keyClick(&grid(), Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(place(), QStringLiteral("0 uniqueId"));
}

/// The colours of a widget's part, as many as there are.
static QSet<QRgb> coloursOf(const QWidget *widget, const QRect &rect)
{
    const QImage image = const_cast<QWidget *>(widget)->grab(rect).toImage();
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            colours.insert(image.pixel(x, y));
    }
    return colours;
}

void tst_ResourceGrid::uniqueIdStaysInSight()
{
    m_view->resize(600, 400);
    const QRect place(0, 0, grid().columnWidth(0) - 2, grid().rowHeight(0) * 3);
    const QRect header(0, 0, grid().columnWidth(0) - 2, m_view->columns().viewport()->height());
    stand(2, "displayName"); // the current cell is elsewhere in both pictures
    grid().horizontalScrollBar()->setValue(0);
    const QImage before = grid().viewport()->grab(place).toImage();
    const QImage headerBefore = m_view->columns().viewport()->grab(header).toImage();
    QVERIFY(coloursOf(grid().viewport(), place).size() > 2);
    grid().horizontalScrollBar()->setValue(grid().horizontalScrollBar()->maximum());
    QCOMPARE(m_view->columns().pinnedWidth(), grid().columnWidth(0));
    QCOMPARE(grid().viewport()->grab(place).toImage(), before);
    QCOMPARE(m_view->columns().viewport()->grab(header).toImage(), headerBefore);
}

void tst_ResourceGrid::pinnedCellTakesTheMouse()
{
    scrollAway();
    const int away = grid().horizontalScrollBar()->value();
    const QPoint bob(10, grid().rowViewportPosition(1) + 5);
    QCOMPARE(grid().indexAt(bob), cell(1, "uniqueId"));
    QVERIFY(grid().visualRect(cell(1, "uniqueId")).contains(bob));
    QTest::mouseClick(grid().viewport(), Qt::LeftButton, {}, bob);
    QCOMPARE(place(), QStringLiteral("1 uniqueId"));
    QCOMPARE(chosen(), QStringLiteral("1 uniqueId to 1 uniqueId"));
    QCOMPARE(grid().horizontalScrollBar()->value(), away);
    QTest::keyClick(&grid(), Qt::Key_Down);
    QCOMPARE(place(), QStringLiteral("2 uniqueId"));
    QCOMPARE(grid().horizontalScrollBar()->value(), away); // it is in sight
    // A drag from there chooses what lies between, beneath it, too.
    const QPoint right = grid().visualRect(cell(2, "groupIds")).center();
    QTest::mousePress(grid().viewport(), Qt::LeftButton, {}, bob);
    QTest::mouseMove(grid().viewport(), right);
    QMouseEvent move(QEvent::MouseMove, right, grid().viewport()->mapToGlobal(right), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(grid().viewport(), &move);
    QTest::mouseRelease(grid().viewport(), Qt::LeftButton, {}, right);
    QCOMPARE(chosen(), QStringLiteral("1 uniqueId to 2 groupIds"));
    QTest::keyClick(&grid(), Qt::Key_Home);
    QCOMPARE(grid().horizontalScrollBar()->value(), 0);
}

void tst_ResourceGrid::pinnedCellIsEditedWhereItIsSeen()
{
    scrollAway();
    const QPoint bob(10, grid().rowViewportPosition(1) + 5);
    QTest::mouseClick(grid().viewport(), Qt::LeftButton, {}, bob);
    QTest::mouseDClick(grid().viewport(), Qt::LeftButton, {}, bob);
    auto *editor = qobject_cast<QLineEdit *>(grid().indexWidget(cell(1, "uniqueId")));
    QVERIFY(editor);
    QCOMPARE(editor->x(), 0);
    grid().horizontalScrollBar()->setValue(grid().horizontalScrollBar()->value() - 20);
    QCOMPARE(editor->x(), 0);
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor, QStringLiteral("bert"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(m_sample->value(1, "uniqueId").toString(), QStringLiteral("bert"));
}

void tst_ResourceGrid::pinnedHeaderTakesTheMouse()
{
    scrollAway();
    QCOMPARE(m_view->columns().columnAt(10), 0);
    clickColumn(10);
    QCOMPARE(m_view->columns().sortIndicatorSection(), 0);
    clickColumn(10);
    QCOMPARE(cell(0, "uniqueId").data().toString(), QStringLiteral("cleo"));
    clickColumn(10); // a third click: the draft's own order
    QCOMPARE(cell(0, "uniqueId").data().toString(), QStringLiteral("ann"));
    QCOMPARE(m_view->columns().sortIndicatorSection(), -1);
    // Its edge is where it is seen.
    QWidget *viewport = m_view->columns().viewport();
    const int width = m_view->columns().pinnedWidth();
    QTest::mousePress(viewport, Qt::LeftButton, {}, QPoint(width - 2, 8));
    const QPoint wider(width + 18, 8);
    QMouseEvent move(QEvent::MouseMove, wider, viewport->mapToGlobal(wider), Qt::NoButton, Qt::LeftButton,
                     Qt::NoModifier);
    QCoreApplication::sendEvent(viewport, &move);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, wider);
    QCOMPARE(grid().columnWidth(0), width + 20);
}

void tst_ResourceGrid::nothingIsPinnedInItsPlace()
{
    m_view->resize(600, 400);
    QCOMPARE(m_view->columns().pinnedWidth(), 0);
    m_view->columns().moveSection(0, 3);
    grid().horizontalScrollBar()->setValue(50);
    QCOMPARE(m_view->columns().pinnedWidth(), 0);
    scrollAway(); // past it
}

void tst_ResourceGrid::currentCellIsNeverCovered()
{
    m_view->resize(600, 400);
    const auto expectInSight = [this] {
        const QRect seen = grid().visualRect(grid().currentIndex());
        const int pinned = grid().currentIndex().column() == 0 ? 0 : m_view->columns().pinnedWidth();
        QVERIFY2(seen.left() >= pinned && seen.right() <= grid().viewport()->width(), qPrintable(place()));
    };
    stand(0, "uniqueId");
    for (int i = 1; i < m_table->columnCount(); ++i) {
        QTest::keyClick(&grid(), Qt::Key_Right);
        expectInSight();
    }
    QCOMPARE(place(), QStringLiteral("0 groupIds"));
    for (int i = 1; i < m_table->columnCount(); ++i) {
        QTest::keyClick(&grid(), Qt::Key_Left);
        expectInSight();
    }
    QCOMPARE(place(), QStringLiteral("0 uniqueId"));
    m_view->showCell(1, QStringLiteral("groupIds"));
    expectInSight();
    m_view->showCell(1, QStringLiteral("displayName"));
    expectInSight();
}

void tst_ResourceGrid::choosingReachesBeneathThePinnedColumn()
{
    m_view->resize(600, 400);
    stand(0, "displayName");
    grid().horizontalScrollBar()->setValue(grid().horizontalScrollBar()->maximum());
    const QPoint right = grid().visualRect(cell(1, "groupIds")).center();
    QTest::mouseClick(grid().viewport(), Qt::LeftButton, Qt::ShiftModifier, right);
    QCOMPARE(chosen(), QStringLiteral("0 displayName to 1 groupIds"));
    QTest::keyClick(&grid(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(chosen(), QStringLiteral("0 displayName to 2 groupIds"));
}

void tst_ResourceGrid::oneTableForAScreenReader()
{
    scrollAway();
    QAccessibleInterface *view = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(view);
    int tables = 0;
    QStringList fields;
    for (int i = 0; i < view->childCount(); ++i) {
        QAccessibleInterface *child = view->child(i);
        if (child->role() == QAccessible::Table) {
            ++tables;
            QCOMPARE(child->text(QAccessible::Name), QStringLiteral("Resources"));
            QAccessibleInterface *bob = child->tableInterface()->cellAt(1, 0);
            QCOMPARE(bob->text(QAccessible::Name), QStringLiteral("bob"));
            const QPoint seen = grid().viewport()->mapFromGlobal(bob->rect().center());
            QCOMPARE(grid().indexAt(seen), cell(1, "uniqueId"));
        }
        for (int j = 0; child->role() != QAccessible::Table && j < child->childCount(); ++j) {
            if (child->child(j)->role() == QAccessible::EditableText)
                fields.append(child->child(j)->text(QAccessible::Name));
        }
    }
    QCOMPARE(tables, 1);
    QVERIFY2(fields.contains(QStringLiteral("Filter displayName")), qPrintable(fields.join(u',')));
}

void tst_ResourceGrid::columnMenu()
{
    const auto triggered = [this](int column, const QString &text) {
        QMenu menu;
        fillColumnMenu(menu, *m_view, column);
        const QList<QAction *> actions = menu.actions();
        for (QAction *action : actions) {
            if (action->text().remove(u'&') == text) {
                action->trigger();
                return action->isEnabled();
            }
        }
        return false;
    };
    const ResourceHeader &columns = m_view->columns();
    const int email = m_table->columnOf(u"email");
    QVERIFY(triggered(email, QStringLiteral("Hide email")));
    QVERIFY(columns.isSectionHidden(email));
    QVERIFY(triggered(email, QStringLiteral("email")));
    QVERIFY(!columns.isSectionHidden(email));
    QVERIFY(!triggered(email, QStringLiteral("Show all columns"))); // they are
    QVERIFY(triggered(1, QStringLiteral("Hide displayName")));
    QVERIFY(triggered(-1, QStringLiteral("Show all columns")));
    QVERIFY(!columns.isSectionHidden(1));
    QVERIFY(!triggered(0, QStringLiteral("Hide uniqueId")));
    QVERIFY(triggered(1, QStringLiteral("Sort by displayName, descending")));
    QCOMPARE(cell(0, "uniqueId").data().toString(), QStringLiteral("cleo"));
    QVERIFY(triggered(1, QStringLiteral("The draft's own order")));
    QCOMPARE(cell(0, "uniqueId").data().toString(), QStringLiteral("ann"));
    QVERIFY(triggered(1, QStringLiteral("Move displayName to the right")));
    QCOMPARE(columns.visualIndex(1), 2);
    QVERIFY(triggered(1, QStringLiteral("Move displayName to the left")));
    QCOMPARE(columns.visualIndex(1), 1);
    grid().setColumnWidth(1, 20);
    QVERIFY(triggered(1, QStringLiteral("Fit the width of displayName")));
    QVERIFY(grid().columnWidth(1) > 40);
    QVERIFY(triggered(1, QStringLiteral("Filter displayName")));
    QCOMPARE(m_view->focusWidget()->accessibleName(), QStringLiteral("Filter displayName"));
}

void tst_ResourceGrid::layoutOutlivesFieldsThatComeAndGo()
{
    ResourceHeader &columns = m_view->columns();
    const int email = m_table->columnOf(u"email");
    const int status = m_table->columnOf(u"status");
    columns.moveSection(columns.visualIndex(email), 1);
    columns.resizeSection(email, 321);
    columns.hideSection(status);
    QByteArray layout = columnLayout(columns);
    const auto width = [](int) { return 100; };
    arrangeColumns(columns, {}, width);
    QCOMPARE(columns.visualIndex(email), email);
    QCOMPARE(columns.sectionSize(email), 100);
    QVERIFY(!columns.isSectionHidden(status));
    layout.replace("fullName", "goneName");
    arrangeColumns(columns, layout, width);
    QCOMPARE(columns.visualIndex(email), 1);
    QCOMPARE(columns.sectionSize(email), 321);
    QVERIFY(columns.isSectionHidden(status));
    QVERIFY(!columns.isSectionHidden(m_table->columnOf(u"fullName")));
    arrangeColumns(columns, QByteArray("\0\0\0\xff nonsense", 13), width);
    QCOMPARE(columns.visualIndex(email), email);
}

void tst_ResourceGrid::placeIsKept()
{
    std::vector<QJsonObject> more;
    for (int i = 0; i < 60; ++i)
        more.push_back(sampleAccount(QStringLiteral("z%1").arg(i, 2, 10, QLatin1Char('0')),
                                     QStringLiteral("Zoe %1").arg(i)));
    m_sample->draft().add(more, QStringLiteral("set up"));
    m_view->resize(600, 400);
    grid().sortByColumn(0, Qt::DescendingOrder);
    m_view->filterColumn(1);
    QTest::keyClicks(m_view->focusWidget(), QStringLiteral("zoe"));
    choose(40, "email", 42, "status");
    grid().scrollTo(cell(42, "email"), QAbstractItemView::PositionAtCenter);
    grid().horizontalScrollBar()->setValue(77);
    const QString wasChosen = chosen();
    const QString was = place();
    const int down = grid().verticalScrollBar()->value();
    QVERIFY(down > 0);
    const ResourcePlace kept = m_view->place();

    SampleDraft elsewhere;
    ResourceTable other(elsewhere.draft());
    m_view->setTable(&other);
    QCOMPARE(m_view->hiddenRows(), 0);
    QCOMPARE(m_view->columns().sortIndicatorSection(), -1);
    m_sample->draft().remove({3}); // a row goes meanwhile: z00, the last one that is shown
    m_view->setTable(m_table.get());
    m_view->goTo(kept);
    QCOMPARE(chosen(), wasChosen);
    QCOMPARE(place(), was);
    QCOMPARE(grid().verticalScrollBar()->value(), down);
    QCOMPARE(grid().horizontalScrollBar()->value(), 77);
    QCOMPARE(m_view->columns().sortIndicatorSection(), 0);
    QCOMPARE(m_view->hiddenRows(), 3);
    QCOMPARE(cell(0, "uniqueId").data().toString(), QStringLiteral("z59"));
    m_view->setTable(&other);
    m_view->goTo({}); // the beginning
    QCOMPARE(m_view->currentRow(), 0);
    m_view->setTable(nullptr);
}

void tst_ResourceGrid::lookingAtALongTextDoesNotCutIt()
{
    const QString text(50'000, u'x');
    m_sample->draft().edit({{0, QStringLiteral("fullName"), text}}, QStringLiteral("Edit"));
    const int steps = m_sample->draft().undoStack().count();
    stand(0, "fullName");
    QTest::keyClick(&grid(), Qt::Key_F2);
    QVERIFY(grid().indexWidget(grid().currentIndex()));
    QTest::keyClick(grid().indexWidget(grid().currentIndex()), Qt::Key_Tab);
    QCOMPARE(m_sample->value(0, "fullName").toString(), text);
    QCOMPARE(m_sample->draft().undoStack().count(), steps);
}

/// Not the one below it, when that ends the editing of a list.
void tst_ResourceGrid::anotherCellIsTheOneThatWasClicked()
{
    stand(0, "mfaMethods");
    grid().edit(grid().currentIndex());
    QVERIFY(grid().indexWidget(cell(0, "mfaMethods")));
    const QModelIndex clicked = cell(1, "authMethod");
    QTest::mouseClick(grid().viewport(), Qt::LeftButton, {}, grid().visualRect(clicked).center());
    QTRY_VERIFY(!grid().indexWidget(cell(0, "mfaMethods")));
    QCOMPARE(grid().currentIndex(), clicked);
}

QTEST_MAIN(tst_ResourceGrid)
#include "tst_resourcegrid.moc"
