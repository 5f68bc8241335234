// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/catalog.h"
#include "tests/support/scriptedjob.h"
#include "tests/support/warnings.h"
#include "ui/connection/applicationpage.h"
#include "ui/connection/checkpage.h"
#include "ui/connection/kindpage.h"
#include "ui/connection/replacesecretdialog.h"
#include "ui/connection/resourcesetspage.h"
#include "ui/connection/secretfield.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QWizard>

using namespace Fullstate;

using Steps = std::vector<CheckStep>;
using State = CheckStep::State;

Q_DECLARE_METATYPE(Fullstate::Error::Kind)

/// The pages of "New connection", each alone, driven as its user does.
class tst_ConnectionPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void kindIsChosen();
    void applicationIsCompleteWithAllItsFields();
    void customRegionTakesTwoAddresses_data();
    void customRegionTakesTwoAddresses();
    void practiceTenantAsksForANameOnly();
    void sameApplicationTwiceIsSaid();
    void secretIsNeitherCopiedNorUndone();

    void resourceIdsAreChecked_data();
    void resourceIdsAreChecked();
    void sameResourceSetTwiceIsSaid();
    void resourceSetsAreAddedAndRemoved();

    void goesOnOnlyAfterTheCheckSucceeded();
    void stepsAreShownAsTheyCome();
    void savesAnywayWhenTheCheckFails();
    void goingBackStopsTheCheck();
    void keychainThatFailsHasWaysOut_data();
    void keychainThatFailsHasWaysOut();
    void silentKeychainIsNotWaitedFor();
    void clientSecretIsReplaced();
    void clientSecretIsReplacedForAllOfTheApplication_data();
    void clientSecretIsReplacedForAllOfTheApplication();
    void withoutAKeychainOneChoiceIsForAll();

private:
    template<typename T>
    static T *child(const QWidget &parent, const char *name)
    {
        return parent.findChild<T *>(QLatin1String(name));
    }
    SecretKeeping keeping();
    CheckPage *addCheckPage(QWizard &wizard);

    ConnectionDraft m_draft;
    const Catalog m_catalog = Catalog::load().value_or(Catalog());

    // What the scripted functions do and were asked.
    ScriptedJob<Steps> *m_check = nullptr;
    CheckPage::StepTold m_told;
    ScriptedJob<> *m_store = nullptr;
    QStringList m_log;
};

static QAbstractButton *buttonNamed(const QWidget &parent, const QString &text)
{
    const QList<QAbstractButton *> buttons = parent.findChildren<QAbstractButton *>();
    for (QAbstractButton *button : buttons) {
        if (QString(button->text()).remove(u'&') == text)
            return button;
    }
    return nullptr;
}

static void click(QAbstractButton *button)
{
    QVERIFY(button && button->isVisible() && button->isEnabled());
    button->click();
}

/// As with the keyboard: the cell is edited, and left.
static void typeCell(QTableWidget *table, int row, int column, const QString &text)
{
    table->setCurrentCell(row, 1 - column); // leaves the cell if it is being edited
    table->setCurrentCell(row, column);
    table->editItem(table->item(row, column));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // editors that were left
    auto *editor = table->findChild<QWidget *>(column == 0 ? QStringLiteral("resourceType")
                                                           : QStringLiteral("resourceId"));
    QVERIFY(editor);
    QTest::keyClicks(editor, text);
    QTest::keyClick(editor, Qt::Key_Enter);
}

void tst_ConnectionPages::init()
{
    failOnWarnings();
    m_draft = {};
    m_draft.connection.id = QStringLiteral("c1");
    m_check = nullptr;
    m_store = nullptr;
    m_log.clear();
}

void tst_ConnectionPages::kindIsChosen()
{
    KindPage page(m_draft);
    page.show();
    click(buttonNamed(page, QStringLiteral("Practice tenant")));
    QVERIFY(page.validatePage());
    QCOMPARE(m_draft.connection.kind, Connection::Kind::Practice);
    click(buttonNamed(page, QStringLiteral("Private integration")));
    QVERIFY(page.validatePage());
    QCOMPARE(m_draft.connection.kind, Connection::Kind::Private);
}

void tst_ConnectionPages::applicationIsCompleteWithAllItsFields()
{
    ApplicationPage page(m_draft, {});
    page.initializePage();
    page.show();
    const QSignalSpy changed(&page, &QWizardPage::completeChanged);
    for (const char *name : {"name", "clientId", "clientSecret"}) {
        QVERIFY(!page.isComplete());
        QTest::keyClicks(child<QLineEdit>(page, name), QStringLiteral(" some ") + QLatin1String(name));
    }
    QVERIFY(page.isComplete());
    QVERIFY(!changed.isEmpty());
    child<QComboBox>(page, "region")->setCurrentText(QStringLiteral("Gov (FedRAMP)"));
    QVERIFY(page.validatePage());
    QCOMPARE(m_draft.connection.name, QStringLiteral("some name"));
    QCOMPARE(m_draft.connection.clientId, QStringLiteral("some clientId"));
    QCOMPARE(m_draft.connection.region, Region::Gov);
    QCOMPARE(m_draft.secret, QByteArray("some clientSecret"));
}

void tst_ConnectionPages::customRegionTakesTwoAddresses_data()
{
    QTest::addColumn<QString>("api");
    QTest::addColumn<QString>("browser");
    QTest::addColumn<bool>("complete");
    const QString good = QStringLiteral("https://api.example");
    QTest::addRow("both over https") << good << good << true;
    QTest::addRow("http to this computer") << QStringLiteral("http://127.0.0.1:8080") << good << true;
    QTest::addRow("http to another computer") << QStringLiteral("http://api.example") << good << false;
    QTest::addRow("no browser address") << good << QString() << false;
    QTest::addRow("no host") << QStringLiteral("https://") << good << false;
}

void tst_ConnectionPages::customRegionTakesTwoAddresses()
{
    QFETCH(const QString, api);
    QFETCH(const QString, browser);
    ApplicationPage page(m_draft, {});
    page.initializePage();
    page.show();
    auto *apiField = child<QLineEdit>(page, "apiUrl");
    auto *browserField = child<QLineEdit>(page, "browserUrl");
    QVERIFY(!apiField->isVisible());
    child<QComboBox>(page, "region")->setCurrentText(QStringLiteral("Custom"));
    QVERIFY(apiField->isVisible() && browserField->isVisible());
    QCOMPARE(apiField->accessibleName(), QStringLiteral("API URL"));
    QCOMPARE(browserField->accessibleName(), QStringLiteral("Browser URL"));
    for (const char *name : {"name", "clientId", "clientSecret"})
        QTest::keyClicks(child<QLineEdit>(page, name), QStringLiteral("x"));
    QTest::keyClicks(apiField, api);
    QTest::keyClicks(browserField, browser);
    QTEST(page.isComplete(), "complete");
    if (page.isComplete()) {
        QVERIFY(page.validatePage());
        QCOMPARE(m_draft.connection.hosts().api, QUrl(api));
    } else if (!browser.isEmpty()) {
        QVERIFY(child<QLabel>(page, "note")->text().startsWith(QLatin1String("API URL: ")));
    }
}

void tst_ConnectionPages::practiceTenantAsksForANameOnly()
{
    m_draft.connection.kind = Connection::Kind::Practice;
    ApplicationPage page(m_draft, {});
    page.initializePage();
    page.show();
    QCOMPARE(child<QLineEdit>(page, "name")->text(), QStringLiteral("Practice tenant"));
    for (const char *name : {"region", "apiUrl", "browserUrl", "clientId", "clientSecret"})
        QVERIFY(!child<QWidget>(page, name)->isVisible());
    QVERIFY(page.isComplete());
    QCOMPARE(page.nextId(), -1);
}

void tst_ConnectionPages::sameApplicationTwiceIsSaid()
{
    Connection other;
    other.name = QStringLiteral("Acme");
    other.clientId = QStringLiteral("vci_1");
    ApplicationPage page(m_draft, {other});
    page.initializePage();
    page.show();
    auto *note = child<QLabel>(page, "note");
    QVERIFY(!note->isVisible());
    QTest::keyClicks(child<QLineEdit>(page, "clientId"), QStringLiteral("vci_1"));
    QVERIFY(note->isVisible());
    QVERIFY(note->text().contains(QLatin1String("Acme")));
    child<QComboBox>(page, "region")->setCurrentText(QStringLiteral("Gov (FedRAMP)")); // another host
    QVERIFY(!note->isVisible());
}

void tst_ConnectionPages::secretIsNeitherCopiedNorUndone()
{
    SecretField field(QStringLiteral("Client secret"));
    field.show();
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    QTest::keyClicks(&field, QStringLiteral("s3cret"));
    field.selectAll();
    QTest::keySequence(&field, QKeySequence::Copy);
    QCOMPARE(field.secret(), QByteArray("s3cret"));
    QTest::keySequence(&field, QKeySequence::Cut);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    QTest::keyClicks(&field, QStringLiteral("s3cret"));
    field.clear();
    QTest::keySequence(&field, QKeySequence::Undo);
    QCOMPARE(field.secret(), QByteArray());
    QVERIFY(!field.displayText().contains(QLatin1String("s3cret")));
    QGuiApplication::clipboard()->setText(QStringLiteral("  from the page\n"));
    QTest::keySequence(&field, QKeySequence::Paste);
    QCOMPARE(field.secret(), QByteArray("from the page"));
}

void tst_ConnectionPages::resourceIdsAreChecked_data()
{
    QTest::addColumn<QStringList>("typed");
    QTest::addColumn<bool>("complete");
    QTest::addColumn<QString>("note");
    QTest::addRow("one") << QStringList{QStringLiteral("65fc")} << true << QString();
    QTest::addRow("none yet") << QStringList{QString()} << false << QString();
    QTest::addRow("second one empty") << QStringList{QStringLiteral("65fc"), QString()} << false << QString();
    QTest::addRow("same type, same ID") << QStringList{QStringLiteral("65fc"), QStringLiteral(" 65fc ")}
                                        << false << QStringLiteral("65fc is listed twice.");
    QTest::addRow("white space inside")
        << QStringList{QStringLiteral("65 fc")} << false
        << QStringLiteral("The resource ID “65 fc” holds white space. Copy it once more.");
}

void tst_ConnectionPages::resourceIdsAreChecked()
{
    QFETCH(const QStringList, typed);
    ResourceSetsPage page(m_draft, m_catalog, {});
    page.initializePage();
    page.show();
    for (qsizetype i = 1; i < typed.size(); ++i)
        click(buttonNamed(page, QStringLiteral("Add")));
    auto *table = page.findChild<QTableWidget *>();
    QCOMPARE(table->rowCount(), int(typed.size()));
    for (int row = 0; row < table->rowCount(); ++row) {
        typeCell(table, row, 0, QStringLiteral("User"));
        typeCell(table, row, 1, typed.at(row));
    }
    QTEST(page.isComplete(), "complete");
    QTEST(child<QLabel>(page, "note")->text(), "note");
    QVERIFY(page.validatePage());
    QCOMPARE(m_draft.connection.resourceSets.size(), static_cast<size_t>(typed.size()));
    QCOMPARE(m_draft.connection.resourceSets.front().typeName, QStringLiteral("UserAccount"));
    QCOMPARE(m_draft.connection.resourceSets.front().resourceId, typed.front());
    QVERIFY(!m_draft.connection.resourceSets.front().id.isEmpty());
}

void tst_ConnectionPages::sameResourceSetTwiceIsSaid()
{
    m_draft.connection.clientId = QStringLiteral("vci_1");
    Connection other = m_draft.connection;
    other.id = QStringLiteral("c2");
    other.name = QStringLiteral("Acme");
    other.resourceSets = {{QStringLiteral("s"), QStringLiteral("UserAccount"), QStringLiteral("65fc")}};
    ResourceSetsPage page(m_draft, m_catalog, {other});
    page.initializePage();
    page.show();
    QTRY_VERIFY(child<QLineEdit>(page, "resourceId")); // to be typed into at once
    QTest::keyClicks(child<QLineEdit>(page, "resourceId"), QStringLiteral("65fc")); // the cell is not left
    QVERIFY(child<QLabel>(page, "note")->text().contains(QStringLiteral("“Acme” has 65fc")));
    QVERIFY(page.isComplete());
}

void tst_ConnectionPages::resourceSetsAreAddedAndRemoved()
{
    ResourceSetsPage page(m_draft, m_catalog, {});
    page.initializePage();
    page.show();
    click(buttonNamed(page, QStringLiteral("Add")));
    auto *table = page.findChild<QTableWidget *>();
    QCOMPARE(table->rowCount(), 2);
    QVERIFY(table->item(0, 0)->text() != table->item(1, 0)->text());
    typeCell(table, 0, 1, QStringLiteral("first"));
    typeCell(table, 1, 1, QStringLiteral("second"));
    table->setCurrentCell(0, 0);
    click(buttonNamed(page, QStringLiteral("Remove")));
    QVERIFY(page.validatePage());
    QCOMPARE(m_draft.connection.resourceSets.size(), size_t(1));
    QCOMPARE(m_draft.connection.resourceSets.front().resourceId, QStringLiteral("second"));
    click(buttonNamed(page, QStringLiteral("Remove")));
    QVERIFY(!page.isComplete());
}

SecretKeeping tst_ConnectionPages::keeping()
{
    return {[this](const Connection &kept, const QByteArray &secret, QObject *owner) {
                m_log << QStringLiteral("store %1 %2").arg(kept.id, QString::fromUtf8(secret));
                m_store = new ScriptedJob<>(owner);
                return m_store;
            },
            [this](const Connection &kept, const QByteArray &secret) {
                m_log << QStringLiteral("keep %1 %2").arg(kept.id, QString::fromUtf8(secret));
            }};
}

CheckPage *tst_ConnectionPages::addCheckPage(QWizard &wizard)
{
    m_draft.secret = "s3cret";
    const auto check = [this](const ConnectionDraft &, CheckPage::StepTold told, QObject *owner) {
        m_log << QStringLiteral("check");
        m_told = std::move(told);
        m_check = new ScriptedJob<Steps>(owner);
        return m_check;
    };
    wizard.addPage(new QWizardPage);
    auto *page = new CheckPage(m_draft, check, keeping());
    wizard.addPage(page);
    wizard.show();
    wizard.next();
    return page;
}

void tst_ConnectionPages::goesOnOnlyAfterTheCheckSucceeded()
{
    QWizard wizard;
    const CheckPage *page = addCheckPage(wizard);
    const QAbstractButton *finish = wizard.button(QWizard::FinishButton);
    QVERIFY(m_check && !finish->isEnabled());
    QVERIFY(!buttonNamed(*page, QStringLiteral("Save anyway"))->isVisible());
    m_check->end(Steps{{QStringLiteral("Token"), State::Passed, {}}});
    QVERIFY(finish->isEnabled());
    QCOMPARE(m_log, QStringList{QStringLiteral("check")}); // nothing stored yet
    QTest::mouseClick(wizard.button(QWizard::FinishButton), Qt::LeftButton);
    QCOMPARE(m_log.last(), QStringLiteral("store c1 s3cret"));
    QVERIFY(!finish->isEnabled() && wizard.isVisible());
    m_store->end({});
    QCOMPARE(wizard.result(), int(QDialog::Accepted));
    QVERIFY(!wizard.isVisible());
}

void tst_ConnectionPages::stepsAreShownAsTheyCome()
{
    QWizard wizard;
    const CheckPage *page = addCheckPage(wizard);
    m_told(0, {QStringLiteral("Token"), State::Running, {}});
    QCOMPARE(child<QLabel>(*page, "step")->text(), QStringLiteral("Token: trying…"));
    m_told(0, {QStringLiteral("Token"), State::Failed, QStringLiteral("<b>no</b>")});
    QCOMPARE(child<QLabel>(*page, "step")->text(), QStringLiteral("Token: failed. <b>no</b>"));
    QCOMPARE(child<QLabel>(*page, "step")->textFormat(), Qt::PlainText);
    m_told(1, {QStringLiteral("User accounts"), State::Skipped, {}});
    QCOMPARE(page->findChildren<QLabel *>(QStringLiteral("step")).size(), 2);
}

void tst_ConnectionPages::savesAnywayWhenTheCheckFails()
{
    QWizard wizard;
    const CheckPage *page = addCheckPage(wizard);
    m_check->end(Steps{{QStringLiteral("Token"), State::Passed, {}},
                       {QStringLiteral("User accounts"), State::Failed, QStringLiteral("404")}});
    QVERIFY(!wizard.button(QWizard::FinishButton)->isEnabled());
    click(buttonNamed(*page, QStringLiteral("Try again")));
    QCOMPARE(m_log.count(QStringLiteral("check")), 2);
    m_check->end(Steps{{QStringLiteral("Token"), State::Failed, {}}});
    click(buttonNamed(*page, QStringLiteral("Save anyway")));
    QCOMPARE(m_log.last(), QStringLiteral("store c1 s3cret"));
    m_store->end({});
    QCOMPARE(wizard.result(), int(QDialog::Accepted));
}

void tst_ConnectionPages::goingBackStopsTheCheck()
{
    QWizard wizard;
    const CheckPage *page = addCheckPage(wizard);
    const QPointer<ScriptedJob<Steps>> first(m_check);
    m_told(0, {QStringLiteral("Token"), State::Running, {}});
    QTest::mouseClick(wizard.button(QWizard::BackButton), Qt::LeftButton);
    QTRY_VERIFY(!first);
    wizard.next();
    QCOMPARE(m_log.count(QStringLiteral("check")), 2);
    QVERIFY(page->findChildren<QLabel *>(QStringLiteral("step")).isEmpty());
    click(buttonNamed(*page, QStringLiteral("Stop the check")));
    QCOMPARE(child<QLabel>(*page, "summary")->text(), QStringLiteral("The check was stopped."));
    QVERIFY(buttonNamed(*page, QStringLiteral("Save anyway"))->isVisible());
}

void tst_ConnectionPages::keychainThatFailsHasWaysOut_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<bool>("triesAgain");
    QTest::addRow("missing, kept for this run") << Error::Kind::KeychainMissing << false;
    QTest::addRow("locked, tried again once unlocked") << Error::Kind::KeychainLocked << true;
    QTest::addRow("denied, kept for this run") << Error::Kind::KeychainDenied << false;
}

void tst_ConnectionPages::keychainThatFailsHasWaysOut()
{
    QFETCH(const Error::Kind, kind);
    QFETCH(const bool, triesAgain);
    QWizard wizard;
    const CheckPage *page = addCheckPage(wizard);
    m_check->end(Steps{{QStringLiteral("Token"), State::Passed, {}}});
    QTest::mouseClick(wizard.button(QWizard::FinishButton), Qt::LeftButton);
    m_store->end(Failure({kind, QStringLiteral("No luck."), {}}));
    QVERIFY(wizard.isVisible());
    const auto *text = child<QLabel>(*page, "keychainText");
    QVERIFY(text->isVisible() && text->text().contains(QLatin1String("No luck.")));
    QVERIFY(!text->text().contains(QLatin1String("s3cret")));
    if (triesAgain) {
        click(child<QPushButton>(*page, "keychainTryAgain"));
        m_store->end({});
        QCOMPARE(m_log.last(), QStringLiteral("store c1 s3cret"));
    } else {
        click(child<QPushButton>(*page, "keepForThisRun"));
        QCOMPARE(m_log.last(), QStringLiteral("keep c1 s3cret"));
    }
    QCOMPARE(wizard.result(), int(QDialog::Accepted));
}

void tst_ConnectionPages::silentKeychainIsNotWaitedFor()
{
    QWizard wizard;
    const CheckPage *page = addCheckPage(wizard);
    m_check->end(Steps{{QStringLiteral("Token"), State::Passed, {}}});
    QTest::mouseClick(wizard.button(QWizard::FinishButton), Qt::LeftButton);
    click(child<QPushButton>(*page, "keepForThisRun"));
    QCOMPARE(m_log.last(), QStringLiteral("keep c1 s3cret"));
    QCOMPARE(wizard.result(), int(QDialog::Accepted));
}

void tst_ConnectionPages::clientSecretIsReplaced()
{
    m_draft.connection.name = QStringLiteral("Acme");
    ReplaceSecretDialog dialog(m_draft.connection, {}, keeping());
    dialog.show();
    QPushButton *replace = static_cast<QPushButton *>(buttonNamed(dialog, QStringLiteral("Replace")));
    QVERIFY(!replace->isEnabled());
    QTest::keyClicks(child<QLineEdit>(dialog, "clientSecret"), QStringLiteral("n3w"));
    click(replace);
    QCOMPARE(m_log.last(), QStringLiteral("store c1 n3w"));
    m_store->end(Failure({Error::Kind::KeychainLocked, QStringLiteral("Locked."), {}}));
    QVERIFY(dialog.isVisible());
    click(child<QPushButton>(dialog, "keychainTryAgain"));
    m_store->end({});
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
}

void tst_ConnectionPages::clientSecretIsReplacedForAllOfTheApplication_data()
{
    QTest::addColumn<bool>("forAll");
    QTest::addColumn<QStringList>("replaced");
    QTest::addRow("for all") << true
                             << QStringList{QStringLiteral("c1"), QStringLiteral("c2"), QStringLiteral("c3")};
    QTest::addRow("for one") << false << QStringList{QStringLiteral("c1")};
}

void tst_ConnectionPages::clientSecretIsReplacedForAllOfTheApplication()
{
    QFETCH(const bool, forAll);
    Connection second = m_draft.connection;
    second.id = QStringLiteral("c2");
    Connection third = m_draft.connection;
    third.id = QStringLiteral("c3");
    ReplaceSecretDialog dialog(m_draft.connection, {second, third}, keeping());
    QStringList replaced;
    connect(&dialog, &ReplaceSecretDialog::replaced, &dialog,
            [&replaced](const Connection &connection) { replaced.append(connection.id); });
    dialog.show();
    auto *all = child<QCheckBox>(dialog, "forAll");
    QVERIFY(all->isChecked());
    all->setChecked(forAll);
    QTest::keyClicks(child<QLineEdit>(dialog, "clientSecret"), QStringLiteral("n3w"));
    click(static_cast<QPushButton *>(buttonNamed(dialog, QStringLiteral("Replace"))));
    for (int i = 0; i < (forAll ? 3 : 1); ++i) {
        QVERIFY(dialog.isVisible());
        QCOMPARE(m_log.last(), QStringLiteral("store c%1 n3w").arg(i + 1));
        m_store->end({});
    }
    QTEST(replaced, "replaced");
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
}

void tst_ConnectionPages::withoutAKeychainOneChoiceIsForAll()
{
    Connection second = m_draft.connection;
    second.id = QStringLiteral("c2");
    ReplaceSecretDialog dialog(m_draft.connection, {second}, keeping());
    QSignalSpy replaced(&dialog, &ReplaceSecretDialog::replaced);
    dialog.show();
    QTest::keyClicks(child<QLineEdit>(dialog, "clientSecret"), QStringLiteral("n3w"));
    click(static_cast<QPushButton *>(buttonNamed(dialog, QStringLiteral("Replace"))));
    m_store->end(Failure({Error::Kind::KeychainLocked, QStringLiteral("Locked."), {}}));
    click(child<QPushButton>(dialog, "keepForThisRun"));
    QCOMPARE(m_log.mid(m_log.size() - 2),
             (QStringList{QStringLiteral("keep c1 n3w"), QStringLiteral("keep c2 n3w")}));
    QCOMPARE(replaced.size(), 2);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
}

QTEST_MAIN(tst_ConnectionPages)
#include "tst_connectionpages.moc"
