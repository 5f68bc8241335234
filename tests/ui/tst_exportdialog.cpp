// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/englishplurals.h"
#include "app/fullstate.h"
#include "app/import/csvfile.h"
#include "app/session/draftsession.h"
#include "tests/support/waitfor.h"
#include "tests/support/warnings.h"
#include "ui/common/messagebar.h"
#include "ui/draft/resourcegrid.h"
#include "ui/draft/resourceview.h"
#include "ui/export/exportdialog.h"
#include "ui/frame/mainwindow.h"
#include "ui/workbench.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QTemporaryDir>

using namespace Fullstate;

/// File → Export CSV…, from the main window on the practice tenant, as its user meets it.
class tst_ExportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void init();
    void cleanup();

    void everythingIsNamed();
    void offersWhatThereIs();
    void nothingWasFetchedYet();
    void exportsTheDraft();
    void exportsWhatIsShownOrChosen();
    void exportsTheSnapshot();
    void exportsThePlanAndTheProblems();
    void columnsAreChosenAndRemembered();
    void keyboardAlone();
    void followsAFetch();
    void delimiterAndMarkAreRemembered();
    void guardsFormulas();
    void failureNamesTheFile();
    void cancelKeepsTheDialog();

private:
    void fetch();
    void open();
    void save();
    CsvFile saved();
    QAction *action(const char *name) const { return m_window->findChild<QAction *>(QLatin1String(name)); }
    template<typename Widget>
    Widget *find(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QLatin1String(name));
    }
    void click(const char *text);
    void check(const char *column, bool on);
    void choose(const char *box, int row) { find<QComboBox>(box)->setCurrentIndex(row); }
    QString said() const { return find<QLabel>("message")->text(); }
    QString message() const { return m_window->findChild<MessageBar *>()->text(); }
    DraftSession &session() const
    {
        return *m_services->session(m_services->connections().connections().front().resourceSets.front().id);
    }
    Draft &draft() const { return session().draft(); }
    ResourceView &view() const { return *m_window->findChild<ResourceView *>(); }
    QString fileName() const { return m_folder->filePath(QStringLiteral("out.csv")); }

    EnglishPlurals m_plurals;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<MainWindow> m_window;
    Workbench *m_workbench = nullptr; ///< in it
    QPointer<ExportDialog> m_dialog;
};

void tst_ExportDialog::init()
{
    failOnWarnings();
    m_folder = std::make_unique<QTemporaryDir>();
    auto services = Services::open(m_folder->filePath(QStringLiteral("data")));
    QVERIFY2(services, services ? "" : qPrintable(services.error().message));
    m_services = std::move(*services);
    m_window = std::make_unique<MainWindow>(m_services->settings());
    m_workbench = new Workbench(*m_window, *m_services);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QVERIFY(!action("exportCsv")->isEnabled());
}

void tst_ExportDialog::cleanup()
{
    m_window.reset();
    m_services.reset();
    m_folder.reset();
}

void tst_ExportDialog::fetch()
{
    m_workbench->openPracticeTenant(); // fetches by itself, the first time
    QTRY_VERIFY(action("exportCsv")->isEnabled());
    QTRY_VERIFY(draft().base()->wasFetched());
    QTRY_VERIFY(action("fetch")->isEnabled());
}

void tst_ExportDialog::open()
{
    action("exportCsv")->trigger();
    m_dialog = m_window->findChild<ExportDialog *>();
    QVERIFY(m_dialog);
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
}

void tst_ExportDialog::click(const char *text)
{
    const QList<QPushButton *> buttons = m_dialog->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text().remove(u'&') == QString::fromUtf8(text))
            return QTest::mouseClick(button, Qt::LeftButton);
    }
    QFAIL(text);
}

/// Through the file dialog that Save… opens.
void tst_ExportDialog::save()
{
    click("Save…");
    auto *files = m_dialog->findChild<QFileDialog *>();
    QVERIFY(files);
    QCOMPARE(files->acceptMode(), QFileDialog::AcceptSave);
    QVERIFY(QMetaObject::invokeMethod(files, "fileSelected", Q_ARG(QString, fileName())));
    files->close();
}

CsvFile tst_ExportDialog::saved()
{
    const Result<CsvFilePtr> file = waitFor(readFile(fileName(), {}, this));
    if (!file)
        QTest::qFail(qPrintable(file.error().message), __FILE__, __LINE__);
    return file ? **file : CsvFile();
}

void tst_ExportDialog::check(const char *column, bool on)
{
    auto *list = find<QListWidget>("columns");
    const QList<QListWidgetItem *> items = list->findItems(QLatin1String(column), Qt::MatchExactly);
    QCOMPARE(items.size(), 1);
    items.front()->setCheckState(on ? Qt::Checked : Qt::Unchecked);
}

void tst_ExportDialog::everythingIsNamed()
{
    fetch();
    open();
    QCOMPARE(m_dialog->windowTitle(), QStringLiteral("Export CSV"));
    QStringList names;
    const QList<QWidget *> widgets = m_dialog->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisibleTo(m_dialog))
            continue;
        const QString own = widget->accessibleName(); // a combo box tells its own as a relation
        names.append(own.isEmpty() ? QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name)
                                   : own);
    }
    const QStringList expected{
        QStringLiteral("All"),       QStringLiteral("Begin with a byte order mark, as Excel needs it"),
        QStringLiteral("Cancel"),    QStringLiteral("Columns"),
        QStringLiteral("Delimiter"), QStringLiteral("Guard cells that a spreadsheet would run as a formula"),
        QStringLiteral("None"),      QStringLiteral("Rows"),
        QStringLiteral("Save…"),     QStringLiteral("What")};
    names.sort();
    QCOMPARE(names, expected);
    for (QPushButton *button : m_dialog->findChildren<QPushButton *>())
        QVERIFY(button->width() >= button->minimumSizeHint().width());
}

static QStringList textsOf(const QComboBox *box)
{
    QStringList texts;
    for (int row = 0; row < box->count(); ++row)
        texts.append(box->itemText(row));
    return texts;
}

void tst_ExportDialog::offersWhatThereIs()
{
    fetch();
    QVERIFY(draft().remove({0, 1}));
    QVERIFY(draft().edit({{5, QStringLiteral("status"), QStringLiteral("Nowhere")}}, QStringLiteral("Edit")));
    QTRY_VERIFY(!session().problems().empty());
    open();
    const auto held = draft().base()->resources.size();
    QCOMPARE(
        textsOf(find<QComboBox>("what")),
        (QStringList{QStringLiteral("Draft (%1 resources)").arg(held - 2),
                     QStringLiteral("Snapshot (%1 resources)").arg(held), QStringLiteral("Plan (3 changes)"),
                     QStringLiteral("Problems (%1)").arg(session().problems().size())}));
    QVERIFY(find<QComboBox>("rows")->isEnabled());
    choose("what", 1);
    QVERIFY(!find<QComboBox>("rows")->isEnabled());
    QVERIFY(find<QCheckBox>("guard")->isChecked());
    QCOMPARE(static_cast<size_t>(find<QListWidget>("columns")->count()), session().type().fields.size());
}

void tst_ExportDialog::nothingWasFetchedYet()
{
    auto connection = m_services->makePracticeConnection();
    QVERIFY(connection);
    connection->kind = Connection::Kind::Private; // a practice connection's sets fetch themselves
    m_services->connections().add(*connection);
    m_workbench->openSet(connection->resourceSets.front().id);
    QTRY_VERIFY(action("exportCsv")->isEnabled());
    open();
    const auto *what = find<QComboBox>("what");
    QCOMPARE(textsOf(what),
             (QStringList{QStringLiteral("Draft (0 resources)"),
                          QStringLiteral("Snapshot (nothing was fetched yet)"),
                          QStringLiteral("Plan (nothing was fetched yet)"), QStringLiteral("Problems (0)")}));
    for (const int row : {1, 2})
        QVERIFY(!(what->model()->index(row, 0).flags() & Qt::ItemIsEnabled));
    for (const int row : {0, 3})
        QVERIFY(what->model()->index(row, 0).flags() & Qt::ItemIsEnabled);
}

void tst_ExportDialog::exportsTheDraft()
{
    fetch();
    QVERIFY(draft().remove({0}));
    open();
    save();
    QTRY_VERIFY(!m_dialog);
    const CsvFile file = saved();
    QCOMPARE(file.columns, resourceColumns(session().type()));
    QCOMPARE(file.rowCount(), draft().wanted().size());
    QCOMPARE(file.row(0).cells.front(), draft().rows()[1].resource.value(UniqueIdField).toString());
    QCOMPARE(message(),
             QStringLiteral("Exported %1 resources to %2.")
                 .arg(file.rowCount())
                 .arg(QDir::toNativeSeparators(fileName())));
}

void tst_ExportDialog::exportsWhatIsShownOrChosen()
{
    fetch();
    const QString id = draft().rows()[7].resource.value(UniqueIdField).toString();
    view().findChild<QLineEdit *>(QStringLiteral("filter"))->setText(id);
    QTRY_COMPARE(view().shownRows(), std::vector<int>{7});
    view().grid().selectRow(0);
    open();
    QCOMPARE(find<QComboBox>("rows")->itemText(1),
             QStringLiteral("Only those that the filters show (1 resource)"));
    QCOMPARE(find<QComboBox>("rows")->itemText(2), QStringLiteral("Only the chosen ones (1 resource)"));
    choose("rows", 1);
    save();
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(saved().rowCount(), 1U);
    QCOMPARE(saved().row(0).cells.front(), id);
    QCOMPARE(message(),
             QStringLiteral("Exported 1 resource to %1.").arg(QDir::toNativeSeparators(fileName())));

    view().clearFilters();
    view().grid().clearSelection();
    view().showCell(3, UniqueIdField);
    view().grid().selectRow(view().grid().currentIndex().row());
    open();
    choose("rows", 2);
    save();
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(saved().rowCount(), 1U);
    QCOMPARE(saved().row(0).cells.front(), draft().rows()[3].resource.value(UniqueIdField).toString());
}

void tst_ExportDialog::exportsTheSnapshot()
{
    fetch();
    QVERIFY(draft().remove({0, 1, 2}));
    open();
    choose("what", 1);
    save();
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(saved().rowCount(), draft().base()->resources.size());
}

void tst_ExportDialog::exportsThePlanAndTheProblems()
{
    fetch();
    const QString removed = draft().rows()[0].resource.value(UniqueIdField).toString();
    const QString edited = draft().rows()[5].resource.value(UniqueIdField).toString();
    QVERIFY(draft().remove({0}));
    QVERIFY(draft().edit({{5, QStringLiteral("status"), QStringLiteral("Nowhere")}}, QStringLiteral("Edit")));
    QTRY_VERIFY(!session().problems().empty());
    open();
    choose("what", 2);
    save();
    QTRY_VERIFY(!m_dialog);
    CsvFile file = saved();
    QCOMPARE(file.columns, planColumns());
    QCOMPARE(file.rowCount(), 2U);
    QCOMPARE(file.row(0).cells.mid(0, 2), (QStringList{QStringLiteral("Delete"), removed}));
    QCOMPARE(file.row(1).cells.mid(0, 2), (QStringList{QStringLiteral("Change"), edited}));
    QCOMPARE(file.row(1).cells.at(5), QStringLiteral("Nowhere"));
    QVERIFY(message().startsWith(QStringLiteral("Exported the plan (2 rows) to ")));

    open();
    choose("what", 3);
    save();
    QTRY_VERIFY(!m_dialog);
    file = saved();
    QCOMPARE(file.columns, problemColumns());
    QCOMPARE(file.rowCount(), session().problems().size());
    QCOMPARE(file.row(0).cells.at(1), edited);
    QVERIFY(message().contains(QStringLiteral("problem")));
}

void tst_ExportDialog::columnsAreChosenAndRemembered()
{
    fetch();
    open();
    QCOMPARE(said(), QString());
    check("email", false);
    QCOMPARE(said(), QStringLiteral("1 column left out."));
    check("uniqueId", false);
    QCOMPARE(said(), QStringLiteral("Without uniqueId, Import CSV cannot take the file."));
    click("None");
    QCOMPARE(said(), QStringLiteral("Choose at least one column."));
    QVERIFY(!find<QPushButton>("save")->isEnabled());
    check("uniqueId", true);
    check("status", true);
    choose("what", 2); // has columns of its own
    QCOMPARE(said(), QString());
    check("After", false);
    choose("what", 0);
    save();
    QTRY_VERIFY(!m_dialog);
    const QStringList chosen{QStringLiteral("uniqueId"), QStringLiteral("status")};
    QCOMPARE(saved().columns, chosen);

    open();
    QCOMPARE(said(), QStringLiteral("%1 columns left out.").arg(session().type().fields.size() - 2));
    choose("what", 2);
    QCOMPARE(said(), QStringLiteral("1 column left out."));
    choose("what", 1); // the same as of the draft
    click("All");
    QCOMPARE(said(), QString());
    save();
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(saved().columns, resourceColumns(session().type()));
}

void tst_ExportDialog::keyboardAlone()
{
    fetch();
    open();
    m_dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    QVERIFY(find<QComboBox>("what")->hasFocus());
    QStringList order;
    for (int i = 0; i < 10; ++i) {
        order.append(QApplication::focusWidget()->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(order.join(u' '),
             QStringLiteral("what rows delimiter columns all none guard byteOrderMark save cancel"));
    QVERIFY(find<QComboBox>("what")->hasFocus());
    QTest::keyClick(m_dialog, Qt::Key_C, Qt::AltModifier);
    auto *columns = find<QListWidget>("columns");
    QVERIFY(columns->hasFocus());
    QTest::keyClick(columns, Qt::Key_Down);
    QTest::keyClick(columns, Qt::Key_Space);
    QCOMPARE(said(), QStringLiteral("1 column left out."));
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog);
}

/// What stands in the dialog is what would be written.
void tst_ExportDialog::followsAFetch()
{
    fetch();
    open();
    auto *what = find<QComboBox>("what");
    choose("what", 1);
    const auto held = draft().base()->resources.size();
    Snapshot later = *draft().base();
    later.resources.pop_back();
    session().adopt(std::make_shared<const Snapshot>(later));
    QCOMPARE(what->currentIndex(), 1);
    QCOMPARE(what->currentText(), QStringLiteral("Snapshot (%1 resources)").arg(held - 1));
    save();
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(saved().rowCount(), held - 1);
}

void tst_ExportDialog::delimiterAndMarkAreRemembered()
{
    fetch();
    for (const bool first : {true, false}) {
        open();
        QCOMPARE(find<QComboBox>("delimiter")->currentText(),
                 first ? QStringLiteral("Comma") : QStringLiteral("Semicolon"));
        QCOMPARE(find<QCheckBox>("byteOrderMark")->isChecked(), first);
        choose("delimiter", 1);
        find<QCheckBox>("byteOrderMark")->setChecked(false);
        save();
        QTRY_VERIFY(!m_dialog);
        QCOMPARE(saved().format.delimiter, QChar(u';'));
        QFile file(fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("uniqueId;"));
    }
    open();
    click("Save…");
    QCOMPARE(m_dialog->findChild<QFileDialog *>()->directory().path(), QDir(m_folder->path()).path());
}

void tst_ExportDialog::guardsFormulas()
{
    fetch();
    QVERIFY(draft().edit({{0, QStringLiteral("fullName"), QStringLiteral("=1+1")}}, QStringLiteral("Edit")));
    for (const bool guard : {true, false}) {
        open();
        find<QCheckBox>("guard")->setChecked(guard);
        save();
        QTRY_VERIFY(!m_dialog);
        const CsvFile file = saved();
        QCOMPARE(file.row(0).cells.at(file.columns.indexOf(QStringLiteral("fullName"))),
                 guard ? QStringLiteral("'=1+1") : QStringLiteral("=1+1"));
    }
}

void tst_ExportDialog::failureNamesTheFile()
{
    fetch();
    QVERIFY(QDir().mkpath(fileName())); // a folder stands there
    open();
    save();
    QTRY_VERIFY(said().contains(QDir::toNativeSeparators(fileName())));
    QVERIFY(find<QPushButton>("save")->isEnabled());
    QVERIFY(!find<QProgressBar>("progress")->isVisible());
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(message(), QString());
}

void tst_ExportDialog::cancelKeepsTheDialog()
{
    fetch();
    open();
    save(); // is being written from the next turn of the event loop on
    QVERIFY(!find<QPushButton>("save")->isEnabled());
    QVERIFY(find<QProgressBar>("progress")->isVisible());
    click("Cancel");
    QCOMPARE(
        said(),
        QStringLiteral("Cancelled: nothing was written to %1.").arg(QDir::toNativeSeparators(fileName())));
    QVERIFY(m_dialog->isVisible());
    QVERIFY(find<QPushButton>("save")->isEnabled());
    click("Cancel");
    QTRY_VERIFY(!m_dialog);
    QVERIFY(!QFile::exists(fileName()));
}

QTEST_MAIN(tst_ExportDialog)
#include "tst_exportdialog.moc"
