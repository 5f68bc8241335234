// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/secretstore.h"
#include "app/draft/resourcetable.h"
#include "app/fullstate.h"
#include "tests/support/warnings.h"
#include "ui/common/messagebar.h"
#include "ui/connection/connectionmodel.h"
#include "ui/connection/connectiontree.h"
#include "ui/draft/resourcegrid.h"
#include "ui/draft/resourceview.h"
#include "ui/frame/mainwindow.h"
#include "ui/workbench.h"

#include <QAction>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

namespace Fullstate {

/// The program's services in a folder of their own, for a test of what uses most of them.
class ServicesBench
{
protected:
    /// Once more: as after a restart. Without \p keychain the desktop's.
    void openServices(std::unique_ptr<SecretStore> keychain = {})
    {
        m_tenant = nullptr;
        m_services.reset();
        if (!m_folder)
            m_folder = std::make_unique<QTemporaryDir>();
        auto opened = Services::open(m_folder->filePath(QStringLiteral("data")), std::move(keychain));
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
        m_services = *std::move(opened);
    }
    void startTenant()
    {
        QVERIFY(m_services);
        const auto started = m_services->practice();
        QVERIFY2(started, started ? "" : qPrintable(started.error().message));
        m_tenant = *started;
    }
    void close()
    {
        m_services.reset();
        m_folder.reset();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Services> m_services;
    PracticeTenant *m_tenant = nullptr;
};

/// The program's window, shown and active, over services of its own.
class MainWindowBench : protected ServicesBench
{
protected:
    /// Once more: as after a restart.
    void open(std::unique_ptr<SecretStore> keychain = {})
    {
        m_window.reset();
        openServices(std::move(keychain));
        if (m_services)
            openWindow();
    }
    /// Once more: another one over the same services.
    void openWindow()
    {
        if (m_window)
            m_window->close();
        m_window = std::make_unique<MainWindow>(m_services->settings());
        m_workbench = new Workbench(*m_window, *m_services);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void close()
    {
        m_window.reset();
        ServicesBench::close();
    }
    /// The practice tenant's user accounts, which it fetches by itself the first time.
    void fetch()
    {
        m_workbench->openPracticeTenant();
        QTRY_VERIFY(grid().model()->rowCount() > 100);
        QTRY_VERIFY(action("fetch")->isEnabled());
    }
    /// Of the only connection.
    QString setOf(const char *typeName) const
    {
        for (const ResourceSet &set : m_services->connections().connections().front().resourceSets) {
            if (set.typeName == QLatin1String(typeName))
                return set.id;
        }
        return {};
    }

    QAction *action(const char *objectName) const
    {
        return m_window->findChild<QAction *>(QLatin1String(objectName));
    }
    ResourceView &view() const { return *m_window->findChild<ResourceView *>(); }
    ResourceGrid &grid() const { return view().grid(); }
    QModelIndex cell(int row, const char *field) const
    {
        return grid().model()->index(row, view().table()->columnOf(QString::fromLatin1(field)));
    }
    MessageBar &bar() const { return *m_window->findChild<MessageBar *>(); }
    QString status() const { return m_window->findChild<QLabel *>(QStringLiteral("status"))->text(); }
    /// Of a connection in the tree.
    QModelIndex rowOf(const Connection &connection) const
    {
        const auto *model = m_window->findChild<ConnectionTree *>()->model();
        return model->match(model->index(0, 0), ConnectionModel::ConnectionIdRole, connection.id).value(0);
    }

    std::unique_ptr<MainWindow> m_window;
    Workbench *m_workbench = nullptr; ///< in it
};

} // namespace Fullstate
