// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenbroker.h"
#include "app/connection/sessionsecrets.h"
#include "app/session/draftsession.h"
#include "app/workspace/workspace.h"
#include "tests/support/customertenant.h"
#include "tests/support/mainwindowbench.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/users.h"
#include "tests/support/waitfor.h"
#include "ui/connection/signindialog.h"
#include "ui/plan/reviewdialog.h"
#include "ui/plan/severaldialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace Fullstate;

/// "Sign in again", and what the first push after it asks; the practice tenant is the tenant.
class tst_SignInDialog : public QObject, private ServicesBench
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init()
    {
        failOnWarnings();
        openServices();
        startTenant();
    }
    void cleanup()
    {
        m_dialog.reset();
        close();
    }
    void saysWhatItEnds();
    void asksBeforeTokensAreRevoked();
    void asksNothingWhereThereAreNoTokens();
    void nextPushConfirmsTheCustomer();
    void nextPushToSeveralConfirmsTheCustomer();
    void signInThatFailsIsAskedAboutToo();

private:
    /// A customer who has signed in and to whom something was pushed; for this run only: there is no
    /// keychain.
    Connection signedIn(const QString &customer);
    void open(const Connection &connection, bool isNeeded);
    /// Copies the address, allows the access there, and pastes where that leads.
    void signIn();
    bool isConfirmed(const Connection &connection) const;
    /// Its draft, with one more resource than the tenant holds.
    DraftSession *editedSet(const Connection &connection);
    bool takes(const QByteArray &token);
    template<typename T>
    static T *child(const QWidget &parent, const char *name)
    {
        return parent.findChild<T *>(QLatin1String(name));
    }
    QPushButton *button(const char *name) const { return child<QPushButton>(*m_dialog, name); }

    std::unique_ptr<SignInDialog> m_dialog;
};

void tst_SignInDialog::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); // no keychain is to be found
}

Connection tst_SignInDialog::signedIn(const QString &customer)
{
    Connection connection = customerOf(*m_tenant, customer);
    connection.resourceSets = {{QStringLiteral("set of ") + customer, userAccounts().name,
                                m_tenant->resourceId(userAccounts().name)}};
    m_services->connections().add(connection);
    m_services->secrets().keepForThisRun(connection, m_tenant->publicApplication().clientSecret);
    HttpClient browser(m_tenant->url());
    [[maybe_unused]] const auto token =
        waitFor(m_services->tokens().signIn(connection, allowAt(browser, connection), this));
    Q_ASSERT(token && takes(token->value));
    [[maybe_unused]] const auto saved =
        waitFor(m_services->workspace().saveReceipt({.id = QStringLiteral("receipt of ") + customer,
                                                     .setId = connection.resourceSets[0].id,
                                                     .where = {},
                                                     .startedAt = QDateTime({2026, 1, 1}, {9, 0}, Qt::UTC),
                                                     .outcome = Receipt::Outcome::Verified},
                                                    this));
    Q_ASSERT(saved);
    return connection;
}

void tst_SignInDialog::open(const Connection &connection, bool isNeeded)
{
    m_dialog = std::make_unique<SignInDialog>(*m_services, connection, isNeeded);
    m_dialog->show();
}

void tst_SignInDialog::signIn()
{
    button("copyAddress")->click();
    auto *pasted = child<QLineEdit>(*m_dialog, "pastedAddress");
    QTRY_VERIFY(pasted->isEnabled());
    HttpClient browser(m_tenant->url());
    pasted->setText(QString::fromLatin1(
        browser.ask("GET", QGuiApplication::clipboard()->text() % QLatin1String("&decision=allow"))
            .location));
    QTRY_VERIFY2(!m_dialog->isVisible(), qPrintable(child<QLabel>(*m_dialog, "signInState")->text()));
}

bool tst_SignInDialog::isConfirmed(const Connection &connection) const
{
    return m_services->connections().find(connection.id)->signInConfirmed;
}

DraftSession *tst_SignInDialog::editedSet(const Connection &connection)
{
    DraftSession *session = m_services->session(connection.resourceSets[0].id);
    if (!QTest::qWaitFor([session] { return session->isLoaded(); }) || !waitFor(session->fetch()))
        return nullptr;
    session->draft().addAndUpdate(users(QStringLiteral("new")), {});
    return session;
}

bool tst_SignInDialog::takes(const QByteArray &token)
{
    const QString path =
        QStringLiteral("/v1/resources/user_account?resourceId=") + m_tenant->resourceId(userAccounts().name);
    return HttpClient(m_tenant->url()).ask("GET", path, {}, token).status == 200;
}

void tst_SignInDialog::saysWhatItEnds()
{
    open(signedIn(QStringLiteral("Acme")), true);
    const QString said = child<QLabel>(*m_dialog, "explanation")->text();
    QVERIFY2(said.contains(QLatin1String("on other computers or in other programs")), qPrintable(said));
}

/// Of a connection that works, a sign-in ends tokens that are in use here.
void tst_SignInDialog::asksBeforeTokensAreRevoked()
{
    const Connection connection = signedIn(QStringLiteral("Acme"));
    const QByteArray before = waitFor(m_services->tokens().token(connection, this))->value;
    open(connection, false);
    QTRY_VERIFY(button("copyAddress")->isEnabled()); // once the tokens are found
    button("copyAddress")->click();
    const auto *said = child<QLabel>(*m_dialog, "signInState");
    QVERIFY2(said->text().startsWith(QStringLiteral("“Acme” holds tokens for this customer.")),
             qPrintable(said->text()));
    QVERIFY(button("revoke")->isVisible());
    QTRY_VERIFY(button("leaveIt")->hasFocus());
    button("leaveIt")->click();
    QCOMPARE(said->text(), QStringLiteral("Nothing was authorized, and nothing revoked."));
    QVERIFY(!child<QLineEdit>(*m_dialog, "pastedAddress")->isEnabled());
    QVERIFY(takes(before) && isConfirmed(connection));

    button("copyAddress")->click();
    button("revoke")->click();
    signIn();
    QVERIFY(!takes(before));
    QVERIFY(takes(waitFor(m_services->tokens().token(connection, this))->value));
}

/// A connection that came in from a file, whose client secret is known by now.
void tst_SignInDialog::asksNothingWhereThereAreNoTokens()
{
    openServices(std::make_unique<MemorySecretStore>());
    startTenant();
    const Connection connection = customerOf(*m_tenant, QStringLiteral("Acme"));
    m_services->connections().add(connection);
    m_services->secrets().keepForThisRun(connection, m_tenant->publicApplication().clientSecret);
    open(connection, false);
    QTRY_VERIFY(button("copyAddress")->isEnabled());
    signIn();
    QVERIFY(waitFor(m_services->tokens().token(connection, this)));
}

/// It may have been another account this time, in the tenant of somebody else: of all that share the tokens.
void tst_SignInDialog::nextPushConfirmsTheCustomer()
{
    const Connection connection = signedIn(QStringLiteral("Acme"));
    const Connection other = signedIn(QStringLiteral("Globex"));
    Connection same = connection;
    same.id = QStringLiteral("the same customer");
    same.resourceSets.clear();
    m_services->connections().add(same);
    open(connection, true);
    signIn();
    QVERIFY(!isConfirmed(connection) && !isConfirmed(same));
    QVERIFY(isConfirmed(other));

    DraftSession *session = editedSet(connection);
    QVERIFY(session);
    ReviewDialog review(*m_services, *session);
    review.show();
    auto *push = child<QPushButton>(review, "push");
    QTRY_VERIFY(push->isVisible());
    QVERIFY(!push->isEnabled());
    QVERIFY(child<QLabel>(review, "customerText")
                ->text()
                .startsWith(QLatin1String("Customer Acme has signed in since the last push.")));
    child<QCheckBox>(review, "rightCustomer")->click();
    push->click();
    QTRY_COMPARE_WITH_TIMEOUT(child<QLabel>(review, "outcome")->text(), QStringLiteral("Push verified"),
                              20'000);
    QVERIFY(isConfirmed(connection) && isConfirmed(same));
}

void tst_SignInDialog::nextPushToSeveralConfirmsTheCustomer()
{
    const Connection source = signedIn(QStringLiteral("Globex"));
    const Connection connection = signedIn(QStringLiteral("Acme"));
    open(connection, true);
    signIn();
    DraftSession *session = editedSet(source);
    QVERIFY(session);
    SeveralDialog several(*m_services, *session);
    several.show();
    const auto shownTable = [&several]() -> QTableView * {
        const auto tables = several.findChildren<QTableView *>(QStringLiteral("customers"));
        for (QTableView *table : tables) {
            if (table->isVisible())
                return table;
        }
        return nullptr;
    };
    QAbstractItemModel *choice = shownTable()->model();
    for (int row = 0; row < choice->rowCount(); ++row) {
        const bool isMeant = choice->index(row, 0).data().toString() == QLatin1String("Acme");
        choice->setData(choice->index(row, 0), isMeant ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
    }
    child<QPushButton>(several, "review")->click();
    QTRY_VERIFY(child<QCheckBox>(several, "rightCustomer")
                && child<QCheckBox>(several, "rightCustomer")->isVisible());
    auto *push = child<QPushButton>(several, "push");
    QVERIFY(!push->isEnabled() && !isConfirmed(connection));
    child<QCheckBox>(several, "rightCustomer")->click();
    QTRY_VERIFY(push->isEnabled());
    push->click();
    QVERIFY(isConfirmed(connection));
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(several, "note")->text().contains(QLatin1String("1 done")),
                             20'000);
}

/// The answer may be lost, or the program ended, when the tenant has exchanged the tokens already.
void tst_SignInDialog::signInThatFailsIsAskedAboutToo()
{
    const Connection connection = signedIn(QStringLiteral("Acme"));
    open(connection, true);
    button("copyAddress")->click();
    auto *pasted = child<QLineEdit>(*m_dialog, "pastedAddress");
    QTRY_VERIFY(pasted->isEnabled());
    HttpClient browser(m_tenant->url());
    const QByteArray address =
        browser.ask("GET", QGuiApplication::clipboard()->text() % QLatin1String("&decision=allow")).location;
    m_tenant->faults().next = {{.verb = "POST", .status = 400, .body = R"({"error":"invalid_grant"})"}};
    pasted->setText(QString::fromLatin1(address));
    QTRY_VERIFY(button("beginAgain")->isVisible());
    QVERIFY(m_dialog->isVisible());
    QVERIFY(!isConfirmed(connection));
}

QTEST_MAIN(tst_SignInDialog)
#include "tst_signindialog.moc"
