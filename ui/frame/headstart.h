// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/workspacefolder.h"

#include <future>

namespace Fullstate {

/// What a first window waits for besides the screen, done on other threads meanwhile: its data folder, and
/// fonts, which take longest.
class HeadStart final
{
public:
    /// Before the QApplication, on the main thread. Claims \p dataFolder.
    explicit HeadStart(const QString &dataFolder);
    /// Once there is a QApplication: lists fonts, and the formats that icons are in. The future's end, which
    /// is before the application's, waits for it.
    [[nodiscard]] static std::future<void> listFonts();
    /// Once. Waits until it is known.
    Result<std::unique_ptr<WorkspaceFolder>> takeFolder() { return m_claiming.get(); }

private:
    std::future<Result<std::unique_ptr<WorkspaceFolder>>> m_claiming;
    std::future<void> m_finding;
};

} // namespace Fullstate
