// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/connectionfile.h"
#include "tests/support/warnings.h"
#include "ui/connection/connectionchoice.h"
#include "ui/connection/exportconnectionsdialog.h"
#include "ui/connection/importconnectionsdialog.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>

using namespace Fullstate;

/// Connections out into a file and back in, as the two dialogs have it.
class tst_ConnectionExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theModelChooses();
    void theChosenOnesAreExported();
    void aFileThatCannotBeWrittenIsSaid();
    void whatComesInIsShownFirst();
    void whatIsThereAlreadyIsLeftOutUnlessChosen();
    void aDamagedFileIsSaid();
    void cancelBringsNothingIn();

private:
    static QAbstractItemModel *rows(const QWidget &dialog);
    static QString text(const QWidget &dialog, const char *name);
    static QPushButton *button(const QWidget &dialog, const char *name);
    QString exported(const std::vector<Connection> &connections) const;

    std::unique_ptr<QTemporaryDir> m_home;
    const Catalog m_catalog = Catalog::load().value_or(Catalog());
};

static Connection connection(const QString &name, Connection::Kind kind = Connection::Kind::Private)
{
    Connection made;
    made.id = QStringLiteral("id of ") + name;
    made.name = name;
    made.kind = kind;
    made.clientId = QStringLiteral("client of ") + name;
    made.resourceSets = {
        {QStringLiteral("set of ") + name, QStringLiteral("UserAccount"), QStringLiteral("65fc")}};
    if (kind == Connection::Kind::Public) {
        made.customerId = QStringLiteral("globex");
        made.redirectUrl = QUrl(QStringLiteral("https://example.com/back"));
    }
    return made;
}

static ConnectionStore::Storage nowhere()
{
    return {[](const Connection &) {}, [](const QString &) {}};
}

static QString names(const std::vector<Connection> &connections)
{
    QStringList names;
    for (const Connection &each : connections)
        names << each.name;
    return names.join(QLatin1Char(' '));
}

QAbstractItemModel *tst_ConnectionExchange::rows(const QWidget &dialog)
{
    return dialog.findChild<QTableView *>(QStringLiteral("choice"))->model();
}

QString tst_ConnectionExchange::text(const QWidget &dialog, const char *name)
{
    return dialog.findChild<QLabel *>(QLatin1String(name))->text();
}

QPushButton *tst_ConnectionExchange::button(const QWidget &dialog, const char *name)
{
    return dialog.findChild<QPushButton *>(QLatin1String(name));
}

QString tst_ConnectionExchange::exported(const std::vector<Connection> &connections) const
{
    const QString name = m_home->filePath(QStringLiteral("connections.json"));
    return writeConnectionFile(name, connections) ? name : QString();
}

void tst_ConnectionExchange::init()
{
    failOnWarnings();
    m_home = std::make_unique<QTemporaryDir>();
}

void tst_ConnectionExchange::theModelChooses()
{
    ConnectionChoiceModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows({{connection(QStringLiteral("Acme"))}, {connection(QStringLiteral("Beta")), false}});
    QCOMPARE(names(model.chosen()), QStringLiteral("Acme"));
    const QSignalSpy changed(&model, &ConnectionChoiceModel::chosenChanged);
    QVERIFY(model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(!model.setData(model.index(1, 1), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(names(model.chosen()), QStringLiteral("Acme Beta"));
    model.chooseAll(false);
    QVERIFY(model.chosen().empty());
    QCOMPARE(changed.size(), 2);
}

void tst_ConnectionExchange::theChosenOnesAreExported()
{
    ExportConnectionsDialog dialog({connection(QStringLiteral("Acme")),
                                    connection(QStringLiteral("Practice"), Connection::Kind::Practice),
                                    connection(QStringLiteral("Sync"), Connection::Kind::Public)});
    dialog.show();
    QCOMPARE(rows(dialog)->rowCount(), 2); // the practice tenant is in every Fullstate
    QCOMPARE(text(dialog, "count"), QStringLiteral("2 of 2 connection(s) chosen"));
    button(dialog, "none")->click();
    QVERIFY(!button(dialog, "save")->isEnabled());
    QVERIFY(rows(dialog)->setData(rows(dialog)->index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(button(dialog, "save")->isEnabled());
    QSignalSpy concluded(&dialog, &ExportConnectionsDialog::concluded);
    dialog.save(m_home->filePath(QStringLiteral("out.json")));
    QTRY_COMPARE(concluded.size(), 1);
    QVERIFY(dialog.isHidden());
    QFile file(m_home->filePath(QStringLiteral("out.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QVERIFY(written.contains("globex") && !written.contains("Acme"));
}

void tst_ConnectionExchange::aFileThatCannotBeWrittenIsSaid()
{
    ExportConnectionsDialog dialog({connection(QStringLiteral("Acme"))});
    dialog.show();
    dialog.save(m_home->filePath(QStringLiteral("nowhere/out.json")));
    QTRY_VERIFY(text(dialog, "message").contains(QLatin1String("could not be written")));
    QVERIFY(dialog.isVisible());
    QVERIFY(button(dialog, "save")->isEnabled());
}

void tst_ConnectionExchange::whatComesInIsShownFirst()
{
    ConnectionStore store({}, nowhere());
    ImportConnectionsDialog dialog(store, m_catalog,
                                   exported({connection(QStringLiteral("Acme")),
                                             connection(QStringLiteral("Sync"), Connection::Kind::Public)}));
    dialog.show();
    QVERIFY(!button(dialog, "import")->isEnabled());
    QTRY_COMPARE(rows(dialog)->rowCount(), 2);
    QVERIFY(store.connections().empty());
    QCOMPARE(rows(dialog)->index(1, ConnectionChoiceModel::Name).data().toString(),
             QStringLiteral("Sync · globex"));
    QVERIFY(rows(dialog)
                ->index(1, ConnectionChoiceModel::Remark)
                .data()
                .toString()
                .contains(QLatin1String("sign in")));
    QSignalSpy imported(&dialog, &ImportConnectionsDialog::imported);
    button(dialog, "import")->click();
    QCOMPARE(names(store.connections()), QStringLiteral("Acme Sync"));
    QCOMPARE(imported.size(), 1);
    const QStringList ids = imported.at(0).at(0).toStringList();
    QVERIFY(store.find(ids.value(0)) && store.find(ids.value(1)));
    QVERIFY(!ids.contains(QStringLiteral("id of Acme")));
}

void tst_ConnectionExchange::whatIsThereAlreadyIsLeftOutUnlessChosen()
{
    ConnectionStore store({connection(QStringLiteral("Acme"))}, nowhere());
    const QString file = exported({connection(QStringLiteral("Acme")), connection(QStringLiteral("Beta"))});
    ImportConnectionsDialog first(store, m_catalog, file);
    QTRY_COMPARE(rows(first)->rowCount(), 2);
    QVERIFY(text(first, "message").contains(QLatin1String("1 of them already there")));
    QVERIFY(rows(first)
                ->index(0, ConnectionChoiceModel::Remark)
                .data()
                .toString()
                .startsWith(QStringLiteral("Already there: “Acme”")));
    first.accept();
    QCOMPARE(names(store.connections()), QStringLiteral("Acme Beta"));

    ImportConnectionsDialog second(store, m_catalog, file);
    QTRY_COMPARE(rows(second)->rowCount(), 2);
    QVERIFY(!button(second, "import")->isEnabled());
    button(second, "all")->click();
    second.accept();
    QCOMPARE(names(store.connections()), QStringLiteral("Acme Acme Beta Beta"));
}

void tst_ConnectionExchange::aDamagedFileIsSaid()
{
    ConnectionStore store({}, nowhere());
    QFile file(m_home->filePath(QStringLiteral("damaged.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\n  \"fullstateConnections\": 1,\n  \"connections\": [}\n");
    file.close();
    ImportConnectionsDialog dialog(store, m_catalog, file.fileName());
    QTRY_VERIFY(text(dialog, "message").contains(QLatin1String("Line 3, column ")));
    QVERIFY(text(dialog, "message").contains(QLatin1String("damaged.json")));
    QVERIFY(!button(dialog, "import")->isEnabled());
    dialog.accept();
    QVERIFY(store.connections().empty());
}

void tst_ConnectionExchange::cancelBringsNothingIn()
{
    ConnectionStore store({}, nowhere());
    ImportConnectionsDialog dialog(store, m_catalog, exported({connection(QStringLiteral("Acme"))}));
    QTRY_COMPARE(rows(dialog)->rowCount(), 1);
    dialog.reject();
    QVERIFY(store.connections().empty());
}

QTEST_MAIN(tst_ConnectionExchange)
#include "tst_connectionexchange.moc"
