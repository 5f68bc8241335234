// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/resourcetable.h"
#include "app/session/draftsession.h"
#include "tests/support/mainwindowbench.h"
#include "ui/bottompanel.h"
#include "ui/draft/detailspane.h"
#include "ui/draft/resourceheader.h"

#include <QDialog>
#include <QLineEdit>
#include <QScrollBar>

using namespace Fullstate;

/// What the program's window remembers of the table of each resource set.
class tst_ResourceSetPage : public QObject, private MainWindowBench
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        open();
    }
    void cleanup() { close(); }
    void setsOfOneTypeKeepColumnsOfTheirOwn();
    void filterRowIsRemembered();
    void filtersAreClearedByTheMenu();
    void eachSetKeepsItsPlace();
    void typedTextGoesIntoTheDraft_data();
    void typedTextGoesIntoTheDraft();
    void typingGoesOnWhenAFetchEnds();
    void keysLeadFromPartToPart();
    void filtersOfAHiddenRowStayOff();
    void helpListsTheKeysOfTheTable();
};

/// Two custom resources have nothing in common but the type's name.
void tst_ResourceSetPage::setsOfOneTypeKeepColumnsOfTheirOwn()
{
    auto connection = m_services->makePracticeConnection();
    QVERIFY(connection);
    connection->kind = Connection::Kind::Private;
    connection->resourceSets = {
        {QStringLiteral("databases"), QStringLiteral("CustomResource"), QStringLiteral("d"), QString(),
         R"({"properties":{"engine":{"type":"string"},"size":{"type":"int32"}}})"},
        {QStringLiteral("doors"), QStringLiteral("CustomResource"), QStringLiteral("e"), QString(),
         R"({"properties":{"lock":{"type":"string"}}})"}};
    m_services->connections().add(*connection);
    const auto openSet = [this](const char *id) {
        m_workbench->openSet(QString::fromLatin1(id));
        QTRY_VERIFY(action("fetch")->isEnabled());
    };
    const auto arrangement = [this] {
        QStringList names;
        for (const int column : view().columns().shownColumns())
            names.append(grid().model()->headerData(column, Qt::Horizontal).toString().section(u'.', -1));
        return names.join(u' ');
    };
    openSet("databases");
    const int size = grid().model()->columnCount() - 1;
    view().columns().moveSection(view().columns().visualIndex(size), 1);
    view().columns().hideSection(1);
    QCOMPARE(arrangement(), QStringLiteral("uniqueId size externalUrl engine"));
    openSet("doors");
    QCOMPARE(arrangement(), QStringLiteral("uniqueId displayName externalUrl lock"));
    openSet("databases");
    QCOMPARE(arrangement(), QStringLiteral("uniqueId size externalUrl engine"));
    openWindow();
    openSet("databases");
    QCOMPARE(arrangement(), QStringLiteral("uniqueId size externalUrl engine"));
}

void tst_ResourceSetPage::filterRowIsRemembered()
{
    fetch();
    QWidget *row = m_window->findChild<QWidget *>(QStringLiteral("filterRow"));
    QVERIFY(row->isVisible());
    QVERIFY(action("showFilterRow")->isChecked());
    action("showFilterRow")->trigger();
    QVERIFY(!row->isVisible());
    openWindow();
    m_workbench->openPracticeTenant();
    row = m_window->findChild<QWidget *>(QStringLiteral("filterRow"));
    QVERIFY(!row->isVisible());
    action("filterColumn")->trigger(); // shows it
    QVERIFY(row->isVisible());
    QVERIFY(action("showFilterRow")->isChecked());
}

void tst_ResourceSetPage::filtersAreClearedByTheMenu()
{
    fetch();
    QVERIFY(!action("clearFilters")->isEnabled());
    grid().setCurrentIndex(cell(0, "uniqueId"));
    action("filterColumn")->trigger();
    QTest::keyClicks(m_window->focusWidget(), QStringLiteral("nobody"));
    QCOMPARE(grid().model()->rowCount(), 0);
    QVERIFY2(status().contains(QStringLiteral("hidden by")), qPrintable(status()));
    QVERIFY(action("clearFilters")->isEnabled());
    action("clearFilters")->trigger();
    QVERIFY(grid().model()->rowCount() > 100);
    QVERIFY(!status().contains(QStringLiteral("hidden by")));
}

void tst_ResourceSetPage::eachSetKeepsItsPlace()
{
    fetch();
    const std::vector<ResourceSet> sets = m_services->connections().connections().front().resourceSets;
    QVERIFY(sets.size() > 1);
    grid().sortByColumn(0, Qt::DescendingOrder);
    view().showCell(70, QStringLiteral("email"));
    const QString name = grid().currentIndex().siblingAtColumn(0).data().toString();
    const int down = grid().verticalScrollBar()->value();
    view().table()->draft().edit({{70, QStringLiteral("email"), QStringLiteral("x@example.com")}},
                                 QStringLiteral("Edit"));
    m_workbench->openSet(sets.at(1).id);
    QTRY_VERIFY(action("fetch")->isEnabled());
    QVERIFY(!action("undo")->toolTip().contains(QStringLiteral("Edit")));
    QCOMPARE(view().columns().sortIndicatorSection(), -1);
    m_workbench->openSet(sets.at(0).id);
    QCOMPARE(grid().currentIndex().siblingAtColumn(0).data().toString(), name);
    QCOMPARE(grid().currentIndex().column(), cell(0, "email").column());
    QCOMPARE(grid().verticalScrollBar()->value(), down);
    QCOMPARE(view().columns().sortIndicatorSection(), 0);
    QVERIFY(action("undo")->toolTip().contains(QStringLiteral("Edit")));
}

void tst_ResourceSetPage::typedTextGoesIntoTheDraft_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("end");
    for (const char *place : {"cell", "Details"}) {
        for (const char *end : {"fetch", "another set", "undo and redo", "close", "filter"})
            QTest::addRow("%s, %s", place, end) << QString::fromLatin1(place) << QString::fromLatin1(end);
    }
}

/// Whatever ends the typing, without Enter and without going to another field first.
void tst_ResourceSetPage::typedTextGoesIntoTheDraft()
{
    QFETCH(const QString, place);
    QFETCH(const QString, end);
    fetch();
    DraftSession *session =
        m_services->session(m_services->connections().connections().front().resourceSets.at(0).id);
    view().showCell(3, QStringLiteral("fullName"));
    if (place == QStringLiteral("cell")) {
        grid().edit(grid().currentIndex());
        QTest::keyClicks(grid().indexWidget(grid().currentIndex()), QStringLiteral("Typed"));
    } else {
        auto *details = m_window->findChild<DetailsPane *>();
        for (QLineEdit *line : details->findChildren<QLineEdit *>()) {
            if (line->accessibleName() == QStringLiteral("fullName")) {
                line->setFocus();
                line->selectAll();
                QTest::keyClicks(line, QStringLiteral("Typed"));
            }
        }
    }
    if (end == QStringLiteral("fetch")) {
        action("fetch")->trigger();
        QTRY_VERIFY(action("fetch")->isEnabled());
    } else if (end == QStringLiteral("another set")) {
        m_workbench->openSet(m_services->connections().connections().front().resourceSets.at(1).id);
    } else if (end == QStringLiteral("undo and redo")) {
        session->draft().edit({{0, QStringLiteral("fullName"), QStringLiteral("x")}}, QStringLiteral("Edit"));
        action("undo")->trigger();
        QVERIFY(action("redo")->isEnabled());
        action("redo")->trigger();
    } else if (end == QStringLiteral("close")) {
        m_window->close();
    } else {
        view().findChild<QLineEdit *>(QStringLiteral("filter"))->setText(QStringLiteral("nobody"));
        view().clearFilters();
    }
    QCOMPARE(session->draft().rows().at(3).resource.value(QStringLiteral("fullName")).toString(),
             QStringLiteral("Typed"));
}

void tst_ResourceSetPage::typingGoesOnWhenAFetchEnds()
{
    fetch();
    m_services->session(m_services->connections().connections().front().resourceSets.at(0).id)
        ->draft()
        .edit({{0, QStringLiteral("email"), QStringLiteral("x@example.com")}}, QStringLiteral("Edit"));
    view().showCell(3, QStringLiteral("fullName"));
    action("fetch")->trigger();
    grid().edit(grid().currentIndex());
    QTest::keyClicks(grid().indexWidget(grid().currentIndex()), QStringLiteral("Ada Lo"));
    QTRY_VERIFY(action("fetch")->isEnabled());
    QWidget *editor = grid().indexWidget(cell(3, "fullName"));
    QVERIFY(editor);
    QTest::keyClicks(editor, QStringLiteral("velace"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(cell(3, "fullName").data().toString(), QStringLiteral("Ada Lovelace"));
}

/// Tab stays in the table.
void tst_ResourceSetPage::keysLeadFromPartToPart()
{
    fetch();
    grid().setFocus();
    const auto isIn = [this](QWidget *part) {
        return part == m_window->focusWidget() || part->isAncestorOf(m_window->focusWidget());
    };
    QWidget *details = m_window->findChild<DetailsPane *>();
    QWidget *tree = m_window->findChild<ConnectionTree *>();
    action("nextPart")->trigger();
    QVERIFY(isIn(details));
    action("previousPart")->trigger();
    QVERIFY(isIn(&view()));
    action("previousPart")->trigger();
    QVERIFY(isIn(tree));
    action("previousPart")->trigger(); // all the way round
    QVERIFY(isIn(m_window->findChild<BottomPanel *>()));
    action("nextPart")->trigger();
    QVERIFY2(isIn(tree), qPrintable(m_window->focusWidget()->accessibleName()));
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QVERIFY(isIn(&view()));

    action("find")->trigger(); // and from the field over the table along the filters of its columns
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_window->focusWidget()->accessibleName(), QStringLiteral("Filter uniqueId"));
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Backtab);
    QCOMPARE(m_window->focusWidget()->accessibleName(), QStringLiteral("Filter"));
}

void tst_ResourceSetPage::filtersOfAHiddenRowStayOff()
{
    fetch();
    const std::vector<ResourceSet> sets = m_services->connections().connections().front().resourceSets;
    const int everybody = grid().model()->rowCount();
    view().filterColumn(0);
    QTest::keyClicks(m_window->focusWidget(), QStringLiteral("nobody"));
    QCOMPARE(grid().model()->rowCount(), 0);
    m_workbench->openSet(sets.at(1).id);
    QTRY_VERIFY(action("fetch")->isEnabled());
    action("showFilterRow")->trigger();
    m_workbench->openSet(sets.at(0).id);
    QCOMPARE(grid().model()->rowCount(), everybody);
}

void tst_ResourceSetPage::helpListsTheKeysOfTheTable()
{
    action("shortcuts")->trigger();
    const auto *dialog = m_window->findChild<QDialog *>();
    QVERIFY(dialog);
    const QAbstractItemModel &keys = *dialog->findChild<QTableView *>()->model();
    QStringList all;
    for (int row = 0; row < keys.rowCount(); ++row)
        all.append(keys.index(row, 1).data().toString());
    for (const char *key :
         {"F2", "Ctrl+an arrow", "Shift+Space", "Alt+Down", "Ctrl+F", "Ctrl+Shift+L", "Del", "F6"})
        QVERIFY2(!all.filter(QLatin1String(key)).isEmpty(), key);
}

QTEST_MAIN(tst_ResourceSetPage)
#include "tst_resourcesetpage.moc"
