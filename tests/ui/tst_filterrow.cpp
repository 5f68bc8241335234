// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/resourceviewtest.h"
#include "ui/draft/filterfield.h"
#include "ui/draft/resourceheader.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QScrollBar>

using namespace Fullstate;

/// The filters beneath the headers, by mouse and by keyboard.
class tst_FilterRow : public ResourceViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void hidesWhatDoesNotFit();
    void wrongSyntaxIsMarkedAndHidesNothing();
    void menuWritesTheFilter();
    void liesBeneathItsColumn();
    void uniqueIdStaysInSight();
    void tabGoesAlongTheRow();
    void tabScrollsToTheColumn();
    void keysLeadBackToTheTable();
    void hiddenColumnHidesNoRows();
    void hiddenRowOfFiltersHidesNoRows();
    void clearsAllFilters();
    void problemLeadsToACellThatIsFilteredOut();
    void columnWithoutRowsIsReached();
    void typingDoesNotScrollAway();

private:
    FilterField *field(const char *name) const
    {
        const QList<FilterField *> fields = m_view->findChildren<FilterField *>();
        for (FilterField *each : fields) {
            if (each->accessibleName() == QStringLiteral("Filter ") + QLatin1String(name))
                return each;
        }
        return nullptr;
    }
    QString ids()
    {
        QStringList texts;
        for (int row = 0; row < grid().model()->rowCount(); ++row)
            texts.append(cell(row, "uniqueId").data().toString());
        return texts.join(u' ');
    }
    int column(const char *name) const { return m_table->columnOf(QString::fromLatin1(name)); }
    QRect onView(const QWidget *widget) const
    {
        return {widget->mapTo(m_view.get(), QPoint(0, 0)), widget->size()};
    }
};

void tst_FilterRow::hidesWhatDoesNotFit()
{
    QSignalSpy hidden(m_view.get(), &ResourceView::hiddenRowsChanged);
    stand(1, "email");
    QTest::keyClicks(field("displayName"), QStringLiteral("=cleo carter"));
    QCOMPARE(ids(), QStringLiteral("cleo"));
    QCOMPARE(m_view->hiddenRows(), 2);
    QVERIFY(!hidden.isEmpty());
    QVERIFY(m_view->isFiltered());
    QCOMPARE(m_view->currentRow(), 2);
    QCOMPARE(grid().currentIndex().column(), column("email"));
    field("displayName")->clear();
    QCOMPARE(ids(), QStringLiteral("ann bob cleo"));
    QCOMPARE(m_view->currentRow(), 2);
    QVERIFY(!m_view->isFiltered());
}

void tst_FilterRow::wrongSyntaxIsMarkedAndHidesNothing()
{
    FilterField *created = field("createdTimestamp");
    const auto *mark = created->actions().constFirst();
    QVERIFY(!mark->isVisible());
    QTest::keyClicks(created, QStringLiteral("<soon"));
    QVERIFY(mark->isVisible());
    QVERIFY(created->accessibleDescription().contains(QStringLiteral("“soon”")));
    QCOMPARE(m_view->hiddenRows(), 0);
    created->clear();
    QTest::keyClicks(created, QStringLiteral("<2026"));
    QVERIFY(!mark->isVisible());
    QVERIFY(created->accessibleDescription().isEmpty());
    QCOMPARE(m_view->hiddenRows(), 3);
}

void tst_FilterRow::menuWritesTheFilter()
{
    FilterField *status = field("status");
    status->setFocus();
    QTest::keyClick(status, Qt::Key_Down, Qt::AltModifier);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QStringList entries;
    const QList<QAction *> actions = menu->actions();
    for (const QAction *action : actions)
        entries.append(action->text());
    QVERIFY2(entries.contains(QStringLiteral("DEACTIVATED")), qPrintable(entries.join(u' ')));
    QVERIFY(entries.contains(QStringLiteral("Has a problem")));
    QTest::keyClick(menu, Qt::Key_Return); // the first one
    QCOMPARE(status->text(), QString(u'=' + entries.constFirst()));

    FilterField *login = field("lastLoginTimestamp");
    login->setFocus();
    QTest::keyClick(login, Qt::Key_Down, Qt::AltModifier);
    menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_VERIFY(login->hasFocus());
    QCOMPARE(login->text().at(0), QChar(u'<'));
    QTest::keyClicks(login, QStringLiteral("2025")); // over the date that was written
    QCOMPARE(login->text(), QStringLiteral("<2025"));
}

void tst_FilterRow::liesBeneathItsColumn()
{
    const auto expectBeneath = [this](const char *name) {
        const QRect place = onView(field(name));
        const QRect below =
            grid().visualRect(cell(0, name)).translated(grid().viewport()->mapTo(m_view.get(), QPoint(0, 0)));
        QCOMPARE(place.left(), below.left());
        QVERIFY(qAbs(place.width() - below.width()) <= 1);
        QVERIFY(place.bottom() < below.top());
        QVERIFY(place.top() > onView(&m_view->columns()).top());
    };
    expectBeneath("email");
    m_view->columns().resizeSection(column("email"), 300);
    expectBeneath("email");
    m_view->columns().moveSection(m_view->columns().visualIndex(column("email")), 1);
    expectBeneath("email");
    expectBeneath("displayName");
    m_view->resize(600, 400);
    grid().horizontalScrollBar()->setValue(150);
    expectBeneath("email");
    expectBeneath("uniqueId"); // pinned, both
}

void tst_FilterRow::uniqueIdStaysInSight()
{
    m_view->resize(600, 400);
    grid().horizontalScrollBar()->setValue(grid().horizontalScrollBar()->maximum());
    QCOMPARE(field("uniqueId")->x(), 0);
    QVERIFY(field("displayName")->x() < 0);
    const QPoint middle = field("uniqueId")->geometry().center();
    QCOMPARE(field("uniqueId")->parentWidget()->childAt(middle), field("uniqueId"));
}

void tst_FilterRow::tabGoesAlongTheRow()
{
    m_view->columns().moveSection(m_view->columns().visualIndex(column("email")), 1);
    m_view->columns().hideSection(column("displayName"));
    m_view->find();
    QTest::keyClick(m_view->focusWidget(), Qt::Key_Tab);
    QVERIFY(field("uniqueId")->hasFocus());
    QTest::keyClick(m_view->focusWidget(), Qt::Key_Tab);
    QVERIFY(field("email")->hasFocus());
    QTest::keyClick(m_view->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_view->focusWidget()->accessibleName(),
             QString(QStringLiteral("Filter ") + m_table->fieldAt(2).name));
    m_view->filterColumn(m_table->columnCount() - 1);
    QTest::keyClick(m_view->focusWidget(), Qt::Key_Tab);
    QVERIFY(grid().hasFocus());
}

void tst_FilterRow::tabScrollsToTheColumn()
{
    m_view->resize(600, 400);
    const int last = m_table->columnCount() - 1;
    m_view->filterColumn(last);
    const QRect row(QPoint(0, 0), field("uniqueId")->parentWidget()->size());
    const auto *lastField = qobject_cast<QWidget *>(m_view->focusWidget());
    QVERIFY(row.contains(lastField->geometry()));
    m_view->filterColumn(1);
    QVERIFY(field("displayName")->x() >= field("uniqueId")->geometry().right());
}

void tst_FilterRow::keysLeadBackToTheTable()
{
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Down}) {
        m_view->filterColumn(column("email"));
        QTest::keyClicks(field("email"), QStringLiteral("bob"));
        QTest::keyClick(field("email"), key);
        QVERIFY(grid().hasFocus());
        QCOMPARE(ids(), QStringLiteral("bob"));
        m_view->filterColumn(column("email"));
        QVERIFY(field("email")->hasFocus());
        QTest::keyClick(field("email"), Qt::Key_Escape);
        QVERIFY(grid().hasFocus());
        QCOMPARE(ids(), QStringLiteral("ann bob cleo"));
    }
}

void tst_FilterRow::hiddenColumnHidesNoRows()
{
    QTest::keyClicks(field("email"), QStringLiteral("bob"));
    QCOMPARE(m_view->hiddenRows(), 2);
    m_view->columns().hideSection(column("email"));
    QVERIFY(!field("email")->isVisible());
    QCOMPARE(m_view->hiddenRows(), 0);
    m_view->columns().showSection(column("email"));
    QVERIFY(field("email")->isVisible());
}

void tst_FilterRow::hiddenRowOfFiltersHidesNoRows()
{
    const int top = grid().viewport()->y();
    QTest::keyClicks(field("email"), QStringLiteral("bob"));
    m_view->showFilterRow(false);
    QCOMPARE(m_view->hiddenRows(), 0);
    QVERIFY(!field("email")->isVisible());
    QVERIFY(grid().viewport()->y() < top);
    QSignalSpy shown(m_view.get(), &ResourceView::filterRowShown);
    m_view->filterColumn(column("email"));
    QCOMPARE(shown.size(), 1);
    QVERIFY(field("email")->hasFocus());
    QCOMPARE(grid().viewport()->y(), top);
}

void tst_FilterRow::clearsAllFilters()
{
    QTest::keyClicks(field("email"), QStringLiteral("bob"));
    QTest::keyClicks(field("status"), QStringLiteral("act"));
    m_view->find();
    QTest::keyClicks(m_view->focusWidget(), QStringLiteral("baker"));
    QCOMPARE(ids(), QStringLiteral("bob"));
    m_view->clearFilters();
    QCOMPARE(ids(), QStringLiteral("ann bob cleo"));
    QCOMPARE(field("email")->text(), QString());
    QVERIFY(!m_view->isFiltered());
}

void tst_FilterRow::problemLeadsToACellThatIsFilteredOut()
{
    QTest::keyClicks(field("email"), QStringLiteral("bob"));
    m_view->showCell(2, QStringLiteral("status"));
    QCOMPARE(m_view->hiddenRows(), 0);
    QCOMPARE(grid().currentIndex(), cell(2, "status"));
}

void tst_FilterRow::columnWithoutRowsIsReached()
{
    m_view->resize(600, 400);
    QTest::keyClicks(field("uniqueId"), QStringLiteral("nobody"));
    QCOMPARE(grid().model()->rowCount(), 0);
    m_view->filterColumn(m_table->columnCount() - 1);
    QVERIFY(m_view->focusWidget()->x() + m_view->focusWidget()->width()
            <= m_view->focusWidget()->parentWidget()->width());
}

void tst_FilterRow::typingDoesNotScrollAway()
{
    m_view->resize(600, 400);
    stand(0, "displayName");
    m_view->filterColumn(m_table->columnCount() - 1);
    const int across = grid().horizontalScrollBar()->value();
    QVERIFY(across > 0);
    for (const QString &typed : {QStringLiteral("nobody"), QString()}) {
        field("groupIds")->setText(typed);
        QCOMPARE(grid().horizontalScrollBar()->value(), across);
    }
    QCOMPARE(grid().currentIndex(), cell(0, "displayName"));
}

QTEST_MAIN(tst_FilterRow)
#include "tst_filterrow.moc"
