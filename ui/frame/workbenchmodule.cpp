// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/workbenchmodule.h"

#include <QCoreApplication>
#include <QDir>
#include <QPluginLoader>

namespace Fullstate {

namespace {

struct WorkbenchModuleText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::WorkbenchModule)
};

/// As it lies in the folder of the build, and as it is installed.
QString moduleFile()
{
    const QDir folder(QCoreApplication::applicationDirPath());
    const QString name = QStringLiteral(FULLSTATE_WORKBENCH_NAME);
    if (folder.exists(name))
        return folder.filePath(name);
    return QDir::cleanPath(folder.filePath(QStringLiteral(FULLSTATE_LIBRARIES "/") + name));
}

} // namespace

Result<WorkbenchModule *> loadWorkbench(const QString &fileName)
{
    const QString file = fileName.isEmpty() ? moduleFile() : fileName;
    QPluginLoader loader(file);
    if (auto *module = qobject_cast<WorkbenchModule *>(loader.instance()))
        return module;
    return Failure({Error::Kind::File,
                    WorkbenchModuleText::tr("A part of Fullstate is missing or does not fit: %1. Install "
                                            "Fullstate again.")
                        .arg(file),
                    loader.errorString()});
}

} // namespace Fullstate
