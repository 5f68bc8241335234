// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/workjob.h"
#include "app/schema/catalog.h"
#include "tests/support/warnings.h"
#include "ui/import/columnspage.h"
#include "ui/import/filepage.h"
#include "ui/import/importproblemmodel.h"
#include "ui/import/importwizard.h"
#include "ui/import/problemspage.h"
#include "ui/import/rowspage.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace Fullstate;

/// The pages of the import, used as their user does: a file is typed in, columns are chosen, bad rows left
/// out.
class tst_ImportPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void readsTheTypedFileAndShowsIt();
    void saysWhyAFileCannotBeRead();
    void readsAgainWithAnotherDelimiter();
    void namesColumnsThatAreLeftOut();
    void choosingAFieldTwiceTakesItFromTheOther();
    void countsPerMode();
    void goesOnOnlyWhenBadRowsAreLeftOut();
    void problemModelIsSound();

private:
    void typeFile(const QByteArray &csv);
    void next() { m_wizard->next(); }
    template<typename Widget>
    Widget *widget(const QString &accessibleName) const;

    Catalog m_catalog;
    const ResourceType *m_type = nullptr;
    QTemporaryDir m_folder;
    ImportDraft m_draft;
    std::unique_ptr<QWizard> m_wizard;
};

void tst_ImportPages::initTestCase()
{
    Result<Catalog> catalog = Catalog::load();
    QVERIFY(catalog);
    m_catalog = std::move(*catalog);
    m_type = m_catalog.find(u"UserAccount");
}

void tst_ImportPages::init()
{
    failOnWarnings();
    m_draft = {};
    m_wizard = std::make_unique<QWizard>();
    m_wizard->addPage(new FilePage(m_draft, *m_type));
    m_wizard->addPage(new ColumnsPage(m_draft, *m_type));
    m_wizard->addPage(new RowsPage(m_draft, [this](QObject *owner) {
        return new WorkJob<ImportStage>(
            [this] { return stageImport(*m_draft.file, m_draft.choices, *m_type, {}); }, owner);
    }));
    m_wizard->addPage(new ProblemsPage(m_draft));
    m_wizard->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_wizard.get()));
}

void tst_ImportPages::cleanup()
{
    m_wizard.reset();
}

template<typename Widget>
Widget *tst_ImportPages::widget(const QString &accessibleName) const
{
    const QList<Widget *> all = m_wizard->currentPage()->findChildren<Widget *>();
    for (Widget *candidate : all) {
        if (candidate->accessibleName() == accessibleName
            || (qobject_cast<QAbstractButton *>(candidate)
                && candidate->property("text").toString().remove(QLatin1Char('&')) == accessibleName))
            return candidate;
        for (QLabel *label : m_wizard->currentPage()->findChildren<QLabel *>()) {
            if (label->buddy() == candidate
                && label->text().remove(QLatin1Char('&')).remove(QLatin1Char(':')) == accessibleName)
                return candidate;
        }
    }
    return nullptr;
}

static const char Header[] =
    "uniqueId,displayName,externalUrl,fullName,accountName,email,permissionLevel,createdTimestamp,status,"
    "mfaEnabled,mfaMethods,authMethod\n";
static const char Good[] =
    "u1,Ada,https://x.example/1,Ada L,ada,a@example.com,BASE,2024-01-02T03:04:05Z,ACTIVE,true,OTP,PASSWORD\n";
static const char Bad[] =
    "u2,Bob,https://x.example/2,Bob B,bob,b@example.com,ROOT,2024-01-02T03:04:05Z,ACTIVE,true,OTP,PASSWORD\n";

void tst_ImportPages::typeFile(const QByteArray &csv)
{
    QFile file(m_folder.filePath(QStringLiteral("people.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(csv);
    file.close();
    auto *name = widget<QLineEdit>(QStringLiteral("File"));
    QVERIFY(name);
    name->clear();
    QTest::keyClicks(name, file.fileName());
    QTest::keyClick(name, Qt::Key_Tab);
    QTRY_VERIFY(m_wizard->currentPage()->isComplete()
                || !m_wizard->currentPage()->findChild<QLabel *>(QStringLiteral("status"))->text().isEmpty());
}

void tst_ImportPages::readsTheTypedFileAndShowsIt()
{
    QVERIFY(!m_wizard->currentPage()->isComplete());
    typeFile(QByteArray(Header) + Good);
    QTRY_VERIFY(m_wizard->currentPage()->isComplete());
    auto *picture = widget<QTableWidget>(QStringLiteral("First rows"));
    QVERIFY(picture);
    QCOMPARE(picture->rowCount(), 1);
    QCOMPARE(picture->item(0, 3)->text(), QStringLiteral("Ada L"));
}

void tst_ImportPages::saysWhyAFileCannotBeRead()
{
    typeFile("uniqueId,email\nu1,\"open\n");
    QVERIFY(!m_wizard->currentPage()->isComplete());
    auto *status = m_wizard->currentPage()->findChild<QLabel *>(QStringLiteral("status"));
    QTRY_VERIFY2(status->text().contains(QStringLiteral("line 2, column 2")), qPrintable(status->text()));
}

void tst_ImportPages::readsAgainWithAnotherDelimiter()
{
    typeFile("uniqueId;email\nu1;a@example.com\n");
    QTRY_VERIFY(m_wizard->currentPage()->isComplete());
    auto *delimiter = widget<QComboBox>(QStringLiteral("Delimiter"));
    QVERIFY(delimiter);
    QCOMPARE(delimiter->currentData().toChar(), QChar(QLatin1Char(';')));
    delimiter->setFocus();
    QTest::keyClick(delimiter, Qt::Key_Up); // to the comma
    QTRY_VERIFY(m_wizard->currentPage()->isComplete());
    QCOMPARE(widget<QTableWidget>(QStringLiteral("First rows"))->columnCount(), 1);
}

void tst_ImportPages::namesColumnsThatAreLeftOut()
{
    typeFile("uniqueId,shoeSize\nu1,44\n");
    QTRY_VERIFY(m_wizard->currentPage()->isComplete());
    next();
    const QString notes = m_wizard->currentPage()->findChild<QLabel *>(QStringLiteral("notes"))->text();
    QVERIFY2(notes.contains(QStringLiteral("shoeSize")), qPrintable(notes));
    QVERIFY2(notes.contains(QStringLiteral("fullName")), qPrintable(notes)); // required, and no column
}

void tst_ImportPages::choosingAFieldTwiceTakesItFromTheOther()
{
    typeFile("uniqueId,email,mail\nu1,a@example.com,b@example.com\n");
    QTRY_VERIFY(m_wizard->currentPage()->isComplete());
    next();
    auto *mail = widget<QComboBox>(QStringLiteral("Field for mail"));
    QVERIFY(mail);
    mail->setFocus();
    QTest::keyClicks(mail, QStringLiteral("email"));
    Q_EMIT mail->activated(mail->currentIndex());
    QCOMPARE(m_draft.choices.fields,
             (QStringList{QStringLiteral("uniqueId"), QString(), QStringLiteral("email")}));
    QCOMPARE(widget<QComboBox>(QStringLiteral("Field for email"))->currentIndex(), 0);
}

void tst_ImportPages::countsPerMode()
{
    typeFile(QByteArray(Header) + Good);
    QTRY_VERIFY(m_wizard->currentPage()->isComplete());
    next();
    next();
    auto *counts = m_wizard->currentPage()->findChild<QLabel *>(QStringLiteral("counts"));
    QTRY_VERIFY2(counts->text().contains(QStringLiteral("Adds 1")), qPrintable(counts->text()));
    for (QAbstractButton *button : m_wizard->currentPage()->findChildren<QAbstractButton *>()) {
        if (button->text().remove(QLatin1Char('&')) == QLatin1String("Update only"))
            QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(10, button->height() / 2));
    }
    QTRY_VERIFY2(counts->text().contains(QStringLiteral("Not known 1")), qPrintable(counts->text()));
}

void tst_ImportPages::goesOnOnlyWhenBadRowsAreLeftOut()
{
    typeFile(QByteArray(Header) + Good + Bad);
    QTRY_VERIFY(m_wizard->currentPage()->isComplete());
    next();
    next();
    QTRY_VERIFY(m_wizard->currentPage()->isComplete());
    next();
    auto *table = widget<QTableView>(QStringLiteral("Problems"));
    QVERIFY(table);
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, ImportProblemModel::Line).data().toLongLong(), 3);
    QCOMPARE(table->model()->index(0, ImportProblemModel::UniqueId).data().toString(), QStringLiteral("u2"));
    QVERIFY(!m_wizard->button(QWizard::FinishButton)->isEnabled());
    QTest::keyClick(widget<QCheckBox>(QStringLiteral("Leave out the rows with problems")), Qt::Key_Space);
    QVERIFY(m_wizard->button(QWizard::FinishButton)->isEnabled());
}

void tst_ImportPages::problemModelIsSound()
{
    ImportProblemModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setProblems({{2, 1, QStringLiteral("a"), QStringLiteral("u"), QStringLiteral("bad"), 0}});
    QCOMPARE(model.rowCount(), 1);
    model.setProblems({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(tst_ImportPages)
#include "tst_importpages.moc"
