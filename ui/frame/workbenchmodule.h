// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QtPlugin>
#include <memory>

namespace Fullstate {

class MainWindow;
class StopSignals;
class WorkspaceFolder;

/// Everything but the frame of the main window: a module that is loaded once that is painted, since to load
/// the libraries for HTTP, SQL, keychain and workbooks takes longer than to paint it.
class WorkbenchModule
{
public:
    virtual ~WorkbenchModule() = default;

    /// Fills \p window from the workspace in \p folder, and returns the program's exit status at its end,
    /// which \p stop may be the reason for. Fails, with the window still empty, if the workspace cannot be
    /// opened.
    virtual Result<int> run(MainWindow &window, std::unique_ptr<WorkspaceFolder> folder,
                            const StopSignals &stop, bool opensPractice) = 0;
    /// Needs a QCoreApplication only. Returns the exit status.
    virtual int servePracticeTenant(quint16 port, bool rateLimit) = 0;
};

/// From \p fileName, or what lies beside the program or in its folder of libraries. It stays loaded.
Result<WorkbenchModule *> loadWorkbench(const QString &fileName = {});

} // namespace Fullstate

#define FULLSTATE_WORKBENCH_IID "org.fullstate.WorkbenchModule/1"
Q_DECLARE_INTERFACE(Fullstate::WorkbenchModule, FULLSTATE_WORKBENCH_IID)
