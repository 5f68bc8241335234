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
    void theConnectionsOfAnApplicationStandUnderAHeading();
    void whatIsChosenStaysChosenWhenItMoves();
    void aPublicOneIsNamedWithItsCustomer_data();
    void aPublicOneIsNamedWithItsCustomer();
    void practiceTenantsHaveNoHeading();
    void setsThatStayKeepTheirPlace_data();
    void setsThatStayKeepTheirPlace();

private:
    static QString tree(const ConnectionModel &model, const QModelIndex &parent = {});

    const Catalog m_catalog = Catalog::load().value_or(Catalog());
};

static Connection connection(const QString &name, const QStringList &resourceIds)
{
    Connection made;
    made.id = QStringLiteral("id of ") + name;
    made.name = name;
    made.clientId = QStringLiteral("client of ") + name;
    for (const QString &resourceId : resourceIds)
        made.resourceSets.push_back(
            {QStringLiteral("set ") + resourceId, QStringLiteral("UserAccount"), resourceId});
    return made;
}

static ConnectionStore::Storage nowhere()
{
    return {[](const Connection &) {}, [](const QString &) {}};
}

QString tst_ConnectionModel::tree(const ConnectionModel &model, const QModelIndex &parent)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        QString text = index.data().toString();
        if (model.isHeading(index))
            text += QLatin1String(" {") + tree(model, index) + QLatin1Char('}');
        else if (index.data(ConnectionModel::SetIdRole).toString().isEmpty())
            text += QLatin1String(" [") + tree(model, index) + QLatin1Char(']');
        rows << text;
    }
    const bool areSets = !model.isHeading(parent) && parent.isValid();
    return rows.join(areSets ? QLatin1String(", ") : QLatin1String(" "));
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

static Connection of(const QString &clientId, const QString &name)
{
    Connection made = connection(name, {name.toLower()});
    made.clientId = clientId;
    return made;
}

void tst_ConnectionModel::theConnectionsOfAnApplicationStandUnderAHeading()
{
    const QString one = QStringLiteral("vci_1");
    ConnectionStore store({of(one, QStringLiteral("Beta"))}, nowhere());
    ConnectionModel model(store, m_catalog);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(tree(model), QStringLiteral("Beta [User accounts]"));

    store.add(of(one, QStringLiteral("Acme")));
    store.add(of(QStringLiteral("vci_2"), QStringLiteral("zeta")));
    QCOMPARE(
        tree(model),
        QStringLiteral("vci_1 · US  2 {Acme [User accounts] Beta [User accounts]} zeta [User accounts]"));
    QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("vci_1 · US, 2 connection(s)"));

    Connection moved = of(one, QStringLiteral("Acme"));
    moved.region = Region::Eu; // which is the same API
    store.update(moved);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("vci_1 · EU, US  2"));
    moved.region = Region::Gov; // which is not
    store.update(moved);
    QCOMPARE(tree(model), QStringLiteral("Acme [User accounts] Beta [User accounts] zeta [User accounts]"));

    store.update(of(one, QStringLiteral("Acme")));
    store.add(of(one, QStringLiteral("Aaa")));
    store.remove(QStringLiteral("id of Acme"));
    QCOMPARE(tree(model),
             QStringLiteral("vci_1 · US  2 {Aaa [User accounts] Beta [User accounts]} zeta [User accounts]"));
    store.remove(QStringLiteral("id of Aaa"));
    QCOMPARE(tree(model), QStringLiteral("Beta [User accounts] zeta [User accounts]"));

    store.add(of(one, QStringLiteral("Aaa")));
    const ConnectionModel loaded(store, m_catalog);
    QCOMPARE(tree(loaded), tree(model)); // as on the next start
}

void tst_ConnectionModel::whatIsChosenStaysChosenWhenItMoves()
{
    ConnectionStore store({of(QStringLiteral("vci_1"), QStringLiteral("Beta")),
                           of(QStringLiteral("x"), QStringLiteral("Alpha"))},
                          nowhere());
    ConnectionModel model(store, m_catalog);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QPersistentModelIndex set(model.indexOfSet(QStringLiteral("set beta")));
    const QPersistentModelIndex other(model.indexOfSet(QStringLiteral("set alpha")));
    const auto areRight = [&] {
        return set.data(ConnectionModel::SetIdRole) == QLatin1String("set beta")
            && other.data(ConnectionModel::SetIdRole) == QLatin1String("set alpha")
            && QModelIndex(set) == model.indexOfSet(QStringLiteral("set beta"));
    };
    store.add(of(QStringLiteral("vci_1"), QStringLiteral("Gamma")));
    QVERIFY(areRight());
    QVERIFY(model.isHeading(set.parent().parent()));
    Connection renamed = of(QStringLiteral("vci_1"), QStringLiteral("Beta"));
    renamed.name = QStringLiteral("Zulu");
    store.update(renamed);
    QVERIFY(areRight());
    QCOMPARE(set.parent().row(), 1);
    store.remove(QStringLiteral("id of Gamma"));
    QVERIFY(areRight());
    QVERIFY(!set.parent().parent().isValid());
}

void tst_ConnectionModel::aPublicOneIsNamedWithItsCustomer_data()
{
    QTest::addColumn<QStringList>("connections"); // name, customer
    QTest::addColumn<QString>("shown");
    QTest::addRow("alone") << QStringList{QStringLiteral("Sync"), QStringLiteral("acme")}
                           << QStringLiteral("Sync · acme []");
    QTest::addRow("the name says it already")
        << QStringList{QStringLiteral("Acme"), QStringLiteral("acme")} << QStringLiteral("Acme []");
    QTest::addRow("several of one name") << QStringList{QStringLiteral("Sync"), QStringLiteral("globex"),
                                                        QStringLiteral("Sync"), QStringLiteral("acme")}
                                         << QStringLiteral("Sync · US  2 {acme [] globex []}");
    QTest::addRow("several of different names")
        << QStringList{QStringLiteral("Sync"), QStringLiteral("globex"), QStringLiteral("Old sync"),
                       QStringLiteral("acme")}
        << QStringLiteral("vci_1 · US  2 {Old sync · acme [] Sync · globex []}");
}

void tst_ConnectionModel::aPublicOneIsNamedWithItsCustomer()
{
    QFETCH(const QStringList, connections);
    ConnectionStore store({}, nowhere());
    ConnectionModel model(store, m_catalog);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (qsizetype i = 0; i < connections.size(); i += 2) {
        Connection made = connection(connections[i], {});
        made.id += connections[i + 1];
        made.clientId = QStringLiteral("vci_1");
        made.kind = Connection::Kind::Public;
        made.customerId = connections[i + 1];
        store.add(made);
    }
    QTEST(tree(model), "shown");
}

void tst_ConnectionModel::practiceTenantsHaveNoHeading()
{
    Connection first = of(QStringLiteral("vci_1"), QStringLiteral("Practice"));
    first.kind = Connection::Kind::Practice;
    Connection second = of(QStringLiteral("vci_1"), QStringLiteral("Training"));
    second.kind = Connection::Kind::Practice;
    const ConnectionStore store({first, second}, nowhere());
    const ConnectionModel model(store, m_catalog);
    QCOMPARE(tree(model), QStringLiteral("Practice [User accounts] Training [User accounts]"));
}

void tst_ConnectionModel::setsThatStayKeepTheirPlace_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("kept"); // the same rows as before, as a view sees it
    QTest::addRow("one more") << "a b"
                              << "a b c"
                              << "a b";
    QTest::addRow("one in between") << "a c"
                                    << "a b c"
                                    << "a c";
    QTest::addRow("one less") << "a b c"
                              << "a c"
                              << "a c";
    QTest::addRow("all others") << "a b"
                                << "c d"
                                << "";
    QTest::addRow("turned round") << "a b"
                                  << "b a"
                                  << "a";
    QTest::addRow("none left") << "a b"
                               << ""
                               << "";
}

void tst_ConnectionModel::setsThatStayKeepTheirPlace()
{
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    QFETCH(const QString, kept);
    const auto acme = [](const QString &sets) {
        Connection made =
            connection(QStringLiteral("Acme"), sets.split(QLatin1Char(' '), Qt::SkipEmptyParts));
        for (ResourceSet &set : made.resourceSets)
            set.name = set.resourceId; // else their titles would change with their number
        return made;
    };
    ConnectionStore store({acme(before)}, nowhere());
    ConnectionModel model(store, m_catalog);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<QPersistentModelIndex> shown;
    for (int row = 0; row < model.rowCount(model.index(0, 0)); ++row)
        shown.emplace_back(model.index(row, 0, model.index(0, 0)));
    const auto lastWord = [](const QModelIndex &index) {
        return index.data(ConnectionModel::SetIdRole).toString().mid(4);
    };
    store.update(acme(after));
    QStringList stayed;
    for (const QPersistentModelIndex &index : shown) {
        if (index.isValid())
            stayed << lastWord(index);
    }
    QCOMPARE(stayed.join(QLatin1Char(' ')), kept);
    QStringList now;
    for (int row = 0; row < model.rowCount(model.index(0, 0)); ++row)
        now << lastWord(model.index(row, 0, model.index(0, 0)));
    QCOMPARE(now.join(QLatin1Char(' ')), after);
}

QTEST_MAIN(tst_ConnectionModel)
#include "tst_connectionmodel.moc"
