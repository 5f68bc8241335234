// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Fullstate;

/// Tree "Connections": follows the store, and says of each set what is known.
class tst_ConnectionModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void followsTheStore();
    void saysWhatIsKnownOfASet_data();
    void saysWhatIsKnownOfASet();
    void namesTheResourceIdWhereTheTypeIsNotEnough();
    void warnsOfWhatIsWrong();
    void showsNamesAsTheyAreTyped();

private:
    static QString tree(const ConnectionModel &model);

    const Catalog m_catalog = Catalog::load().value_or(Catalog());
};

static Connection connection(const QString &name, const QStringList &resourceIds)
{
    Connection made;
    made.id = QStringLiteral("id of ") + name;
    made.name = name;
    made.clientId = QStringLiteral("vci_1");
    for (const QString &resourceId : resourceIds)
        made.resourceSets.push_back(
            {QStringLiteral("set ") + resourceId, QStringLiteral("UserAccount"), resourceId});
    return made;
}

static ConnectionStore::Storage nowhere()
{
    return {[](const Connection &) {}, [](const QString &) {}};
}

QString tst_ConnectionModel::tree(const ConnectionModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex parent = model.index(row, 0);
        QStringList sets;
        for (int set = 0; set < model.rowCount(parent); ++set)
            sets << model.index(set, 0, parent).data().toString();
        lines << parent.data().toString() + QLatin1String(" [") + sets.join(QLatin1String(", "))
                + QLatin1Char(']');
    }
    return lines.join(QLatin1Char(' '));
}

void tst_ConnectionModel::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void tst_ConnectionModel::followsTheStore()
{
    ConnectionStore store({connection(QStringLiteral("Beta"), {QStringLiteral("b")})}, nowhere());
    ConnectionModel model(store, m_catalog);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(tree(model), QStringLiteral("Beta [User accounts]"));

    store.add(connection(QStringLiteral("Acme"), {QStringLiteral("a")}));
    QCOMPARE(tree(model), QStringLiteral("Acme [User accounts] Beta [User accounts]"));

    Connection renamed = connection(QStringLiteral("Acme"), {QStringLiteral("a")});
    renamed.name = QStringLiteral("Zeta");
    store.update(renamed);
    QCOMPARE(tree(model), QStringLiteral("Beta [User accounts] Zeta [User accounts]"));
    QCOMPARE(model.indexOfSet(QStringLiteral("set a")).parent().data().toString(), QStringLiteral("Zeta"));

    renamed.name = QStringLiteral("Zulu");
    store.update(renamed);
    QCOMPARE(tree(model), QStringLiteral("Beta [User accounts] Zulu [User accounts]"));

    store.remove(QStringLiteral("id of Beta"));
    QCOMPARE(tree(model), QStringLiteral("Zulu [User accounts]"));
    QVERIFY(!model.indexOfSet(QStringLiteral("set b")).isValid());
}

void tst_ConnectionModel::saysWhatIsKnownOfASet_data()
{
    QTest::addColumn<int>("added");
    QTest::addColumn<int>("changed");
    QTest::addColumn<int>("removed");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("spoken");
    QTest::addRow("nothing changed") << 0 << 0 << 0 << QStringLiteral("User accounts  120")
                                     << QStringLiteral("User accounts, 120 resources");
    QTest::addRow("one of each") << 2 << 1 << 3 << QStringLiteral("User accounts  120 · +2 ~1 −3")
                                 << QStringLiteral(
                                        "User accounts, 120 resources, 2 added, 1 changed, 3 removed");
    QTest::addRow("only removed") << 0 << 0 << 3 << QStringLiteral("User accounts  120 · −3")
                                  << QStringLiteral("User accounts, 120 resources, 3 removed");
}

void tst_ConnectionModel::saysWhatIsKnownOfASet()
{
    QFETCH(const int, added);
    QFETCH(const int, changed);
    QFETCH(const int, removed);
    const ConnectionStore store({connection(QStringLiteral("Acme"), {QStringLiteral("a")})}, nowhere());
    ConnectionModel model(store, m_catalog);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setCounts(QStringLiteral("set a"), {120, added, changed, removed});
    const QModelIndex set = model.indexOfSet(QStringLiteral("set a"));
    QTEST(set.data().toString(), "shown");
    QTEST(set.data(Qt::AccessibleTextRole).toString(), "spoken");
}

void tst_ConnectionModel::namesTheResourceIdWhereTheTypeIsNotEnough()
{
    const ConnectionStore store(
        {connection(QStringLiteral("Acme"), {QStringLiteral("65fc01"), QStringLiteral("65fc02")})},
        nowhere());
    const ConnectionModel model(store, m_catalog);
    QCOMPARE(tree(model), QStringLiteral("Acme [User accounts 65fc01, User accounts 65fc02]"));
}

void tst_ConnectionModel::warnsOfWhatIsWrong()
{
    const ConnectionStore store({connection(QStringLiteral("Acme"), {QStringLiteral("a")})}, nowhere());
    ConnectionModel model(store, m_catalog);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QModelIndex index = model.indexOfConnection(QStringLiteral("id of Acme"));
    const qint64 quiet = index.data(Qt::DecorationRole).value<QIcon>().cacheKey();
    QVERIFY(quiet != 0);
    model.setNote(QStringLiteral("id of Acme"), QStringLiteral("Its secret is kept for this run only."));
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(QLatin1String("this run only")));
    QVERIFY(index.data(Qt::ToolTipRole).toString().contains(QLatin1String("this run only")));
    model.setNote(QStringLiteral("id of Acme"), {});
    QVERIFY(!index.data(Qt::ToolTipRole).toString().contains(QLatin1String("this run only")));
}

void tst_ConnectionModel::showsNamesAsTheyAreTyped()
{
    const ConnectionStore store({connection(QStringLiteral("<img src=x>"), {QStringLiteral("<b>1</b>")})},
                                nowhere());
    const ConnectionModel model(store, m_catalog);
    const QModelIndex index = model.index(0, 0);
    QVERIFY(!index.data(Qt::ToolTipRole).toString().contains(QLatin1String("<img")));
    QVERIFY(!model.index(0, 0, index).data(Qt::ToolTipRole).toString().contains(QLatin1String("<b>")));
}

QTEST_MAIN(tst_ConnectionModel)
#include "tst_connectionmodel.moc"
