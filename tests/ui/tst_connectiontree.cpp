// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/sessionsecrets.h"
#include "app/fullstate.h"
#include "app/session/draftsession.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/users.h"
#include "tests/support/warnings.h"
#include "ui/connection/connectionmodel.h"
#include "ui/connection/connectionpanel.h"
#include "ui/connection/connectiontree.h"
#include "ui/connection/replacesecretdialog.h"
#include "ui/frame/mainwindow.h"
#include "ui/workbench.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
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
    void filterShowsWhatHoldsEveryWord_data();
    void filterShowsWhatHoldsEveryWord();
    void filteringOpensNothing();
    void filterFieldAndTreeByKeyboard();
    void hundredsAreFoldedUntilTheyAreOpened();
    void theKeychainIsReadWhenAConnectionIsUsed();
    void aMissingSecretIsAskedForWhenFirstUsed();

private:
    void open(const QStringList &names);
    void openTree();
    QString shown(const QModelIndex &parent = {}) const; ///< what is unfolded of it
    QModelIndex connectionAt(int row) const { return m_tree->model()->index(row, 0); }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Services> m_services;
    MemorySecretStore *m_keychain = nullptr;
    ConnectionTree *m_tree = nullptr;
    std::unique_ptr<ConnectionPanel> m_panel;
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
    open({QStringLiteral("Acme"), QStringLiteral("Beta")});
}

void tst_ConnectionTree::cleanup()
{
    m_panel.reset();
    m_services.reset();
}

void tst_ConnectionTree::open(const QStringList &names)
{
    m_panel.reset();
    m_services.reset();
    auto keychain = std::make_unique<MemorySecretStore>();
    m_keychain = keychain.get();
    auto opened = Services::open(m_home->filePath(QStringLiteral("data")), std::move(keychain));
    QVERIFY(opened);
    m_services = *std::move(opened);
    for (const QString &name : names)
        m_services->connections().add(connection(name));
    openTree();
}

void tst_ConnectionTree::openTree()
{
    m_panel.reset();
    m_tree = new ConnectionTree(*m_services);
    m_panel = std::make_unique<ConnectionPanel>(m_tree);
    m_panel->show();
}

QString tst_ConnectionTree::shown(const QModelIndex &parent) const
{
    QStringList rows;
    for (int row = 0; row < m_tree->model()->rowCount(parent); ++row) {
        const QModelIndex index = m_tree->model()->index(row, 0, parent);
        rows << index.data().toString();
        if (m_tree->isExpanded(index))
            rows.last() += QLatin1String(" (") + shown(index) + QLatin1Char(')');
    }
    return rows.join(QLatin1String(", "));
}

void tst_ConnectionTree::choosingASetOpensItAndShowsItsCounts()
{
    const QSignalSpy chosen(m_tree, &ConnectionTree::setChosen);
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
    m_tree->chooseLast();
    QCOMPARE(m_tree->currentSetId(), QStringLiteral("set of Beta"));
}

void tst_ConnectionTree::keysOpenAndRemove()
{
    const QSignalSpy removed(m_tree, &ConnectionTree::removeRequested);
    m_tree->selectSet(QStringLiteral("set of Acme"));
    const QSignalSpy chosen(m_tree, &ConnectionTree::setChosen);
    QTest::keyClick(m_tree, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QTest::keyClick(m_tree, Qt::Key_Delete);
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

static std::vector<Connection> customers(int count, int sets)
{
    std::vector<Connection> made;
    for (int i = 0; i < count; ++i) {
        Connection each = connection(QStringLiteral("Sync"));
        each.id = QStringLiteral("id %1").arg(i);
        each.kind = Connection::Kind::Public;
        each.customerId = QStringLiteral("customer-%1").arg(i, 3, 10, QLatin1Char('0'));
        each.redirectUrl = QUrl(QStringLiteral("https://example.com/back"));
        each.resourceSets.clear();
        for (int set = 0; set < sets; ++set)
            each.resourceSets.push_back({QStringLiteral("set %1 of %2").arg(set).arg(i),
                                         set == 0 ? QStringLiteral("UserAccount") : QStringLiteral("Secret"),
                                         QStringLiteral("r%1").arg(set),
                                         set == 0 ? QStringLiteral("Staff") : QStringLiteral("Keys")});
        made.push_back(each);
    }
    return made;
}

void tst_ConnectionTree::filterShowsWhatHoldsEveryWord_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("shown");
    const QString all =
        QStringLiteral("Acme (User accounts), Beta (User accounts), "
                       "Sync · US  2 (customer-000 (Staff, Keys), customer-001 (Staff, Keys))");
    QTest::addRow("nothing") << QString() << all;
    QTest::addRow("only blanks") << QStringLiteral("  ") << all;
    QTest::addRow("a name") << QStringLiteral("acme") << QStringLiteral("Acme (User accounts)");
    QTest::addRow("a customer") << QStringLiteral("-001")
                                << QStringLiteral("Sync · US  2 (customer-001 (Staff, Keys))");
    QTest::addRow("a resource set") << QStringLiteral(
        "keys") << QStringLiteral("Sync · US  2 (customer-000 (Keys), customer-001 (Keys))");
    QTest::addRow("a customer and a set")
        << QStringLiteral("001 STAFF") << QStringLiteral("Sync · US  2 (customer-001 (Staff))");
    QTest::addRow("the heading") << QStringLiteral("sync us")
                                 << QStringLiteral("Sync · US  2 (customer-000 (Staff, Keys), customer-001 "
                                                   "(Staff, Keys))");
    QTest::addRow("a client ID") << QStringLiteral("client of beta")
                                 << QStringLiteral("Beta (User accounts)");
    QTest::addRow("nowhere") << QStringLiteral("acme keys") << QString();
}

void tst_ConnectionTree::filterShowsWhatHoldsEveryWord()
{
    QFETCH(const QString, typed);
    const std::vector<Connection> two = customers(2, 2);
    for (const Connection &each : two)
        m_services->connections().add(each);
    const QString before = shown();
    auto *field = m_panel->findChild<QLineEdit *>(QStringLiteral("filterConnections"));
    QCOMPARE(field->accessibleName(), QStringLiteral("Filter connections"));
    QTest::keyClicks(field, typed);
    QTEST(shown(), "shown");
    QCOMPARE(m_panel->findChild<QLabel *>(QStringLiteral("nothingFound"))->isHidden(), !shown().isEmpty());
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(field->text(), QString());
    QCOMPARE(shown(), before);
}

void tst_ConnectionTree::filteringOpensNothing()
{
    m_tree->collapse(connectionAt(1));
    m_tree->selectSet(QStringLiteral("set of Acme"));
    const QSignalSpy chosen(m_tree, &ConnectionTree::setChosen);
    m_tree->filter(QStringLiteral("beta"));
    QCOMPARE(shown(), QStringLiteral("Beta (User accounts)")); // unfolded, since it was looked for
    QCOMPARE(m_tree->currentSetId(), QString());
    m_tree->collapse(connectionAt(0));
    m_tree->filter({});
    QCOMPARE(m_tree->currentSetId(), QStringLiteral("set of Acme"));
    QCOMPARE(shown(), QStringLiteral("Acme (User accounts), Beta")); // as it was left
    QCOMPARE(chosen.size(), 0);
    m_tree->filter(QStringLiteral("beta"));
    m_services->connections().add(connection(QStringLiteral("Betamax")));
    m_services->connections().add(connection(QStringLiteral("Gamma")));
    QCOMPARE(m_tree->model()->rowCount(), 2);
    m_services->connections().remove(QStringLiteral("id of Beta"));
    QCOMPARE(shown(), QStringLiteral("Betamax (User accounts)"));
}

void tst_ConnectionTree::filterFieldAndTreeByKeyboard()
{
    auto *field = m_panel->findChild<QLineEdit *>(QStringLiteral("filterConnections"));
    m_panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Down);
    QVERIFY(m_tree->hasFocus());
    QCOMPARE(m_tree->currentIndex(), connectionAt(0));
    QTest::keyClick(m_tree, Qt::Key_Up);
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("beta"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(m_tree->hasFocus());
    QCOMPARE(m_tree->currentConnectionId(), QStringLiteral("id of Beta"));
}

void tst_ConnectionTree::hundredsAreFoldedUntilTheyAreOpened()
{
    const std::vector<Connection> many = customers(30, 2);
    for (const Connection &each : many)
        m_services->connections().add(each);
    openTree();
    const QModelIndex heading = connectionAt(2);
    QVERIFY(m_tree->isExpanded(heading));
    QVERIFY(!m_tree->isExpanded(connectionAt(0)));
    QVERIFY(!m_tree->isExpanded(m_tree->model()->index(7, 0, heading)));
    m_tree->expand(m_tree->model()->index(7, 0, heading));
    openTree();
    QVERIFY(!m_tree->isExpanded(m_tree->model()->index(6, 0, connectionAt(2))));
    QVERIFY(m_tree->isExpanded(m_tree->model()->index(7, 0, connectionAt(2))));
    m_tree->collapse(connectionAt(2));
    openTree();
    QVERIFY(!m_tree->isExpanded(connectionAt(2)));
    m_tree->filter(QStringLiteral("customer-0"));
    QVERIFY(m_tree->isExpanded(connectionAt(0)));
    QVERIFY(!m_tree->isExpanded(m_tree->model()->index(0, 0, connectionAt(0)))); // 30 are too many
}

void tst_ConnectionTree::theKeychainIsReadWhenAConnectionIsUsed()
{
    const std::vector<Connection> many = customers(500, 12);
    for (const Connection &each : many)
        m_services->connections().add(each);
    open({});
    QCOMPARE(m_services->connections().connections().size(), 502U);
    m_panel.reset();
    MainWindow window(m_services->settings());
    new Workbench(window, *m_services);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    auto *tree = window.findChild<ConnectionTree *>();
    tree->filter(QStringLiteral("customer-123"));
    tree->expandAll();
    tree->filter({});
    QCOMPARE(m_keychain->reads, 0);
    QCOMPARE(m_keychain->writes, 0);
    DraftSession *session = m_services->session(QStringLiteral("set of Acme"));
    QTRY_VERIFY(session->isLoaded());
    QCOMPARE(m_keychain->reads, 0);
    QSignalSpy failed(session, &DraftSession::fetchFailed);
    session->fetch();
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(m_keychain->reads > 0); // which shows that it is this one that would have been read
}

void tst_ConnectionTree::aMissingSecretIsAskedForWhenFirstUsed()
{
    const auto texts = [this]() -> QString {
        return connectionAt(0).data().toString() + QLatin1Char('|')
            + connectionAt(0).data(ConnectionModel::NoteRole).toString().left(12);
    };
    QCOMPARE(texts(), QStringLiteral("Acme|"));
    m_tree->setSecretsMissing({QStringLiteral("id of Acme")});
    QCOMPARE(texts(), QStringLiteral("Acme  Client secret missing|The keychain"));
    open({}); // it is still known on the next start
    QCOMPARE(texts(), QStringLiteral("Acme  Client secret missing|The keychain"));

    Connection acme = *m_services->connections().find(QStringLiteral("id of Acme"));
    acme.region = Region::Custom;
    acme.custom = {QUrl(QStringLiteral("http://127.0.0.1:9")), QUrl(QStringLiteral("http://127.0.0.1:9"))};
    m_services->connections().update(acme); // nobody is there
    m_tree->selectSet(QStringLiteral("set of Acme"));
    DraftSession *session = m_services->session(QStringLiteral("set of Acme"));
    QTRY_VERIFY(session->isLoaded());
    session->fetch();
    QTRY_VERIFY(m_tree->findChild<ReplaceSecretDialog *>());
    auto *dialog = m_tree->findChild<ReplaceSecretDialog *>();
    QVERIFY(dialog->findChild<QLabel *>(QStringLiteral("explanation"))
                ->text()
                .contains(QLatin1String("does not have the client secret of the client ID client of Acme")));
    QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("clientSecret")), QStringLiteral("vcs_1"));
    QSignalSpy fetching(session, &DraftSession::fetchingChanged);
    dialog->findChild<QPushButton *>(QStringLiteral("replace"))->click();
    QTRY_VERIFY(fetching.size() > 0); // and the fetch goes on
    QVERIFY(session->isFetching());
    QCOMPARE(m_keychain->value({QStringLiteral("id of Acme"), SecretKey::Kind::ClientSecret}),
             QByteArray("vcs_1"));
    QCOMPARE(texts(), QStringLiteral("Acme|"));
}

QTEST_MAIN(tst_ConnectionTree)
#include "tst_connectiontree.moc"
