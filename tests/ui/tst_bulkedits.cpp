// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/englishplurals.h"
#include "tests/support/resourceviewtest.h"
#include "ui/draft/replacementmodel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Fullstate;

/// Many resources at once: each is one step of undo.
class tst_BulkEdits : public ResourceViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCoreApplication::installTranslator(&m_plurals); }
    void fillsDown();
    void fillsASingleRowFromAbove();
    void neverRepeatsAUniqueId();
    void duplicates();
    void copiesAs();
    void setsAField();
    void setsAFieldOnTheSameResourcesWhereverTheyAreNow();
    void clearsAField();
    void replacesWhatWasShown();
    void replacesOnlyWhatIsChosen();
    void goesToAUniqueId();
    void goesFromProblemToProblem();

private:
    EnglishPlurals m_plurals{};
    QDialog &dialog() { return *m_view->findChild<QDialog *>(); }
    template<typename T>
    T &part(const char *name)
    {
        return *dialog().findChild<T *>(QLatin1String(name));
    }
    QStringList values(const char *field) const
    {
        QStringList values;
        for (int row = 0; row < static_cast<int>(m_sample->draft().rows().size()); ++row)
            values.append(m_sample->value(row, field).toString());
        return values;
    }
    QString place() { return QStringLiteral("%1 %2").arg(m_view->currentRow()).arg(fieldAtCurrent()); }
    QString fieldAtCurrent() { return m_table->fieldAt(grid().currentIndex().column()).name; }
};

void tst_BulkEdits::fillsDown()
{
    choose(0, "email", 2, "email");
    m_view->fillDown();
    QCOMPARE(values("email"), QStringList(3, QStringLiteral("ann@example.com")));
    QCOMPARE(lastSaid(), QStringLiteral("Filled 2 cells with the topmost chosen one."));
    m_sample->draft().undoStack().undo();
    QCOMPARE(values("email").last(), QStringLiteral("cleo@example.com"));
    QVERIFY(!m_sample->draft().hasChanges());
}

void tst_BulkEdits::fillsASingleRowFromAbove()
{
    choose(1, "fullName", 1, "accountName");
    m_view->fillDown();
    QCOMPARE(m_sample->value(1, "fullName").toString(), QStringLiteral("Ann Archer"));
    QCOMPARE(m_sample->value(1, "accountName").toString(), QStringLiteral("ann"));
    QCOMPARE(m_sample->value(2, "fullName").toString(), QStringLiteral("Cleo Carter"));
}

void tst_BulkEdits::neverRepeatsAUniqueId()
{
    choose(0, "uniqueId", 2, "uniqueId");
    m_view->fillDown();
    QCOMPARE(values("uniqueId"),
             (QStringList{QStringLiteral("ann"), QStringLiteral("bob"), QStringLiteral("cleo")}));
    QVERIFY(lastSaid().contains(QLatin1String("never repeated")));
}

void tst_BulkEdits::duplicates()
{
    choose(0, "displayName", 1, "displayName");
    m_view->duplicate();
    QCOMPARE(
        values("displayName"),
        (QStringList{QStringLiteral("Ann Archer"), QStringLiteral("Bob Baker"), QStringLiteral("Cleo Carter"),
                     QStringLiteral("Ann Archer"), QStringLiteral("Bob Baker")}));
    QVERIFY(m_sample->value(3, "uniqueId").isUndefined());
    QCOMPARE(place(), QStringLiteral("3 uniqueId"));
    m_sample->draft().undoStack().undo();
    QCOMPARE(m_sample->draft().rows().size(), 3U);
}

void tst_BulkEdits::copiesAs()
{
    choose(0, "displayName", 1, "displayName");
    const QClipboard &clipboard = *QGuiApplication::clipboard();
    m_view->copyUniqueIds();
    QCOMPARE(clipboard.text(), QStringLiteral("ann\nbob"));
    m_view->copyJson();
    const QJsonArray resources = QJsonDocument::fromJson(clipboard.text().toUtf8()).array();
    QCOMPARE(resources,
             (QJsonArray{m_sample->draft().rows()[0].resource, m_sample->draft().rows()[1].resource}));
    QVERIFY(m_sample->draft().edit({{0, QStringLiteral("fullName"), QStringLiteral("Archer, \"A\"")}},
                                   QStringLiteral("Edit")));
    m_view->copyCsv();
    const QStringList lines = clipboard.text().split(QStringLiteral("\r\n"));
    QVERIFY(lines.at(0).startsWith(QLatin1String("uniqueId,displayName,")));
    QVERIFY2(lines.at(1).contains(QLatin1String("\"Archer, \"\"A\"\"\"")), qPrintable(lines.at(1)));
    QCOMPARE(lines.size(), 4);
}

void tst_BulkEdits::setsAField()
{
    choose(0, "status", 1, "status");
    m_view->setField();
    QCOMPARE(part<QComboBox>("field").currentText(), QStringLiteral("status"));
    auto &value = part<QComboBox>("value");
    value.setCurrentIndex(value.findText(QStringLiteral("DEACTIVATED")));
    QCOMPARE(part<QPushButton>("set").text().remove(u'&'), QStringLiteral("Set on 2 resources"));
    QTest::keyClick(&dialog(), Qt::Key_Return);
    QCOMPARE(values("status"),
             (QStringList{QStringLiteral("DEACTIVATED"), QStringLiteral("DEACTIVATED"),
                          QStringLiteral("ACTIVE")}));
    QCOMPARE(lastSaid(), QStringLiteral("Set status on 2 resources."));
    m_sample->draft().undoStack().undo();
    QVERIFY(!m_sample->draft().hasChanges());
}

/// A fetch ends while the dialog is open, and the rows move.
void tst_BulkEdits::setsAFieldOnTheSameResourcesWhereverTheyAreNow()
{
    choose(1, "status", 1, "status");
    m_view->setField();
    auto &value = part<QComboBox>("value");
    value.setCurrentIndex(value.findText(QStringLiteral("DEACTIVATED")));
    auto later = std::make_shared<Snapshot>(*m_sample->draft().base());
    later->resources.erase(later->resources.begin()); // ann is gone from the tenant
    m_sample->draft().rebase(later);
    QTest::keyClick(&dialog(), Qt::Key_Return);
    QStringList deactivated;
    for (const DraftRow &row : m_sample->draft().rows()) {
        if (row.resource.value(QStringLiteral("status")).toString() == QLatin1String("DEACTIVATED"))
            deactivated.append(row.resource.value(QStringLiteral("uniqueId")).toString());
    }
    QCOMPARE(deactivated, QStringList{QStringLiteral("bob")});
}

void tst_BulkEdits::clearsAField()
{
    choose(0, "email", 2, "email");
    m_view->setField();
    QCOMPARE(part<QPushButton>("set").text().remove(u'&'), QStringLiteral("Clear on 3 resources"));
    QTest::keyClick(&dialog(), Qt::Key_Escape);
    QVERIFY(!m_sample->draft().hasChanges());
}

void tst_BulkEdits::replacesWhatWasShown()
{
    m_view->replace();
    auto *model = dialog().findChild<ReplacementModel *>();
    new QAbstractItemModelTester(model, model);
    QVERIFY(!part<QPushButton>("replace").isEnabled());
    QTest::keyClicks(&part<QLineEdit>("find"), QStringLiteral("example.com"));
    QTest::keyClicks(&part<QLineEdit>("with"), QStringLiteral("example.org"));
    QTRY_COMPARE(model->rowCount(), 6); // email and externalUrl of three
    QTRY_VERIFY(part<QPushButton>("replace").isEnabled());
    QCOMPARE(model->index(0, ReplacementModel::After).data().toString(),
             QStringLiteral("https://example.org/ann"));
    QVERIFY(model->setData(model->index(0, ReplacementModel::UniqueId), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(part<QPushButton>("replace").text().remove(u'&'), QStringLiteral("Replace 5 cells"));
    QTest::mouseClick(&part<QPushButton>("replace"), Qt::LeftButton);
    QCOMPARE(lastSaid(), QStringLiteral("Replaced in 5 cells."));
    QCOMPARE(values("email"),
             (QStringList{QStringLiteral("ann@example.org"), QStringLiteral("bob@example.org"),
                          QStringLiteral("cleo@example.org")}));
    QCOMPARE(m_sample->value(0, "externalUrl").toString(), QStringLiteral("https://example.com/ann"));
    QVERIFY(!part<QPushButton>("replace").isEnabled()); // until it has looked again
    QTRY_COMPARE(model->rowCount(), 1);
    m_sample->draft().undoStack().undo();
    QVERIFY(!m_sample->draft().hasChanges());
}

void tst_BulkEdits::replacesOnlyWhatIsChosen()
{
    choose(1, "email", 2, "email");
    m_view->replace();
    auto *model = dialog().findChild<ReplacementModel *>();
    QTest::keyClicks(&part<QLineEdit>("find"), QStringLiteral("example.com"));
    QTRY_COMPARE(model->rowCount(), 2); // the column of the current cell, the chosen resources
    const QList<QCheckBox *> options = dialog().findChildren<QCheckBox *>();
    options.last()->setChecked(false);
    QTRY_COMPARE(model->rowCount(), 3);
}

void tst_BulkEdits::goesToAUniqueId()
{
    stand(0, "email");
    m_view->goToUniqueId();
    auto &line = part<QLineEdit>("uniqueId");
    QTest::keyClicks(&line, QStringLiteral("nobody"));
    QTest::keyClick(&dialog(), Qt::Key_Return);
    QVERIFY(dialog().findChild<QLabel *>(QString(), Qt::FindDirectChildrenOnly) && dialog().isVisible());
    line.clear();
    QTest::keyClicks(&line, QStringLiteral("cleo"));
    QTest::keyClick(&dialog(), Qt::Key_Return);
    QCOMPARE(place(), QStringLiteral("2 uniqueId"));
}

void tst_BulkEdits::goesFromProblemToProblem()
{
    const auto at = [](int row, const char *field) {
        return Problem{Problem::Severity::Error, row, {}, QLatin1String(field), QStringLiteral("no")};
    };
    const std::vector<Problem> problems{at(2, "email"), at(0, "mfaMethods[1]"), at(-1, ""), at(0, "email")};
    stand(0, "uniqueId");
    QStringList places;
    for (int i = 0; i < 4; ++i) {
        QVERIFY(m_view->showNext(problems));
        places.append(place());
    }
    QCOMPARE(places.join(QLatin1String(", ")), QStringLiteral("0 email, 0 mfaMethods, 2 email, 0 email"));
    QVERIFY(!m_view->showNext({at(-1, "")}));
}

QTEST_MAIN(tst_BulkEdits)
#include "tst_bulkedits.moc"
