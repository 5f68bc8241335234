// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fullstate.h"

#include <QCoreApplication>

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

/// Makes the workspace in the given folder that bench_start is also started with.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (auto services = Services::open(application.arguments().value(1)))
        fill(**services);
}
