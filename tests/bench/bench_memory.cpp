// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fullstate.h"
#include "app/session/draftsession.h"
#include "app/workspace/workspace.h"
#include "tests/bench/manyusers.h"
#include "ui/frame/mainwindow.h"
#include "ui/workbench.h"

#include <QApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>
#include <cstdio>

using namespace Fullstate;

/// Resident memory in MB, as Linux counts it.
static double residentMegabytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

/// The program with one resource set of 10,000 user accounts open in its table.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QTemporaryDir folder;
    auto services = Services::open(folder.path());
    if (!services)
        qFatal("%s", qPrintable(services.error().message));
    const ResourceSet set{QStringLiteral("set"), QStringLiteral("UserAccount"), QStringLiteral("r")};
    Connection connection;
    connection.id = QStringLiteral("connection");
    connection.name = QStringLiteral("Bench");
    connection.clientId = QStringLiteral("client");
    connection.resourceSets = {set};
    (*services)->connections().add(connection);
    MainWindow window((*services)->settings());
    auto *workbench = new Workbench(window, **services);
    window.show();
    const double empty = residentMegabytes();

    DraftSession *session = (*services)->session(set.id);
    const auto fill = [&] {
        const QByteArray body =
            QJsonDocument(QJsonObject{{QStringLiteral("resources"), manyUsers(10'000)}}).toJson();
        session->adopt(
            std::make_shared<const Snapshot>(*parseSnapshot(body, QDateTime::currentDateTimeUtc())));
        workbench->openSet(set.id);
        QTimer::singleShot(3000, &application, &QCoreApplication::quit);
    };
    QObject::connect(session, &DraftSession::loaded, &application, fill);
    if (session->isLoaded())
        fill();
    application.exec();
    std::printf(
        "memory: %.0f MB with an empty workspace, %.0f MB with 10,000 resources open (aim: at most 150)\n",
        empty, residentMegabytes());
}
