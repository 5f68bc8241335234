// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/connection.h"

#include <algorithm>

namespace Fullstate {

QUrl Connection::apiUrl(const QString &path) const
{
    QUrl url = hosts().api.adjusted(QUrl::StripTrailingSlash);
    url.setPath((url.path() == QLatin1String("/") ? QString() : url.path()) % path);
    return url;
}

QString Connection::applicationKey() const
{
    const QString api = hosts().api.adjusted(QUrl::RemovePath).toString();
    return QStringLiteral("%1 %2").arg(api, clientId);
}

QString Connection::tokenKey() const
{
    return kind == Kind::Public ? QStringLiteral("%1 %2").arg(applicationKey(), customerId)
                                : applicationKey();
}

const ResourceSet *Connection::resourceSet(const QString &setId) const
{
    const auto found = std::find_if(resourceSets.begin(), resourceSets.end(),
                                    [&setId](const ResourceSet &set) { return set.id == setId; });
    return found == resourceSets.end() ? nullptr : &*found;
}

} // namespace Fullstate
