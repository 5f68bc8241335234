// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbenchplugin.h"

#include "app/base/stopsignals.h"
#include "app/fullstate.h"
#include "app/practice/practicetenant.h"
#include "app/workspace/workspacefolder.h"
#include "ui/frame/actions.h"
#include "ui/frame/mainwindow.h"
#include "ui/frame/startmessages.h"
#include "ui/workbench.h"

#include <QApplication>
#include <QIcon>
#include <QMessageBox>

namespace Fullstate {

namespace {

constexpr int SaveMs = 3000;

void sayBeside(QWidget &window, const QString &notice)
{
    if (notice.isEmpty())
        return;
    print(stderr, notice);
    auto *box = new QMessageBox(QMessageBox::Warning, QApplication::applicationDisplayName(), notice,
                                QMessageBox::Ok, &window);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace

Result<int> WorkbenchPlugin::run(MainWindow &window, std::unique_ptr<WorkspaceFolder> folder,
                                 const StopSignals &stop, bool opensPractice)
{
    const QString path = folder->path();
    // While the disk is waited for.
    QMetaObject::invokeMethod(&window.actions(), &Actions::loadIcons, Qt::QueuedConnection);
    auto opened = Services::open(std::move(folder));
    if (!opened)
        return Failure(opened.error());
    Services &services = **opened;
    // The end of a desktop session leaves no time for closing the window.
    connect(qApp, &QGuiApplication::commitDataRequest, &services, [&services] { services.save(SaveMs); });

    auto workbench = std::make_unique<Workbench>(window, services);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/fullstate.svg"))); // to draw it takes long
    sayBeside(window, services.workspace().openingNotice());
    if (opensPractice) // else what was open last is opened again
        workbench->openPracticeTenant();
    // Either may have happened while the workspace was read.
    const bool isEnded = stop.isReceived() || window.isHidden();
    const int status = isEnded ? 0 : QApplication::exec();
    if (window.isVisible()) // stopped by a signal: it remembers its place when closed
        window.close();
    workbench.reset();
    services.settle(SaveMs);
    const Error unsaved{Error::Kind::Storage,
                        tr("The last changes are not on disk yet: %1 cannot be written. Make room, or make "
                           "it writable, and try again; closing now loses them.")
                            .arg(path),
                        {}};
    while (!services.save(SaveMs) && !stop.isReceived()
           && say(unsaved, QMessageBox::Retry | QMessageBox::Close)) {}
    return status;
}

int WorkbenchPlugin::servePracticeTenant(quint16 port, bool rateLimit)
{
    return Fullstate::servePracticeTenant(port, rateLimit);
}

} // namespace Fullstate
