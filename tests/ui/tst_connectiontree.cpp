// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/sessionsecrets.h"
#include "app/fullstate.h"
#include "app/session/draftsession.h"
#include "tests/support/users.h"
#include "tests/support/warnings.h"
#include "ui/connection/connectionmodel.h"
#include "ui/connection/connectiontree.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Fullstate;

/// Tree "Connections" on the program's own services.
class tst_ConnectionTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void choosingASetOpensItAndShowsItsCounts();
    void choiceAndFoldingAreRemembered();
    void keysOpenAndRemove();
    void secretForThisRunIsSaid();

private:
    void openTree();
    QModelIndex connectionAt(int row) const { return m_tree->model()->index(row, 0); }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<ConnectionTree> m_tree;
};

static Connection connection(const QString &name)
{
    Connection made;
    made.id = QStringLiteral("id of ") + name;
    made.name = name;
    made.clientId = QStringLiteral("client of ") + name;
    made.resourceSets = {
        {QStringLiteral("set of ") + name, QStringLiteral("UserAccount"), QStringLiteral("65fc")}};
    return made;
}

void tst_ConnectionTree::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); // no keychain is to be found
}

void tst_ConnectionTree::init()
{
    failOnWarnings();
    m_home = std::make_unique<QTemporaryDir>();
    auto opened = Services::open(m_home->filePath(QStringLiteral("data")));
    QVERIFY(opened);
    m_services = *std::move(opened);
    m_services->connections().add(connection(QStringLiteral("Acme")));
    m_services->connections().add(connection(QStringLiteral("Beta")));
    openTree();
}

void tst_ConnectionTree::cleanup()
{
    m_tree.reset();
    m_services.reset();
}

void tst_ConnectionTree::openTree()
{
    m_tree = std::make_unique<ConnectionTree>(*m_services);
    m_tree->show();
}

void tst_ConnectionTree::choosingASetOpensItAndShowsItsCounts()
{
    const QSignalSpy chosen(m_tree.get(), &ConnectionTree::setChosen);
    m_tree->selectSet(QStringLiteral("set of Beta"));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(m_tree->currentConnectionId(), QStringLiteral("id of Beta"));
    DraftSession *session = m_services->session(QStringLiteral("set of Beta"));
    QTRY_VERIFY(session->isLoaded());
    QCOMPARE(m_tree->currentIndex().data().toString(),
             QStringLiteral("User accounts")); // nobody has asked yet
    session->adopt(snapshotOf(users(QStringLiteral("ada bob cy"))));
    session->draft().remove({0});
    session->draft().add({user(QStringLiteral("new"))}, QStringLiteral("Add"));
    QCOMPARE(m_tree->currentIndex().data().toString(), QStringLiteral("User accounts  3 · +1 −1"));
}

void tst_ConnectionTree::choiceAndFoldingAreRemembered()
{
    QVERIFY(m_tree->isExpanded(connectionAt(0)) && m_tree->isExpanded(connectionAt(1)));
    m_tree->selectSet(QStringLiteral("set of Beta"));
    m_tree->collapse(connectionAt(0));
    openTree();
    QVERIFY(!m_tree->isExpanded(connectionAt(0)));
    QVERIFY(m_tree->isExpanded(connectionAt(1)));
    QTRY_COMPARE(m_tree->currentSetId(), QStringLiteral("set of Beta"));
}

void tst_ConnectionTree::keysOpenAndRemove()
{
    const QSignalSpy removed(m_tree.get(), &ConnectionTree::removeRequested);
    m_tree->selectSet(QStringLiteral("set of Acme"));
    const QSignalSpy chosen(m_tree.get(), &ConnectionTree::setChosen);
    QTest::keyClick(m_tree.get(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QTest::keyClick(m_tree.get(), Qt::Key_Delete);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.at(0).at(0).toString(), QStringLiteral("id of Acme"));
    QVERIFY(m_services->connections().find(QStringLiteral("id of Acme"))); // only asked for
    m_services->connections().remove(QStringLiteral("id of Acme"));
    QCOMPARE(m_tree->model()->rowCount(), 1);
}

void tst_ConnectionTree::secretForThisRunIsSaid()
{
    const auto note = [this] { return connectionAt(0).data(ConnectionModel::NoteRole).toString(); };
    QCOMPARE(note(), QString());
    const Connection acme = *m_services->connections().find(QStringLiteral("id of Acme"));
    m_services->secrets().keepForThisRun(acme, "s3cret");
    QVERIFY(note().contains(QLatin1String("for this run only")));
}

QTEST_MAIN(tst_ConnectionTree)
#include "tst_connectiontree.moc"
