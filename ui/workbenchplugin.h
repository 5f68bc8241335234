// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/workbenchmodule.h"

#include <QObject>

namespace Fullstate {

/// The program from its painted frame to its end.
class WorkbenchPlugin final : public QObject, public WorkbenchModule
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID FULLSTATE_WORKBENCH_IID)
    Q_INTERFACES(Fullstate::WorkbenchModule)

public:
    Result<int> run(MainWindow &window, std::unique_ptr<WorkspaceFolder> folder, const StopSignals &stop,
                    bool opensPractice) override;
    int servePracticeTenant(quint16 port, bool rateLimit) override;
};

} // namespace Fullstate
