// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/draftsession.h"
#include "tests/support/severaltenants.h"
#include "tests/support/testclock.h"
#include "tests/support/warnings.h"
#include "tests/support/workspacesamples.h"
#include "ui/plan/severaldialog.h"
#include "ui/plan/severalflow.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Fullstate;

/// "Push to several": from the choice of customers to what became of each, driven as its user does, against
/// tenants that do what their scripts say.
class tst_SeveralDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void modelHoldsItsContract();
    void sameTypeIsOffered();
    void customersAreChosen();
    void spaceChecksFromAnyColumn();
    void closingPushesNothing();
    void updateAddsEverywhere();
    void eachDeletionIsConfirmed();
    void stoppedCustomerIsLeftOutUntilConfirmed();
    void missingResourcesAreKept();
    void uncheckedCustomerIsLeftOut();
    void ownChangesAreNamedAndStay();
    void openSetGetsItsDraft();
    void rejectedRowsStopEverywhere();
    void firstPushNamesTheCustomer();
    void anotherSignInNamesTheCustomer();
    void changedTenantGoesBackToReview();
    void failureStopsNoOther();
    void unknownOutcomeIsFoundOut();
    void cancelSendsNoMore();
    void problemLeadsToTheOpenDraft();
    void everythingHasAName();

private:
    /// A customer with these resources, its draft not opened yet. Known: something was pushed to it before.
    void addCustomer(const QString &name, const QString &held, bool isKnown = true);
    /// The open set: its tenant holds \p held, its draft \p wanted.
    void open(const QString &held, const QString &wanted);
    void show();
    void choose(bool replaces);
    DraftSession *sessionOf(const QString &setId);
    bool isLoaded(const QString &customer);

    QTableView *table() const;
    QString cell(const QString &customer, int column) const;
    QString state(const QString &customer) const { return cell(customer, SeveralModel::State); }
    QString counts(const QString &customer) const;
    void look(const QString &customer);
    int rowOf(const QString &customer) const;
    QPushButton *button(const char *name) const
    {
        return m_dialog->findChild<QPushButton *>(QLatin1String(name));
    }
    QPushButton *shownButton(const QString &text) const;
    template<typename T>
    T *shown(const char *name) const;
    QString receiptsOf(const QString &customer);

    TestClock m_clock;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<SeveralTenants> m_tenants;
    std::vector<Connection> m_connections;
    std::map<QString, std::unique_ptr<DraftSession>> m_sessions;
    DraftSession *m_source = nullptr;
    QStringList m_confirmed; ///< the connections whose sign-in was
    std::unique_ptr<SeveralDialog> m_dialog;
    std::unique_ptr<QSignalSpy> m_concluded;
};

/// Shows the dialog, chooses all but the open set, and waits until every plan is there. A macro, so that a
/// failure ends the test.
#define REVIEWED(replaces)                                                                                   \
    do {                                                                                                     \
        show();                                                                                              \
        choose(replaces);                                                                                    \
        QTRY_VERIFY(!m_dialog->findChild<QLabel *>(QStringLiteral("note"))                                   \
                         ->text()                                                                            \
                         .startsWith(QLatin1String("Asking")));                                              \
    } while (false)

void tst_SeveralDialog::init()
{
    failOnWarnings();
    m_home = std::make_unique<QTemporaryDir>();
    auto opened = Workspace::open(m_home->filePath(QStringLiteral("data")));
    QVERIFY(opened);
    m_workspace = *std::move(opened);
    m_tenants = std::make_unique<SeveralTenants>();
    m_confirmed.clear();
}

void tst_SeveralDialog::cleanup()
{
    m_concluded.reset();
    m_dialog.reset();
    m_sessions.clear();
    m_connections.clear();
    m_workspace.reset();
    m_tenants.reset();
}

void tst_SeveralDialog::addCustomer(const QString &name, const QString &held, bool isKnown)
{
    m_tenants->add(name, held).puts = {QStringLiteral("ok"), QStringLiteral("ok")};
    const Connection connection = customerConnection(name);
    m_workspace->saveConnection(connection);
    m_connections.push_back(connection);
    if (!isKnown)
        return;
    Receipt earlier;
    earlier.id = QStringLiteral("earlier-") + name;
    earlier.setId = connection.resourceSets[0].id;
    earlier.startedAt = earlier.finishedAt = QDateTime({2026, 1, 1}, {9, 0}, Qt::UTC);
    earlier.outcome = Receipt::Outcome::Verified;
    QVERIFY(waitFor(m_workspace->saveReceipt(earlier, m_workspace.get())));
}

DraftSession *tst_SeveralDialog::sessionOf(const QString &setId)
{
    auto &session = m_sessions[setId];
    if (session)
        return session.get();
    for (const Connection &connection : m_connections) {
        if (const ResourceSet *set = connection.resourceSet(setId))
            session = std::make_unique<DraftSession>(connection, *set, userAccounts(), *m_workspace,
                                                     *m_tenants, m_clock, nullptr);
    }
    return session.get();
}

bool tst_SeveralDialog::isLoaded(const QString &customer)
{
    const DraftSession *session = sessionOf(QStringLiteral("set-") + customer);
    return QTest::qWaitFor([session] { return session->isLoaded(); });
}

void tst_SeveralDialog::open(const QString &held, const QString &wanted)
{
    addCustomer(QStringLiteral("own"), held);
    m_source = sessionOf(QStringLiteral("set-own"));
    QVERIFY(isLoaded(QStringLiteral("own")));
    QVERIFY(waitFor(m_source->fetch()));
    m_source->draft().replaceAll(users(wanted), QStringLiteral("Edit"));
    m_tenants->log.clear();
}

void tst_SeveralDialog::show()
{
    SeveralTools tools{
        *m_tenants,
        m_clock,
        [this](const Receipt &receipt, QObject *owner) { return m_workspace->saveReceipt(receipt, owner); },
        [this](const QString &setId, QObject *owner) { return m_workspace->loadReceipts(setId, owner); },
        [this](const QString &id, QObject *owner) { return m_workspace->loadReceipt(id, owner); },
        [this](const QString &setId) { return sessionOf(setId); },
        {},
        {.firstDelay = std::chrono::milliseconds(1), .verifyDelay = std::chrono::milliseconds(1)},
        [this](const Connection &connection) { m_confirmed << connection.name; }};
    m_dialog =
        std::make_unique<SeveralDialog>(*m_source,
                                        targetsAmong(m_connections, QStringLiteral("UserAccount"),
                                                     QStringLiteral("User accounts"), m_source->set().id),
                                        tools, nullptr);
    m_concluded = std::make_unique<QSignalSpy>(m_dialog.get(), &SeveralDialog::concluded);
    m_dialog->show();
}

void tst_SeveralDialog::choose(bool replaces)
{
    if (replaces) {
        const QList<QRadioButton *> modes = m_dialog->findChildren<QRadioButton *>();
        for (QRadioButton *mode : modes) {
            if (mode->text().remove(u'&') == QLatin1String("Replace everything"))
                mode->click();
        }
    }
    for (const Connection &connection : m_connections) {
        if (connection.name != QLatin1String("own"))
            table()->model()->setData(table()->model()->index(rowOf(connection.name), 0), Qt::Checked,
                                      Qt::CheckStateRole);
    }
    QTest::mouseClick(button("review"), Qt::LeftButton);
}

QTableView *tst_SeveralDialog::table() const
{
    const QList<QTableView *> tables = m_dialog->findChildren<QTableView *>(QStringLiteral("customers"));
    for (QTableView *each : tables) {
        if (each->isVisible())
            return each;
    }
    return nullptr;
}

int tst_SeveralDialog::rowOf(const QString &customer) const
{
    const QAbstractItemModel *model = table()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, SeveralModel::Connection).data().toString() == customer)
            return row;
    }
    return -1;
}

QString tst_SeveralDialog::cell(const QString &customer, int column) const
{
    return table()->model()->index(rowOf(customer), column).data().toString();
}

QString tst_SeveralDialog::counts(const QString &customer) const
{
    QStringList texts;
    for (int column = SeveralModel::Deletes; column <= SeveralModel::Unchanged; ++column) {
        const QString title = table()->model()->headerData(column, Qt::Horizontal).toString();
        texts << title + QLatin1Char(' ') + cell(customer, column);
    }
    return texts.join(QLatin1String(", "));
}

void tst_SeveralDialog::look(const QString &customer)
{
    table()->setCurrentIndex(table()->model()->index(rowOf(customer), 0));
}

QPushButton *tst_SeveralDialog::shownButton(const QString &text) const
{
    const QList<QPushButton *> buttons = m_dialog->findChildren<QPushButton *>();
    for (QPushButton *each : buttons) {
        if (each->isVisible() && each->text().remove(u'&') == text)
            return each;
    }
    return nullptr;
}

template<typename T>
T *tst_SeveralDialog::shown(const char *name) const
{
    const QList<T *> all = m_dialog->findChildren<T *>(QLatin1String(name));
    for (T *each : all) {
        if (each->isVisible())
            return each;
    }
    return nullptr;
}

/// Of what was pushed in this test: "Verified", "NotSent".
QString tst_SeveralDialog::receiptsOf(const QString &customer)
{
    static const char *const names[] = {"Started",    "NotSent",  "TenantChanged", "Refused",
                                        "NotApplied", "Verified", "Different",     "Unknown"};
    const auto kept =
        waitFor(m_workspace->loadReceipts(QStringLiteral("set-") + customer, m_workspace.get()));
    QStringList outcomes;
    for (const Receipt &receipt : *kept) {
        if (!receipt.id.startsWith(QLatin1String("earlier")))
            outcomes << QString::fromLatin1(names[static_cast<int>(receipt.outcome)]);
    }
    return outcomes.join(QLatin1Char(' '));
}

void tst_SeveralDialog::modelHoldsItsContract()
{
    SeveralModel model({{QStringLiteral("s1"), QStringLiteral("Acme"), {}, QStringLiteral("Users"), true},
                        {QStringLiteral("s2"), QStringLiteral("Globex"), {}, QStringLiteral("Users")}},
                       false);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy chosen(&model, &SeveralModel::chosenChanged);
    QVERIFY(model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole)); // no change
    QVERIFY(!model.setData(model.index(1, SeveralModel::State), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(model.chosen().size(), size_t(1));
    QCOMPARE(model.chosen()[0].setId, QStringLiteral("s2"));
    QCOMPARE(model.index(0, SeveralModel::ResourceSet).data().toString(),
             QStringLiteral("Users (the open set)"));
    model.setState(0, QStringLiteral("Ready"));
    Plan plan;
    plan.deletes = 1234;
    model.setPlan(0, plan);
    QCOMPARE(model.index(0, SeveralModel::Deletes).data().toString(), QLocale().toString(1234));
    model.clearPlan(0);
    QCOMPARE(model.index(0, SeveralModel::Deletes).data().toString(), QString());
}

void tst_SeveralDialog::sameTypeIsOffered()
{
    Connection acme = customerConnection(QStringLiteral("acme"));
    acme.resourceSets.push_back(
        {QStringLiteral("secrets"), QStringLiteral("Secret"), QStringLiteral("77aa")});
    acme.resourceSets.push_back({QStringLiteral("second"), QStringLiteral("UserAccount"),
                                 QStringLiteral("88bb"), QStringLiteral("Contractors")});
    const auto targets =
        targetsAmong({acme, customerConnection(QStringLiteral("globex"))}, QStringLiteral("UserAccount"),
                     QStringLiteral("User accounts"), QStringLiteral("second"));
    QStringList lines;
    for (const SeveralTarget &target : targets)
        lines << target.setId + QLatin1Char(' ') + target.setName
                + (target.isSource ? QStringLiteral(" open") : QString());
    QCOMPARE(lines,
             (QStringList{QStringLiteral("set-acme User accounts"), QStringLiteral("second Contractors open"),
                          QStringLiteral("set-globex User accounts")}));
}

void tst_SeveralDialog::customersAreChosen()
{
    for (const char *name : {"acme", "globex", "glob2"})
        addCustomer(QString::fromLatin1(name), QStringLiteral("a"));
    open(QStringLiteral("a"), QStringLiteral("a b"));
    show();
    QVERIFY(!button("review")->isEnabled());
    auto *filter = shown<QLineEdit>("customersFilter");
    QTest::keyClicks(filter, QStringLiteral("glob"));
    QCOMPARE(table()->model()->rowCount(), 2);
    QTest::mouseClick(shownButton(QStringLiteral("All")), Qt::LeftButton);
    filter->clear();
    QCOMPARE(shown<QLabel>("chosenCount")->text(), QStringLiteral("2 of 4 chosen."));
    filter->setText(QStringLiteral("acme"));
    QCOMPARE(shown<QLabel>("chosenCount")->text(),
             QStringLiteral("2 of 4 chosen. The filter hides 2 of them."));
    QVERIFY(button("review")->isEnabled());
    filter->clear();
    QTest::mouseClick(shownButton(QStringLiteral("None")), Qt::LeftButton);
    QVERIFY(!button("review")->isEnabled());
    QVERIFY(m_tenants->log.isEmpty());
}

void tst_SeveralDialog::spaceChecksFromAnyColumn()
{
    addCustomer(QStringLiteral("acme"), QStringLiteral("a"));
    open(QStringLiteral("a"), QStringLiteral("a b"));
    show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    table()->setFocus();
    table()->setCurrentIndex(table()->model()->index(0, SeveralModel::ResourceSet));
    QTest::keyClick(table(), Qt::Key_Space);
    QVERIFY(button("review")->isEnabled());
    QTest::keyClick(table(), Qt::Key_Space);
    QVERIFY(!button("review")->isEnabled());
}

void tst_SeveralDialog::closingPushesNothing()
{
    addCustomer(QStringLiteral("acme"), QStringLiteral("a"));
    open(QStringLiteral("a"), QStringLiteral("a b"));
    REVIEWED(false);
    m_dialog->reject();
    QCOMPARE(m_concluded->at(0).at(0).toString(), QStringLiteral("Nothing was pushed."));
    QCOMPARE(m_tenants->log, QStringList{QStringLiteral("acme GET")});
}

void tst_SeveralDialog::updateAddsEverywhere()
{
    addCustomer(QStringLiteral("acme"), QStringLiteral("a x"));
    addCustomer(QStringLiteral("globex"), QStringLiteral("y"));
    addCustomer(QStringLiteral("same"), QStringLiteral("a b"));
    open(QStringLiteral("a"), QStringLiteral("a b"));
    REVIEWED(false);
    QCOMPARE(counts(QStringLiteral("acme")),
             QStringLiteral("Deletes 0, Comes back 0, Changes 0, Adds 1, Unchanged 2"));
    QCOMPARE(counts(QStringLiteral("globex")),
             QStringLiteral("Deletes 0, Comes back 0, Changes 0, Adds 2, Unchanged 1"));
    QVERIFY(state(QStringLiteral("same")).startsWith(QLatin1String("Nothing to push")));
    QCOMPARE(button("push")->text(), QStringLiteral("Push to 2 customers: add 3"));
    const QSignalSpy saved(m_dialog.get(), &SeveralDialog::receiptSaved);
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(state(QStringLiteral("acme")), QStringLiteral("Push verified"));
    QTRY_COMPARE(state(QStringLiteral("globex")), QStringLiteral("Push verified"));
    QCOMPARE(saved.size(), 2);
    QCOMPARE(receiptsOf(QStringLiteral("acme")), QStringLiteral("Verified"));
    QCOMPARE(receiptsOf(QStringLiteral("same")), QString());
    QVERIFY((*m_tenants)[QStringLiteral("acme")].bodies.first().contains("\"x\""));
    QCOMPARE(sessionOf(QStringLiteral("set-globex"))->draft().base()->resources.size(), size_t(3));
    QVERIFY(!sessionOf(QStringLiteral("set-globex"))->draft().hasChanges());
    QTRY_VERIFY(!button("push")->isEnabled());
    QTest::mouseClick(button("close"), Qt::LeftButton);
    QCOMPARE(m_concluded->at(0).at(0).toString(),
             QStringLiteral("Push verified: acme, globex.\nNot pushed: same."));
}

static QString manyAnd(const QString &more)
{
    QStringList names{more};
    for (int i = 0; i < 30; ++i)
        names << QStringLiteral("user%1").arg(i);
    return names.join(QLatin1Char(' '));
}

/// One confirmation for each customer that deletes, also where the guard asks for no number.
void tst_SeveralDialog::eachDeletionIsConfirmed()
{
    addCustomer(QStringLiteral("few"), manyAnd(QStringLiteral("gone")));
    addCustomer(QStringLiteral("tenth"), QStringLiteral("user0 user1 user2 gone"));
    open(manyAnd({}), manyAnd({}));
    REVIEWED(true);
    QCOMPARE(counts(QStringLiteral("few")),
             QStringLiteral("Deletes 1, Comes back 0, Changes 0, Adds 0, Unchanged 30"));
    QVERIFY(!button("push")->isEnabled());
    look(QStringLiteral("few"));
    const auto *plan = shown<QTableView>("plan");
    QCOMPARE(plan->model()->index(0, 1).data().toString(), QStringLiteral("gone"));
    QVERIFY(!shown<QLineEdit>("deletionsToConfirm"));
    shown<QCheckBox>("confirmDeletions")->click();
    QCOMPARE(button("push")->text(), QStringLiteral("Push to 1 customer: delete 1"));
    look(QStringLiteral("tenth"));
    QVERIFY(!shown<QCheckBox>("confirmDeletions"));
    QTest::keyClicks(shown<QLineEdit>("deletionsToConfirm"), QStringLiteral("1"));
    QCOMPARE(button("push")->text(), QStringLiteral("Push to 2 customers: delete 2, add 27"));
    look(QStringLiteral("few")); // what was confirmed stays confirmed
    QVERIFY(shown<QCheckBox>("confirmDeletions")->isChecked());
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(state(QStringLiteral("few")), QStringLiteral("Push verified"));
    QTRY_COMPARE(state(QStringLiteral("tenth")), QStringLiteral("Push verified"));
}

void tst_SeveralDialog::stoppedCustomerIsLeftOutUntilConfirmed()
{
    addCustomer(QStringLiteral("alien"), QStringLiteral("p q r"));
    addCustomer(QStringLiteral("plain"), QStringLiteral("a"));
    open(QStringLiteral("a"), QStringLiteral("a b"));
    REVIEWED(true);
    QVERIFY(state(QStringLiteral("alien")).startsWith(QLatin1String("Stopped: Not one uniqueId")));
    QCOMPARE(button("push")->text(), QStringLiteral("Push to 1 customer: add 1"));
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(state(QStringLiteral("plain")), QStringLiteral("Push verified"));
    QCOMPARE(m_tenants->count(QStringLiteral("alien PUT")), 0);
    look(QStringLiteral("alien"));
    QTest::mouseClick(shownButton(QStringLiteral("Delete anyway…")), Qt::LeftButton);
    QTRY_VERIFY(!button("push")->isEnabled());
    QTest::keyClicks(shown<QLineEdit>("deletionsToConfirm"), QStringLiteral("3"));
    QCOMPARE(state(QStringLiteral("alien")), QStringLiteral("Ready"));
    QTRY_VERIFY(button("push")->isVisible());
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(state(QStringLiteral("alien")), QStringLiteral("Push verified"));
    QCOMPARE(m_tenants->count(QStringLiteral("plain PUT")), 1);
}

void tst_SeveralDialog::missingResourcesAreKept()
{
    addCustomer(QStringLiteral("alien"), QStringLiteral("p q r"));
    open(QStringLiteral("a"), QStringLiteral("a b"));
    REVIEWED(true);
    QTest::mouseClick(shownButton(QStringLiteral("Keep the missing resources")), Qt::LeftButton);
    QTRY_COMPARE(state(QStringLiteral("alien")), QStringLiteral("Ready"));
    QCOMPARE(counts(QStringLiteral("alien")),
             QStringLiteral("Deletes 0, Comes back 0, Changes 0, Adds 2, Unchanged 3"));
    QCOMPARE(m_source->draft().rows().size(), size_t(2)); // the open draft is not theirs to go into
    QVERIFY(!sessionOf(QStringLiteral("set-alien"))->draft().hasChanges());
}

void tst_SeveralDialog::uncheckedCustomerIsLeftOut()
{
    addCustomer(QStringLiteral("acme"), QStringLiteral("a"));
    addCustomer(QStringLiteral("globex"), QStringLiteral("a"));
    open(QStringLiteral("a"), QStringLiteral("a b"));
    REVIEWED(false);
    table()->model()->setData(table()->model()->index(rowOf(QStringLiteral("acme")), 0), Qt::Unchecked,
                              Qt::CheckStateRole);
    QCOMPARE(state(QStringLiteral("acme")), QStringLiteral("Left out"));
    QCOMPARE(button("push")->text(), QStringLiteral("Push to 1 customer: add 1"));
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(state(QStringLiteral("globex")), QStringLiteral("Push verified"));
    QCOMPARE(m_tenants->count(QStringLiteral("acme PUT")), 0);
}

void tst_SeveralDialog::ownChangesAreNamedAndStay()
{
    addCustomer(QStringLiteral("busy"), QStringLiteral("a"));
    QVERIFY(isLoaded(QStringLiteral("busy")));
    DraftSession &busy = *sessionOf(QStringLiteral("set-busy"));
    QVERIFY(waitFor(busy.fetch()));
    busy.draft().add(users(QStringLiteral("mine")), QStringLiteral("Add"));
    busy.draft().edit({{0, QStringLiteral("fullName"), QStringLiteral("Mine")}}, QStringLiteral("Edit"));
    open(QStringLiteral("a"), QStringLiteral("a b"));
    REVIEWED(false);
    QVERIFY(state(QStringLiteral("busy")).contains(QLatin1String("its own draft holds edits")));
    QVERIFY(!button("push")->isEnabled());
    QVERIFY(shown<QLabel>("ownChanges")->text().contains(QLatin1String("1 added, 1 changed, 0 removed")));
    shown<QCheckBox>("pushAllTheSame")->click();
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(state(QStringLiteral("busy")), QStringLiteral("Push verified"));
    QVERIFY(!(*m_tenants)[QStringLiteral("busy")].bodies.first().contains("ine\""));
    QCOMPARE(busy.draft().counts().added, 1);
    QCOMPARE(busy.draft().counts().changed, 1);
    QCOMPARE(busy.draft().rows().size(), size_t(3)); // and follows what was pushed
}

void tst_SeveralDialog::openSetGetsItsDraft()
{
    addCustomer(QStringLiteral("acme"), QStringLiteral("a"));
    open(QStringLiteral("a c d e f g h i j k l"), QStringLiteral("a b d e f g h i j k l"));
    show();
    QTest::mouseClick(shownButton(QStringLiteral("All")), Qt::LeftButton);
    QTest::mouseClick(button("review"), Qt::LeftButton);
    QTRY_VERIFY(!cell(QStringLiteral("own"), SeveralModel::Adds).isEmpty());
    QCOMPARE(counts(QStringLiteral("own")), // also its deletion, although others are only added to
             QStringLiteral("Deletes 1, Comes back 0, Changes 0, Adds 1, Unchanged 10"));
    look(QStringLiteral("own"));
    shown<QCheckBox>("confirmDeletions")->click();
    QTRY_COMPARE(state(QStringLiteral("acme")), QStringLiteral("Ready"));
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(state(QStringLiteral("own")), QStringLiteral("Push verified"));
    QVERIFY(!m_source->draft().hasChanges());
}

void tst_SeveralDialog::rejectedRowsStopEverywhere()
{
    addCustomer(QStringLiteral("acme"), manyAnd(QStringLiteral("bad")));
    open(manyAnd({}), manyAnd({}));
    m_source->setRejectedIds({QStringLiteral("bad")});
    REVIEWED(true);
    QVERIFY(state(QStringLiteral("acme")).startsWith(QLatin1String("Stopped: The import left out")));
    QVERIFY(!button("push")->isEnabled());
}

void tst_SeveralDialog::firstPushNamesTheCustomer()
{
    addCustomer(QStringLiteral("fresh"), QStringLiteral("a"), false);
    open(QStringLiteral("a"), QStringLiteral("a b"));
    REVIEWED(false);
    QCOMPARE(state(QStringLiteral("fresh")), QStringLiteral("To be confirmed: the customer"));
    QVERIFY(!button("push")->isEnabled());
    shown<QCheckBox>("rightCustomer")->click();
    QVERIFY(button("push")->isEnabled());
}

void tst_SeveralDialog::anotherSignInNamesTheCustomer()
{
    addCustomer(QStringLiteral("again"), QStringLiteral("a"));
    m_connections.back().signInConfirmed = false;
    addCustomer(QStringLiteral("same"), QStringLiteral("a"));
    open(QStringLiteral("a"), QStringLiteral("a b"));
    REVIEWED(false);
    QCOMPARE(state(QStringLiteral("again")), QStringLiteral("To be confirmed: the customer"));
    QCOMPARE(state(QStringLiteral("same")), QStringLiteral("Ready"));
    look(QStringLiteral("again"));
    QVERIFY(shown<QLabel>("customerText")->text().startsWith(QLatin1String("Customer again has signed in")));
    shown<QCheckBox>("rightCustomer")->click();
    QCOMPARE(state(QStringLiteral("again")), QStringLiteral("Ready"));
    QVERIFY(m_confirmed.isEmpty());
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QCOMPARE(m_confirmed, QStringList{QStringLiteral("again")});
    QTRY_COMPARE(state(QStringLiteral("again")), QStringLiteral("Push verified"));
}

void tst_SeveralDialog::changedTenantGoesBackToReview()
{
    addCustomer(QStringLiteral("calm"), QStringLiteral("a"));
    addCustomer(QStringLiteral("moving"), QStringLiteral("a"));
    open(QStringLiteral("a"), QStringLiteral("a b"));
    REVIEWED(false);
    (*m_tenants)[QStringLiteral("moving")].gets = {QStringLiteral("other")};
    look(QStringLiteral("calm"));
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(state(QStringLiteral("calm")), QStringLiteral("Push verified"));
    QTRY_COMPARE(state(QStringLiteral("moving")),
                 QStringLiteral("The tenant changed during the review: look at its plan again"));
    QCOMPARE(m_tenants->count(QStringLiteral("moving PUT")), 0);
    QTRY_VERIFY(button("push")->isVisible());
    QVERIFY(!button("push")->isEnabled()); // what goes out is what was shown
    look(QStringLiteral("moving"));
    QVERIFY(shown<QLabel>("news")->text().contains(QLatin1String("Nothing was pushed")));
    QTRY_VERIFY(button("push")->isEnabled());
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(state(QStringLiteral("moving")), QStringLiteral("Push verified"));
    QVERIFY((*m_tenants)[QStringLiteral("moving")].bodies.first().contains("stranger"));
    QCOMPARE(receiptsOf(QStringLiteral("moving")), QStringLiteral("Verified TenantChanged"));
}

void tst_SeveralDialog::failureStopsNoOther()
{
    for (const char *name : {"deaf", "good", "refuses"})
        addCustomer(QString::fromLatin1(name), QStringLiteral("a"));
    (*m_tenants)[QStringLiteral("deaf")].gets = {QStringLiteral("fail")};
    (*m_tenants)[QStringLiteral("refuses")].puts = {QStringLiteral("400")};
    open(QStringLiteral("a"), QStringLiteral("a b"));
    REVIEWED(false);
    QCOMPARE(state(QStringLiteral("deaf")), QStringLiteral("Not reviewed: No net."));
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(state(QStringLiteral("good")), QStringLiteral("Push verified"));
    QTRY_COMPARE(state(QStringLiteral("refuses")), QStringLiteral("Push failed: nothing was changed"));
    look(QStringLiteral("deaf"));
    QTRY_VERIFY(button("again")->isVisible());
    QTest::mouseClick(button("again"), Qt::LeftButton);
    QTRY_COMPARE(state(QStringLiteral("deaf")), QStringLiteral("Ready"));
    m_dialog->reject();
    QCOMPARE(m_concluded->at(0).at(0).toString(),
             QStringLiteral(
                 "Push failed: nothing was changed: refuses.\nPush verified: good.\nNot pushed: deaf."));
}

void tst_SeveralDialog::unknownOutcomeIsFoundOut()
{
    addCustomer(QStringLiteral("lost"), QStringLiteral("a"));
    open(QStringLiteral("a"), QStringLiteral("a b"));
    REVIEWED(false);
    (*m_tenants)[QStringLiteral("lost")].puts = {QStringLiteral("lost+applied")};
    (*m_tenants)[QStringLiteral("lost")].gets = {QStringLiteral("now"), QStringLiteral("fail")};
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(state(QStringLiteral("lost")), QStringLiteral("Push sent, outcome unknown"));
    QTRY_VERIFY(button("again")->isVisible());
    QCOMPARE(button("again")->text(), QStringLiteral("Fetch to find out"));
    QTest::mouseClick(button("again"), Qt::LeftButton);
    QTRY_COMPARE(state(QStringLiteral("lost")), QStringLiteral("Push verified"));
}

void tst_SeveralDialog::cancelSendsNoMore()
{
    const QStringList names = QStringLiteral("c0 c1 c2 c3 c4 c5").split(QLatin1Char(' '));
    for (const QString &name : names) {
        addCustomer(name, QStringLiteral("a"));
        (*m_tenants)[name].puts = {QStringLiteral("hang+applied")};
    }
    open(QStringLiteral("a"), QStringLiteral("a b"));
    REVIEWED(false);
    m_tenants->log.clear();
    QTest::mouseClick(button("push"), Qt::LeftButton);
    QTRY_COMPARE(m_tenants->log.filter(QStringLiteral("PUT")).size(), 4);
    m_dialog->reject(); // Esc does not close it
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(m_concluded->size(), 0);
    QCOMPARE(button("close")->text(), QStringLiteral("Cancel"));
    QTest::mouseClick(button("close"), Qt::LeftButton);
    for (const QString &name : names.mid(0, 4))
        QTRY_COMPARE(state(name), QStringLiteral("Push verified"));
    for (const QString &name : names.mid(4)) {
        QTRY_COMPARE(state(name), QStringLiteral("Push failed: nothing was changed"));
        QCOMPARE(m_tenants->log.filter(name).size(), 0);
    }
    QTRY_COMPARE(button("close")->text(), QStringLiteral("Close"));
    QTest::mouseClick(button("close"), Qt::LeftButton);
    QVERIFY(!m_dialog->isVisible());
}

void tst_SeveralDialog::problemLeadsToTheOpenDraft()
{
    addCustomer(QStringLiteral("acme"), QStringLiteral("z"));
    open(QStringLiteral("a"), QStringLiteral("a b:email=null"));
    REVIEWED(false);
    QVERIFY(!button("push")->isEnabled());
    QVERIFY(state(QStringLiteral("acme")).contains(QLatin1String("problem")));
    const QSignalSpy activated(m_dialog.get(), &SeveralDialog::problemActivated);
    auto *problems = shown<QListWidget>("problems");
    Q_EMIT problems->itemActivated(problems->item(0));
    QCOMPARE(activated.size(), 1);
    const auto problem = activated.at(0).at(0).value<Problem>();
    QCOMPARE(problem.uniqueId, QStringLiteral("b"));
    QCOMPARE(problem.row, 1);
    QVERIFY(!m_dialog->isVisible());
}

void tst_SeveralDialog::everythingHasAName()
{
    addCustomer(QStringLiteral("acme"), manyAnd(QStringLiteral("gone")), false);
    open(manyAnd({}), manyAnd({}));
    const auto nameless = [this] {
        QStringList found;
        const QList<QWidget *> widgets = m_dialog->findChildren<QWidget *>();
        for (QWidget *widget : widgets) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
                continue;
            QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
            if (interface && interface->text(QAccessible::Name).isEmpty())
                found << QString::fromLatin1(widget->metaObject()->className());
        }
        return found.join(QLatin1Char(' '));
    };
    show();
    QCOMPARE(nameless(), QString());
    choose(true);
    QTRY_COMPARE(state(QStringLiteral("acme")), QStringLiteral("To be confirmed: its deletions"));
    QCOMPARE(nameless(), QString());
}

QTEST_MAIN(tst_SeveralDialog)
#include "tst_severaldialog.moc"
