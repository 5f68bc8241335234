// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QLockFile>
#include <memory>

class QSettings;

namespace Fullstate {

/// The data folder, held by this program alone for as long as the object lives and closed to other users.
class WorkspaceFolder final
{
public:
    /// Makes the folder if need be. Fails when it is not the user's own, cannot be written, holds other
    /// things than a workspace, or another running Fullstate has it.
    /// Needs no QApplication.
    static Result<std::unique_ptr<WorkspaceFolder>> claim(const QString &path);

    QString path() const { return m_path; }
    /// Window sizes and preferences. Objects of the same folder have the same content at once.
    std::unique_ptr<QSettings> openSettings() const;
    QString databaseName() const; ///< the workspace file, which exists and is the user's alone
    /// Renames a damaged workspace file and what belongs to it; gives back its new name.
    Result<QString> setDamagedAside() const;

private:
    explicit WorkspaceFolder(const QString &path);
    Result<> lock();
    Result<> prepareDatabase() const;

    QString m_path;
    QLockFile m_lock;
};

} // namespace Fullstate
