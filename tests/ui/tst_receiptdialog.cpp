// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedjob.h"
#include "tests/support/users.h"
#include "tests/support/warnings.h"
#include "ui/history/receiptdialog.h"

#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Fullstate;

/// One receipt, as History opens it.
class tst_ReceiptDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsAllOfAReceipt();
    void showsWhatTheTenantSaidAsItSaidIt();
    void failedReadIsSaid();
    void savesItAsJson();

private:
    void open();
    QString tabText(const QString &title);

    const Catalog m_catalog = Catalog::load().value_or(Catalog());
    std::unique_ptr<ReceiptDialog> m_dialog;
    ScriptedJob<Receipt> *m_load = nullptr;
    Receipt m_receipt;
};

void tst_ReceiptDialog::init()
{
    failOnWarnings();
    m_receipt = {};
    m_receipt.id = QStringLiteral("r1");
    m_receipt.where = QStringLiteral("Acme (US) · User accounts");
    m_receipt.startedAt = QDateTime({2026, 11, 23}, {9, 0}, Qt::UTC);
    m_receipt.finishedAt = m_receipt.startedAt.addSecs(4);
    m_receipt.outcome = Receipt::Outcome::Verified;
    m_receipt.message = QStringLiteral("The tenant holds exactly what was pushed.");
    m_receipt.confirmedDeletions = 2;
    m_receipt.plan =
        makePlan(userAccounts(), QStringLiteral("65fc"), snapshotOf(users(QStringLiteral("ada bob cy"))),
                 users(QStringLiteral("ada:email=new new")));
    m_receipt.after = "{\"resources\":[]}";
    m_receipt.status = 200;
    m_receipt.answer = QStringLiteral("{\"success\":true}");
}

void tst_ReceiptDialog::open()
{
    m_dialog = std::make_unique<ReceiptDialog>(
        [this](QObject *owner) { return m_load = new ScriptedJob<Receipt>(owner); }, m_catalog, nullptr);
    m_dialog->show();
}

QString tst_ReceiptDialog::tabText(const QString &title)
{
    auto *tabs = m_dialog->findChild<QTabWidget *>();
    for (int i = 0; i < tabs->count(); ++i) {
        if (tabs->tabText(i) != title)
            continue;
        tabs->setCurrentIndex(i);
        const auto *view = qobject_cast<QPlainTextEdit *>(tabs->widget(i));
        if (!QTest::qWaitFor([view] { return view->toPlainText() != QStringLiteral("Reading…"); }))
            return {};
        return view->toPlainText();
    }
    return {};
}

void tst_ReceiptDialog::showsAllOfAReceipt()
{
    open();
    m_load->end(m_receipt);
    const QString summary = tabText(QStringLiteral("Summary"));
    for (const char *part :
         {"Push verified", "Acme (US) · User accounts", "Deletes 2, comes back 0, changes 1, adds 1",
          "2 was typed", "exactly what was pushed"})
        QVERIFY2(summary.contains(QString::fromUtf8(part)), part);
    QCOMPARE(m_dialog->findChild<QTableView *>()->model()->rowCount(), 4);
    QVERIFY(tabText(QStringLiteral("Answer")).contains(QLatin1String("{\"success\":true}")));
    QVERIFY(tabText(QStringLiteral("Before")).contains(QLatin1String("\"uniqueId\": \"cy\"")));
    QVERIFY(tabText(QStringLiteral("Sent")).contains(QLatin1String("\"uniqueId\": \"new\"")));
    QVERIFY(!tabText(QStringLiteral("Sent")).contains(QLatin1String("\"uniqueId\": \"cy\"")));
    QVERIFY(tabText(QStringLiteral("After")).contains(QLatin1String("\"resources\"")));
}

void tst_ReceiptDialog::showsWhatTheTenantSaidAsItSaidIt()
{
    m_receipt.status = 502;
    m_receipt.answer = QStringLiteral("<h1>Bad</h1>");
    m_receipt.after.clear();
    m_receipt.outcome = Receipt::Outcome::Unknown;
    open();
    m_load->end(m_receipt);
    QVERIFY(tabText(QStringLiteral("Answer")).contains(QLatin1String("<h1>Bad</h1>")));
    QVERIFY(tabText(QStringLiteral("After")).contains(QLatin1String("was not asked")));
    QVERIFY(tabText(QStringLiteral("Summary")).contains(QLatin1String("outcome unknown")));
}

void tst_ReceiptDialog::failedReadIsSaid()
{
    open();
    m_load->end(Failure({Error::Kind::Storage, QStringLiteral("Damaged."), {}}));
    QCOMPARE(m_dialog->findChild<QLabel *>(QStringLiteral("message"))->text(), QStringLiteral("Damaged."));
    QVERIFY(!m_dialog->findChild<QTabWidget *>()->isVisible());
}

void tst_ReceiptDialog::savesItAsJson()
{
    const QTemporaryDir folder;
    const QString fileName = folder.filePath(QStringLiteral("receipt.json"));
    open();
    m_load->end(m_receipt);
    const QList<QPushButton *> buttons = m_dialog->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text() == QStringLiteral("&Save as JSON…"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    auto *dialog = m_dialog->findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(fileName);
    dialog->close();
    const auto *message = m_dialog->findChild<QLabel *>(QStringLiteral("message"));
    QTRY_VERIFY(message->text().startsWith(QLatin1String("Saved as")));
    QFile file(fileName);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject saved = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(saved.keys(),
             (QStringList{QStringLiteral("after"), QStringLiteral("before"), QStringLiteral("changes"),
                          QStringLiteral("receipt"), QStringLiteral("sent")}));
    QCOMPARE(saved.value(QLatin1String("changes")).toArray().size(), 4);
    QCOMPARE(
        saved.value(QLatin1String("before")).toObject().value(QLatin1String("resources")).toArray().size(),
        3);
}

QTEST_MAIN(tst_ReceiptDialog)
#include "tst_receiptdialog.moc"
