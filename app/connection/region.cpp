// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/region.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <array>

namespace Fullstate {

namespace {

struct RegionText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::Region)
};

constexpr std::array Regions{Region::Us, Region::Eu, Region::Australia, Region::Gov, Region::Custom};

Failure refused(const QString &message)
{
    return Failure({Error::Kind::Rejected, message, {}});
}

bool isLoopback(const QString &host)
{
    const QHostAddress address(host);
    return host == QLatin1String("localhost") || address == QHostAddress::LocalHost
        || address == QHostAddress::LocalHostIPv6;
}

/// api.eu.vanta.com and the like only answer 308.
bool isRegionalApi(const QString &host)
{
    return host.startsWith(QLatin1String("api.")) && host.endsWith(QLatin1String(".vanta.com"))
        && host != QLatin1String("api.vanta.com");
}

} // namespace

Hosts hostsOf(Region region)
{
    // Static: each of hundreds of connections asks at start, and to parse an address takes long.
    static const QUrl api(QStringLiteral("https://api.vanta.com"));
    static const Hosts us{api, QUrl(QStringLiteral("https://app.vanta.com"))};
    static const Hosts eu{api, QUrl(QStringLiteral("https://app.eu.vanta.com"))};
    static const Hosts australia{api, QUrl(QStringLiteral("https://app.aus.vanta.com"))};
    static const Hosts gov{QUrl(QStringLiteral("https://api.vanta-gov.com")),
                           QUrl(QStringLiteral("https://app.vanta-gov.com"))};
    switch (region) {
    case Region::Us:
        return us;
    case Region::Eu:
        return eu;
    case Region::Australia:
        return australia;
    case Region::Gov:
        return gov;
    case Region::Custom:
        break;
    }
    return {};
}

QString regionTitle(Region region)
{
    switch (region) {
    case Region::Us:
        return RegionText::tr("US");
    case Region::Eu:
        return RegionText::tr("EU");
    case Region::Australia:
        return RegionText::tr("Australia");
    case Region::Gov:
        return RegionText::tr("Gov (FedRAMP)");
    case Region::Custom:
        break;
    }
    return RegionText::tr("Custom");
}

QString regionId(Region region)
{
    switch (region) {
    case Region::Us:
        return QStringLiteral("us");
    case Region::Eu:
        return QStringLiteral("eu");
    case Region::Australia:
        return QStringLiteral("australia");
    case Region::Gov:
        return QStringLiteral("gov");
    case Region::Custom:
        break;
    }
    return QStringLiteral("custom");
}

Region regionFromId(const QString &id)
{
    for (const Region region : Regions) {
        if (regionId(region) == id)
            return region;
    }
    return Region::Custom;
}

Result<QUrl> parseHostUrl(const QString &typed)
{
    const QUrl url(typed.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return refused(RegionText::tr("This is not an address like https://api.example.com."));
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return refused(RegionText::tr("The address must hold no user name, no “?” and no “#”."));
    if (!url.path().isEmpty() && url.path() != QLatin1String("/"))
        return refused(RegionText::tr("The address must end with the host: %1.")
                           .arg(url.adjusted(QUrl::RemovePath).toString()));
    const bool isPlain = url.scheme() == QLatin1String("http");
    if (!isPlain && url.scheme() != QLatin1String("https"))
        return refused(RegionText::tr("The address must start with https://."));
    if (isPlain && !isLoopback(url.host()))
        return refused(
            RegionText::tr("Without encryption (http) only this computer can be reached: 127.0.0.1, [::1] "
                           "or localhost. Use https://."));
    if (isRegionalApi(url.host()))
        return refused(
            RegionText::tr("%1 only redirects. Every region is reached at https://api.vanta.com: choose "
                           "the region instead of Custom, or type that address.")
                .arg(url.host()));
    return url.adjusted(QUrl::RemovePath);
}

} // namespace Fullstate
