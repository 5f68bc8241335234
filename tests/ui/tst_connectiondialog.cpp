// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/catalog.h"
#include "tests/support/warnings.h"
#include "ui/connection/connectiondialog.h"
#include "ui/connection/resourcesetseditor.h"
#include "ui/connection/typedefinitiondialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>

using namespace Fullstate;

/// A connection is changed after it was set up.
class tst_ConnectionDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void renames();
    void keepsTheIdsOfWhatStays();
    void asksBeforeADraftGoes();
    void anotherResourceIdIsAnotherSet();
    void takesAnUnknownTypeWithItsDefinition();
    void thePracticeTenantsResourceIdsAreNotTyped();
    void judgesADefinitionAsItIsTyped();
    void theCustomerOfAPublicOneStays();

private:
    std::unique_ptr<ConnectionDialog> dialog(Connection::Kind kind = Connection::Kind::Private)
    {
        m_connection.kind = kind;
        auto made = std::make_unique<ConnectionDialog>(m_connection, m_catalog, nullptr);
        made->show();
        return made;
    }
    static QPushButton *ok(const QDialog &dialog)
    {
        return dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    }
    static QPushButton *button(const QDialog &dialog, const char *text)
    {
        const QList<QPushButton *> buttons = dialog.findChildren<QPushButton *>();
        const auto found = std::find_if(buttons.begin(), buttons.end(), [text](const QPushButton *each) {
            return each->text().remove(u'&') == QString::fromUtf8(text);
        });
        return found == buttons.end() ? nullptr : *found;
    }
    static QString problem(const QDialog &dialog)
    {
        return dialog.findChild<QLabel *>(QStringLiteral("problem"))->text();
    }

    const Catalog m_catalog = *Catalog::load();
    Connection m_connection{};
};

void tst_ConnectionDialog::init()
{
    failOnWarnings();
    m_connection.id = QStringLiteral("c");
    m_connection.name = QStringLiteral("Acme");
    m_connection.clientId = QStringLiteral("vci_1");
    m_connection.resourceSets = {
        {QStringLiteral("s1"), QStringLiteral("UserAccount"), QStringLiteral("65fc")},
        {QStringLiteral("s2"), QStringLiteral("Secret"), QStringLiteral("77aa"), QStringLiteral("Keys"), {}}};
}

void tst_ConnectionDialog::renames()
{
    const auto edited = dialog();
    auto *name = edited->findChild<QLineEdit *>(QStringLiteral("name"));
    name->clear();
    QVERIFY(!ok(*edited)->isEnabled());
    QVERIFY(!problem(*edited).isEmpty());
    QTest::keyClicks(name, QStringLiteral(" Acme Ltd "));
    ok(*edited)->click();
    QCOMPARE(edited->result(), int(QDialog::Accepted));
    QCOMPARE(edited->connection().name, QStringLiteral("Acme Ltd"));
    QVERIFY(edited->connection().resourceSets == m_connection.resourceSets);
}

void tst_ConnectionDialog::keepsTheIdsOfWhatStays()
{
    const auto edited = dialog();
    auto *table = edited->findChild<QTableWidget *>();
    table->item(0, 2)->setText(QStringLiteral("People"));
    QTest::mouseClick(button(*edited, "Add"), Qt::LeftButton);
    QCOMPARE(table->rowCount(), 3);
    QVERIFY(!ok(*edited)->isEnabled()); // its resource ID is missing
    table->item(2, 1)->setText(QStringLiteral("88bb"));
    ok(*edited)->click();
    const std::vector<ResourceSet> &sets = edited->connection().resourceSets;
    QCOMPARE(sets.size(), 3U);
    QCOMPARE(sets[0].id, QStringLiteral("s1"));
    QCOMPARE(sets[0].name, QStringLiteral("People"));
    QCOMPARE(sets[1].id, QStringLiteral("s2"));
    QVERIFY(!sets[2].id.isEmpty());
}

void tst_ConnectionDialog::asksBeforeADraftGoes()
{
    const auto edited = dialog();
    auto *table = edited->findChild<QTableWidget *>();
    table->setCurrentCell(1, 0);
    QTest::mouseClick(button(*edited, "Remove"), Qt::LeftButton);
    ok(*edited)->click();
    auto *box = edited->findChild<QMessageBox *>();
    QVERIFY(box);
    QVERIFY2(box->text().contains(QLatin1String("Keys")), qPrintable(box->text()));
    box->button(QMessageBox::Cancel)->click();
    QVERIFY(edited->isVisible());
    QTRY_VERIFY(!edited->findChild<QMessageBox *>());
    ok(*edited)->click();
    edited->findChild<QMessageBox *>()->buttons().last()->click();
    QCOMPARE(edited->result(), int(QDialog::Accepted));
    QCOMPARE(edited->connection().resourceSets.size(), 1U);
}

void tst_ConnectionDialog::anotherResourceIdIsAnotherSet()
{
    const auto edited = dialog();
    auto *editor = edited->findChild<ResourceSetsEditor *>();
    edited->findChild<QTableWidget *>()->item(0, 1)->setText(QStringLiteral("65fd"));
    QVERIFY(editor->sets()[0].id != QStringLiteral("s1"));
    edited->findChild<QTableWidget *>()->item(0, 1)->setText(QStringLiteral("65fc"));
    QCOMPARE(editor->sets()[0].id, QStringLiteral("s1"));
}

void tst_ConnectionDialog::takesAnUnknownTypeWithItsDefinition()
{
    const auto edited = dialog();
    auto *table = edited->findChild<QTableWidget *>();
    table->item(1, 0)->setData(Qt::UserRole, QStringLiteral("database_instance"));
    QVERIFY(!ok(*edited)->isEnabled());
    QVERIFY2(problem(*edited).contains(QLatin1String("type definition")), qPrintable(problem(*edited)));
    table->setCurrentCell(1, 0);
    QTest::mouseClick(button(*edited, "Type definition…"), Qt::LeftButton);
    auto *definition = edited->findChild<TypeDefinitionDialog *>();
    QVERIFY(definition);
    definition->findChild<QPlainTextEdit *>()->setPlainText(
        QStringLiteral(R"({"properties":{"engine":{"type":"string"}}})"));
    ok(*definition)->click();
    QCOMPARE(problem(*edited), QString());
    QVERIFY(ok(*edited)->isEnabled());
    const ResourceSet set = edited->findChild<ResourceSetsEditor *>()->sets()[1];
    const auto type = m_catalog.described(set.typeName, set.typeDefinition);
    QVERIFY(type);
    QCOMPARE(type->path, QStringLiteral("database_instance"));
    QVERIFY(type->field(u"engine") && type->field(u"uniqueId") && type->field(u"externalUrl"));
}

void tst_ConnectionDialog::thePracticeTenantsResourceIdsAreNotTyped()
{
    m_connection.resourceSets.pop_back();
    const auto edited = dialog(Connection::Kind::Practice);
    auto *table = edited->findChild<QTableWidget *>();
    QVERIFY(table->isColumnHidden(1));
    QTest::mouseClick(button(*edited, "Add"), Qt::LeftButton);
    QVERIFY(ok(*edited)->isEnabled());
    table->item(1, 0)->setData(Qt::UserRole, QStringLiteral("UserAccount"));
    table->item(1, 1)->setText(QStringLiteral("65fc"));
    QVERIFY(problem(*edited).contains(QLatin1String("listed twice")));
}

void tst_ConnectionDialog::judgesADefinitionAsItIsTyped()
{
    TypeDefinitionDialog definition(m_catalog, QStringLiteral("CustomResource"), {}, nullptr);
    definition.show();
    auto *text = definition.findChild<QPlainTextEdit *>();
    auto *fields = definition.findChild<QTableWidget *>();
    const auto verdict = [&definition] {
        return definition.findChild<QLabel *>(QStringLiteral("verdict"))->text();
    };
    QVERIFY(ok(definition)->isEnabled()); // none is fine
    text->setPlainText(QStringLiteral("{\n \"properties\": {"));
    QVERIFY(!ok(definition)->isEnabled());
    QVERIFY2(verdict().contains(QLatin1String("Line 2")), qPrintable(verdict()));
    text->setPlainText(QStringLiteral(R"({"properties":{"engine":{"type":"text"}}})"));
    QVERIFY2(verdict().contains(QLatin1String("/properties/engine/type")), qPrintable(verdict()));
    text->setPlainText(QStringLiteral(R"({"elements":{}})"));
    QVERIFY(!ok(definition)->isEnabled());
    text->setPlainText(QStringLiteral(
        R"({"properties":{"engine":{"type":"string"}},"optionalProperties":{"size":{"type":"uint8"}}})"));
    QVERIFY(ok(definition)->isEnabled());
    QCOMPARE(fields->rowCount(), 2);
    QCOMPARE(fields->item(1, 1)->text(), QStringLiteral("whole number"));
    QVERIFY2(verdict().contains(QLatin1String("size: only boolean")), qPrintable(verdict()));
}

void tst_ConnectionDialog::theCustomerOfAPublicOneStays()
{
    m_connection.customerId = QStringLiteral("globex");
    const auto texts = [](const QDialog &of) {
        QStringList all;
        const QList<QLabel *> labels = of.findChildren<QLabel *>();
        for (const QLabel *label : labels)
            all << label->text();
        return all;
    };
    QVERIFY(!texts(*dialog()).contains(QStringLiteral("globex")));
    const QStringList shown = texts(*dialog(Connection::Kind::Public));
    QVERIFY(shown.contains(QStringLiteral("globex")));
    QVERIFY(!shown.filter(QStringLiteral("alive and frozen")).isEmpty());
}

QTEST_MAIN(tst_ConnectionDialog)
#include "tst_connectiondialog.moc"
