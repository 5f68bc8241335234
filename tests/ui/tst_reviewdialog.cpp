// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/planmodel.h"
#include "app/session/draftsession.h"
#include "tests/support/scriptedapi.h"
#include "tests/support/testclock.h"
#include "tests/support/warnings.h"
#include "tests/support/workspacesamples.h"
#include "ui/plan/reviewdialog.h"
#include "ui/plan/reviewflow.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Fullstate;

/// "Review push": from the fetch to the outcome, driven as its user does, against a tenant that does what a
/// script says.
class tst_ReviewDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void showsCountsAndWhereItGoes();
    void nothingToPushIsSaid();
    void pushesWhatIsShown();
    void customerIsConfirmedBeforeTheFirstPush();
    void customerIsConfirmedAfterAnotherSignIn();
    void enterPushesNothing();
    void numberOfDeletionsIsTyped_data();
    void numberOfDeletionsIsTyped();
    void stopOffersItsWaysOut_data();
    void stopOffersItsWaysOut();
    void missingResourcesAreKept();
    void missingResourceOfARenamedRowIsKept();
    void backToTheDraftPushesNothing();
    void deleteAnywayIsAStepOfItsOwn();
    void problemLeadsToItsCell();
    void driftIsSaid();
    void tenantThatChangesDuringTheReviewIsPlannedAgain();
    void refusedPushCanBeReviewedAgain();
    void unknownOutcomeIsFoundOut();
    void differencesAreListed();
    void undecidedPushComesFirst();
    void failedFetchIsNoReview();
    void cancelledFetchPushesNothing();
    void pushUnderWayIsNotClosed();
    void filterHidesFromViewOnly();
    void tenThousandChangesAreShown();
    void everythingHasAName();

private:
    /// The tenant holds these, and the draft was fetched from it.
    void open(const QString &held);
    void makePublic(bool signInConfirmed);
    void review();

    QPushButton *button(const char *name) const
    {
        return m_dialog->findChild<QPushButton *>(QLatin1String(name));
    }
    QPushButton *buttonNamed(const QString &text) const;
    template<typename T>
    T *child(const char *name) const
    {
        return m_dialog->findChild<T *>(QLatin1String(name));
    }
    QString counts() const;
    QStringList guardLines() const;
    QString outcome() const;
    std::vector<Receipt> receipts() const;

    TestClock m_clock;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<ScriptedApi> m_api;
    std::unique_ptr<DraftSession> m_session;
    std::unique_ptr<ReviewDialog> m_dialog;
    std::unique_ptr<QSignalSpy> m_concluded;
};

/// Opens the review and waits for its plan. A macro, so that a failure ends the test.
#define REVIEWED()                                                                                           \
    do {                                                                                                     \
        review();                                                                                            \
        QTRY_VERIFY(button("push")->isVisible());                                                            \
    } while (false)

static QString several(const QString &prefix, int count)
{
    QStringList names;
    for (int i = 0; i < count; ++i)
        names << prefix + QString::number(i);
    return names.join(QLatin1Char(' '));
}

void tst_ReviewDialog::init()
{
    failOnWarnings();
    m_home = std::make_unique<QTemporaryDir>();
    auto opened = Workspace::open(m_home->filePath(QStringLiteral("data")));
    QVERIFY(opened);
    m_workspace = *std::move(opened);
    m_workspace->saveConnection(sampleConnection());
}

void tst_ReviewDialog::cleanup()
{
    m_concluded.reset();
    m_dialog.reset();
    m_session.reset();
    m_api.reset();
    m_workspace.reset();
}

void tst_ReviewDialog::open(const QString &held)
{
    m_api = std::make_unique<ScriptedApi>(users(held));
    const Connection connection = sampleConnection();
    m_session = std::make_unique<DraftSession>(connection, connection.resourceSets[0], userAccounts(),
                                               *m_workspace, *m_api, m_clock, nullptr);
    QTRY_VERIFY(m_session->isLoaded());
    QVERIFY(waitFor(m_session->fetch()));
    m_api->log.clear();
}

void tst_ReviewDialog::review()
{
    ReviewTools tools{
        *m_api,
        m_clock,
        [this](const Receipt &receipt, QObject *owner) { return m_workspace->saveReceipt(receipt, owner); },
        [this](QObject *owner) { return m_workspace->loadReceipts(SetId, owner); },
        [this](const QString &id, QObject *owner) { return m_workspace->loadReceipt(id, owner); },
        {.firstDelay = std::chrono::milliseconds(1), .verifyDelay = std::chrono::milliseconds(1)}};
    tools.confirmSignIn = [this](const Connection &connection) {
        QVERIFY(!m_api->log.contains(QLatin1String("PUT")));
        Connection confirmed = connection;
        confirmed.signInConfirmed = true;
        m_session->setConnection(confirmed);
    };
    m_dialog = std::make_unique<ReviewDialog>(*m_session, tools, nullptr);
    m_concluded = std::make_unique<QSignalSpy>(m_dialog.get(), &ReviewDialog::concluded);
    m_dialog->show();
}

QPushButton *tst_ReviewDialog::buttonNamed(const QString &text) const
{
    const QList<QPushButton *> buttons = m_dialog->findChildren<QPushButton *>();
    for (QPushButton *each : buttons) {
        if (QString(each->text()).remove(u'&') == text)
            return each;
    }
    return nullptr;
}

QString tst_ReviewDialog::counts() const
{
    QStringList texts;
    const QList<QLabel *> labels = m_dialog->findChildren<QLabel *>(QStringLiteral("count"));
    for (const QLabel *label : labels)
        texts << label->text();
    return texts.mid(0, 5).join(QLatin1String(", "));
}

QStringList tst_ReviewDialog::guardLines() const
{
    QStringList texts;
    const QList<QLabel *> labels = m_dialog->findChildren<QLabel *>(QStringLiteral("guardLine"));
    for (const QLabel *label : labels)
        texts << label->text();
    return texts;
}

QString tst_ReviewDialog::outcome() const
{
    const auto *label = child<QLabel>("outcome");
    return label->isVisible() ? label->text() : QString();
}

std::vector<Receipt> tst_ReviewDialog::receipts() const
{
    return waitFor(m_workspace->loadReceipts(SetId, m_workspace.get())).value_or(std::vector<Receipt>());
}

void tst_ReviewDialog::showsCountsAndWhereItGoes()
{
    open(several(QStringLiteral("user"), 30));
    Draft &draft = m_session->draft();
    draft.remove({4});
    draft.edit({{0, QStringLiteral("fullName"), QStringLiteral("Ada")}}, QStringLiteral("Edit"));
    draft.add({user(QStringLiteral("new1")), user(QStringLiteral("new2"))}, QStringLiteral("Add"));
    REVIEWED();
    QCOMPARE(counts(), QStringLiteral("Deletes 1, Comes back 0, Changes 1, Adds 2, Unchanged 28"));
    const QList<QLabel *> labels = m_dialog->findChildren<QLabel *>(QStringLiteral("count"));
    QCOMPARE(labels.at(5)->text(), QStringLiteral("31 of 10,000 resources"));
    QVERIFY(labels.at(6)->text().endsWith(QLatin1String(" of 10 MB")));
    QCOMPARE(button("push")->text(), QStringLiteral("Push: delete 1, add 2, change 1"));
    QVERIFY(button("push")->isEnabled());
    QCOMPARE(child<QLabel>("target")->text(),
             QStringLiteral("Goes to Acme (Custom) · User accounts, resource ID 65fc."));
    const auto *table = child<QTableView>("plan");
    QCOMPARE(table->model()->rowCount(), 4);
    QCOMPARE(table->model()->index(0, PlanModel::Action).data().toString(), QStringLiteral("Delete"));
    QCOMPARE(table->model()->index(0, PlanModel::UniqueId).data().toString(), QStringLiteral("user4"));
    QCOMPARE(m_api->log, QStringList{QStringLiteral("GET")});
}

void tst_ReviewDialog::nothingToPushIsSaid()
{
    open(QStringLiteral("ada bob"));
    REVIEWED();
    QVERIFY(!button("push")->isEnabled());
    QVERIFY(guardLines().join(QLatin1Char('\n')).contains(QLatin1String("Nothing to push")));
    m_dialog->reject();
    QCOMPARE(m_concluded->at(0).at(0).toString(), QStringLiteral("Nothing was pushed."));
}

void tst_ReviewDialog::pushesWhatIsShown()
{
    open(several(QStringLiteral("user"), 30));
    m_session->setRejectedIds({QStringLiteral("user2")}); // still in the draft: no reason to stop
    m_session->draft().remove({4});
    REVIEWED();
    const QSignalSpy saved(m_dialog.get(), &ReviewDialog::receiptSaved);
    m_api->puts = {QStringLiteral("ok")};
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTest::mouseDClick(button("push"), Qt::LeftButton); // in a hurry
    QTRY_COMPARE(outcome(), QStringLiteral("Push verified"));
    QVERIFY(child<QPlainTextEdit>("outcomeDetails")
                ->toPlainText()
                .contains(QLatin1String("user4 (Name of user4)")));
    QCOMPARE(m_api->bodies.size(), 1);
    QVERIFY(!m_api->bodies.first().contains("\"user4\""));
    QVERIFY(m_api->bodies.first().contains("\"user5\""));
    QVERIFY(!m_session->draft().hasChanges());
    QVERIFY(m_session->rejectedIds().isEmpty());
    QCOMPARE(saved.size(), 1);
    const std::vector<Receipt> kept = receipts();
    QCOMPARE(kept.size(), size_t(1));
    QCOMPARE(kept[0].outcome, Receipt::Outcome::Verified);
    QCOMPARE(kept[0].confirmedDeletions, -1);
    QTest::mouseClick(button("close"), Qt::LeftButton);
    QCOMPARE(m_concluded->at(0).at(0).toString(),
             QStringLiteral("Push verified: delete 1 (Acme (Custom) · User accounts, resource ID 65fc)."));
}

/// Whose tenant it is was decided in the browser: only for a public integration, and only once.
void tst_ReviewDialog::customerIsConfirmedBeforeTheFirstPush()
{
    open(QStringLiteral("a b"));
    makePublic(true);
    m_session->draft().addAndUpdate(users(QStringLiteral("c")), {});
    REVIEWED();
    auto *confirm = child<QCheckBox>("rightCustomer");
    QVERIFY(confirm->isVisible() && !button("push")->isEnabled());
    QVERIFY(child<QLabel>("customerText")->text().contains(QLatin1String("customer globex")));
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QVERIFY(!m_api->log.contains(QStringLiteral("PUT")));
    confirm->click();
    QVERIFY(button("push")->isEnabled());
    m_api->puts = {QStringLiteral("ok")};
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(outcome(), QStringLiteral("Push verified"));
    QVERIFY(!confirm->isVisible());
    m_dialog->reject();

    m_session->draft().addAndUpdate(users(QStringLiteral("d")), {});
    REVIEWED();
    QVERIFY(!child<QCheckBox>("rightCustomer")->isVisible());
    QVERIFY(button("push")->isEnabled());
}

void tst_ReviewDialog::makePublic(bool signInConfirmed)
{
    Connection connection = m_session->connection();
    connection.kind = Connection::Kind::Public;
    connection.customerId = QStringLiteral("globex");
    connection.signInConfirmed = signInConfirmed;
    m_session->setConnection(connection);
}

/// It may have been another account this time. Looking at a plan is no answer, pushing it is.
void tst_ReviewDialog::customerIsConfirmedAfterAnotherSignIn()
{
    open(QStringLiteral("a b"));
    makePublic(false);
    QVERIFY(waitFor(m_workspace->saveReceipt(
        {.id = QStringLiteral("r"), .setId = SetId, .where = {}, .outcome = Receipt::Outcome::Verified},
        this)));
    m_session->draft().addAndUpdate(users(QStringLiteral("c")), {});
    for (int i = 0; i < 2; ++i) {
        REVIEWED();
        QVERIFY(!button("push")->isEnabled());
        QVERIFY(
            child<QLabel>("customerText")->text().startsWith(QLatin1String("Customer globex has signed in")));
        child<QCheckBox>("rightCustomer")->click();
        QVERIFY(button("push")->isEnabled());
        if (i == 0)
            m_dialog->reject();
    }
    QVERIFY(!m_session->connection().signInConfirmed);
    m_api->puts = {QStringLiteral("ok")};
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QVERIFY(m_session->connection().signInConfirmed);
    QTRY_COMPARE(outcome(), QStringLiteral("Push verified"));
    m_session->draft().addAndUpdate(users(QStringLiteral("d")), {});
    REVIEWED();
    QVERIFY(!child<QCheckBox>("rightCustomer")->isVisible() && button("push")->isEnabled());
}

void tst_ReviewDialog::enterPushesNothing()
{
    open(several(QStringLiteral("user"), 30));
    m_session->draft().remove({1, 2, 3, 4, 5});
    REVIEWED();
    auto *number = child<QLineEdit>("deletionsToConfirm");
    QTest::keyClicks(number, QStringLiteral("5"));
    QVERIFY(button("push")->isEnabled());
    for (QWidget *widget :
         {static_cast<QWidget *>(number), static_cast<QWidget *>(child<QLineEdit>("planFilter")),
          static_cast<QWidget *>(button("push"))}) {
        QTest::keyClick(widget, Qt::Key_Return);
        QTest::keyClick(widget, Qt::Key_Enter);
    }
    QVERIFY(m_dialog->isVisible());
    QVERIFY(button("push")->isVisible()); // still the plan
    QVERIFY(!m_api->log.contains(QLatin1String("PUT")));
}

void tst_ReviewDialog::numberOfDeletionsIsTyped_data()
{
    QTest::addColumn<int>("deletions");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("asked");
    QTest::addColumn<bool>("goesOn");
    QTest::addRow("a tenth is not asked for") << 3 << QString() << false << true;
    QTest::addRow("more than a tenth, nothing typed") << 4 << QString() << true << false;
    QTest::addRow("another number") << 4 << QStringLiteral("3") << true << false;
    QTest::addRow("not a number") << 4 << QStringLiteral("four") << true << false;
    QTest::addRow("the number") << 4 << QStringLiteral("4") << true << true;
    QTest::addRow("the number with spaces") << 4 << QStringLiteral(" 4 ") << true << true;
}

void tst_ReviewDialog::numberOfDeletionsIsTyped()
{
    QFETCH(const int, deletions);
    QFETCH(const QString, typed);
    QFETCH(const bool, goesOn);
    open(several(QStringLiteral("user"), 30));
    std::vector<int> rows;
    for (int row = 0; row < deletions; ++row)
        rows.push_back(row);
    m_session->draft().remove(rows);
    REVIEWED();
    auto *number = child<QLineEdit>("deletionsToConfirm");
    QTEST(number->isVisible(), "asked");
    QVERIFY(!number->isVisible() || !button("push")->isEnabled());
    QTest::keyClicks(number, typed);
    QCOMPARE(button("push")->isEnabled(), goesOn);
    if (!goesOn)
        return;
    m_api->puts = {QStringLiteral("ok")};
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(outcome(), QStringLiteral("Push verified"));
    QCOMPARE(receipts().front().confirmedDeletions, typed.isEmpty() ? -1 : deletions);
}

void tst_ReviewDialog::stopOffersItsWaysOut_data()
{
    QTest::addColumn<QString>("held");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QStringList>("rejected");
    QTest::addRow("empty draft") << QStringLiteral("ada bob") << QString() << QStringList();
    QTest::addRow("more than half deleted")
        << QStringLiteral("ada bob cy") << QStringLiteral("ada") << QStringList();
    QTest::addRow("no uniqueId in common")
        << QStringLiteral("ada bob") << QStringLiteral("x1 x2") << QStringList();
    QTest::addRow("a row that the import left out")
        << several(QStringLiteral("user"), 30) << several(QStringLiteral("user"), 29)
        << QStringList{QStringLiteral("user29")};
}

void tst_ReviewDialog::stopOffersItsWaysOut()
{
    QFETCH(const QString, held);
    QFETCH(const QString, wanted);
    QFETCH(const QStringList, rejected);
    open(held);
    m_session->draft().replaceAll(users(wanted), QStringLiteral("Import"));
    m_session->setRejectedIds(rejected);
    REVIEWED();
    QVERIFY(!button("push")->isEnabled());
    QVERIFY(!child<QLineEdit>("deletionsToConfirm")->isVisible());
    int left = -1;
    for (const char *text : {"Keep the missing resources", "Back to the draft", "Delete anyway…"}) {
        const QPushButton *way = buttonNamed(QString::fromUtf8(text));
        QVERIFY2(way && way->isVisible() && way->isEnabled(), text);
        QVERIFY2(way->x() > left, text);
        left = way->x();
    }
    if (!rejected.isEmpty())
        QVERIFY(guardLines().join(QLatin1Char('\n')).contains(rejected.first()));
}

void tst_ReviewDialog::missingResourcesAreKept()
{
    open(QStringLiteral("ada bob cy"));
    Draft &draft = m_session->draft();
    draft.replaceAll(users(QStringLiteral("ada new")), QStringLiteral("Import"));
    const int steps = draft.undoStack().index();
    REVIEWED();
    QCOMPARE(counts(), QStringLiteral("Deletes 2, Comes back 0, Changes 0, Adds 1, Unchanged 1"));
    QTest::mouseClick(buttonNamed(QStringLiteral("Keep the missing resources")), Qt::LeftButton);
    QTRY_COMPARE(counts(), QStringLiteral("Deletes 0, Comes back 0, Changes 0, Adds 1, Unchanged 3"));
    QTRY_VERIFY(button("push")->isEnabled());
    QCOMPARE(draft.counts().removed, 0);
    QCOMPARE(draft.undoStack().undoText(), QStringLiteral("Keep the missing resources"));
    while (draft.undoStack().index() > steps)
        draft.undoStack().undo();
    QCOMPARE(draft.counts().removed, 2);
}

void tst_ReviewDialog::missingResourceOfARenamedRowIsKept()
{
    open(QStringLiteral("ada bob"));
    Draft &draft = m_session->draft();
    draft.edit({{0, QStringLiteral("uniqueId"), QStringLiteral("ada2")},
                {1, QStringLiteral("uniqueId"), QStringLiteral("bob2")}},
               QStringLiteral("Edit"));
    REVIEWED();
    QCOMPARE(counts(), QStringLiteral("Deletes 2, Comes back 0, Changes 0, Adds 2, Unchanged 0"));
    QTest::mouseClick(buttonNamed(QStringLiteral("Keep the missing resources")), Qt::LeftButton);
    QTRY_COMPARE(counts(), QStringLiteral("Deletes 0, Comes back 0, Changes 0, Adds 2, Unchanged 2"));
}

void tst_ReviewDialog::backToTheDraftPushesNothing()
{
    open(QStringLiteral("ada bob cy"));
    m_session->draft().remove({0, 1});
    REVIEWED();
    QTest::mouseClick(buttonNamed(QStringLiteral("Back to the draft")), Qt::LeftButton);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_concluded->size(), 1);
    QCOMPARE(m_concluded->at(0).at(0).toString(), QStringLiteral("Nothing was pushed."));
    QCOMPARE(m_session->draft().counts().removed, 2);
    QVERIFY(!m_api->log.contains(QLatin1String("PUT")));
}

void tst_ReviewDialog::deleteAnywayIsAStepOfItsOwn()
{
    open(QStringLiteral("ada bob cy"));
    m_session->draft().remove({0, 1});
    REVIEWED();
    QTest::mouseClick(buttonNamed(QStringLiteral("Delete anyway…")), Qt::LeftButton);
    QVERIFY(child<QLabel>("meaning")->isVisible());
    QVERIFY(child<QLabel>("meaning")->text().contains(QLatin1String("2 of the 3 resources")));
    QVERIFY(!button("push")->isEnabled());
    QTest::keyClicks(child<QLineEdit>("deletionsToConfirm"), QStringLiteral("2"));
    QVERIFY(button("push")->isEnabled());
    m_api->puts = {QStringLiteral("ok")};
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(outcome(), QStringLiteral("Push verified"));
    QCOMPARE(receipts().front().confirmedDeletions, 2);
}

void tst_ReviewDialog::problemLeadsToItsCell()
{
    open(several(QStringLiteral("user"), 30));
    Draft &draft = m_session->draft();
    draft.remove({0}); // so that the draft's row is not that of what would be pushed
    draft.edit({{7, QStringLiteral("status"), QStringLiteral("GONE")}}, QStringLiteral("Edit"));
    REVIEWED();
    QVERIFY(!button("push")->isEnabled());
    QVERIFY(!guardLines().isEmpty());
    auto *list = child<QListWidget>("problems");
    QVERIFY(list->isVisible());
    QCOMPARE(list->count(), 1);
    QVERIFY(list->item(0)->text().startsWith(QLatin1String("user7, status: ")));
    const QSignalSpy activated(m_dialog.get(), &ReviewDialog::problemActivated);
    list->setCurrentRow(0);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    const auto problem = activated.at(0).at(0).value<Problem>();
    QCOMPARE(problem.row, 7);
    QCOMPARE(problem.field, QStringLiteral("status"));
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_concluded->at(0).at(0).toString(), QStringLiteral("Nothing was pushed."));
}

void tst_ReviewDialog::driftIsSaid()
{
    open(several(QStringLiteral("user"), 30));
    m_session->draft().remove({4});
    m_api->gets = {QStringLiteral("other")};
    REVIEWED();
    const auto *news = child<QLabel>("news");
    QVERIFY(news->isVisible());
    QVERIFY(news->text().contains(QLatin1String("The tenant has changed since the last fetch")));
    QVERIFY(news->text().contains(QLatin1String("stranger")));
    QCOMPARE(counts(), QStringLiteral("Deletes 1, Comes back 0, Changes 0, Adds 0, Unchanged 30"));
}

void tst_ReviewDialog::tenantThatChangesDuringTheReviewIsPlannedAgain()
{
    open(several(QStringLiteral("user"), 30));
    m_session->draft().remove({4});
    m_api->gets = {QStringLiteral("now"), QStringLiteral("other")};
    REVIEWED();
    QVERIFY(!child<QLabel>("news")->isVisible());
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_VERIFY(child<QLabel>("news")->isVisible());
    QVERIFY(child<QLabel>("news")->text().startsWith(QLatin1String("The tenant changed during the review")));
    QVERIFY(child<QLabel>("news")->text().contains(QLatin1String("stranger")));
    QCOMPARE(counts(), QStringLiteral("Deletes 1, Comes back 0, Changes 0, Adds 0, Unchanged 30"));
    QVERIFY(!m_api->log.contains(QLatin1String("PUT")));
    QCOMPARE(receipts().front().outcome, Receipt::Outcome::TenantChanged);
    m_dialog->reject();
    QCOMPARE(m_concluded->at(0).at(0).toString(), QStringLiteral("Nothing was pushed."));
}

void tst_ReviewDialog::refusedPushCanBeReviewedAgain()
{
    open(several(QStringLiteral("user"), 30));
    m_session->draft().remove({4});
    REVIEWED();
    m_api->puts = {QStringLiteral("400")};
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(outcome(), QStringLiteral("Push failed: nothing was changed"));
    QVERIFY(child<QPlainTextEdit>("outcomeDetails")->toPlainText().contains(QLatin1String("Said 400.")));
    QCOMPARE(m_session->draft().counts().removed, 1);
    QTest::mouseClick(buttonNamed(QStringLiteral("Review again")), Qt::LeftButton);
    QTRY_VERIFY(button("push")->isVisible() && button("push")->isEnabled());
    m_dialog->reject();
    QCOMPARE(m_concluded->at(0).at(0).toString(), QStringLiteral("Nothing was pushed."));
}

void tst_ReviewDialog::unknownOutcomeIsFoundOut()
{
    open(several(QStringLiteral("user"), 30));
    m_session->draft().remove({4});
    m_api->gets = {QStringLiteral("now"), QStringLiteral("now"), QStringLiteral("fail")};
    m_api->puts = {QStringLiteral("lost+applied")};
    REVIEWED();
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(outcome(), QStringLiteral("Push sent, outcome unknown"));
    QTest::mouseClick(buttonNamed(QStringLiteral("Fetch to find out")), Qt::LeftButton);
    QTRY_COMPARE(outcome(), QStringLiteral("Push verified"));
    QVERIFY(!m_session->draft().hasChanges());
    QCOMPARE(m_api->bodies.size(), 1);
    QCOMPARE(receipts().size(), size_t(1));
}

void tst_ReviewDialog::differencesAreListed()
{
    open(several(QStringLiteral("user"), 30));
    m_session->draft().remove({4});
    m_api->gets = {QStringLiteral("now"), QStringLiteral("now"), QStringLiteral("other")};
    m_api->puts = {QStringLiteral("ok")};
    REVIEWED();
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(outcome(), QStringLiteral("Push sent, the tenant holds something else"));
    QVERIFY(child<QPlainTextEdit>("outcomeDetails")->toPlainText().contains(QLatin1String("stranger")));
}

void tst_ReviewDialog::undecidedPushComesFirst()
{
    open(several(QStringLiteral("user"), 30));
    Receipt last;
    last.id = QStringLiteral("r1");
    last.setId = SetId;
    last.startedAt = m_clock.now().addSecs(-60);
    std::vector<QJsonObject> wanted = users(several(QStringLiteral("user"), 30));
    last.plan =
        makePlan(userAccounts(), QStringLiteral("65fc"), snapshotOf(users(QStringLiteral("user0"))), wanted);
    QVERIFY(waitFor(m_workspace->saveReceipt(last, m_workspace.get())));
    m_session->draft().remove({4});
    REVIEWED();
    QVERIFY(child<QLabel>("news")->text().contains(QLatin1String("was not known. Now it is: Push verified")));
    QCOMPARE(receipts().front().outcome, Receipt::Outcome::Verified);
}

void tst_ReviewDialog::failedFetchIsNoReview()
{
    open(several(QStringLiteral("user"), 30));
    m_session->draft().remove({4});
    m_api->gets = {QStringLiteral("fail")};
    review();
    QTRY_COMPARE(outcome(), QStringLiteral("Nothing can be reviewed"));
    QVERIFY(!button("push")->isVisible());
    QVERIFY(child<QLabel>("outcomeMessage")->text().contains(QLatin1String("No net.")));
    QTest::mouseClick(buttonNamed(QStringLiteral("Try again")), Qt::LeftButton);
    QTRY_VERIFY(button("push")->isVisible());
}

void tst_ReviewDialog::cancelledFetchPushesNothing()
{
    open(several(QStringLiteral("user"), 30));
    m_api->gets = {QStringLiteral("hang")};
    review();
    QTRY_COMPARE(m_api->log.size(), 1);
    QCOMPARE(button("close")->text(), QStringLiteral("Cancel"));
    QTest::mouseClick(button("close"), Qt::LeftButton);
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(!m_session->isFetching());
    QCOMPARE(m_concluded->at(0).at(0).toString(), QStringLiteral("Nothing was pushed."));
}

void tst_ReviewDialog::pushUnderWayIsNotClosed()
{
    open(several(QStringLiteral("user"), 30));
    m_session->draft().remove({4});
    m_api->puts = {QStringLiteral("hang")};
    REVIEWED();
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_VERIFY(m_api->log.contains(QLatin1String("PUT")));
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    m_dialog->close();
    QVERIFY(m_dialog->isVisible());
    QVERIFY(child<QLabel>("progressNote")->text().startsWith(QLatin1String("The push is under way.")));
    QTest::mouseClick(button("close"), Qt::LeftButton);
    QTRY_VERIFY(!outcome().isEmpty());
    QCOMPARE(outcome(), QStringLiteral("Push failed: nothing was changed")); // as the fetch since has shown
    QCOMPARE(receipts().front().outcome, Receipt::Outcome::NotApplied);
}

void tst_ReviewDialog::filterHidesFromViewOnly()
{
    open(several(QStringLiteral("user"), 30));
    Draft &draft = m_session->draft();
    draft.remove({4});
    draft.add({user(QStringLiteral("new1")), user(QStringLiteral("new2"))}, QStringLiteral("Add"));
    REVIEWED();
    const QAbstractItemModel *shown = child<QTableView>("plan")->model();
    auto *actions = child<QComboBox>("actions");
    QStringList choices;
    for (int i = 0; i < actions->count(); ++i)
        choices << actions->itemText(i);
    QCOMPARE(choices,
             (QStringList{QStringLiteral("All 3"), QStringLiteral("Delete 1"), QStringLiteral("Add 2")}));
    actions->setCurrentIndex(2);
    QCOMPARE(shown->rowCount(), 2);
    QTest::keyClicks(child<QLineEdit>("planFilter"), QStringLiteral("NEW2"));
    QCOMPARE(shown->rowCount(), 1);
    QCOMPARE(button("push")->text(), QStringLiteral("Push: delete 1, add 2"));
    m_api->puts = {QStringLiteral("ok")};
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(outcome(), QStringLiteral("Push verified"));
    QVERIFY(m_api->bodies.first().contains("\"new1\""));
    QVERIFY(!m_api->bodies.first().contains("\"user4\""));
}

void tst_ReviewDialog::tenThousandChangesAreShown()
{
    open(QStringLiteral("ada"));
    m_session->draft().add(manyUsers(9'999), QStringLiteral("Add"));
    REVIEWED();
    QCOMPARE(child<QTableView>("plan")->model()->rowCount(), 9'999);
    QTest::keyClicks(child<QLineEdit>("planFilter"), QStringLiteral("user9998"));
    QCOMPARE(child<QTableView>("plan")->model()->rowCount(), 1);
    QVERIFY(button("push")->isEnabled());
}

void tst_ReviewDialog::everythingHasAName()
{
    open(QStringLiteral("ada bob cy"));
    m_session->draft().remove({0, 1});
    REVIEWED();
    QTest::mouseClick(buttonNamed(QStringLiteral("Delete anyway…")), Qt::LeftButton);
    QStringList names;
    const QList<QWidget *> widgets = m_dialog->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
            continue;
        const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        const QString name = interface->text(QAccessible::Name);
        QVERIFY2(!name.isEmpty(), widget->metaObject()->className());
        names << name;
    }
    for (const char *name : {"Plan", "Deletions to confirm", "Filter"})
        QVERIFY2(names.contains(QLatin1String(name)), name);
}

QTEST_MAIN(tst_ReviewDialog)
#include "tst_reviewdialog.moc"
