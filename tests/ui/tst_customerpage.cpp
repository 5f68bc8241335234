// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedjob.h"
#include "tests/support/testclock.h"
#include "tests/support/warnings.h"
#include "ui/connection/customerpage.h"
#include "ui/connection/kindpage.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QTcpServer>
#include <QTest>
#include <QUrlQuery>
#include <QWizard>

using namespace Fullstate;
using namespace std::chrono_literals;

/// "Customer" of the wizard, driven as its user does, with a browser that the test plays.
class tst_CustomerPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void publicIntegrationIsAKind();
    void isReadyWithCustomerAndRedirect_data();
    void isReadyWithCustomerAndRedirect();
    void everythingHasItsName();
    void fitsAndIsReachedWithTheKeyboard();
    void signsInThroughTheBrowser();
    void signsInWithAPastedAddress();
    void wrongAddressIsExplained();
    void copiesTheAddressInstead();
    void browserThatDoesNotOpenIsExplained();
    void countsTheSecondsDown();
    void usedCodeIsBegunAgain();
    void keychainThatRefusesHasAWayOut();
    void isCancelled_data();
    void isCancelled();
    void asksBeforeTokensAreRevoked_data();
    void asksBeforeTokensAreRevoked();
    void isSignedInForWhatIsTypedOnly();
    void takesTheRedirectOfTheApplication();

private:
    template<typename T>
    T *child(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    void open(const std::vector<Connection> &existing = {});
    void type(const char *field, const QString &text);
    void click(const char *button);
    /// As far as the wait for the browser.
    void beginSignIn();
    QByteArray redirectWith(const QByteArray &items) const;
    QString state() const { return child<QLabel>("signInState")->text(); }
    bool isNextEnabled() const { return m_wizard->button(QWizard::NextButton)->isEnabled(); }

    TestClock m_clock;
    ConnectionDraft m_draft;
    std::unique_ptr<QWizard> m_wizard;
    CustomerPage *m_page = nullptr;
    QString m_redirect;
    bool m_browserOpens = true;
    QList<QUrl> m_opened;
    QList<Connection> m_begun;
    QStringList m_keptForThisRun;
    QPointer<SignInJob> m_job;
    ScriptedJob<> *m_probe = nullptr;
    ScriptedJob<AccessToken> *m_exchange = nullptr;
};

void tst_CustomerPage::init()
{
    failOnWarnings();
    m_draft = {};
    m_draft.connection.id = QStringLiteral("c1");
    m_draft.connection.kind = Connection::Kind::Public;
    m_draft.connection.clientId = QStringLiteral("vci_1");
    m_draft.secret = "s3cret";
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost));
    m_redirect = QStringLiteral("http://127.0.0.1:%1/cb").arg(free.serverPort());
    m_browserOpens = true;
    m_opened.clear();
    m_begun.clear();
    m_keptForThisRun.clear();
    m_probe = nullptr;
    m_exchange = nullptr;
}

void tst_CustomerPage::cleanup()
{
    m_wizard.reset();
}

void tst_CustomerPage::open(const std::vector<Connection> &existing)
{
    SignInPanel::Ways ways;
    ways.begin = [this](const ConnectionDraft &draft, QObject *owner) {
        m_begun.append(draft.connection);
        SignInJob::Ways its;
        its.probe = [this](QObject *parent) { return m_probe = new ScriptedJob<>(parent); };
        its.wait = [] { return 0ms; };
        its.reserve = [] { return RateBudget::Reservation(); };
        its.exchange = [this](const Connection &, const AuthorizationCode &, QObject *parent) {
            return m_exchange = new ScriptedJob<AccessToken>(parent);
        };
        m_job = new SignInJob(draft.connection, m_clock, its, owner);
        return m_job.data();
    };
    ways.keepForThisRun = [this](const ConnectionDraft &draft) {
        m_keptForThisRun << QString::fromUtf8(draft.secret);
    };
    ways.open = [this](const QUrl &address) {
        m_opened.append(address);
        return m_browserOpens;
    };
    m_wizard = std::make_unique<QWizard>();
    m_wizard->setWizardStyle(QWizard::ModernStyle);
    m_page = new CustomerPage(m_draft, existing, ways);
    m_wizard->addPage(m_page);
    m_wizard->addPage(new QWizardPage);
    m_wizard->resize(760, 560);
    m_wizard->show();
}

void tst_CustomerPage::type(const char *field, const QString &text)
{
    auto *edit = child<QLineEdit>(field);
    QVERIFY2(edit && edit->isVisible() && edit->isEnabled(), field);
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

void tst_CustomerPage::click(const char *button)
{
    auto *found = child<QPushButton>(button);
    QVERIFY2(found && found->isVisible() && found->isEnabled(), button);
    QTest::mouseClick(found, Qt::LeftButton);
}

void tst_CustomerPage::beginSignIn()
{
    type("customerId", QStringLiteral(" globex "));
    type("redirectUrl", m_redirect);
    click("openBrowser");
    QTRY_VERIFY(m_probe);
    m_probe->end({});
    QVERIFY(m_job && m_job->stage() == SignInJob::Stage::Waiting);
}

QByteArray tst_CustomerPage::redirectWith(const QByteArray &items) const
{
    const QByteArray state = QUrlQuery(m_job->address()).queryItemValue(QStringLiteral("state")).toLatin1();
    return m_redirect.toLatin1() + '?' + items + "&state=" + state;
}

void tst_CustomerPage::publicIntegrationIsAKind()
{
    KindPage page(m_draft);
    page.show();
    const QList<QRadioButton *> kinds = page.findChildren<QRadioButton *>();
    QCOMPARE(kinds.size(), 3);
    QCOMPARE(QString(kinds.at(2)->text()).remove(u'&'), QStringLiteral("Public integration"));
    QVERIFY(kinds.at(2)->isChecked());
    QVERIFY(page.validatePage());
    QCOMPARE(m_draft.connection.kind, Connection::Kind::Public);
}

void tst_CustomerPage::isReadyWithCustomerAndRedirect_data()
{
    QTest::addColumn<QString>("customer");
    QTest::addColumn<QString>("redirect");
    QTest::addColumn<QString>("note"); // a part of it
    QTest::addColumn<bool>("ready");
    QTest::addRow("both") << "globex"
                          << "http://127.0.0.1:8976/fullstate"
                          << "" << true;
    QTest::addRow("https") << "globex"
                           << "https://acme.example/cb?a=b"
                           << "" << true;
    QTest::addRow("no customer") << ""
                                 << "http://127.0.0.1:8976/fullstate"
                                 << "" << false;
    QTest::addRow("white space for a customer") << "  "
                                                << "http://127.0.0.1:1/"
                                                << "" << false;
    QTest::addRow("no redirect") << "globex"
                                 << ""
                                 << "" << false;
    QTest::addRow("http elsewhere") << "globex"
                                    << "http://acme.example/"
                                    << "only come to this computer" << false;
    QTest::addRow("a fragment") << "globex"
                                << "https://acme.example/#x"
                                << "no “#”" << false;
}

void tst_CustomerPage::isReadyWithCustomerAndRedirect()
{
    QFETCH(const QString, customer);
    QFETCH(const QString, redirect);
    QFETCH(const QString, note);
    open();
    child<QLineEdit>("redirectUrl")->clear();
    type("customerId", customer);
    type("redirectUrl", redirect);
    QTEST(child<QPushButton>("openBrowser")->isEnabled(), "ready");
    QTEST(child<QPushButton>("copyAddress")->isEnabled(), "ready");
    QCOMPARE(child<QLabel>("note")->isVisible(), !note.isEmpty());
    QVERIFY2(child<QLabel>("note")->text().contains(note), qPrintable(child<QLabel>("note")->text()));
    QVERIFY(!isNextEnabled());
}

void tst_CustomerPage::everythingHasItsName()
{
    open();
    QCOMPARE(child<QLineEdit>("customerId")->accessibleName(), QStringLiteral("Customer ID"));
    QCOMPARE(child<QLineEdit>("redirectUrl")->accessibleName(), QStringLiteral("Redirect URL"));
    QCOMPARE(child<QLineEdit>("pastedAddress")->accessibleName(), QStringLiteral("Pasted address"));
    QCOMPARE(QString(child<QPushButton>("openBrowser")->text()).remove(u'&'), QStringLiteral("Open browser"));
    QCOMPARE(child<QLineEdit>("redirectUrl")->text(), QStringLiteral("http://127.0.0.1:8976/fullstate"));
    QVERIFY(child<QCheckBox>("pkce")->isChecked());
    const QString help = child<QLabel>("help")->text();
    QVERIFY2(help.contains(QLatin1String("on other computers or in other programs")), qPrintable(help));
}

void tst_CustomerPage::fitsAndIsReachedWithTheKeyboard()
{
    open({[this] {
        Connection other = m_draft.connection;
        other.name = QStringLiteral("A connection whose name is quite long, as names of customers are");
        other.customerId = QStringLiteral("globex");
        return other;
    }()});
    type("customerId", QStringLiteral("globex"));
    type("redirectUrl", QStringLiteral("https://acme.example/#")); // the note is shown too
    type("redirectUrl", m_redirect);
    click("openBrowser"); // and so is the question
    QCOMPARE(m_wizard->size(), QSize(760, 560));
    QVERIFY(m_page->minimumSizeHint().height() <= m_page->height());
    const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible() && label->wordWrap())
            QVERIFY2(label->heightForWidth(label->width()) <= label->height(), qPrintable(label->text()));
    }
    click("leaveIt");
    child<QLineEdit>("customerId")->setFocus();
    QStringList reached;
    for (int i = 0; i < 12; ++i) {
        if (const QWidget *focus = m_wizard->focusWidget())
            reached << focus->objectName();
        QTest::keyClick(m_wizard->focusWidget(), Qt::Key_Tab);
    }
    for (const char *name : {"customerId", "redirectUrl", "pkce", "openBrowser", "copyAddress"})
        QVERIFY2(reached.contains(QLatin1String(name)), name);
}

void tst_CustomerPage::signsInThroughTheBrowser()
{
    open();
    child<QCheckBox>("pkce")->setChecked(false);
    beginSignIn();
    QCOMPARE(m_opened.size(), 1);
    QVERIFY(m_opened.first().toString().contains(QLatin1String("source_id=globex&")));
    QVERIFY(!m_opened.first().toString().contains(QLatin1String("code_challenge")));
    QVERIFY2(state().contains(QLatin1String("Waiting for the browser")), qPrintable(state()));
    QVERIFY(!child<QLineEdit>("customerId")->isEnabled());
    click("openBrowser"); // once more: the tab was closed
    QCOMPARE(m_opened.size(), 2);
    QCOMPARE(m_begun.size(), 1);

    QNetworkAccessManager browser;
    const std::unique_ptr<QNetworkReply> stranger(browser.get(QNetworkRequest(QUrl(m_redirect))));
    QTRY_VERIFY2(state().endsWith(QLatin1String("1 other request(s).")), qPrintable(state()));
    QVERIFY2(state().contains(QLatin1String("Waiting for the browser")), qPrintable(state()));
    const std::unique_ptr<QNetworkReply> reply(
        browser.get(QNetworkRequest(QUrl::fromEncoded(redirectWith("code=c0de")))));
    QTRY_VERIFY(m_exchange);
    QVERIFY(!isNextEnabled());
    m_exchange->end(AccessToken{"t0ken", {}, {}, {}});
    QVERIFY(isNextEnabled());
    QCOMPARE(state(), QStringLiteral("Customer globex is signed in."));
    QTest::mouseClick(m_wizard->button(QWizard::NextButton), Qt::LeftButton);
    QCOMPARE(m_draft.connection.customerId, QStringLiteral("globex"));
    QCOMPARE(m_draft.connection.redirectUrl, QUrl(m_redirect));
    QVERIFY(!m_draft.connection.pkce);
}

void tst_CustomerPage::signsInWithAPastedAddress()
{
    m_redirect = QStringLiteral("https://acme.example/cb");
    open();
    QVERIFY(!child<QLineEdit>("pastedAddress")->isEnabled());
    beginSignIn();
    QVERIFY2(state().contains(QLatin1String("paste it here")), qPrintable(state()));
    auto *pasted = child<QLineEdit>("pastedAddress");
    QCOMPARE(m_wizard->focusWidget(), pasted);
    QGuiApplication::clipboard()->setText(QString::fromLatin1(redirectWith("code=c0de")));
    QTest::keySequence(pasted, QKeySequence::Paste); // that is all: the code lives 30 seconds
    QVERIFY(m_exchange);
    m_exchange->end(AccessToken{"t0ken", {}, {}, {}});
    QVERIFY(isNextEnabled());
    QVERIFY(pasted->text().isEmpty() && !pasted->isUndoAvailable());
}

void tst_CustomerPage::wrongAddressIsExplained()
{
    open();
    beginSignIn();
    child<QLineEdit>("pastedAddress")->setText(m_job->address().toString());
    QVERIFY2(state().contains(m_redirect), qPrintable(state()));
    child<QLineEdit>("pastedAddress")->setText(m_redirect + QLatin1String("?code=c0de&state=0ther"));
    QVERIFY2(state().contains(QLatin1String("another sign-in")), qPrintable(state()));
    QVERIFY(!state().contains(QLatin1String("c0de")));
    child<QLineEdit>("pastedAddress")->setText(QString::fromLatin1(redirectWith("code=c0de")));
    QVERIFY(m_exchange);
}

void tst_CustomerPage::copiesTheAddressInstead()
{
    open();
    type("customerId", QStringLiteral("globex"));
    type("redirectUrl", m_redirect);
    click("copyAddress");
    QTRY_VERIFY(m_probe);
    m_probe->end({});
    QVERIFY(m_opened.isEmpty());
    QCOMPARE(QGuiApplication::clipboard()->text(), m_job->address().toString(QUrl::FullyEncoded));
    QVERIFY(!QGuiApplication::clipboard()->text().contains(QLatin1String("s3cret")));
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("x-kde-passwordManagerHint")),
             QByteArray("secret"));
    QVERIFY2(state().contains(QLatin1String("The address is copied")), qPrintable(state()));
}

void tst_CustomerPage::browserThatDoesNotOpenIsExplained()
{
    m_browserOpens = false;
    open();
    beginSignIn();
    QVERIFY2(state().contains(QLatin1String("has opened no browser")), qPrintable(state()));
    click("copyAddress");
    QVERIFY(state().contains(QLatin1String("The address is copied")));
}

void tst_CustomerPage::countsTheSecondsDown()
{
    open();
    auto *left = child<QProgressBar>("secondsLeft");
    QVERIFY(!left->isVisible());
    beginSignIn();
    QVERIFY(left->isVisible());
    QCOMPARE(left->text(), QStringLiteral("10:00 left for the browser"));
    m_clock.advance(55s);
    QTRY_COMPARE(left->text(), QStringLiteral("9:05 left for the browser"));
    child<QLineEdit>("pastedAddress")->setText(QString::fromLatin1(redirectWith("code=c0de")));
    QCOMPARE(left->value(), 30);
    m_clock.advance(13s);
    QTRY_COMPARE(left->value(), 17);
    QVERIFY(left->text().startsWith(QLatin1String("17 ")));
    m_clock.advance(60s);
    QTRY_COMPARE(left->value(), 0);
}

void tst_CustomerPage::usedCodeIsBegunAgain()
{
    open();
    beginSignIn();
    child<QLineEdit>("pastedAddress")->setText(QString::fromLatin1(redirectWith("code=c0de")));
    m_exchange->end(Failure({Error::Kind::SignInNeeded, QStringLiteral("No."), {}}));
    QVERIFY2(state().contains(QLatin1String("lives 30 seconds")), qPrintable(state()));
    QVERIFY(!isNextEnabled());
    QVERIFY(child<QLineEdit>("customerId")->isEnabled());
    const QUrl first = m_opened.first();
    click("beginAgain");
    QTRY_COMPARE(m_begun.size(), 2);
    QTRY_VERIFY(m_job && m_job->stage() == SignInJob::Stage::Preparing);
    QTRY_VERIFY(m_probe && !m_probe->isFinished());
    m_probe->end({});
    QCOMPARE(m_opened.size(), 2);
    QVERIFY(m_opened.last() != first); // another state
}

void tst_CustomerPage::keychainThatRefusesHasAWayOut()
{
    open();
    type("customerId", QStringLiteral("globex"));
    type("redirectUrl", m_redirect);
    click("openBrowser");
    QTRY_VERIFY(m_probe);
    m_probe->end(Failure({Error::Kind::KeychainLocked, QStringLiteral("The keychain is locked."), {}}));
    QVERIFY(m_opened.isEmpty());
    QVERIFY2(state().contains(QLatin1String("The keychain is locked.")), qPrintable(state()));
    QVERIFY(child<QPushButton>("beginAgain")->isVisible());
    m_probe = nullptr;
    click("signInForThisRun");
    QCOMPARE(m_keptForThisRun, QStringList{QStringLiteral("s3cret")});
    QTRY_VERIFY(m_probe);
    m_probe->end({});
    QCOMPARE(m_opened.size(), 1);
    QVERIFY(!child<QPushButton>("signInForThisRun")->isVisible());
}

void tst_CustomerPage::isCancelled_data()
{
    QTest::addColumn<bool>("goesAway");
    QTest::addRow("with its button") << false;
    QTest::addRow("with the page") << true;
}

void tst_CustomerPage::isCancelled()
{
    QFETCH(const bool, goesAway);
    open();
    beginSignIn();
    if (goesAway)
        m_page->cleanupPage();
    else
        click("cancelSignIn");
    QTRY_VERIFY(!m_job);
    QCOMPARE(state(), goesAway ? QString() : QStringLiteral("The sign-in was cancelled."));
    QVERIFY(!child<QPushButton>("cancelSignIn")->isVisible());
    QVERIFY(!child<QProgressBar>("secondsLeft")->isVisible());
    QVERIFY(child<QLineEdit>("customerId")->isEnabled());
}

void tst_CustomerPage::asksBeforeTokensAreRevoked_data()
{
    QTest::addColumn<QString>("customer");
    QTest::addColumn<bool>("asks");
    QTest::addRow("the same customer") << "globex" << true;
    QTest::addRow("another customer") << "initech" << false;
}

void tst_CustomerPage::asksBeforeTokensAreRevoked()
{
    QFETCH(const QString, customer);
    QFETCH(const bool, asks);
    Connection other = m_draft.connection;
    other.id = QStringLiteral("c2");
    other.name = QStringLiteral("Acme at Globex");
    other.customerId = QStringLiteral("globex");
    other.redirectUrl = QUrl(m_redirect);
    open({other});
    type("customerId", customer);
    click("openBrowser");
    QCOMPARE(child<QPushButton>("revoke")->isVisible(), asks);
    QCOMPARE(m_begun.size(), asks ? 0 : 1);
    if (!asks)
        return;
    QVERIFY2(state().contains(QStringLiteral("“Acme at Globex” holds tokens")), qPrintable(state()));
    QVERIFY(state().contains(QLatin1String("revokes")));
    click("leaveIt");
    QVERIFY(m_begun.isEmpty() && !child<QPushButton>("revoke")->isVisible());
    click("openBrowser");
    click("revoke");
    QCOMPARE(m_begun.size(), 1);
}

void tst_CustomerPage::isSignedInForWhatIsTypedOnly()
{
    open();
    beginSignIn();
    child<QLineEdit>("pastedAddress")->setText(QString::fromLatin1(redirectWith("code=c0de")));
    m_exchange->end(AccessToken{"t0ken", {}, {}, {}});
    QVERIFY(isNextEnabled());
    type("customerId", QStringLiteral("initech"));
    QVERIFY(!isNextEnabled());
    QVERIFY(state().isEmpty());
    QVERIFY(child<QPushButton>("openBrowser")->isVisible());
    type("customerId", QStringLiteral("globex"));
    QVERIFY(isNextEnabled());
    click("beginAgain"); // which would revoke what was just got
    QVERIFY(child<QPushButton>("revoke")->isVisible());
    QCOMPARE(m_begun.size(), 1);
}

void tst_CustomerPage::takesTheRedirectOfTheApplication()
{
    Connection other = m_draft.connection;
    other.customerId = QStringLiteral("globex");
    other.redirectUrl = QUrl(QStringLiteral("https://acme.example/cb"));
    open({other});
    QCOMPARE(child<QLineEdit>("redirectUrl")->text(), QStringLiteral("https://acme.example/cb"));
}

QTEST_MAIN(tst_CustomerPage)
#include "tst_customerpage.moc"
