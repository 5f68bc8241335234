// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/workbenchmodule.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Fullstate;

class tst_WorkbenchModule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isLoaded();
    void whatDoesNotFitIsSaid_data();
    void whatDoesNotFitIsSaid();
};

void tst_WorkbenchModule::isLoaded()
{
    const auto module = loadWorkbench(QStringLiteral(FULLSTATE_WORKBENCH));
    QVERIFY2(module, module ? "" : qPrintable(module.error().detail));
    QVERIFY(*module);
    QCOMPARE(loadWorkbench(QStringLiteral(FULLSTATE_WORKBENCH)).value(), *module);
}

void tst_WorkbenchModule::whatDoesNotFitIsSaid_data()
{
    QTest::addColumn<QByteArray>("content"); // of the file; null: there is none
    QTest::newRow("missing") << QByteArray();
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("no library") << QByteArray(8192, 'x');
    QFile own(QCoreApplication::applicationFilePath());
    QVERIFY(own.open(QIODevice::ReadOnly));
    QTest::newRow("something else") << own.readAll();
}

void tst_WorkbenchModule::whatDoesNotFitIsSaid()
{
    QFETCH(const QByteArray, content);
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("libfullstate_workbench.so")));
    if (!content.isNull()) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
    }
    const auto module = loadWorkbench(file.fileName());
    QVERIFY(!module);
    QVERIFY2(module.error().message.contains(file.fileName()), qPrintable(module.error().message));
    QVERIFY(!module.error().detail.isEmpty());
}

QTEST_GUILESS_MAIN(tst_WorkbenchModule)
#include "tst_workbenchmodule.moc"
