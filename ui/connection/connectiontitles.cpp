// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectiontitles.h"

#include <QStringList>
#include <algorithm>

namespace Fullstate {

static const QString TitleSeparator = QStringLiteral(" · ");

QString connectionTitle(const Connection &connection)
{
    return titleUnder({}, connection);
}

QString titleUnder(const QString &sharedName, const Connection &connection)
{
    const QString &customer = connection.customerId;
    if (connection.kind != Connection::Kind::Public || customer.isEmpty())
        return connection.name;
    if (connection.name == sharedName)
        return customer;
    return connection.name.contains(customer, Qt::CaseInsensitive)
        ? connection.name
        : QString(connection.name % TitleSeparator % customer);
}

QString sharedNameOf(const std::vector<const Connection *> &connections)
{
    const QString &name = connections.front()->name;
    const bool isShared = std::all_of(connections.begin(), connections.end(),
                                      [&name](const Connection *each) { return each->name == name; });
    return isShared ? name : QString();
}

QString applicationTitle(const std::vector<const Connection *> &connections)
{
    const QString name = sharedNameOf(connections);
    QStringList places;
    for (const Connection *each : connections)
        places.append(placeOf(*each));
    places.removeDuplicates();
    return (name.isEmpty() ? connections.front()->clientId : name) % TitleSeparator
        % places.join(QLatin1String(", "));
}

QString placeOf(const Connection &connection)
{
    return connection.region == Region::Custom ? connection.custom.api.authority()
                                               : regionTitle(connection.region);
}

} // namespace Fullstate
