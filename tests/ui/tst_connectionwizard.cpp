// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/resourceapi.h"
#include "app/auth/storedtokens.h"
#include "app/auth/tokenbroker.h"
#include "app/connection/sessionsecrets.h"
#include "app/fullstate.h"
#include "tests/support/customertenant.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/waitfor.h"
#include "tests/support/warnings.h"
#include "ui/connection/connectionwizard.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>

using namespace Fullstate;

/// "New connection" as a whole: on the program's own services, against a tenant over HTTP, on a computer
/// without a keychain.
class tst_ConnectionWizard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void practiceTenantIsThereAtOnce();
    void privateIntegrationIsCheckedAndKept();
    void wrongSecretIsExplained();
    void undeclaredResourceIsExplained();
    void cancelLeavesNothingBehind();
    void publicIntegrationSignsItsCustomerIn();
    void cancelBeforeASignInSparesAnotherProgramsTokens();
    void publicIntegrationWorksOnceItIsSaved();
    void cancelEndsTheSignInInTheTenant_data();
    void cancelEndsTheSignInInTheTenant();

private:
    QLineEdit *openBrowserForThisRun();
    void comeBackFromTheBrowser(QLineEdit *pasted);
    void openWizard();
    void next() { QTest::mouseClick(m_wizard->button(QWizard::NextButton), Qt::LeftButton); }
    void type(const char *field, const QString &text) const;
    void describeApplication(const QByteArray &secret, const QString &resourceId);
    void typeApplication(int kind, const PracticeApplication &application);
    bool isFinishEnabled() const { return m_wizard->button(QWizard::FinishButton)->isEnabled(); }
    QString steps() const;

    const Catalog m_catalog = Catalog::load().value_or(Catalog());
    const SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<PracticeTenant> m_tenant; ///< stands for a real one
    std::unique_ptr<ConnectionWizard> m_wizard;
};

void tst_ConnectionWizard::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); // no keychain is to be found
}

void tst_ConnectionWizard::init()
{
    failOnWarnings();
    m_home = std::make_unique<QTemporaryDir>();
    auto opened = Services::open(m_home->filePath(QStringLiteral("data")));
    QVERIFY(opened);
    m_services = *std::move(opened);
    m_tenant =
        std::make_unique<PracticeTenant>(m_catalog, m_clock, PracticeTenant::Options{.rateLimit = false});
    QVERIFY(m_tenant->listen());
    openWizard();
}

void tst_ConnectionWizard::cleanup()
{
    m_wizard.reset();
    m_tenant.reset();
    m_services.reset();
}

void tst_ConnectionWizard::openWizard()
{
    m_wizard = std::make_unique<ConnectionWizard>(*m_services);
    m_wizard->show();
}

void tst_ConnectionWizard::type(const char *field, const QString &text) const
{
    QLineEdit *edit = nullptr; // that of a table's cell is there a moment later
    QTRY_VERIFY2((edit = m_wizard->findChild<QLineEdit *>(QLatin1String(field))) && edit->isVisible(), field);
    QTest::keyClicks(edit, text);
}

/// As far as the check.
void tst_ConnectionWizard::describeApplication(const QByteArray &secret, const QString &resourceId)
{
    typeApplication(1, {m_tenant->privateApplication().clientId, secret});
    type("resourceId", resourceId);
    next();
}

void tst_ConnectionWizard::typeApplication(int kind, const PracticeApplication &application)
{
    const QList<QRadioButton *> kinds = m_wizard->findChildren<QRadioButton *>();
    kinds.at(kind)->click();
    next();
    type("name", QStringLiteral("Acme"));
    m_wizard->findChild<QComboBox *>(QStringLiteral("region"))->setCurrentText(QStringLiteral("Custom"));
    type("apiUrl", m_tenant->url().toString());
    type("browserUrl", m_tenant->url().toString());
    type("clientId", application.clientId);
    type("clientSecret", QString::fromUtf8(application.clientSecret));
    next();
}

QString tst_ConnectionWizard::steps() const
{
    QStringList texts;
    const QList<QLabel *> labels = m_wizard->findChildren<QLabel *>(QStringLiteral("step"));
    for (const QLabel *label : labels)
        texts << label->text();
    return texts.join(QLatin1Char('\n'));
}

void tst_ConnectionWizard::practiceTenantIsThereAtOnce()
{
    next();
    QTest::mouseClick(m_wizard->button(QWizard::FinishButton), Qt::LeftButton);
    QCOMPARE(m_wizard->result(), int(QDialog::Accepted));
    const Connection *connection = m_services->connections().find(m_wizard->connectionId());
    QVERIFY(connection);
    QCOMPARE(connection->kind, Connection::Kind::Practice);
    QCOMPARE(connection->name, QStringLiteral("Practice tenant"));
    QCOMPARE(connection->resourceSets.size(), m_services->catalog().types().size() + 1);
    QCOMPARE(connection->resourceSets.front().typeName, QStringLiteral("UserAccount"));
}

void tst_ConnectionWizard::privateIntegrationIsCheckedAndKept()
{
    describeApplication(m_tenant->privateApplication().clientSecret,
                        m_tenant->resourceId(QStringLiteral("UserAccount")));
    QTRY_VERIFY(isFinishEnabled());
    QVERIFY(steps().contains(QLatin1String("Token: works.")));
    QVERIFY(m_services->connections().connections().empty());
    QTest::mouseClick(m_wizard->button(QWizard::FinishButton), Qt::LeftButton);
    auto *forThisRun = m_wizard->findChild<QPushButton *>(QStringLiteral("keepForThisRun"));
    auto *tryAgain = m_wizard->findChild<QPushButton *>(QStringLiteral("keychainTryAgain"));
    QTRY_VERIFY(tryAgain->isVisible() && tryAgain->isEnabled()); // the keychain has said no
    QVERIFY(m_services->connections().connections().empty());
    QTest::mouseClick(forThisRun, Qt::LeftButton);
    QCOMPARE(m_wizard->result(), int(QDialog::Accepted));
    const Connection *connection = m_services->connections().find(m_wizard->connectionId());
    QVERIFY(connection);
    QCOMPARE(connection->name, QStringLiteral("Acme"));
    QVERIFY(m_services->secrets().isForThisRun(*connection));
    const auto secret =
        waitFor(m_services->secrets().read({connection->id, SecretKey::Kind::ClientSecret}, this));
    QVERIFY(secret);
    QCOMPARE(**secret, m_tenant->privateApplication().clientSecret);
    QVERIFY(m_services->save(5000));
    QDir data(m_home->filePath(QStringLiteral("data")));
    const QStringList files = data.entryList(QDir::Files);
    QVERIFY(!files.isEmpty());
    for (const QString &name : files) {
        QFile file(data.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        QVERIFY2(!file.readAll().contains(m_tenant->privateApplication().clientSecret), qPrintable(name));
    }
}

void tst_ConnectionWizard::wrongSecretIsExplained()
{
    describeApplication("wrong", m_tenant->resourceId(QStringLiteral("UserAccount")));
    QTRY_VERIFY(steps().contains(QLatin1String("Token: failed.")));
    QVERIFY(steps().contains(QLatin1String("client secret is wrong")));
    QVERIFY(!isFinishEnabled());
}

void tst_ConnectionWizard::undeclaredResourceIsExplained()
{
    describeApplication(m_tenant->privateApplication().clientSecret,
                        QStringLiteral("0123456789abcdef01234567"));
    QTRY_VERIFY(steps().contains(QLatin1String("failed.")));
    QVERIFY(steps().startsWith(QLatin1String("Token: works.")));
    QVERIFY(steps().contains(QLatin1String("does not know this resource ID")));
    QVERIFY(!isFinishEnabled());
}

void tst_ConnectionWizard::cancelLeavesNothingBehind()
{
    describeApplication(m_tenant->privateApplication().clientSecret,
                        m_tenant->resourceId(QStringLiteral("UserAccount")));
    QTRY_VERIFY(isFinishEnabled());
    QTest::mouseClick(m_wizard->button(QWizard::CancelButton), Qt::LeftButton);
    QVERIFY(!m_wizard->isVisible());
    QVERIFY(m_services->connections().connections().empty());
}

/// As far as the browser, without a keychain: what the exchange would need is in memory by then. Gives back
/// the field for the address that the browser ends on.
QLineEdit *tst_ConnectionWizard::openBrowserForThisRun()
{
    typeApplication(2, m_tenant->publicApplication());
    type("customerId", QStringLiteral("globex"));
    m_wizard->findChild<QLineEdit *>(QStringLiteral("redirectUrl"))
        ->setText(QStringLiteral("https://acme.example/cb?a=b%20c"));
    auto *copy = m_wizard->findChild<QPushButton *>(QStringLiteral("copyAddress"));
    QTest::mouseClick(copy, Qt::LeftButton);
    auto *keep = m_wizard->findChild<QPushButton *>(QStringLiteral("signInForThisRun"));
    if (!QTest::qWaitFor([keep] { return keep->isVisible(); })) // nothing was authorized yet
        return nullptr;
    QTest::mouseClick(keep, Qt::LeftButton);
    auto *pasted = m_wizard->findChild<QLineEdit *>(QStringLiteral("pastedAddress"));
    return QTest::qWaitFor([pasted] { return pasted->isEnabled(); }) ? pasted : nullptr;
}

void tst_ConnectionWizard::publicIntegrationSignsItsCustomerIn()
{
    QVERIFY(openBrowserForThisRun());
    QVERIFY(!m_wizard->button(QWizard::NextButton)->isEnabled());
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(
        QString(m_tenant->url().toString() % QLatin1String("/oauth/authorize?client_id="))));
    const auto secret = [this] {
        return waitFor(
            m_services->secrets().read({m_wizard->connectionId(), SecretKey::Kind::ClientSecret}, this));
    };
    QCOMPARE(secret()->value_or(QByteArray()), m_tenant->publicApplication().clientSecret);
    QTest::mouseClick(m_wizard->button(QWizard::CancelButton), Qt::LeftButton);
    QVERIFY(m_services->connections().connections().empty());
    const auto left = secret();
    QVERIFY(!left || !*left);
}

/// Of the same customer, with a data folder of its own and the same keychain.
void tst_ConnectionWizard::cancelBeforeASignInSparesAnotherProgramsTokens()
{
    m_wizard.reset();
    m_services.reset();
    auto store = std::make_unique<MemorySecretStore>();
    const MemorySecretStore &keychain = *store;
    const SecretKey theirs{customerOf(*m_tenant, QStringLiteral("globex")).tokenKey(),
                           SecretKey::Kind::RefreshToken};
    const QByteArray tokens = toStored(RefreshTokens{"vrt_theirs"});
    store->put(theirs, tokens);
    auto opened = Services::open(m_home->filePath(QStringLiteral("data")), std::move(store));
    QVERIFY(opened);
    m_services = *std::move(opened);
    openWizard();
    typeApplication(2, m_tenant->publicApplication());
    type("customerId", QStringLiteral("globex"));
    m_wizard->findChild<QLineEdit *>(QStringLiteral("redirectUrl"))
        ->setText(QStringLiteral("https://acme.example/cb"));
    QTest::mouseClick(m_wizard->findChild<QPushButton *>(QStringLiteral("copyAddress")), Qt::LeftButton);
    auto *revoke = m_wizard->findChild<QPushButton *>(QStringLiteral("revoke"));
    QTRY_VERIFY(revoke->isVisible()); // it asks first
    const QString said = m_wizard->findChild<QLabel *>(QStringLiteral("signInState"))->text();
    QVERIFY2(said.startsWith(QStringLiteral("The keychain holds tokens for this customer.")),
             qPrintable(said));
    QCOMPARE(keychain.size(), 1);
    QTest::mouseClick(revoke, Qt::LeftButton);
    auto *pasted = m_wizard->findChild<QLineEdit *>(QStringLiteral("pastedAddress"));
    QTRY_VERIFY(pasted->isEnabled());
    QCOMPARE(keychain.size(), 2); // and the client secret
    QTest::mouseClick(m_wizard->button(QWizard::CancelButton), Qt::LeftButton);
    QTRY_COMPARE(keychain.size(), 1);
    m_services->settle(10'000);
    QCOMPARE(keychain.value(theirs), tokens);
}

void tst_ConnectionWizard::comeBackFromTheBrowser(QLineEdit *pasted)
{
    HttpClient browser(m_tenant->url());
    const QString address = QGuiApplication::clipboard()->text() % QLatin1String("&decision=allow");
    pasted->setText(QString::fromLatin1(browser.ask("GET", address).location));
    const QAbstractButton *goOn = m_wizard->button(QWizard::NextButton);
    QTRY_VERIFY(goOn->isEnabled());
}

/// The whole way: the exchange, the check, and then a fetch with the token of the sign-in and with the next.
void tst_ConnectionWizard::publicIntegrationWorksOnceItIsSaved()
{
    QLineEdit *pasted = openBrowserForThisRun();
    QVERIFY(pasted);
    comeBackFromTheBrowser(pasted);
    next();
    const QString resourceId = m_tenant->resourceId(QStringLiteral("UserAccount"));
    type("resourceId", resourceId);
    next();
    QTRY_VERIFY2(isFinishEnabled(), qPrintable(steps()));
    QTest::mouseClick(m_wizard->button(QWizard::FinishButton), Qt::LeftButton);
    QTRY_COMPARE(m_wizard->result(), int(QDialog::Accepted));
    const Connection *connection = m_services->connections().find(m_wizard->connectionId());
    QVERIFY(connection);
    QCOMPARE(connection->customerId, QStringLiteral("globex"));
    QVERIFY(!connection->signInConfirmed);

    const auto fetch = [&] {
        const QString path = m_catalog.find(QStringLiteral("UserAccount"))->path;
        return waitFor(m_services->api().fetch(*connection, path, resourceId, this));
    };
    const auto first = waitFor(m_services->tokens().token(*connection, this));
    QVERIFY(first);
    QVERIFY(fetch());
    QCOMPARE(m_tenant->requestCount("POST"), 1); // the token is the one of the sign-in
    const auto second = waitFor(m_services->tokens().mint(*connection, this));
    QVERIFY(second);
    QVERIFY(second->value != first->value);
    QVERIFY(fetch());
    QCOMPARE(m_tenant->requestCount("POST"), 2);
}

void tst_ConnectionWizard::cancelEndsTheSignInInTheTenant_data()
{
    QTest::addColumn<bool>("isDown");
    QTest::addColumn<bool>("isQuit");
    QTest::addRow("at once") << false << false;
    QTest::addRow("if it can be reached") << true << false;
    QTest::addRow("when the program is quit right away") << false << true;
}

void tst_ConnectionWizard::cancelEndsTheSignInInTheTenant()
{
    QFETCH(const bool, isDown);
    QFETCH(const bool, isQuit);
    QLineEdit *pasted = openBrowserForThisRun();
    QVERIFY(pasted);
    comeBackFromTheBrowser(pasted);
    const Connection customer = customerOf(*m_tenant, QStringLiteral("globex"));
    const auto token = waitFor(m_services->tokens().token(customer, this));
    QVERIFY(token);
    HttpClient tenant(m_tenant->url());
    const QString resources = QStringLiteral("/v1/resources/user_account?resourceId=")
        % m_tenant->resourceId(QStringLiteral("UserAccount"));
    QCOMPARE(tenant.ask("GET", resources, {}, token->value).status, 200);
    const Fault down{.verb = "POST", .answer = Fault::Answer::Hang};
    if (isDown)
        m_tenant->faults().next = {down};
    QTest::mouseClick(m_wizard->button(QWizard::CancelButton), Qt::LeftButton);
    QVERIFY(!m_wizard->isVisible()); // it waits for nothing
    if (isQuit) {
        m_wizard.reset();
        m_services->settle(10'000);
        m_services.reset();
        QCOMPARE(tenant.ask("GET", resources, {}, token->value).status, 401);
        return;
    }
    if (isDown)
        QTRY_COMPARE(m_tenant->requestCount("POST"), 2);
    else
        QTRY_COMPARE(tenant.ask("GET", resources, {}, token->value).status, 401);
    const SecretKey kept{customer.tokenKey(), SecretKey::Kind::RefreshToken};
    QTRY_VERIFY(waitFor(m_services->secrets().read(kept, this)).value_or(std::nullopt) == std::nullopt);
    QVERIFY(!waitFor(m_services->tokens().token(customer, this)));
}

QTEST_MAIN(tst_ConnectionWizard)
#include "tst_connectionwizard.moc"
