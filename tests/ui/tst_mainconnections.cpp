// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenbroker.h"
#include "app/connection/sessionsecrets.h"
#include "app/workspace/workspace.h"
#include "tests/support/customertenant.h"
#include "tests/support/mainwindowbench.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/waitfor.h"
#include "ui/connection/checkconnectionsdialog.h"
#include "ui/connection/connectionpage.h"
#include "ui/connection/connectionstates.h"
#include "ui/connection/exportconnectionsdialog.h"
#include "ui/connection/importconnectionsdialog.h"
#include "ui/connection/signindialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>

using namespace Fullstate;

/// What the main window says and asks about connections and their tokens; the practice tenant is the tenant.
class tst_MainConnections : public QObject, private MainWindowBench
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init()
    {
        failOnWarnings();
        open();
        startTenant();
    }
    void cleanup() { close(); }
    void removingAPublicOneOffersToRevoke_data();
    void removingAPublicOneOffersToRevoke();
    void removingNeedsNoTenant_data();
    void removingNeedsNoTenant();
    void nothingToRevokeIsSaid();
    void whatOthersUseIsNotRevoked();
    void aPrivateOneIsToldToRotate();
    void aContestIsSaidAndStopped_data();
    void aContestIsSaidAndStopped();
    void connectionsGoOutIntoAFileAndComeBack();
    void usedUpSignInIsOfferedAgain();
    void aMissingSecretIsOfferedToBeReplaced();
    void aConnectionHasItsPage();
    void pageFollowsANewToken();
    void aTokenFromBeforeItWasAddedCounts();
    void theFocusAloneOpensNoPage();
    void allAreCheckedOneAfterTheOther();
    void cancelledChecksKeepWhatIsKnown();
    void checksWaitUntilTheyAreStarted();

private:
    QString fact(const char *name) const;
    /// A customer who has signed in, for this run only: there is no keychain.
    Connection signedIn(const QString &customer);
    Connection privateOne();
    QMessageBox *askToRemove(const QString &connectionId);
    static void start(const CheckConnectionsDialog &dialog);
    static QPushButton *button(const QWidget &parent, const char *text);
    bool takes(const QByteArray &token);
};

void tst_MainConnections::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); // no keychain is to be found
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
        if (each->text() == QString::fromUtf8(text) && each->isVisible())
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

void tst_MainConnections::removingNeedsNoTenant_data()
{
    QTest::addColumn<int>("answer");
    QTest::addRow("it is down") << static_cast<int>(Fault::Answer::Drop);
    QTest::addRow("it does not answer") << static_cast<int>(Fault::Answer::Hang);
}

void tst_MainConnections::removingNeedsNoTenant()
{
    QFETCH(const int, answer);
    const Connection connection = signedIn(QStringLiteral("Acme"));
    const QByteArray token = waitFor(m_services->tokens().token(connection, this))->value;
    const Fault fault{.verb = "POST", .answer = static_cast<Fault::Answer>(answer)};
    m_tenant->faults().next = {fault, fault, fault, fault, fault};
    const int before = m_tenant->requestCount("POST");
    button(*askToRemove(connection.id), "Remove connection")->click();
    QTRY_VERIFY(m_tenant->requestCount("POST") > before);
    QVERIFY(m_services->connections().find(connection.id)); // it is being tried
    button(bar(), "Remove without revoking")->click();
    QVERIFY(!m_services->connections().find(connection.id));
    QVERIFY2(bar().text().contains(QLatin1String("were not revoked")), qPrintable(bar().text()));
    m_tenant->faults().next.clear();
    QVERIFY(takes(token));
    const SecretKey kept{connection.tokenKey(), SecretKey::Kind::RefreshToken};
    QTRY_VERIFY(waitFor(m_services->secrets().read(kept, this)).value_or(std::nullopt) == std::nullopt);
}

void tst_MainConnections::nothingToRevokeIsSaid()
{
    const Connection connection = customerOf(*m_tenant, QStringLiteral("Acme"));
    m_services->connections().add(connection);
    m_services->secrets().keepForThisRun(connection, m_tenant->publicApplication().clientSecret);
    button(*askToRemove(connection.id), "Remove connection")->click();
    QTRY_VERIFY(!m_services->connections().find(connection.id));
    QTRY_VERIFY2(bar().text().contains(QLatin1String("nothing to revoke")), qPrintable(bar().text()));
    QCOMPARE(m_tenant->requestCount("POST"), 0);
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

void tst_MainConnections::aContestIsSaidAndStopped_data()
{
    QTest::addColumn<bool>("isOnPage"); // else in the message bar
    QTest::addRow("goes on from the message bar") << false;
    QTest::addRow("goes on from its page") << true;
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
    m_window->findChild<ConnectionTree *>()->setCurrentIndex(rowOf(connection));
    QVERIFY2(fact("State").startsWith(QLatin1String("Stopped minting\nAnother program keeps minting")),
             qPrintable(fact("State")));
    QFETCH(const bool, isOnPage);
    auto *goOn = m_window->findChild<QPushButton *>(QStringLiteral("goOn"));
    QVERIFY(goOn->isVisible());
    (isOnPage ? goOn : button(bar(), "Go on"))->click();
    QTRY_VERIFY(!goOn->isVisible());
    QVERIFY(!button(bar(), "Go on"));
    QVERIFY(waitFor(tokens.token(connection, this)));
}

void tst_MainConnections::connectionsGoOutIntoAFileAndComeBack()
{
    const auto *toFile = m_window->findChild<QAction *>(QStringLiteral("exportConnections"));
    QVERIFY(!toFile->isEnabled());
    const QString id = privateOne().id;
    QVERIFY(toFile->isEnabled());
    m_window->findChild<QAction *>(QStringLiteral("exportConnections"))->trigger();
    const QString file = m_folder->filePath(QStringLiteral("connections.json"));
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

/// A line of the Connection page; empty if it is not shown.
QString tst_MainConnections::fact(const char *name) const
{
    const auto labels = m_window->findChild<ConnectionPage *>()->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->accessibleName() == QLatin1String(name))
            return label->isVisible() ? label->accessibleDescription() : QString(); // also to be read out
    }
    return QStringLiteral("no such line");
}

void tst_MainConnections::usedUpSignInIsOfferedAgain()
{
    const Connection connection = signedIn(QStringLiteral("Acme"));
    TokenBroker &tokens = m_services->tokens();
    QVERIFY(waitFor(tokens.revoke(connection, this)));
    QVERIFY(!waitFor(tokens.mint(connection, this)));
    QVERIFY(rowOf(connection).data().toString().contains(QLatin1String("sign in again")));
    QVERIFY(
        rowOf(connection).data(Qt::AccessibleTextRole).toString().contains(QLatin1String("sign in again")));
    QAbstractButton *offer = nullptr;
    QTRY_VERIFY((offer = button(bar(), "Sign in again…")));
    offer->click();
    auto *dialog = m_window->findChild<SignInDialog *>();
    QVERIFY(dialog);
    auto *redirect = dialog->findChild<QLineEdit *>(QStringLiteral("redirectUrl"));
    QCOMPARE(redirect->text(), QString::fromLatin1(connection.redirectUrl.toEncoded()));
    redirect->setText(QStringLiteral("https://acme.example/cb"));
    dialog->findChild<QPushButton *>(QStringLiteral("copyAddress"))->click();
    auto *pasted = dialog->findChild<QLineEdit *>(QStringLiteral("pastedAddress"));
    QTRY_VERIFY(pasted->isEnabled()); // it has not asked: nothing works that it could revoke
    HttpClient browser(m_tenant->url());
    pasted->setText(QString::fromLatin1(
        browser.ask("GET", QGuiApplication::clipboard()->text() % QLatin1String("&decision=allow"))
            .location));
    QTRY_VERIFY2(bar().text().contains(QLatin1String("signed in again")), qPrintable(bar().text()));
    const auto token = waitFor(tokens.token(connection, this));
    QVERIFY(token && takes(token->value));
    QVERIFY(rowOf(connection).data().toString().contains(QLatin1String("for this run only")));
    QCOMPARE(m_services->connections().find(connection.id)->redirectUrl,
             QUrl(QStringLiteral("https://acme.example/cb")));
}

void tst_MainConnections::aMissingSecretIsOfferedToBeReplaced()
{
    const Connection connection = privateOne();
    QVERIFY(waitFor(m_services->tokens().token(connection, this)));
    Q_EMIT m_services->tokens().tokenFailed(connection.id,
                                            {Error::Kind::SecretMissing, QStringLiteral("Gone."), {}});
    QCOMPARE(bar().text(), QStringLiteral("Gone."));
    QTRY_VERIFY(button(bar(), "Replace client secret…"));
    QVERIFY(!button(bar(), "Sign in again…"));
}

void tst_MainConnections::aConnectionHasItsPage()
{
    Connection connection = signedIn(QStringLiteral("Acme"));
    connection.resourceSets = {{QStringLiteral("s"), QStringLiteral("UserAccount"),
                                m_tenant->resourceId(QStringLiteral("UserAccount"))}};
    m_services->connections().update(connection);
    const QDateTime pushed({2026, 11, 24}, {9, 30}, Qt::UTC);
    QVERIFY(waitFor(m_services->workspace().saveReceipt({.id = QStringLiteral("r"),
                                                         .setId = QStringLiteral("s"),
                                                         .where = {},
                                                         .startedAt = pushed,
                                                         .outcome = Receipt::Outcome::Verified},
                                                        this)));
    auto *tree = m_window->findChild<ConnectionTree *>();
    tree->setCurrentIndex(rowOf(connection));
    auto *page = m_window->findChild<ConnectionPage *>();
    QVERIFY(page->isVisible());
    QCOMPARE(fact("Kind"), QStringLiteral("Public integration"));
    QCOMPARE(fact("Region"), QStringLiteral("Custom (%1)").arg(m_tenant->url().toString()));
    QCOMPARE(fact("Client ID"), connection.clientId);
    QCOMPARE(fact("Customer ID"), QStringLiteral("Acme"));
    QTRY_COMPARE(fact("Client secret"), QStringLiteral("In memory, until the program ends"));
    QVERIFY(fact("Scopes").contains(QLatin1String("connectors.self:write-resource")));
    QVERIFY(!fact("Minted").isEmpty());
    QVERIFY(!fact("Valid until").isEmpty());
    const QAbstractItemModel *sets = page->findChild<QTableView *>()->model();
    QTRY_COMPARE(sets->index(0, 3).data().toString(), QStringLiteral("Push verified"));
    QCOMPARE(sets->index(0, 2).data().toString(),
             QLocale().toString(pushed.toLocalTime(), QLocale::ShortFormat));
    QCOMPARE(fact("State"),
             QStringLiteral("For this run only\nIts client secret is kept for this run only: the next start "
                            "asks for it again."));
    // No part of it is a secret.
    QString all;
    const auto labels = page->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        all += label->text();
    for (const char *secret : {"vat_", "vrt_", "vcs_"})
        QVERIFY(!all.contains(QLatin1String(secret)));
    page->findChild<QPushButton *>(QStringLiteral("check"))->click();
    QTRY_VERIFY2(bar().text().contains(QLatin1String("Acme works")), qPrintable(bar().text()));
    m_services->connections().remove(connection.id);
    QVERIFY(!page->isVisible());
}

/// Also if one worked before: what it says of the token would be that of the old one.
void tst_MainConnections::pageFollowsANewToken()
{
    const Connection connection = privateOne();
    QVERIFY(waitFor(m_services->tokens().token(connection, this)));
    m_window->findChild<ConnectionTree *>()->setCurrentIndex(rowOf(connection));
    QTRY_VERIFY(!fact("Minted").isEmpty());
    const auto labels = m_window->findChild<ConnectionPage *>()->findChildren<QLabel *>();
    for (QLabel *label : labels) {
        if (label->accessibleName() == QLatin1String("Minted"))
            label->setAccessibleDescription(QStringLiteral("an hour ago"));
    }
    QCOMPARE(fact("Minted"), QStringLiteral("an hour ago"));
    QVERIFY(waitFor(m_services->tokens().mint(connection, this)));
    QTRY_VERIFY(!fact("Minted").isEmpty() && fact("Minted") != QLatin1String("an hour ago"));
}

/// The wizard's: the connection is not there yet, and goes on with that token from memory.
void tst_MainConnections::aTokenFromBeforeItWasAddedCounts()
{
    Connection connection = customerOf(*m_tenant, QStringLiteral("Acme"));
    connection.kind = Connection::Kind::Private;
    connection.clientId = m_tenant->privateApplication().clientId;
    const auto opened = Services::open(m_folder->filePath(QStringLiteral("with a keychain")),
                                       std::make_unique<MemorySecretStore>());
    QVERIFY(opened);
    Services &services = **opened;
    const ConnectionStates states(services);
    services.allow(connection);
    QVERIFY(waitFor(
        services.tokens().mintWith(connection, m_tenant->privateApplication().clientSecret, &services)));
    services.connections().add(connection);
    QCOMPARE(states.of(connection.id).words, QStringLiteral("works"));
    services.connections().remove(connection.id); // and its tokens with it
    services.connections().add(connection);
    QCOMPARE(states.of(connection.id).words, QString());
}

/// It would ask the keychain at every start.
void tst_MainConnections::theFocusAloneOpensNoPage()
{
    privateOne();
    auto *tree = m_window->findChild<ConnectionTree *>();
    m_window->activateWindow();
    tree->setFocus();
    QTRY_VERIFY(tree->hasFocus());
    QVERIFY(!m_window->findChild<ConnectionPage *>()->isVisible());
}

void tst_MainConnections::start(const CheckConnectionsDialog &dialog)
{
    dialog.findChild<QPushButton *>(QStringLiteral("startCheck"))->click();
}

void tst_MainConnections::allAreCheckedOneAfterTheOther()
{
    const Connection good = privateOne();
    const Connection bad = signedIn(QStringLiteral("Globex"));
    QVERIFY(waitFor(m_services->tokens().revoke(bad, this)));
    m_window->findChild<QAction *>(QStringLiteral("checkAll"))->trigger();
    auto *dialog = m_window->findChild<CheckConnectionsDialog *>();
    QVERIFY(dialog);
    start(*dialog);
    const auto *said = dialog->findChild<QLabel *>(QStringLiteral("checkState"));
    QTRY_COMPARE(said->text(), QStringLiteral("1 work, 1 do not."));
    QVERIFY(rowOf(bad).data().toString().contains(QLatin1String("sign in again")));
    QVERIFY(!rowOf(good).data().toString().contains(QLatin1String("sign in again")));
    const QAbstractItemModel *results = dialog->findChild<QTableView *>()->model();
    QCOMPARE(results->rowCount(), 2);
    const auto ends = dialog->findChild<QPushButton *>(QStringLiteral("closeCheck"));
    QCOMPARE(ends->text(), QStringLiteral("&Close"));
    ends->click();
    QVERIFY(!dialog->isVisible());
}

void tst_MainConnections::cancelledChecksKeepWhatIsKnown()
{
    privateOne();
    m_window->findChild<QAction *>(QStringLiteral("checkAll"))->trigger();
    auto *dialog = m_window->findChild<CheckConnectionsDialog *>();
    QVERIFY(dialog);
    start(*dialog);
    dialog->findChild<QPushButton *>(QStringLiteral("closeCheck"))->click();
    QVERIFY(dialog->isVisible());
    QCOMPARE(dialog->findChild<QLabel *>(QStringLiteral("checkState"))->text(),
             QStringLiteral("0 work, 0 do not. 1 were not checked."));
    QCOMPARE(dialog->findChild<QTableView *>()->model()->index(0, 1).data().toString(),
             QStringLiteral("Not checked"));
}

/// They end the tokens of other programs, so that is said first.
void tst_MainConnections::checksWaitUntilTheyAreStarted()
{
    const Connection connection = privateOne();
    const auto other = waitFor(m_services->tokens().token(connection, this)); // as another program has it
    QVERIFY(other);
    for (const bool isStarted : {false, true}) {
        m_window->findChild<QAction *>(QStringLiteral("checkAll"))->trigger();
        const QPointer<QDialog> dialog = m_window->findChild<CheckConnectionsDialog *>();
        QVERIFY(dialog);
        const auto *said = dialog->findChild<QLabel *>(QStringLiteral("checkState"));
        QVERIFY2(said->text().contains(QLatin1String("another program with the same client ID")),
                 qPrintable(said->text()));
        auto *begin = dialog->findChild<QPushButton *>(QStringLiteral("startCheck"));
        QVERIFY(begin->isDefault());
        QTRY_VERIFY(begin->hasFocus());
        QCOMPARE(dialog->findChild<QTableView *>()->model()->index(0, 1).data().toString(),
                 QStringLiteral("Not checked yet"));
        QVERIFY(takes(other->value));
        QTest::keyClick(begin, isStarted ? Qt::Key_Return : Qt::Key_Escape);
        if (isStarted) {
            QTRY_COMPARE(said->text(), QStringLiteral("1 work, 0 do not."));
            QVERIFY(!takes(other->value));
        } else {
            QTRY_VERIFY(!dialog);
        }
    }
}

QTEST_MAIN(tst_MainConnections)
#include "tst_mainconnections.moc"
