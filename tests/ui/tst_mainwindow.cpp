// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/faults.h"
#include "app/practice/practicetenant.h"
#include "app/session/draftsession.h"
#include "app/workspace/workspacefolder.h"
#include "tests/support/mainwindowbench.h"
#include "tests/support/users.h"
#include "tests/support/waitfor.h"
#include "ui/plan/severaldialog.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>
#include <functional>

using namespace Fullstate;

class tst_MainWindow : public QObject, private MainWindowBench
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        open();
    }
    void cleanup() { close(); }

    void frameIsPaintedBeforeTheWorkspaceIsOpened();
    void menusHoldTheWords();
    void toolBarHoldsTheWords();
    void firstStartOffersThePracticeTenant();
    void fetchShowsWhatTheTenantHolds();
    void damagedPracticeTenantIsSaid();
    void fetchIsCancelled();
    void failedFetchIsExplained();
    void activityShowsTheWholeRecord();
    void placeholdersAreReadableInTheDark();
    void nothingIsOfferedWithoutASet();
    void everyFocusableWidgetIsNamed();
    void keyboardAlone();
    void undoOfAMessageGoesWithTheNextEdit();
    void problemLeadsToItsCell();
    void detailsFollowTheTable();
    void viewTogglesThePanels();
    void columnsAreHiddenAndRemembered();
    void lastSetIsOpenedAgain();
    void menuCopiesTheTextThatHasTheFocus();
    void discardAsksFirst();
    void draftGoesToAnotherConnection();

private:
    void openUnfetched();
    Draft &draft() const { return m_services->session(setId())->draft(); }
    QString setId() const { return m_services->connections().connections().front().resourceSets.front().id; }
    QString message() const { return bar().text(); }
    QTableView *table(const char *accessibleName) const;
};

void tst_MainWindow::frameIsPaintedBeforeTheWorkspaceIsOpened()
{
    const QTemporaryDir place;
    auto folder = WorkspaceFolder::claim(place.path());
    QVERIFY(folder);
    const auto settings = (*folder)->openSettings();
    MainWindow window(*settings);
    const QSignalSpy painted(&window, &MainWindow::painted);
    window.showFrame();
    QVERIFY(!painted.isEmpty());
    QVERIFY(window.menuBar()->isVisible());
    const auto services = Services::open(*std::move(folder));
    QVERIFY(services);
    const auto workbench = std::make_unique<Workbench>(window, **services);
    QTRY_VERIFY(window.findChild<ConnectionTree *>()->isVisible()); // with the next layout
    window.close();
}

void tst_MainWindow::openUnfetched()
{
    auto connection = m_services->makePracticeConnection();
    QVERIFY(connection);
    connection->kind = Connection::Kind::Private; // a practice connection's sets fetch themselves
    m_services->connections().add(*connection);
    m_workbench->openSet(connection->resourceSets.front().id);
    QTRY_VERIFY(action("fetch")->isEnabled());
}

QTableView *tst_MainWindow::table(const char *accessibleName) const
{
    const QList<QTableView *> tables = m_window->findChildren<QTableView *>();
    for (QTableView *one : tables) {
        if (one->accessibleName() == QLatin1String(accessibleName))
            return one;
    }
    return nullptr;
}

/// Those of the menu's words that are in \p expected, in the order of the menu.
static QString wordsOf(const QMenu &menu, const QStringList &expected)
{
    QStringList words;
    const QList<QAction *> actions = menu.actions();
    for (const QAction *action : actions) {
        if (const QString word = action->text().remove(u'&'); expected.contains(word))
            words.append(word);
    }
    return words.join(QStringLiteral(", "));
}

void tst_MainWindow::menusHoldTheWords()
{
    const QStringList expected{
        QStringLiteral("File: New connection…, Import CSV…, Export CSV…, Quit"),
        QStringLiteral("Edit: Undo, Redo, Revert, Cut, Copy, Paste, Add resource, Deactivate, Remove "
                       "resources, Find…, Filter column, Clear filters, Replace…"),
        QStringLiteral(
            "Resources: Fetch, Review push…, Push to several…, Discard draft…, Scope…, Upload evidence…"),
        QStringLiteral("View: History, Activity, Problems, Evidence uploads, Filter row, Columns"),
        QStringLiteral("Help: Keyboard shortcuts, About Fullstate")};
    QStringList menus;
    const QList<QAction *> bar = m_window->menuBar()->actions();
    for (int i = 0; i < bar.size(); ++i)
        menus.append(
            bar.at(i)->text().remove(u'&') % QStringLiteral(": ")
            % wordsOf(*bar.at(i)->menu(),
                      expected.value(i).section(QStringLiteral(": "), 1).split(QStringLiteral(", "))));
    QCOMPARE(menus.join(u'\n'), expected.join(u'\n'));
}

void tst_MainWindow::toolBarHoldsTheWords()
{
    QStringList words;
    const QList<QToolButton *> buttons = m_window->findChild<QToolBar *>()->findChildren<QToolButton *>();
    for (const QToolButton *button : buttons) {
        if (button->defaultAction())
            words.append(button->text());
    }
    QCOMPARE(words.join(QStringLiteral(", ")),
             QStringLiteral("Fetch, Import CSV, Add resource, Remove resources, Undo, Redo, Review push"));
}

void tst_MainWindow::firstStartOffersThePracticeTenant()
{
    QPushButton *offer = nullptr;
    const QList<QPushButton *> buttons = m_window->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->isVisible() && button->text().remove(u'&') == QStringLiteral("Open the practice tenant"))
            offer = button;
    }
    QVERIFY(offer);
    QTest::mouseClick(offer, Qt::LeftButton);
    QCOMPARE(m_services->connections().connections().size(), 1U);
    QVERIFY(!offer->isVisible());
    QVERIFY2(m_window->windowTitle().contains(QStringLiteral("User accounts")),
             qPrintable(m_window->windowTitle()));
    QTRY_VERIFY(status().contains(QStringLiteral("120 resource")));
    m_workbench->openPracticeTenant(); // again: the same one
    QCOMPARE(m_services->connections().connections().size(), 1U);
}

void tst_MainWindow::fetchShowsWhatTheTenantHolds()
{
    fetch();
    QVERIFY2(message().isEmpty(), qPrintable(message())); // nobody asked for it
    action("fetch")->trigger();
    QTRY_VERIFY(action("fetch")->isEnabled());
    QVERIFY2(status().contains(QStringLiteral("120 resource"))
                 && status().contains(QStringLiteral("fetched")),
             qPrintable(status()));
    QVERIFY2(message().contains(QStringLiteral("The tenant holds")), qPrintable(message()));
    QVERIFY(grid().isVisible());
    QVERIFY(table("Activity")->model()->rowCount() > 0);
    draft().edit({{0, QStringLiteral("fullName"), QStringLiteral("Somebody Else")}}, QStringLiteral("Edit"));
    draft().remove({1, 2});
    QVERIFY2(status().contains(QStringLiteral("+0 ~1 −2")), qPrintable(status()));
}

void tst_MainWindow::damagedPracticeTenantIsSaid()
{
    QFile state(m_folder->filePath(QStringLiteral("data/practice-tenant.json")));
    QVERIFY(state.open(QIODevice::WriteOnly) && state.write("{cut off") > 0);
    state.close();
    QSignalSpy afresh(m_services.get(), &Services::practiceStartedAfresh);
    m_workbench->openPracticeTenant();
    QCOMPARE(afresh.size(), 1);
    auto *box = m_window->findChild<QMessageBox *>();
    QVERIFY(box && box->text().contains(QLatin1String("begins afresh")));
    QTest::keyClick(box, Qt::Key_Return);
    QTRY_VERIFY(grid().model()->rowCount() > 100);
}

void tst_MainWindow::fetchIsCancelled()
{
    openUnfetched();
    (*m_services->practice())->faults().next = {{"GET", false, Fault::Answer::Hang}};
    auto *cancel = m_window->findChild<QPushButton *>(QStringLiteral("cancel"));
    QTRY_VERIFY(action("fetch")->isEnabled());
    QVERIFY(!cancel->isVisible());
    action("fetch")->trigger();
    QVERIFY(!action("fetch")->isEnabled());
    QTRY_VERIFY(cancel->isVisible());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QTRY_VERIFY(action("fetch")->isEnabled());
    QVERIFY(!cancel->isVisible());
    QVERIFY2(message().isEmpty(), qPrintable(message())); // asked for, so no error
    (*m_services->practice())->faults().next.clear();
    action("fetch")->trigger();
    QTRY_VERIFY(grid().model()->rowCount() > 100);
}

void tst_MainWindow::failedFetchIsExplained()
{
    openUnfetched();
    (*m_services->practice())->faults().next = {
        {"GET", false, Fault::Answer::Raw, 403, "application/json", "{}"}};
    QTRY_VERIFY(action("fetch")->isEnabled());
    action("fetch")->trigger();
    QTRY_VERIFY(!message().isEmpty());
    QTRY_VERIFY(action("fetch")->isEnabled());
    QVERIFY2(status().contains(QStringLiteral("never fetched")), qPrintable(status()));
}

void tst_MainWindow::activityShowsTheWholeRecord()
{
    fetch();
    action("showActivity")->trigger();
    QTableView *records = table("Activity");
    records->setCurrentIndex(records->model()->index(0, 0));
    const auto *record = m_window->findChild<QPlainTextEdit *>(QStringLiteral("activityRecord"));
    QVERIFY2(record->toPlainText().contains(QStringLiteral("/v1/resources/user_account")),
             qPrintable(record->toPlainText()));
    QVERIFY(record->isReadOnly());
    records->setCurrentIndex(records->model()->index(1, 0));
    QVERIFY2(record->toPlainText().contains(QStringLiteral("/oauth/token")),
             qPrintable(record->toPlainText()));
}

void tst_MainWindow::placeholdersAreReadableInTheDark()
{
    const QPalette usual = QApplication::palette();
    const auto restore = qScopeGuard([&usual] { QApplication::setPalette(usual); });
    QPalette dark(Qt::white, Qt::black, Qt::gray, Qt::darkGray, Qt::gray, Qt::white, Qt::black);
    dark.setColor(QPalette::PlaceholderText, Qt::black);
    QApplication::setPalette(dark);
    QTRY_VERIFY(QApplication::palette().color(QPalette::PlaceholderText).lightness() > 128);
    QCOMPARE(QApplication::palette().color(QPalette::Base), dark.color(QPalette::Base));
}

void tst_MainWindow::nothingIsOfferedWithoutASet()
{
    for (const char *name : {"fetch", "reviewPush", "pushSeveral", "importCsv", "addResource",
                             "removeResources", "paste", "undo", "discardDraft", "uploadEvidence"})
        QVERIFY2(!action(name)->isEnabled(), name);
    for (const char *name : {"newConnection", "openPractice", "quit", "about", "showHistory"})
        QVERIFY2(action(name)->isEnabled(), name);
}

void tst_MainWindow::everyFocusableWidgetIsNamed()
{
    fetch();
    draft().edit({{0, QStringLiteral("email"), QStringLiteral("nobody")}}, QStringLiteral("Edit"));
    for (const char *panel : {"showProblems", "showActivity", "showHistory", "showUploads"}) {
        if (!action(panel)->isChecked())
            action(panel)->trigger();
        const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy())
                continue;
            const QAccessibleInterface *accessible =
                QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
            QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(),
                     qPrintable(QLatin1String(widget->metaObject()->className()) % u' ' % widget->objectName()
                                % QStringLiteral(" in ") % widget->parentWidget()->objectName()));
        }
    }
    for (const char *name : {"Resources", "Problems", "Activity", "History", "Evidence uploads"})
        QVERIFY2(table(name), name);
}

void tst_MainWindow::keyboardAlone()
{
    openUnfetched();
    QTRY_VERIFY(action("fetch")->isEnabled());
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_VERIFY(grid().hasFocus());
    const QString id = cell(0, "uniqueId").data().toString();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), id);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY2(status().contains(QStringLiteral("hidden by the filter")), qPrintable(status()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
    QCOMPARE(draft().changeOf(0), Draft::Change::Removed);
    QVERIFY2(message().contains(QStringLiteral("deleted by the next push")), qPrintable(message()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(draft().changeOf(0), Draft::Change::None);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(draft().changeOf(0), Draft::Change::Removed);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(draft().changeOf(0), Draft::Change::None);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY2(message().contains(QStringLiteral("DEACTIVATED")), qPrintable(message()));
}

void tst_MainWindow::undoOfAMessageGoesWithTheNextEdit()
{
    fetch();
    grid().setCurrentIndex(cell(3, "email"));
    action("removeResources")->trigger();
    const QList<QPushButton *> offers = m_window->findChild<MessageBar *>()->findChildren<QPushButton *>();
    QCOMPARE(offers.size(), 1);
    QTest::mouseClick(offers.front(), Qt::LeftButton);
    QVERIFY(!draft().hasChanges());
    action("removeResources")->trigger();
    QVERIFY(!message().isEmpty());
    draft().edit({{0, QStringLiteral("fullName"), QStringLiteral("Somebody Else")}}, QStringLiteral("Edit"));
    QVERIFY(message().isEmpty());
}

void tst_MainWindow::problemLeadsToItsCell()
{
    fetch();
    draft().edit({{5, QStringLiteral("externalUrl"), QStringLiteral("nowhere")}}, QStringLiteral("Edit"));
    QTRY_COMPARE(table("Problems")->model()->rowCount(), 1);
    QVERIFY2(status().contains(QStringLiteral("1 problem")), qPrintable(status()));
    grid().setCurrentIndex(cell(0, "uniqueId"));
    table("Problems")->setFocus();
    table("Problems")->setCurrentIndex(table("Problems")->model()->index(0, 0));
    QTest::keyClick(table("Problems"), Qt::Key_Return);
    QCOMPARE(grid().currentIndex(), cell(5, "externalUrl"));
    QVERIFY(grid().hasFocus());
    draft().undoStack().undo();
    QTRY_COMPARE(table("Problems")->model()->rowCount(), 0);
}

void tst_MainWindow::detailsFollowTheTable()
{
    fetch();
    const auto shown = [this] {
        const QList<QLineEdit *> lines =
            m_window->findChild<QWidget *>(QStringLiteral("details"))->findChildren<QLineEdit *>();
        for (const QLineEdit *line : lines) {
            if (line->accessibleName() == QStringLiteral("uniqueId") && line->isVisible())
                return line->text();
        }
        return QString();
    };
    grid().setCurrentIndex(cell(7, "email"));
    QCOMPARE(shown(), cell(7, "uniqueId").data().toString());
    grid().sortByColumn(cell(0, "email").column(), Qt::DescendingOrder);
    grid().setCurrentIndex(cell(0, "email"));
    QCOMPARE(shown(), cell(0, "uniqueId").data().toString());
}

void tst_MainWindow::viewTogglesThePanels()
{
    QVERIFY(!table("Problems")->isVisible()); // the welcome page is alone
    m_workbench->openPracticeTenant();
    QVERIFY(table("Problems")->isVisible());
    QVERIFY(action("showProblems")->isChecked());
    action("showHistory")->trigger();
    QVERIFY(table("History")->isVisible());
    QVERIFY(!table("Problems")->isVisible());
    QVERIFY(!action("showProblems")->isChecked());
    action("showHistory")->trigger();
    QVERIFY(!table("History")->isVisible());
    QVERIFY(!action("showHistory")->isChecked());
    action("showActivity")->trigger();
    QVERIFY(table("Activity")->isVisible());
}

void tst_MainWindow::columnsAreHiddenAndRemembered()
{
    fetch();
    QMenu *columns = nullptr;
    const QList<QMenu *> menus = m_window->findChildren<QMenu *>();
    for (QMenu *menu : menus) {
        if (menu->title().remove(u'&') == QStringLiteral("Columns"))
            columns = menu;
    }
    QVERIFY(columns);
    Q_EMIT columns->aboutToShow();
    const QList<QAction *> fields = columns->actions();
    const auto email = std::find_if(fields.begin(), fields.end(), [](const QAction *field) {
        return field->text() == QStringLiteral("email");
    });
    QVERIFY(email != fields.end());
    (*email)->trigger();
    QVERIFY(grid().isColumnHidden(cell(0, "email").column()));
    openWindow();
    m_workbench->openPracticeTenant();
    QVERIFY(grid().isColumnHidden(cell(0, "email").column()));
}

void tst_MainWindow::lastSetIsOpenedAgain()
{
    fetch();
    draft().remove({0});
    const int rows = grid().model()->rowCount();
    m_window->close();
    m_window.reset();
    QVERIFY(m_services->save(5000));
    open();
    QTRY_COMPARE(grid().model()->rowCount(), rows);
    QCOMPARE(draft().changeOf(0), Draft::Change::Removed);
}

void tst_MainWindow::menuCopiesTheTextThatHasTheFocus()
{
    fetch();
    view().find();
    auto *filter = m_window->findChild<QLineEdit *>(QStringLiteral("filter"));
    QTest::keyClicks(filter, QStringLiteral("zzz"));
    filter->selectAll();
    action("copy")->setEnabled(true);
    action("copy")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("zzz"));
}

void tst_MainWindow::discardAsksFirst()
{
    fetch();
    QVERIFY(!action("discardDraft")->isEnabled());
    draft().remove({0, 1});
    const auto answer = [this](const QString &button) {
        action("discardDraft")->trigger();
        auto *box = m_window->findChild<QMessageBox *>();
        QVERIFY(box);
        QVERIFY2(box->text().contains(QStringLiteral("2 removed")), qPrintable(box->text()));
        const QList<QPushButton *> buttons = box->findChildren<QPushButton *>();
        for (QPushButton *one : buttons) {
            if (one->text().remove(u'&') == button)
                QTest::mouseClick(one, Qt::LeftButton);
        }
        QTRY_VERIFY(!m_window->findChild<QMessageBox *>());
    };
    answer(QStringLiteral("Cancel"));
    QVERIFY(draft().hasChanges());
    answer(QStringLiteral("Discard draft"));
    QVERIFY(!draft().hasChanges());
    action("undo")->trigger();
    QVERIFY(draft().hasChanges());
}

/// From the menu to the receipt, through the real services.
void tst_MainWindow::draftGoesToAnotherConnection()
{
    fetch();
    auto other = m_services->makePracticeConnection();
    QVERIFY(other);
    other->name = QStringLiteral("Zeta");
    m_services->connections().add(*other);
    const QString otherSet = other->resourceSets.front().id;
    draft().add({user(QStringLiteral("new"))}, QStringLiteral("Add"));
    action("pushSeveral")->trigger();
    auto *dialog = m_window->findChild<SeveralDialog *>();
    QVERIFY(dialog);
    auto *customers = dialog->findChild<QTableView *>(QStringLiteral("customers"));
    QCOMPARE(customers->model()->rowCount(), 2);
    QVERIFY(customers->model()->setData(customers->model()->index(1, 0), Qt::Checked, Qt::CheckStateRole));
    dialog->findChild<QPushButton *>(QStringLiteral("review"))->click();
    auto *push = dialog->findChild<QPushButton *>(QStringLiteral("push"));
    QTRY_COMPARE_WITH_TIMEOUT(push->text(), QStringLiteral("Push to 1 customer: add 1"), 20'000);
    push->click();
    QTRY_VERIFY_WITH_TIMEOUT(push->isVisible() && !push->isEnabled(), 20'000);
    const QPointer<DraftSession> opened = m_services->session(otherSet);
    dialog->reject();
    QTRY_COMPARE(message(), QStringLiteral("Push verified: Zeta."));
    QTRY_VERIFY(!opened); // nobody else has seen it
    QVERIFY(m_services->isOpen(setId()));
    DraftSession *again = m_services->session(otherSet);
    QTRY_VERIFY(again->isLoaded());
    QCOMPARE(again->draft().rows().size(), size_t(grid().model()->rowCount())); // what the push has left
    const auto kept = waitFor(m_services->workspace().loadReceipts(otherSet, m_window.get()));
    QVERIFY(kept);
    QCOMPARE(kept->size(), size_t(1));
    QCOMPARE(kept->front().outcome, Receipt::Outcome::Verified);
    QCOMPARE(draft().counts().added, 1); // the open set was not among them: its draft is as it was
}

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"
