// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/historymodel.h"

#include <QAbstractItemModelTester>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace Fullstate;
using Outcome = Receipt::Outcome;

/// The list of what was pushed, in the words that the outcomes have everywhere.
class tst_HistoryModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void showsReceipts();
    void namesColumns();
    void sortsByValue();
    void saysOutcomes_data();
    void saysOutcomes();
};

static Receipt receipt(const QString &id, const QDateTime &startedAt, int deletes)
{
    Receipt made;
    made.id = id;
    made.startedAt = startedAt;
    made.outcome = Outcome::Verified;
    made.message = QStringLiteral("The tenant holds exactly what was pushed.");
    made.plan.deletes = deletes;
    made.plan.comeBacks = 2;
    made.plan.edits = 1'234;
    made.plan.adds = 4;
    return made;
}

static std::vector<Receipt> receipts()
{
    return {receipt(QStringLiteral("newest"), QDateTime({2026, 11, 23}, {9, 0}, Qt::UTC), 9),
            receipt(QStringLiteral("older"), QDateTime({2026, 10, 2}, {9, 0}, Qt::UTC), 100),
            receipt(QStringLiteral("oldest"), QDateTime({2026, 9, 30}, {9, 0}, Qt::UTC), 20)};
}

void tst_HistoryModel::showsReceipts()
{
    HistoryModel model;
    const QAbstractItemModelTester tester(&model);
    model.setReceipts(receipts());
    QCOMPARE(model.rowCount(), 3);
    QStringList shown;
    for (int column = 0; column < model.columnCount(); ++column)
        shown << model.index(0, column).data().toString();
    const QString time = QLocale().toString(receipts().front().startedAt.toLocalTime(), QLocale::ShortFormat);
    QCOMPARE(shown,
             (QStringList{time, QStringLiteral("Push verified"), QStringLiteral("9"), QStringLiteral("2"),
                          QStringLiteral("1,234"), QStringLiteral("4"),
                          QStringLiteral("The tenant holds exactly what was pushed.")}));
    QCOMPARE(model.index(1, 0).data(HistoryModel::ReceiptIdRole).toString(), QStringLiteral("older"));
    QCOMPARE(model.receiptAt(2).id, QStringLiteral("oldest"));
    model.setReceipts({});
    QCOMPARE(model.rowCount(), 0);
}

void tst_HistoryModel::namesColumns()
{
    const HistoryModel model;
    QStringList names;
    for (int column = 0; column < model.columnCount(); ++column)
        names << model.headerData(column, Qt::Horizontal).toString();
    QCOMPARE(names.join(QLatin1Char(' ')),
             QStringLiteral("Time Outcome Deletes Comes back Changes Adds Message"));
}

void tst_HistoryModel::sortsByValue()
{
    HistoryModel model;
    model.setReceipts(receipts());
    QSortFilterProxyModel sorted;
    sorted.setSourceModel(&model);
    sorted.setSortRole(HistoryModel::SortRole);
    const auto first = [&sorted] { return sorted.index(0, 0).data(HistoryModel::ReceiptIdRole).toString(); };
    sorted.sort(HistoryModel::Deletes);
    QCOMPARE(first(), QStringLiteral("newest")); // 9 < 20 < 100, which text would not know
    sorted.sort(HistoryModel::Time);
    QCOMPARE(first(), QStringLiteral("oldest")); // 9/30 < 10/2
}

void tst_HistoryModel::saysOutcomes_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QString>("text");
    const QString failed = QStringLiteral("Push failed: nothing was changed");
    const QString unknown = QStringLiteral("Push sent, outcome unknown");
    QTest::addRow("verified") << int(Outcome::Verified) << QStringLiteral("Push verified");
    QTest::addRow("not sent") << int(Outcome::NotSent) << failed;
    QTest::addRow("refused") << int(Outcome::Refused) << failed;
    QTest::addRow("not applied") << int(Outcome::NotApplied) << failed;
    QTest::addRow("tenant changed") << int(Outcome::TenantChanged)
                                    << QStringLiteral("The tenant changed during the review");
    QTest::addRow("unknown") << int(Outcome::Unknown) << unknown;
    QTest::addRow("started, then the power went") << int(Outcome::Started) << unknown;
    QTest::addRow("something else arrived")
        << int(Outcome::Different) << QStringLiteral("Push sent, the tenant holds something else");
}

void tst_HistoryModel::saysOutcomes()
{
    QFETCH(const int, outcome);
    QTEST(outcomeText(Outcome(outcome)), "text");
}

QTEST_GUILESS_MAIN(tst_HistoryModel)
#include "tst_historymodel.moc"
