// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fullstate.h"
#include "app/session/draftsession.h"
#include "tests/support/importpages.h"
#include "ui/common/scopedialog.h"
#include "ui/draft/resourcegrid.h"
#include "ui/draft/resourceview.h"
#include "ui/import/importwizard.h"
#include "ui/mainwindow.h"

#include <QAction>
#include <QCheckBox>
#include <QDropEvent>
#include <QMimeData>

using namespace Fullstate;

/// What of the import the main window does: it takes files, and says the scope.
class tst_MainImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void takesADroppedFile();
    void takesNoFileWithoutASet();
    void scopeIsAlwaysSaid();

private:
    void openSet(const char *typeName);
    bool dropOn(QWidget *widget, const QString &fileName) const;
    QString status() const { return m_window->findChild<QLabel *>(QStringLiteral("status"))->text(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<MainWindow> m_window;
};

void tst_MainImport::init()
{
    failOnWarnings();
    m_folder = std::make_unique<QTemporaryDir>();
    auto services = Services::open(m_folder->path());
    QVERIFY2(services, services ? "" : qPrintable(services.error().message));
    m_services = std::move(*services);
    m_window = std::make_unique<MainWindow>(m_services->settings());
    m_window->open(*m_services);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_MainImport::cleanup()
{
    m_window.reset();
    m_services.reset();
    m_folder.reset();
}

/// Of the practice tenant, as it was fetched.
void tst_MainImport::openSet(const char *typeName)
{
    m_window->openPracticeTenant();
    QTRY_VERIFY(!m_services->connections().connections().empty());
    for (const ResourceSet &set : m_services->connections().connections().front().resourceSets) {
        if (set.typeName == QLatin1String(typeName))
            m_window->openSet(set.id);
    }
    auto *fetch = m_window->findChild<QAction *>(QStringLiteral("fetch"));
    QTRY_VERIFY(m_window->findChild<ResourceView *>()->grid().model()->rowCount() > 1);
    QTRY_VERIFY(fetch->isEnabled());
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
    DraftSession *session = nullptr;
    for (const ResourceSet &set : m_services->connections().connections().front().resourceSets) {
        if (set.typeName == QLatin1String("PackageVulnerabilityConnectors"))
            session = m_services->session(set.id);
    }
    QVERIFY(session);
    QTRY_VERIFY2(status().contains(QStringLiteral("scope: severity is Critical or High")),
                 qPrintable(status()));
    session->setScope(session->scope(), 4120); // as an import does
    QTRY_VERIFY2(status().contains(QStringLiteral("4,120 out of scope (severity is Critical or High)")),
                 qPrintable(status()));
    m_window->findChild<QAction *>(QStringLiteral("changeScope"))->trigger();
    auto *dialog = openDialog<ScopeDialog>(m_window.get());
    QVERIFY(dialog);
    press(dialog, "Medium (4.0 to 6.9)");
    press(dialog, "OK");
    QTRY_VERIFY2(status().contains(QStringLiteral("scope: severity is Critical, High or Medium")),
                 qPrintable(status()));
    QCOMPARE(session->outOfScope(), 0);
    QTRY_VERIFY(!m_window->findChild<ScopeDialog *>());
    m_window->findChild<QAction *>(QStringLiteral("changeScope"))->trigger();
    dialog = openDialog<ScopeDialog>(m_window.get());
    QVERIFY(dialog);
    press(dialog, "Low (0.1 to 3.9)");
    press(dialog, "None (0.0)");
    press(dialog, "OK");
    QTRY_VERIFY2(!status().contains(QStringLiteral("scope")), qPrintable(status())); // there is none
}

QTEST_MAIN(tst_MainImport)
#include "tst_mainimport.moc"
