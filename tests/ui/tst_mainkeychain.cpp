// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenbroker.h"
#include "app/connection/sessionsecrets.h"
#include "tests/support/customertenant.h"
#include "tests/support/mainwindowbench.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/waitfor.h"
#include "ui/connection/connectionpage.h"
#include "ui/connection/replacesecretdialog.h"

#include <QPushButton>

using namespace Fullstate;

/// What the main window says of what the keychain holds, and of what it lost; the practice tenant is the
/// tenant.
class tst_MainKeychain : public QObject, private MainWindowBench
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { close(); }
    void tokensThatWereNotKeptAreSaidUntilTheyAre_data();
    void tokensThatWereNotKeptAreSaidUntilTheyAre();
    void aClientSecretThatWasRemovedByHandIsAskedFor();
    void aSignInThatWasRemovedByHandIsOffered();
    void aConnectionNamesItsItems_data();
    void aConnectionNamesItsItems();

private:
    /// One of the practice tenant's, with its client secret in the keychain; a public one is signed in.
    Connection added(Connection::Kind kind);
    Result<AccessToken> mint(const Connection &connection)
    {
        return waitFor(m_services->tokens().mint(connection, this));
    }
    QString wordsOf(const Connection &connection) const { return rowOf(connection).data().toString(); }

    MemorySecretStore *m_keychain = nullptr;
};

void tst_MainKeychain::init()
{
    failOnWarnings();
    auto keychain = std::make_unique<MemorySecretStore>();
    m_keychain = keychain.get();
    open(std::move(keychain));
    startTenant();
}

Connection tst_MainKeychain::added(Connection::Kind kind)
{
    Connection connection = customerOf(*m_tenant, QStringLiteral("Acme"));
    const bool isPublic = kind == Connection::Kind::Public;
    const PracticeApplication &application =
        isPublic ? m_tenant->publicApplication() : m_tenant->privateApplication();
    connection.kind = kind;
    connection.clientId = application.clientId;
    m_services->connections().add(connection);
    m_keychain->put({connection.id, SecretKey::Kind::ClientSecret}, application.clientSecret);
    HttpClient browser(m_tenant->url());
    [[maybe_unused]] const auto token = isPublic
        ? waitFor(m_services->tokens().signIn(connection, allowAt(browser, connection), this))
        : mint(connection);
    Q_ASSERT(token);
    return connection;
}

void tst_MainKeychain::tokensThatWereNotKeptAreSaidUntilTheyAre_data()
{
    QTest::addColumn<Connection::Kind>("kind");
    QTest::addRow("private") << Connection::Kind::Private;
    QTest::addRow("public") << Connection::Kind::Public;
}

void tst_MainKeychain::tokensThatWereNotKeptAreSaidUntilTheyAre()
{
    QFETCH(const Connection::Kind, kind);
    const Connection connection = added(kind);
    const bool isPublic = kind == Connection::Kind::Public;
    m_keychain->failAfter = 0; // though the probe went well
    QVERIFY(mint(connection));
    QVERIFY2(wordsOf(connection).endsWith(QLatin1String("tokens not kept")), qPrintable(wordsOf(connection)));
    QCOMPARE(bar().text().contains(QLatin1String("in memory only")), isPublic);
    m_keychain->failAfter = -1;
    QVERIFY(mint(connection));
    QVERIFY2(wordsOf(connection).endsWith(QLatin1String("works")), qPrintable(wordsOf(connection)));
    QCOMPARE(bar().text(), QString());
}

void tst_MainKeychain::aClientSecretThatWasRemovedByHandIsAskedFor()
{
    const Connection connection = added(Connection::Kind::Private);
    const SecretKey key{connection.id, SecretKey::Kind::ClientSecret};
    const QByteArray secret = *m_keychain->value(key);
    m_keychain->removeByHand(key);
    QVERIFY(!mint(connection));
    QVERIFY2(wordsOf(connection).contains(QLatin1String("client secret missing"), Qt::CaseInsensitive),
             qPrintable(wordsOf(connection)));
    auto *dialog = m_window->findChild<ReplaceSecretDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->reject();
    QVERIFY2(bar().text().contains(QLatin1String("Enter it again")), qPrintable(bar().text()));

    m_keychain->put(key, secret);
    QVERIFY(mint(connection));
    QVERIFY2(wordsOf(connection).endsWith(QLatin1String("works")), qPrintable(wordsOf(connection)));
}

void tst_MainKeychain::aSignInThatWasRemovedByHandIsOffered()
{
    const Connection connection = added(Connection::Kind::Public);
    m_keychain->removeByHand({connection.tokenKey(), SecretKey::Kind::RefreshToken});
    QVERIFY(!mint(connection));
    QVERIFY2(wordsOf(connection).endsWith(QLatin1String("sign in again")), qPrintable(wordsOf(connection)));
    QVERIFY2(bar().text().contains(QLatin1String("The keychain has no sign-in of Acme. Sign in again.")),
             qPrintable(bar().text()));
    const auto buttons = bar().findChildren<QPushButton *>();
    QVERIFY(std::any_of(buttons.begin(), buttons.end(), [](const QPushButton *button) {
        return button->isVisible() && button->text() == QStringLiteral("Sign in again…");
    }));
}

void tst_MainKeychain::aConnectionNamesItsItems_data()
{
    QTest::addColumn<Connection::Kind>("kind");
    QTest::addColumn<bool>("isForThisRun");
    QTest::addColumn<QStringList>("items");
    QTest::addRow("private") << Connection::Kind::Private << false
                             << QStringList{QStringLiteral("client-secret"), QStringLiteral("access-token")};
    QTest::addRow("public") << Connection::Kind::Public << false
                            << QStringList{QStringLiteral("client-secret"), QStringLiteral("access-token"),
                                           QStringLiteral("refresh-token")};
    QTest::addRow("for this run only: nothing is there") << Connection::Kind::Public << true << QStringList();
    QTest::addRow("practice: never") << Connection::Kind::Practice << false << QStringList();
}

void tst_MainKeychain::aConnectionNamesItsItems()
{
    QFETCH(const Connection::Kind, kind);
    QFETCH(const bool, isForThisRun);
    QFETCH(const QStringList, items);
    const Connection connection = added(kind);
    m_window->findChild<ConnectionTree *>()->setCurrentIndex(rowOf(connection));
    const auto labels = m_window->findChild<ConnectionPage *>()->findChildren<QLabel *>();
    const auto *names = *std::find_if(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->accessibleName() == QLatin1String("Keychain items");
    });
    if (isForThisRun)
        m_services->secrets().keepForThisRun(connection, "secret");
    QCOMPARE(names->isVisible(), !items.isEmpty());
    if (items.isEmpty())
        return;
    QStringList expected; // each under which it is found
    for (const QString &item : items) {
        const QString owner = item == QLatin1String("client-secret") ? connection.id : connection.tokenKey();
        expected.append(QStringLiteral("fullstate/%1/%2").arg(owner, item));
    }
    QCOMPARE(names->text().split(QLatin1Char('\n')), expected);
    QVERIFY(names->textInteractionFlags().testFlag(Qt::TextSelectableByMouse));
    QVERIFY(names->wordWrap());
}

QTEST_MAIN(tst_MainKeychain)
#include "tst_mainkeychain.moc"
