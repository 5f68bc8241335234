// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/englishplurals.h"
#include "app/session/draftsession.h"
#include "tests/support/importpages.h"
#include "tests/support/scriptedapi.h"
#include "tests/support/testclock.h"
#include "tests/support/workspacesamples.h"
#include "ui/import/importwizard.h"

using namespace Fullstate;

/// The whole import over a real draft and workspace: what goes in, what is remembered, and that closing it at
/// any moment leaves the draft alone.
class tst_ImportWizard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void init();
    void cleanup();
    void importsAndRemembers();
    void savedProblemRowsAreKnownAgain();
    void importsWhatWasPasted();
    void namesWhatWasLeftOut();
    void followsAFetch();
    void closedAtAnyMoment_data();
    void closedAtAnyMoment();
    void goesWithItsSession();

private:
    std::unique_ptr<ImportWizard> wizardFor(const QByteArray &content);
    static void goTo(QWizard *wizard, int page);

    EnglishPlurals m_plurals{};
    TestClock m_clock;
    ScriptedApi m_api{users(QStringLiteral("ada bob"))};
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<DraftSession> m_session;
};

void tst_ImportWizard::init()
{
    failOnWarnings();
    m_home = std::make_unique<QTemporaryDir>();
    m_workspace = openedSound(m_home->filePath(QStringLiteral("data")));
    const Connection connection = sampleConnection();
    m_workspace->saveConnection(connection);
    m_session = std::make_unique<DraftSession>(connection, connection.resourceSets[0], userAccounts(),
                                               *m_workspace, m_api, m_clock, nullptr);
    QTRY_VERIFY(m_session->isLoaded());
    m_session->adopt(snapshotOf(users(QStringLiteral("ada bob"))));
}

void tst_ImportWizard::cleanup()
{
    m_session.reset();
    m_workspace.reset();
}

std::unique_ptr<ImportWizard> tst_ImportWizard::wizardFor(const QByteArray &content)
{
    const QString name = m_home->filePath(QStringLiteral("people.csv"));
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("the file cannot be written");
    file.close();
    auto wizard = std::make_unique<ImportWizard>(*m_session, name);
    wizard->show();
    return wizard;
}

static constexpr int LongMs = 30'000; ///< for many rows on a busy machine

/// 0: File, …
void tst_ImportWizard::goTo(QWizard *wizard, int page)
{
    for (int at = 0; at < page; ++at) {
        QTRY_VERIFY_WITH_TIMEOUT(wizard->currentPage()->isComplete(), LongMs);
        wizard->next();
    }
}

void tst_ImportWizard::importsAndRemembers()
{
    const QByteArray csv = "Kennung;Nachname x;Zustand\nada;Lovelace;aktiv\nbob;Builder;ausgeschieden\n";
    const auto first = wizardFor(csv);
    goTo(first.get(), 1);
    auto *columns = named<QTableWidget>(first->currentPage(), "Columns");
    typeIntoCell(columns, 0, 1, QStringLiteral("uniqueId"));
    typeIntoCell(columns, 1, 1, QStringLiteral("fullName"));
    goTo(first.get(), 2);
    const QSignalSpy concluded(first.get(), &ImportWizard::concluded);
    QTRY_VERIFY(first->button(QWizard::FinishButton)->isEnabled());
    QTest::keyClick(first->button(QWizard::FinishButton), Qt::Key_Space);
    QCOMPARE(concluded.size(), 1);
    QCOMPARE(concluded[0][0].toString(),
             QStringLiteral("Imported: 0 added, 2 changed, 0 to be deleted by the next push."));
    QVERIFY(!first->isVisible());
    const QJsonObject bob = m_session->draft().rows()[1].resource;
    QCOMPARE(bob.value(QLatin1String("fullName")).toString(), QStringLiteral("Builder"));
    QCOMPARE(bob.value(QLatin1String("status")).toString(), QStringLiteral("DEACTIVATED"));
    m_session->draft().undoStack().undo(); // one step
    QVERIFY(!m_session->draft().hasChanges());

    const auto second = wizardFor("zustand;KENNUNG;nachname x\naktiv;bob;Builder\n");
    goTo(second.get(), 1);
    QVERIFY(textOf(second->currentPage(), "notes")
                .contains(QStringLiteral("Files with this header went in like this the last time.")));
    columns = named<QTableWidget>(second->currentPage(), "Columns");
    QCOMPARE(columns->item(0, 1)->text(), QStringLiteral("status"));
    QCOMPARE(columns->item(1, 1)->text(), QStringLiteral("uniqueId"));
    QCOMPARE(columns->item(2, 1)->text(), QStringLiteral("fullName"));
}

/// A file with names of its own: its problem rows, saved, mended and imported, find its mapping.
void tst_ImportWizard::savedProblemRowsAreKnownAgain()
{
    const auto first = wizardFor("Kennung;Nachname x;Zustand\nada;Lovelace;aktiv\nbob;Builder;verreist\n");
    goTo(first.get(), 1);
    auto *columns = named<QTableWidget>(first->currentPage(), "Columns");
    typeIntoCell(columns, 0, 1, QStringLiteral("uniqueId"));
    typeIntoCell(columns, 1, 1, QStringLiteral("fullName"));
    goTo(first.get(), 2);
    press(first->currentPage(), "Save problem rows…");
    const QString name = m_home->filePath(QStringLiteral("mend.csv"));
    chooseInFileDialog(first.get(), name);
    QTRY_COMPARE(textOf(first->currentPage(), "saved"),
                 QStringLiteral("Saved 1 row to %1.").arg(QDir::toNativeSeparators(name)));
    press(first->currentPage(), "Leave out the rows with problems");
    QTest::keyClick(first->button(QWizard::FinishButton), Qt::Key_Space);
    QCOMPARE(m_session->draft().counts().changed, 1);

    QFile saved(name);
    QVERIFY(saved.open(QIODevice::ReadWrite));
    QByteArray csv = saved.readAll();
    QVERIFY2(csv.contains("reason") && csv.contains("Zustand: "), csv.constData());
    csv.replace("Builder,verreist,", "Builder,ausgeschieden,");
    const auto second = wizardFor(csv);
    goTo(second.get(), 1);
    QVERIFY(textOf(second->currentPage(), "notes")
                .contains(QStringLiteral("Files with this header went in like this the last time.")));
    goTo(second.get(), 2);
    QTRY_VERIFY(second->button(QWizard::FinishButton)->isEnabled());
    QTest::keyClick(second->button(QWizard::FinishButton), Qt::Key_Space);
    const QJsonObject bob = m_session->draft().rows()[1].resource;
    QCOMPARE(bob.value(QLatin1String("fullName")).toString(), QStringLiteral("Builder"));
    QCOMPARE(bob.value(QLatin1String("status")).toString(), QStringLiteral("DEACTIVATED"));
}

void tst_ImportWizard::importsWhatWasPasted()
{
    ImportWizard wizard(*m_session, {});
    wizard.setPasted(QStringLiteral("uniqueId\temail\nada\tnew@example.com\n"));
    wizard.show();
    goTo(&wizard, 3);
    QTRY_VERIFY(wizard.button(QWizard::FinishButton)->isEnabled());
    QTest::keyClick(wizard.button(QWizard::FinishButton), Qt::Key_Space);
    QCOMPARE(m_session->draft().counts().changed, 1);
    QCOMPARE(m_session->draft().rows()[0].resource.value(QLatin1String("email")).toString(),
             QStringLiteral("new@example.com"));
}

void tst_ImportWizard::namesWhatWasLeftOut()
{
    m_session->setScope(
        {{{QStringLiteral("email"), ScopeRule::Kind::NoneOf, {QStringLiteral("x@example.com")}}}}, 0);
    const auto wizard = wizardFor("uniqueId,email,status\nada,x@example.com,ACTIVE\nbob,b@example.com,weg\n"
                                  "cleo,X@example.com,ACTIVE\ndan,d@example.com,weg\n");
    goTo(wizard.get(), 3);
    press(wizard->currentPage(), "Leave out the rows with problems");
    const QSignalSpy concluded(wizard.get(), &ImportWizard::concluded);
    QTest::keyClick(wizard->button(QWizard::FinishButton), Qt::Key_Space);
    QCOMPARE(concluded.size(), 1);
    QCOMPARE(
        concluded[0][0].toString(),
        QStringLiteral("The file holds nothing that the draft does not have. Left out for their problems: 2 "
                       "rows. Out of scope: 2."));
    QCOMPARE(m_session->outOfScope(), 2);
    QCOMPARE(m_session->rejectedIds(), // the guard names their deletion
             (QStringList{QStringLiteral("bob"), QStringLiteral("dan")}));
    QVERIFY(!m_session->draft().hasChanges());
}

/// It ends on any page, and what goes in is counted on the draft as it is then.
void tst_ImportWizard::followsAFetch()
{
    const auto wizard =
        wizardFor("uniqueId,email,status\nada,new@example.com,ACTIVE\nbob,b@example.com,weg\n");
    goTo(wizard.get(), 2);
    m_session->adopt(snapshotOf(users(QStringLiteral("bob")))); // while it is counted
    QTRY_VERIFY(wizard->currentPage()->isComplete());
    QVERIFY2(textOf(wizard->currentPage(), "counts").contains(QStringLiteral("Left out 2")),
             qPrintable(textOf(wizard->currentPage(), "counts")));
    m_session->adopt(snapshotOf(users(QStringLiteral("ada bob")))); // when it has been
    QVERIFY(!wizard->currentPage()->isComplete());
    goTo(wizard.get(), 1);
    press(wizard->currentPage(), "Leave out the rows with problems");
    auto *finish = wizard->button(QWizard::FinishButton);
    QVERIFY(finish->isEnabled());
    m_session->adopt(snapshotOf(users(QStringLiteral("ada bob cleo"))));
    QVERIFY(!finish->isEnabled());
    wizard->accept(); // as if somebody had been quicker
    QVERIFY(wizard->isVisible());
    QVERIFY(!m_session->draft().hasChanges());
    QTRY_VERIFY(finish->isEnabled());
    QTest::keyClick(finish, Qt::Key_Space);
    QCOMPARE(m_session->draft().counts().changed, 1);
}

void tst_ImportWizard::closedAtAnyMoment_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<bool>("waits"); // for what is under way
    for (int page = 0; page < 4; ++page) {
        QTest::addRow("on page %d, at once", page) << page << false;
        QTest::addRow("on page %d", page) << page << true;
    }
}

void tst_ImportWizard::closedAtAnyMoment()
{
    QFETCH(const int, page);
    QFETCH(const bool, waits);
    QByteArray csv = "uniqueId,email,status\n";
    for (int row = 0; row < 5000; ++row)
        csv += "u" + QByteArray::number(row) + ",new@example.com,weg\n";
    auto wizard = wizardFor(csv + "ada,new@example.com,ACTIVE\n");
    goTo(wizard.get(), page);
    if (waits)
        QTRY_VERIFY_WITH_TIMEOUT(page == 3 || wizard->currentPage()->isComplete(), LongMs);
    wizard.reset();
    QVERIFY(!m_session->draft().hasChanges());
    QCOMPARE(waitFor(m_session->loadMapping(headerKey({QStringLiteral("uniqueId"), QStringLiteral("email"),
                                                       QStringLiteral("status")},
                                                      {}),
                                            this))
                 .value(),
             QByteArray()); // nothing went in like this
}

void tst_ImportWizard::goesWithItsSession()
{
    const auto wizard = wizardFor("uniqueId,email\nada,new@example.com\n");
    goTo(wizard.get(), 2);
    m_session.reset();
    QVERIFY(!wizard->isVisible());
}

QTEST_MAIN(tst_ImportWizard)
#include "tst_importwizard.moc"
