// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/stopsignals.h"
#include "app/practice/practicetenant.h"
#include "ui/options.h"

#include <QApplication>
#include <QMainWindow>
#include <QTextStream>
#include <sys/stat.h>

using namespace Fullstate;

namespace {

void print(FILE *file, const QString &text)
{
    QTextStream(file) << text << Qt::endl;
}

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || !qEnvironmentVariableIsEmpty("DISPLAY")
        || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

/// Everything that needs no window, and so no display.
int runWithoutWindow(int argc, char **argv, const Options &options)
{
    const QCoreApplication application(argc, argv);
    if (options.task == Options::Task::ServePracticeTenant)
        return servePracticeTenant(options.port, options.rateLimit);
    if (options.task == Options::Task::ShowHelp)
        print(stdout, helpText());
    else
        print(stdout, QStringLiteral("fullstate " FULLSTATE_VERSION));
    return 0;
}

int runWindow(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const StopSignals stop;
    QObject::connect(&stop, &StopSignals::received, &application, [] { QCoreApplication::exit(0); });
    QMainWindow window;
    window.setWindowTitle(QApplication::applicationDisplayName());
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    umask(S_IRWXG | S_IRWXO); // whatever is written is for the user alone
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
              QCoreApplication::translate("Fullstate::main",
                                          "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is "
                                          "set). Start Fullstate from a desktop session; "
                                          "--serve-practice-tenant works without one."));
        return 1;
    }
    return runWindow(argc, argv);
}
