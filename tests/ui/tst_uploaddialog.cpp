// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evidence/uploadlist.h"
#include "app/fullstate.h"
#include "app/workspace/workspace.h"
#include "tests/support/uploadscript.h"
#include "tests/support/waitfor.h"
#include "tests/support/warnings.h"
#include "ui/evidence/uploaddialog.h"
#include "ui/evidence/uploadspane.h"

#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>

using namespace Fullstate;

using Outcome = Upload::Outcome;

/// Upload evidence…, as its user meets it.
class tst_UploadDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_dialog.reset(); }
    void everythingIsNamed();
    void saysWhatUploadWillDo();
    void sendsWhatWasEntered();
    void takesFilesThatAreDropped();
    void removesTheChosenFiles();
    void showsProgressAndOutcomes();
    void opensAndCopiesLinks();
    void refusalIsSaidAndCanBeCorrected();
    void asksBeforeItClosesWhileUploadsRun_data();
    void asksBeforeItClosesWhileUploadsRun();
    void announcesTheScope_data();
    void announcesTheScope();
    void historyShowsTheConnectionsUploads();
    void practiceTenantTakesFiles();

private:
    void open(bool documents = false);
    void add(int count);
    template<typename Widget>
    Widget *find(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QLatin1String(name));
    }
    QPushButton *button(const char *text) const;
    QTableView *files() const { return find<QTableView>("files"); }
    QString message() const { return find<QLabel>("message")->text(); }
    void click(const char *name) { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    void type(const QString &documentId) { find<QComboBox>("document")->setEditText(documentId); }

    std::unique_ptr<QTemporaryDir> m_folder;
    UploadScript m_script;
    UploadList *m_list = nullptr;
    std::unique_ptr<UploadDialog> m_dialog;
};

void tst_UploadDialog::init()
{
    failOnWarnings();
    m_folder = std::make_unique<QTemporaryDir>();
    m_script = {};
    open();
}

void tst_UploadDialog::open(bool documents)
{
    Connection connection;
    connection.id = QStringLiteral("c1");
    connection.name = QStringLiteral("Acme");
    connection.documents = documents;
    m_list = new UploadList(m_script.ways());
    m_dialog = std::make_unique<UploadDialog>(m_list, connection, nullptr);
    m_dialog->suggestDocuments({QStringLiteral("access-reviews"), QStringLiteral("backup-restore-test")});
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void tst_UploadDialog::add(int count)
{
    QStringList names;
    for (int i = 0; i < count; ++i)
        names.append(UploadScript::file(*m_folder, QStringLiteral("file %1.pdf").arg(i), 1000));
    m_list->addFiles(names);
}

QPushButton *tst_UploadDialog::button(const char *text) const
{
    const QList<QPushButton *> buttons = m_dialog->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text().remove(u'&') == QString::fromUtf8(text))
            return button;
    }
    return nullptr;
}

void tst_UploadDialog::everythingIsNamed()
{
    QStringList names;
    const QList<QWidget *> widgets = m_dialog->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy())
            continue;
        const QString name = QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
        QVERIFY2(!name.isEmpty(), widget->metaObject()->className());
        names.append(name);
    }
    for (const char *name : {"Document ID", "Effective date", "Description", "Files", "Add files…", "Close"})
        QVERIFY2(names.contains(QString::fromUtf8(name)), name);
    QCOMPARE(find<QDateEdit>("effectiveDate")->date(), QDate::currentDate());
    QVERIFY(find<QDateEdit>("effectiveDate")->calendarPopup());
    QCOMPARE(find<QComboBox>("document")->count(), 2);
    QVERIFY(find<QComboBox>("document")->currentText().isEmpty()); // none is chosen for the user
}

void tst_UploadDialog::saysWhatUploadWillDo()
{
    const auto *upload = find<QPushButton>("upload");
    QVERIFY(!upload->isEnabled());
    QVERIFY(upload->toolTip().contains(QLatin1String("document ID")));
    type(QStringLiteral("access-reviews"));
    QVERIFY(!upload->isEnabled());
    QVERIFY(upload->toolTip().contains(QLatin1String("files")));
    add(3);
    QVERIFY(upload->isEnabled());
    QVERIFY2(upload->text().contains(QLatin1String("Upload 3 file")), qPrintable(upload->text()));
    type(QStringLiteral("a/b"));
    QVERIFY(!upload->isEnabled());
    QVERIFY(!find<QPushButton>("cancel")->isEnabled());
}

void tst_UploadDialog::sendsWhatWasEntered()
{
    add(1);
    type(QStringLiteral(" https://app.vanta.com/documents/access-reviews "));
    find<QDateEdit>("effectiveDate")->setDate(QDate(2026, 3, 31));
    find<QPlainTextEdit>("description")->setPlainText(QStringLiteral("First\nquarter\n"));
    click("upload");
    QTRY_COMPARE(m_script.jobs.size(), 1);
    const Upload &started = m_script.kept.first();
    QCOMPARE(started.connectionId, QStringLiteral("c1"));
    QCOMPARE(started.where, QStringLiteral("Acme"));
    QCOMPARE(started.documentId, QStringLiteral("access-reviews"));
    QCOMPARE(started.effectiveDate, QDate(2026, 3, 31));
    QCOMPARE(started.description, QStringLiteral("First\nquarter"));
    QCOMPARE(find<QComboBox>("document")->currentText(), QStringLiteral("access-reviews"));
}

void tst_UploadDialog::takesFilesThatAreDropped()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(UploadScript::file(*m_folder, QStringLiteral("a.pdf"), 10)),
                  QUrl::fromLocalFile(m_folder->path())});
    QWidget *target = files()->viewport();
    const QPoint place = target->rect().center();
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &enter);
    QVERIFY(enter.isAccepted());
    QDragMoveEvent move(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &move);
    QVERIFY(move.isAccepted());
    QDropEvent drop(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &drop);
    QCOMPARE(m_list->rowCount(), 1);
    QVERIFY2(message().contains(QLatin1String("is a folder")), qPrintable(message()));
}

void tst_UploadDialog::removesTheChosenFiles()
{
    add(3);
    QVERIFY(!button("Remove")->isEnabled());
    files()->selectRow(1);
    QTest::mouseClick(button("Remove"), Qt::LeftButton);
    QCOMPARE(m_list->rowCount(), 2);
    files()->setFocus();
    files()->selectRow(0);
    QTest::keyClick(files(), Qt::Key_Delete);
    QCOMPARE(m_list->rowCount(), 1);
    QCOMPARE(m_list->index(0, 0).data().toString(), QStringLiteral("file 2.pdf"));
}

void tst_UploadDialog::showsProgressAndOutcomes()
{
    add(2);
    type(QStringLiteral("access-reviews"));
    const auto *progress = m_dialog->findChild<QProgressBar *>();
    QVERIFY(!progress->isVisible());
    click("upload");
    QTRY_COMPARE(m_script.jobs.size(), 1);
    QVERIFY(progress->isVisible());
    QVERIFY(!find<QComboBox>("document")->isEnabled());
    QVERIFY(!button("Add files…")->isEnabled());
    Q_EMIT m_script.jobs.last()->progressed(QStringLiteral("Sending"), 500, 1000);
    QCOMPARE(progress->value(), 250);
    m_script.end(Outcome::Unknown);
    QVERIFY2(message().contains(QLatin1String("Sent, outcome unknown: The tenant says so.")),
             qPrintable(message()));
    QTRY_COMPARE(m_script.jobs.size(), 2);
    m_script.end(Outcome::Uploaded);
    QVERIFY(!progress->isVisible());
    QVERIFY(!find<QPushButton>("upload")->isEnabled()); // nothing is left that is surely not there
    files()->selectRow(0);
    QVERIFY(message().contains(QLatin1String("outcome unknown")));
}

void tst_UploadDialog::opensAndCopiesLinks()
{
    add(2);
    type(QStringLiteral("access-reviews"));
    click("upload");
    QTRY_COMPARE(m_script.jobs.size(), 1);
    QVERIFY(!button("Copy link")->isEnabled());
    m_script.end(Outcome::Uploaded);
    QVERIFY(button("Open link")->isEnabled());
    QTest::mouseClick(button("Copy link"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("https://app.vanta.com/documents/access-reviews"));
    files()->selectRow(1);
    QVERIFY(!button("Open link")->isEnabled());
}

void tst_UploadDialog::refusalIsSaidAndCanBeCorrected()
{
    add(2);
    type(QStringLiteral("typo"));
    click("upload");
    QTRY_COMPARE(m_script.jobs.size(), 1);
    m_script.end(Outcome::Refused, true);
    QVERIFY2(message().contains(QLatin1String("Refused: The tenant says so.")), qPrintable(message()));
    type(QStringLiteral("access-reviews"));
    QVERIFY(find<QPushButton>("upload")->text().contains(QLatin1String("Upload 2 file")));
    click("upload");
    QTRY_COMPARE(m_script.jobs.size(), 2);
    QCOMPARE(m_script.kept.last().documentId, QStringLiteral("access-reviews"));
    click("cancel");
    QVERIFY(m_script.isCancelled);
    QVERIFY(m_dialog->isVisible());
}

void tst_UploadDialog::asksBeforeItClosesWhileUploadsRun_data()
{
    QTest::addColumn<bool>("leaves");
    QTest::addRow("leave") << true;
    QTest::addRow("stay") << false;
}

void tst_UploadDialog::asksBeforeItClosesWhileUploadsRun()
{
    QFETCH(const bool, leaves);
    add(2);
    type(QStringLiteral("access-reviews"));
    click("upload");
    QTRY_COMPARE(m_script.jobs.size(), 1);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    auto *box = m_dialog->findChild<QMessageBox *>();
    QVERIFY(box && box->isVisible() && m_dialog->isVisible());
    if (leaves) {
        QTest::mouseClick(button("Cancel uploads and close"), Qt::LeftButton);
        QTRY_VERIFY(!m_dialog->isVisible());
    } else {
        QTest::keyClick(box, Qt::Key_Escape);
        QTRY_VERIFY(!box->isVisible());
        QVERIFY(m_dialog->isVisible());
    }
    QCOMPARE(m_script.isCancelled, leaves);
}

void tst_UploadDialog::announcesTheScope_data()
{
    QTest::addColumn<bool>("isGranted");
    QTest::addRow("before the first upload") << false;
    QTest::addRow("not once it was granted") << true;
}

void tst_UploadDialog::announcesTheScope()
{
    QFETCH(const bool, isGranted);
    m_dialog.reset();
    open(isGranted);
    const auto *notice = find<QLabel>("scopeNotice");
    QVERIFY(notice->text().contains(QLatin1String("self:write-document")));
    QCOMPARE(notice->isVisible(), !isGranted);
    add(1);
    type(QStringLiteral("access-reviews"));
    click("upload");
    QTRY_COMPARE(m_script.jobs.size(), 1);
    m_script.end(Outcome::Uploaded);
    QVERIFY(!notice->isVisible());
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape); // nothing runs, nothing is asked
    QVERIFY(!m_dialog->isVisible());
}

void tst_UploadDialog::historyShowsTheConnectionsUploads()
{
    const auto workspace = Workspace::open(m_folder->filePath(QStringLiteral("data")));
    QVERIFY(workspace);
    Upload upload = UploadScript::upload();
    upload.id = QStringLiteral("u1");
    upload.fileName = QStringLiteral("/home/me/a.pdf");
    upload.outcome = Outcome::Uploaded;
    upload.url = QStringLiteral("https://app.vanta.com/documents/d");
    QVERIFY(waitFor<void>((*workspace)->saveUpload(upload, this)));
    UploadsPane pane(**workspace);
    const auto *table = pane.findChild<QTableView *>();
    QCOMPARE(table->accessibleName(), QStringLiteral("Evidence uploads"));
    pane.showConnection(upload.connectionId);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    upload.id = QStringLiteral("u2");
    QVERIFY(waitFor<void>((*workspace)->saveUpload(upload, this)));
    pane.reload();
    QTRY_COMPARE(table->model()->rowCount(), 2);
    pane.showConnection({});
    QCOMPARE(table->model()->rowCount(), 0);
}

void tst_UploadDialog::practiceTenantTakesFiles()
{
    const auto services = Services::open(m_folder->filePath(QStringLiteral("data")));
    QVERIFY(services);
    const auto connection = (*services)->makePracticeConnection();
    QVERIFY(connection);
    (*services)->connections().add(*connection);
    const auto upload = [&](const QString &documentId) {
        m_dialog = std::make_unique<UploadDialog>(**services, *connection);
        m_dialog->show();
        type(documentId);
        m_dialog->findChild<UploadList *>()->addFiles(
            {UploadScript::file(*m_folder, QStringLiteral("a.pdf"), 100'000)});
        click("upload");
        QTRY_VERIFY(!m_dialog->findChild<UploadList *>()->isRunning());
    };
    upload(QStringLiteral("nothing"));
    QVERIFY2(message().contains(QLatin1String("Document with id: nothing not found")), qPrintable(message()));
    // Whatever is minted from now on asks for the scope too.
    QVERIFY((*services)->connections().find(connection->id)->documents);
    upload(QStringLiteral("backup-restore-test"));
    QVERIFY2(message().startsWith(QLatin1String("Uploaded")), qPrintable(message()));
    m_dialog = std::make_unique<UploadDialog>(**services, *connection);
    QTRY_COMPARE(find<QComboBox>("document")->itemText(0), QStringLiteral("backup-restore-test"));
    QCOMPARE(find<QComboBox>("document")->count(), Services::practiceDocuments().size());
    m_dialog.reset();
}

QTEST_MAIN(tst_UploadDialog)
#include "tst_uploaddialog.moc"
