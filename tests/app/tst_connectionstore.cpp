// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/connectionstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace Fullstate;

namespace {

Connection connection(const QString &id, const QString &name)
{
    Connection made;
    made.id = id;
    made.name = name;
    made.resourceSets = {
        {QStringLiteral("set of ") + id, QStringLiteral("UserAccount"), QStringLiteral("1")}};
    return made;
}

} // namespace

/// The connections: in the order of their names, and every change told to storage, then to listeners.
class tst_ConnectionStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void areInTheOrderOfTheirNames();
    void changesAreStoredThenSaid();
    void sameAgainIsNoChange();
    void removedByItsOwnId();
    void foundByIdAndBySet();
    void signInIsOfAllThatShareItsTokens();

private:
    QString names(const ConnectionStore &store) const;
    ConnectionStore::Storage storage();

    QStringList m_log; ///< what storage was told and what was said, in order
};

void tst_ConnectionStore::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_log.clear();
}

QString tst_ConnectionStore::names(const ConnectionStore &store) const
{
    QStringList names;
    for (const Connection &each : store.connections())
        names << each.name;
    return names.join(QLatin1Char(' '));
}

ConnectionStore::Storage tst_ConnectionStore::storage()
{
    return {[this](const Connection &saved) { m_log << QStringLiteral("save ") + saved.name; },
            [this](const QString &id) { m_log << QStringLiteral("forget ") + id; }};
}

void tst_ConnectionStore::areInTheOrderOfTheirNames()
{
    ConnectionStore store({connection(QStringLiteral("1"), QStringLiteral("delta")),
                           connection(QStringLiteral("2"), QStringLiteral("bravo"))},
                          storage());
    QCOMPARE(names(store), QStringLiteral("bravo delta"));
    store.add(connection(QStringLiteral("3"), QStringLiteral("charlie")));
    store.add(connection(QStringLiteral("4"), QStringLiteral("alpha")));
    QCOMPARE(names(store), QStringLiteral("alpha bravo charlie delta"));
    store.update(connection(QStringLiteral("4"), QStringLiteral("zulu")));
    QCOMPARE(names(store), QStringLiteral("bravo charlie delta zulu"));
}

void tst_ConnectionStore::changesAreStoredThenSaid()
{
    ConnectionStore store({}, storage());
    connect(&store, &ConnectionStore::added, this, [&](const QString &id) {
        m_log << QStringLiteral("added ") + id + (store.find(id) ? QString() : QStringLiteral(" too early"));
    });
    connect(&store, &ConnectionStore::updated, this, [&](const QString &id) {
        m_log << QStringLiteral("updated %1 %2").arg(id, store.find(id)->name);
    });
    connect(&store, &ConnectionStore::removed, this, [&](const QString &id) {
        m_log << QStringLiteral("removed ") + id
                + (store.find(id) ? QStringLiteral(" too early") : QString());
    });
    store.add(connection(QStringLiteral("1"), QStringLiteral("one")));
    store.update(connection(QStringLiteral("1"), QStringLiteral("uno")));
    store.remove(QStringLiteral("1"));
    QCOMPARE(m_log.join(QLatin1Char('\n')),
             QStringLiteral("save one\nadded 1\nsave uno\nupdated 1 uno\nforget 1\nremoved 1"));
}

void tst_ConnectionStore::sameAgainIsNoChange()
{
    ConnectionStore store({connection(QStringLiteral("1"), QStringLiteral("one"))}, storage());
    const QSignalSpy updated(&store, &ConnectionStore::updated);
    store.update(*store.find(QStringLiteral("1")));
    QCOMPARE(updated.size(), 0);
    QCOMPARE(m_log, QStringList());
}

/// The id that is handed in lives in the connection that goes.
void tst_ConnectionStore::removedByItsOwnId()
{
    ConnectionStore store({connection(QStringLiteral("1"), QStringLiteral("one"))}, storage());
    const QSignalSpy removed(&store, &ConnectionStore::removed);
    store.remove(store.connections().front().id);
    QVERIFY(store.connections().empty());
    QCOMPARE(removed.value(0).value(0).toString(), QStringLiteral("1"));
}

void tst_ConnectionStore::foundByIdAndBySet()
{
    const ConnectionStore store({connection(QStringLiteral("1"), QStringLiteral("one")),
                                 connection(QStringLiteral("2"), QStringLiteral("two"))},
                                storage());
    QCOMPARE(store.find(QStringLiteral("2"))->name, QStringLiteral("two"));
    QCOMPARE(store.findBySet(QStringLiteral("set of 1"))->name, QStringLiteral("one"));
    QVERIFY(!store.find(QStringLiteral("3")));
    QVERIFY(!store.findBySet(QStringLiteral("set of 3")));
}

void tst_ConnectionStore::signInIsOfAllThatShareItsTokens()
{
    const auto of = [](const char *name, const char *customer) {
        Connection made = connection(QLatin1String(name), QLatin1String(name));
        made.kind = Connection::Kind::Public;
        made.customerId = QLatin1String(customer);
        return made;
    };
    ConnectionStore store({of("a", "acme"), of("b", "globex"), of("c", "acme")}, storage());
    const QString acme = store.find(QStringLiteral("a"))->tokenKey();
    const auto confirmed = [&store] {
        QString names;
        for (const Connection &each : store.connections())
            names += each.signInConfirmed ? each.name : QString();
        return names;
    };
    store.setSignInConfirmed(acme, false);
    QCOMPARE(confirmed(), QStringLiteral("b"));
    QCOMPARE(m_log, (QStringList{QStringLiteral("save a"), QStringLiteral("save c")}));
    store.setSignInConfirmed(acme, true);
    QCOMPARE(confirmed(), QStringLiteral("abc"));
}

QTEST_GUILESS_MAIN(tst_ConnectionStore)
#include "tst_connectionstore.moc"
