// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/englishplurals.h"
#include "app/base/processhardening.h"
#include "app/base/stopsignals.h"
#include "app/fullstate.h"
#include "app/practice/practicetenant.h"
#include "app/workspace/workspace.h"
#include "app/workspace/workspacefolder.h"
#include "ui/common/fonts.h"
#include "ui/mainwindow.h"
#include "ui/options.h"

#include <QApplication>
#include <QIcon>
#include <QMessageBox>
#include <QStandardPaths>
#include <QTextStream>

using namespace Fullstate;

namespace {

constexpr int SaveMs = 3000;

struct MainText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::Program)
};

void print(FILE *file, const QString &text)
{
    QTextStream(file) << text << Qt::endl;
}

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
        return servePracticeTenant(options.port, options.rateLimit);
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

/// For what goes wrong before the main window and after it. Returns whether the user wants another try.
bool say(const Error &error, QMessageBox::StandardButtons buttons)
{
    print(stderr, error.message);
    QMessageBox box(QMessageBox::Critical, QApplication::applicationDisplayName(), error.message, buttons);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(error.detail);
    return box.exec() == QMessageBox::Retry;
}

void sayBeside(QWidget *window, const QString &notice)
{
    if (notice.isEmpty())
        return;
    print(stderr, notice);
    auto *box = new QMessageBox(QMessageBox::Warning, QApplication::applicationDisplayName(), notice,
                                QMessageBox::Ok, window);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

int runWindow(int argc, char **argv, const Options &options)
{
    const QString folder = options.dataFolder.isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
        : options.dataFolder;
    // While the application connects to the screen.
    auto claiming = std::async(std::launch::async, WorkspaceFolder::claim, folder);
    const auto finding = startFindingFonts();
    const QApplication application(argc, argv);
    const auto listing = startListingFonts();
    EnglishPlurals plurals;
    QCoreApplication::installTranslator(&plurals);
    const StopSignals stop;
    bool isStopped = false;
    QObject::connect(&stop, &StopSignals::received, &application, [&isStopped] {
        isStopped = true;
        QCoreApplication::exit(0);
    });

    std::unique_ptr<MainWindow> window;
    auto services = Services::open(claiming.get(), [&window](QSettings &settings) {
        window = std::make_unique<MainWindow>(settings);
        window->showFrame();
    });
    if (!services) {
        window.reset(); // its settings are gone
        say(services.error(), QMessageBox::Close);
        return 1;
    }
    // The end of a desktop session leaves no time for closing the window.
    QObject::connect(&application, &QGuiApplication::commitDataRequest, services->get(),
                     [&services = **services] { services.save(SaveMs); });

    window->open(**services);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/fullstate.svg"))); // to draw it takes long
    sayBeside(window.get(), (*services)->workspace().openingNotice());
    if (options.practice) // else what was open last is opened again
        window->openPracticeTenant();
    // Either may have happened while the workspace was read.
    const bool isEnded = isStopped || window->isHidden();
    const int status = isEnded ? 0 : QApplication::exec();
    if (window->isVisible()) // stopped by a signal: it remembers its place when closed
        window->close();
    window.reset();
    (*services)->settle(SaveMs);
    const Error unsaved{
        Error::Kind::Storage,
        MainText::tr("The last changes are not on disk yet: %1 cannot be written. Make room, or make "
                     "it writable, and try again; closing now loses them.")
            .arg(folder),
        {}};
    while (!(*services)->save(SaveMs) && !isStopped
           && say(unsaved, QMessageBox::Retry | QMessageBox::Close)) {}
    return status;
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
