// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/planfilter.h"
#include "app/plan/planmodel.h"
#include "tests/support/users.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Fullstate;
using Action = PlannedChange::Action;

/// The plan as the review shows it.
class tst_PlanModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void showsARowForEachDeletionAndField();
    void namesColumns();
    void showsFieldsTheTypeDoesNotKnow();
    void filtersByAction();
};

static Plan plan()
{
    return makePlan(userAccounts(), QStringLiteral("r1"),
                    snapshotOf(users(QStringLiteral("a b c")), users(QStringLiteral("t"))),
                    users(QStringLiteral("b:email=new,mfaEnabled=null,roleDescription=Boss c d t")));
}

/// A row of cells, "|" between.
static QString rowText(const QAbstractItemModel &model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells << model.index(row, column).data().toString();
    return cells.join(QLatin1Char('|'));
}

void tst_PlanModel::showsARowForEachDeletionAndField()
{
    PlanModel model;
    const QAbstractItemModelTester tester(&model);
    model.setPlan(plan(), userAccounts());
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows << rowText(model, row);
    QCOMPARE(rows,
             (QStringList{
                 QStringLiteral("Delete|a|Name of a|||"),
                 QStringLiteral("Comes back|t|Name of t|||"),
                 QStringLiteral("Change|b|Name of b|email|b@example.com|new"),
                 QStringLiteral("Change|b|Name of b|mfaEnabled|true|null"),
                 QStringLiteral("Change|b|Name of b|roleDescription||Boss"),
                 QStringLiteral("Add|d|Name of d|||"),
             }));
    QCOMPARE(model.changeAt(0).uniqueId, QStringLiteral("a"));
    QCOMPARE(model.changeAt(4).uniqueId, QStringLiteral("b"));
    QCOMPARE(model.index(1, 0).data(PlanModel::ActionRole).toInt(), int(Action::ComeBack));
    model.setPlan(Plan(), userAccounts());
    QCOMPARE(model.rowCount(), 0);
}

void tst_PlanModel::namesColumns()
{
    const PlanModel model;
    QStringList names;
    for (int column = 0; column < model.columnCount(); ++column)
        names << model.headerData(column, Qt::Horizontal).toString();
    QCOMPARE(names.join(QLatin1Char(' ')), QStringLiteral("Action uniqueId displayName Field Before After"));
}

void tst_PlanModel::showsFieldsTheTypeDoesNotKnow()
{
    PlanModel model;
    model.setPlan(makePlan(userAccounts(), QStringLiteral("r1"),
                           snapshotOf(users(QStringLiteral("a:shoe=[1]"))),
                           users(QStringLiteral("a:shoe=x"))),
                  userAccounts());
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(rowText(model, 0), QStringLiteral("Change|a|Name of a|shoe|[1]|x"));
}

void tst_PlanModel::filtersByAction()
{
    PlanModel model;
    PlanFilter filter;
    const QAbstractItemModelTester tester(&filter);
    filter.setSourceModel(&model);
    model.setPlan(plan(), userAccounts());
    QCOMPARE(filter.rowCount(), 6);
    filter.setAction(Action::Delete);
    QCOMPARE(filter.rowCount(), 1);
    QCOMPARE(rowText(filter, 0), QStringLiteral("Delete|a|Name of a|||"));
    filter.setAction(Action::Change);
    QCOMPARE(filter.rowCount(), 3);
    filter.setAction(Action::ComeBack);
    QCOMPARE(filter.rowCount(), 1);
    filter.setAction({});
    QCOMPARE(filter.rowCount(), 6);
}

QTEST_GUILESS_MAIN(tst_PlanModel)
#include "tst_planmodel.moc"
