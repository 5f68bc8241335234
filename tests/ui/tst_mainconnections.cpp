// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenbroker.h"
#include "app/connection/sessionsecrets.h"
#include "app/fullstate.h"
#include "tests/support/customertenant.h"
#include "tests/support/waitfor.h"
#include "tests/support/warnings.h"
#include "ui/common/messagebar.h"
#include "ui/connection/connectiontree.h"
#include "ui/connection/exportconnectionsdialog.h"
#include "ui/connection/importconnectionsdialog.h"
#include "ui/mainwindow.h"

#include <QAction>
#include <QCheckBox>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>

using namespace Fullstate;

/// What the main window says and asks about connections and their tokens; the practice tenant is the tenant.
class tst_MainConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void removingAPublicOneOffersToRevoke_data();
    void removingAPublicOneOffersToRevoke();
    void whatOthersUseIsNotRevoked();
    void aPrivateOneIsToldToRotate();
    void aContestIsSaidAndStopped();
    void connectionsGoOutIntoAFileAndComeBack();

private:
    /// A customer who has signed in, for this run only: there is no keychain.
    Connection signedIn(const QString &customer);
    Connection privateOne();
    QMessageBox *askToRemove(const QString &connectionId);
    static QPushButton *button(const QWidget &parent, const char *text);
    MessageBar &bar() { return *m_window->findChild<MessageBar *>(); }
    bool takes(const QByteArray &token);

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<MainWindow> m_window;
    PracticeTenant *m_tenant = nullptr;
};

void tst_MainConnections::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); // no keychain is to be found
}

void tst_MainConnections::init()
{
    failOnWarnings();
    m_home = std::make_unique<QTemporaryDir>();
    auto opened = Services::open(m_home->filePath(QStringLiteral("data")));
    QVERIFY(opened);
    m_services = *std::move(opened);
    const auto started = m_services->practice();
    QVERIFY(started);
    m_tenant = *started;
    m_window = std::make_unique<MainWindow>(*m_services);
    m_window->show();
}

void tst_MainConnections::cleanup()
{
    m_window.reset();
    m_services.reset();
}

Connection tst_MainConnections::signedIn(const QString &customer)
{
    const Connection connection = customerOf(*m_tenant, customer);
    m_services->connections().add(connection);
    m_services->secrets().keepForThisRun(connection, m_tenant->publicApplication().clientSecret);
    HttpClient browser(m_tenant->url());
    [[maybe_unused]] const auto token =
        waitFor(m_services->tokens().signIn(connection, allowAt(browser, connection), this));
    Q_ASSERT(token && takes(token->value));
    return connection;
}

Connection tst_MainConnections::privateOne()
{
    Connection connection = customerOf(*m_tenant, QStringLiteral("Acme"));
    connection.kind = Connection::Kind::Private;
    connection.clientId = m_tenant->privateApplication().clientId;
    m_services->connections().add(connection);
    m_services->secrets().keepForThisRun(connection, m_tenant->privateApplication().clientSecret);
    return connection;
}

QMessageBox *tst_MainConnections::askToRemove(const QString &connectionId)
{
    Q_EMIT m_window->findChild<ConnectionTree *>()->removeRequested(connectionId);
    return m_window->findChild<QMessageBox *>();
}

QPushButton *tst_MainConnections::button(const QWidget &parent, const char *text)
{
    const auto buttons = parent.findChildren<QPushButton *>();
    for (QPushButton *each : buttons) {
        if (each->text() == QLatin1String(text) && each->isVisible())
            return each;
    }
    return nullptr;
}

bool tst_MainConnections::takes(const QByteArray &token)
{
    const QString path = QStringLiteral("/v1/resources/user_account?resourceId=")
        + m_tenant->resourceId(QStringLiteral("UserAccount"));
    return HttpClient(m_tenant->url()).ask("GET", path, {}, token).status == 200;
}

void tst_MainConnections::removingAPublicOneOffersToRevoke_data()
{
    QTest::addColumn<bool>("revokes");
    QTest::addColumn<bool>("isRefused");
    QTest::addColumn<bool>("works"); // afterwards
    QTest::addColumn<QString>("said");
    QTest::addRow("revoked") << true << false << false << "tokens were revoked";
    QTest::addRow("the tenant refuses") << true << true << true << "were not revoked";
    QTest::addRow("not revoked") << false << false << true << "";
}

void tst_MainConnections::removingAPublicOneOffersToRevoke()
{
    QFETCH(const bool, revokes);
    QFETCH(const bool, isRefused);
    const Connection connection = signedIn(QStringLiteral("Acme"));
    const QByteArray token = waitFor(m_services->tokens().token(connection, this))->value;
    if (isRefused)
        m_tenant->faults().next = {{.verb = "POST", .status = 403, .body = "{}"}};
    QMessageBox *box = askToRemove(connection.id);
    QVERIFY(box);
    QVERIFY(box->checkBox() && box->checkBox()->isChecked());
    QVERIFY(box->text().contains(QLatin1String("Revoking")));
    if (!revokes)
        box->checkBox()->click();
    button(*box, "Remove connection")->click();
    QTRY_VERIFY(!m_services->connections().find(connection.id));
    QTEST(takes(token), "works");
    QFETCH(const QString, said);
    if (!said.isEmpty())
        QTRY_VERIFY2(bar().text().contains(said), qPrintable(bar().text()));
    // Nothing of it is left here either way.
    const SecretKey kept{connection.tokenKey(), SecretKey::Kind::RefreshToken};
    QVERIFY(waitFor(m_services->secrets().read(kept, this)).value_or(std::nullopt) == std::nullopt);
}

void tst_MainConnections::whatOthersUseIsNotRevoked()
{
    const Connection connection = signedIn(QStringLiteral("Acme"));
    Connection same = connection;
    same.id = QStringLiteral("the same customer");
    m_services->connections().add(same);
    QMessageBox *box = askToRemove(connection.id);
    QVERIFY(box);
    QVERIFY(!box->checkBox());
    button(*box, "Remove connection")->click();
    QVERIFY(!m_services->connections().find(connection.id));
}

void tst_MainConnections::aPrivateOneIsToldToRotate()
{
    const Connection connection = privateOne();
    QMessageBox *box = askToRemove(connection.id);
    QVERIFY(box);
    QVERIFY(!box->checkBox());
    QVERIFY(box->text().contains(QLatin1String("rotate it")));
}

void tst_MainConnections::aContestIsSaidAndStopped()
{
    const Connection connection = privateOne();
    TokenBroker &tokens = m_services->tokens();
    QByteArray token = waitFor(tokens.token(connection, this))->value;
    for (int i = 0; i < 2; ++i) {
        m_tenant->revokeTokens();
        const auto renewed = waitFor(tokens.renew(connection, token, this));
        QVERIFY(renewed);
        token = renewed->value;
        QVERIFY2(bar().text().contains(QLatin1String("Another program minted a token")),
                 qPrintable(bar().text()));
    }
    m_tenant->revokeTokens();
    QVERIFY(!waitFor(tokens.renew(connection, token, this)));
    QVERIFY2(bar().text().contains(QLatin1String("do not fight")), qPrintable(bar().text()));
    QVERIFY(!waitFor(tokens.token(connection, this)));
    QTRY_VERIFY(button(bar(), "Go on"));
    button(bar(), "Go on")->click();
    QVERIFY(waitFor(tokens.token(connection, this)));
}

void tst_MainConnections::connectionsGoOutIntoAFileAndComeBack()
{
    const auto *toFile = m_window->findChild<QAction *>(QStringLiteral("exportConnections"));
    QVERIFY(!toFile->isEnabled());
    const QString id = privateOne().id;
    QVERIFY(toFile->isEnabled());
    m_window->findChild<QAction *>(QStringLiteral("exportConnections"))->trigger();
    const QString file = m_home->filePath(QStringLiteral("connections.json"));
    m_window->findChild<ExportConnectionsDialog *>()->save(file);
    QTRY_VERIFY(bar().text().startsWith(QLatin1String("Exported 1 connection(s), without secrets")));
    m_services->connections().remove(id);
    QVERIFY(!toFile->isEnabled());

    m_window->findChild<QAction *>(QStringLiteral("importConnections"))->trigger();
    auto *files = m_window->findChild<QFileDialog *>();
    files->setAttribute(Qt::WA_DeleteOnClose, false);
    Q_EMIT files->fileSelected(file);
    files->close();
    auto *dialog = m_window->findChild<ImportConnectionsDialog *>();
    const auto *import = dialog->findChild<QPushButton *>(QStringLiteral("import"));
    QTRY_VERIFY(import->isEnabled());
    dialog->accept();
    QCOMPARE(bar().text(), QStringLiteral("Imported 1 connection(s)."));
    QCOMPARE(m_services->connections().connections().size(), 1U);
    const auto *tree = m_window->findChild<ConnectionTree *>();
    QVERIFY(tree->model()->index(0, 0).data().toString().endsWith(QLatin1String("Client secret missing")));
}

QTEST_MAIN(tst_MainConnections)
#include "tst_mainconnections.moc"
