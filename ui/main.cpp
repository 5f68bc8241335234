// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/englishplurals.h"
#include "app/base/processhardening.h"
#include "app/base/stopsignals.h"
#include "ui/frame/headstart.h"
#include "ui/frame/mainwindow.h"
#include "ui/frame/options.h"
#include "ui/frame/startmessages.h"
#include "ui/frame/workbenchmodule.h"

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>

using namespace Fullstate;

namespace {

struct MainText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::Program)
};

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || !qEnvironmentVariableIsEmpty("DISPLAY")
        || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

/// Everything that needs no window, and so no display.
int runWithoutWindow(int argc, char **argv, const Options &options)
{
    const QCoreApplication application(argc, argv);
    switch (options.task) {
    case Options::Task::ServePracticeTenant:
        if (const Result<WorkbenchModule *> workbench = loadWorkbench())
            return (*workbench)->servePracticeTenant(options.port, options.rateLimit);
        else
            print(stderr, workbench.error());
        return 1;
    case Options::Task::ShowHelp:
        print(stdout, helpText());
        break;
    case Options::Task::ShowVersion:
    case Options::Task::OpenWindow:
        print(stdout, QStringLiteral("fullstate " FULLSTATE_VERSION));
        break;
    }
    return 0;
}

int runWindow(int argc, char **argv, const Options &options)
{
    const QString path = options.dataFolder.isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
        : options.dataFolder;
    HeadStart headStart(path);
    const QApplication application(argc, argv);
    const auto listing = HeadStart::listFonts();
    const StopSignals stop;
    QObject::connect(&stop, &StopSignals::received, &application, [] { QCoreApplication::exit(0); });
    EnglishPlurals plurals;
    QCoreApplication::installTranslator(&plurals);
    auto folder = headStart.takeFolder();
    if (!folder) {
        say(folder.error(), QMessageBox::Close);
        return 1;
    }
    const auto settings = (*folder)->openSettings();
    MainWindow window(*settings);
    window.showFrame();
    const Result<int> status = loadWorkbench().and_then([&](WorkbenchModule *workbench) {
        return workbench->run(window, *std::move(folder), stop, options.practice);
    });
    if (status)
        return *status;
    window.hide(); // closed, it would remember its place in a folder that is no longer ours
    say(status.error(), QMessageBox::Close);
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    hardenProcess();
    QCoreApplication::setApplicationName(QStringLiteral("fullstate"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FULLSTATE_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Fullstate"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.fullstate.Fullstate"));

    const Result<Options> options = parseOptions(argumentsOf(argc, argv));
    if (!options) {
        print(stderr, options.error().message);
        return 2;
    }
    if (options->task != Options::Task::OpenWindow)
        return runWithoutWindow(argc, argv, *options);
    if (!hasDisplay()) {
        print(stderr,
              MainText::tr(
                  "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set). Start Fullstate "
                  "from a desktop session; --serve-practice-tenant works without one."));
        return 1;
    }
    return runWindow(argc, argv, *options);
}
