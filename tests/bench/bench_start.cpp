// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fullstate.h"
#include "app/workspace/workspacefolder.h"
#include "tests/bench/firstpaint.h"
#include "ui/common/fonts.h"
#include "ui/mainwindow.h"

#include <QTemporaryDir>

using namespace Fullstate;

/// 500 connections of 12 resource sets each: 440 customers of three applications, 60 applications of one.
static void fill(Services &services)
{
    for (int i = 0; i < 500; ++i) {
        const bool isCustomer = i < 440;
        const QString number = QString::number(i);
        Connection connection;
        connection.id = QStringLiteral("connection-") + number;
        connection.name =
            isCustomer ? QStringLiteral("Sync %1").arg(i % 3) : QStringLiteral("Application ") + number;
        connection.kind = isCustomer ? Connection::Kind::Public : Connection::Kind::Private;
        connection.clientId = QStringLiteral("vci_") + (isCustomer ? QString::number(i % 3) : number);
        connection.customerId = isCustomer ? QStringLiteral("customer-") + number : QString();
        connection.redirectUrl = QUrl(QStringLiteral("http://127.0.0.1:8976/fullstate"));
        for (const ResourceType &type : services.catalog().types()) {
            if (connection.resourceSets.size() < 12)
                connection.resourceSets.push_back(
                    {type.name + QLatin1Char('-') + number, type.name, QStringLiteral("65fc") + number});
        }
        services.connections().add(connection);
    }
    services.save(60'000);
}

/// Fullstate's own window, until it is painted; to be held against bench_empty. Over an empty workspace or
/// that of the folder which is given; with "fill" after it, the folder is only filled.
int main(int argc, char **argv)
{
    const QTemporaryDir empty;
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : empty.path();
    auto claiming = std::async(std::launch::async, WorkspaceFolder::claim, folder);
    const auto finding = startFindingFonts();
    QApplication application(argc, argv);
    const auto listing = startListingFonts();
    if (argc > 2) {
        if (auto services = Services::open(claiming.get()))
            fill(**services);
        return 0;
    }
    std::unique_ptr<MainWindow> window;
    auto services = Services::open(claiming.get(), [&window](QSettings &settings) { // as main() does
        window = std::make_unique<MainWindow>(settings);
        window->resize(1200, 800);
        new FirstPaint(*window, QStringLiteral("connections"));
        window->showFrame();
    });
    if (!services)
        qFatal("%s", qPrintable(services.error().message));
    window->open(**services);
    const int status = application.exec();
    window.reset();
    return status;
}
