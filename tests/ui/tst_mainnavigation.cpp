// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/draftsession.h"
#include "tests/support/mainwindowbench.h"

#include <QTableView>

using namespace Fullstate;

/// The ways from a finding, and from what is wrong with it, to its component in another resource set.
class tst_MainNavigation : public QObject, private MainWindowBench
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { close(); }
    void neverFetchedComponentsLeadToTheirSet();
    void unknownComponentLeadsToItsCellAndItsSet();
    void findingLeadsToItsComponent();
    void connectionWithoutComponentsSaysSo();
    void othersNameNothing();

private:
    void openFindings();
    QString openTitle() const { return m_window->windowTitle(); }
    QTableView *problems() const { return m_window->findChild<QTableView *>(QStringLiteral("problems")); }
    QString current(const char *field) const;
    bool says(const char *words) const; ///< a problem does
    QString problem(int row) const { return problems()->model()->index(row, 3).data().toString(); }
};

void tst_MainNavigation::init()
{
    failOnWarnings();
    open();
    m_workbench->openPracticeTenant();
    QTRY_VERIFY(grid().model() && grid().model()->rowCount() > 0);
}

/// The practice tenant's findings in packages, as they were fetched.
void tst_MainNavigation::openFindings()
{
    m_workbench->openSet(setOf("PackageVulnerabilityConnectors"));
    QTRY_VERIFY(action("fetch")->isEnabled());
    action("fetch")->trigger();
    QTRY_VERIFY(grid().model()->rowCount() > 1);
}

/// What the table's current row holds.
QString tst_MainNavigation::current(const char *field) const
{
    const QAbstractItemModel *model = grid().model();
    for (int column = 0; column < model->columnCount(); ++column) {
        if (model->headerData(column, Qt::Horizontal).toString() == QLatin1String(field))
            return grid().currentIndex().siblingAtColumn(column).data().toString();
    }
    return {};
}

bool tst_MainNavigation::says(const char *words) const
{
    for (int row = 0; row < problems()->model()->rowCount(); ++row) {
        if (problem(row).contains(QString::fromUtf8(words)))
            return true;
    }
    return false;
}

void tst_MainNavigation::neverFetchedComponentsLeadToTheirSet()
{
    openFindings();
    QTRY_COMPARE(problems()->model()->rowCount(), 1);
    QVERIFY(problem(0).contains(QLatin1String("Vulnerable components was never fetched")));
    problems()->setFocus();
    problems()->selectRow(0);
    QVERIFY(problems()->actions().contains(action("goToNamed"))); // in its context menu
    QTest::keyClick(problems(), Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(openTitle().contains(QLatin1String("Vulnerable components")));
    QTRY_COMPARE(current("uniqueId"), QString());
    QTRY_VERIFY(grid().model()->rowCount() > 1); // the practice tenant's sets fetch themselves
    m_workbench->openSet(setOf("PackageVulnerabilityConnectors"));
    QTRY_COMPARE(problems()->model()->rowCount(), 0);
}

void tst_MainNavigation::unknownComponentLeadsToItsCellAndItsSet()
{
    DraftSession *components = m_services->session(setOf("VulnerableComponent"));
    QTRY_VERIFY(components->isLoaded());
    components->fetch();
    QTRY_VERIFY(components->draft().base()->wasFetched());
    openFindings();
    QTRY_COMPARE(problems()->model()->rowCount(), 0);
    Draft &draft = m_services->session(setOf("PackageVulnerabilityConnectors"))->draft();
    draft.edit({{1, QStringLiteral("vulnerableComponentUniqueId"), QStringLiteral("nowhere")}},
               QStringLiteral("Edit"));
    QTRY_VERIFY2(problem(0).contains(QStringLiteral("“nowhere” is not in Vulnerable components")),
                 qPrintable(problem(0)));
    QCOMPARE(problems()->model()->rowCount(), 1);
    problems()->setFocus();
    problems()->selectRow(0);
    QTest::keyClick(problems(), Qt::Key_Return);
    QCOMPARE(grid().currentIndex().data().toString(), QStringLiteral("nowhere"));
    QVERIFY(
        grid().currentIndex().data(ResourceTable::ProblemRole).toString().contains(QLatin1String("nowhere")));

    problems()->setFocus();
    QTest::keyClick(problems(), Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(openTitle().contains(QLatin1String("Vulnerable components")));
    components->draft().edit({{0, QStringLiteral("uniqueId"), QStringLiteral("nowhere")}},
                             QStringLiteral("Edit"));
    m_workbench->openSet(setOf("PackageVulnerabilityConnectors"));
    QTRY_VERIFY(says("“nowhere” is not in the tenant yet: push Vulnerable components first"));
}

void tst_MainNavigation::findingLeadsToItsComponent()
{
    openFindings();
    QTRY_VERIFY(m_services->session(setOf("PackageVulnerabilityConnectors"))->references());
    DraftSession *components = m_services->session(setOf("VulnerableComponent"));
    QTRY_VERIFY(components->isLoaded());
    components->fetch();
    QTRY_VERIFY(components->draft().base()->wasFetched());
    grid().setFocus();
    grid().setCurrentIndex(grid().model()->index(1, 0));
    const QString named = current("vulnerableComponentUniqueId");
    QVERIFY(!named.isEmpty());
    QTest::keyClick(&grid(), Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(openTitle().contains(QLatin1String("Vulnerable components")));
    QCOMPARE(current("uniqueId"), named);
}

void tst_MainNavigation::connectionWithoutComponentsSaysSo()
{
    Connection connection = m_services->connections().connections().front();
    std::erase_if(connection.resourceSets, [](const ResourceSet &set) {
        return set.typeName == QLatin1String("VulnerableComponent");
    });
    m_services->connections().update(connection);
    openFindings();
    QTRY_COMPARE(problems()->model()->rowCount(), 1);
    QVERIFY(
        problem(0).contains(QLatin1String("this connection has no resource set of Vulnerable components")));
    grid().setFocus();
    action("goToNamed")->trigger();
    QVERIFY(bar().text().contains(QLatin1String("no resource set of Vulnerable components")));
}

void tst_MainNavigation::othersNameNothing()
{
    QTRY_VERIFY(action("goToUniqueId")->isEnabled());
    QVERIFY(!action("goToNamed")->isEnabled());
}

QTEST_MAIN(tst_MainNavigation)
#include "tst_mainnavigation.moc"
