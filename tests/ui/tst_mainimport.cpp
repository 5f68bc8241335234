// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/draftsession.h"
#include "tests/support/importpages.h"
#include "tests/support/mainwindowbench.h"
#include "ui/common/scopedialog.h"
#include "ui/import/importwizard.h"

#include <QCheckBox>
#include <QDropEvent>
#include <QMimeData>

using namespace Fullstate;

/// What of the import the main window does: it takes files, and says the scope.
class tst_MainImport : public QObject, private MainWindowBench
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        open();
    }
    void cleanup() { close(); }
    void takesADroppedFile();
    void takesNoFileWithoutASet();
    void scopeIsAlwaysSaid();

private:
    void openSet(const char *typeName);
    bool dropOn(QWidget *widget, const QString &fileName) const;
};

/// Of the practice tenant, as it was fetched.
void tst_MainImport::openSet(const char *typeName)
{
    m_workbench->openPracticeTenant();
    QTRY_VERIFY(!m_services->connections().connections().empty());
    m_workbench->openSet(setOf(typeName));
    QTRY_VERIFY(grid().model()->rowCount() > 1);
    QTRY_VERIFY(action("fetch")->isEnabled());
}

bool tst_MainImport::dropOn(QWidget *widget, const QString &fileName) const
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(fileName)});
    const QPoint place = widget->rect().center();
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QCoreApplication::sendEvent(widget, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent drop(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &drop);
    return true;
}

void tst_MainImport::takesADroppedFile()
{
    openSet("UserAccount");
    QFile file(m_folder->filePath(QStringLiteral("people.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("uniqueId,email\nu1,a@example.com\n");
    file.close();
    QVERIFY(dropOn(m_window.get(), file.fileName()));
    auto *wizard = openDialog<ImportWizard>(m_window.get());
    QVERIFY(wizard);
    QTRY_VERIFY(wizard->currentPage()->isComplete());
    const auto *picture = named<QTableWidget>(wizard->currentPage(), "First rows");
    QCOMPARE(picture->item(0, 1)->text(), QStringLiteral("a@example.com"));
    wizard->reject();
}

void tst_MainImport::takesNoFileWithoutASet()
{
    QVERIFY(!dropOn(m_window.get(), m_folder->filePath(QStringLiteral("people.csv"))));
    QVERIFY(!m_window->findChild<ImportWizard *>());
}

void tst_MainImport::scopeIsAlwaysSaid()
{
    openSet("PackageVulnerabilityConnectors");
    DraftSession *session = m_services->session(setOf("PackageVulnerabilityConnectors"));
    QVERIFY(session);
    QTRY_VERIFY2(status().contains(QStringLiteral("scope: severity is Critical or High")),
                 qPrintable(status()));
    session->setScope(session->scope(), 4120); // as an import does
    QTRY_VERIFY2(status().contains(QStringLiteral("4,120 out of scope (severity is Critical or High)")),
                 qPrintable(status()));
    action("changeScope")->trigger();
    auto *dialog = openDialog<ScopeDialog>(m_window.get());
    QVERIFY(dialog);
    press(dialog, "Medium (4.0 to 6.9)");
    press(dialog, "OK");
    QTRY_VERIFY2(status().contains(QStringLiteral("scope: severity is Critical, High or Medium")),
                 qPrintable(status()));
    QCOMPARE(session->outOfScope(), 0);
    QTRY_VERIFY(!m_window->findChild<ScopeDialog *>());
    action("changeScope")->trigger();
    dialog = openDialog<ScopeDialog>(m_window.get());
    QVERIFY(dialog);
    press(dialog, "Low (0.1 to 3.9)");
    press(dialog, "None (0.0)");
    press(dialog, "OK");
    QTRY_VERIFY2(!status().contains(QStringLiteral("scope")), qPrintable(status())); // there is none
}

QTEST_MAIN(tst_MainImport)
#include "tst_mainimport.moc"
