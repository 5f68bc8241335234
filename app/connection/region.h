// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QUrl>

namespace Fullstate {

enum class Region { Us, Eu, Australia, Gov, Custom };

/// Where a tenant is reached (api.md, Hosts). The API host is not regional but for Gov; the browser's is.
struct Hosts
{
    QUrl api;
    QUrl browser;

    friend bool operator==(const Hosts &, const Hosts &) = default;
};

/// Empty URLs for Region::Custom: those are the user's.
Hosts hostsOf(Region region);
/// As words.md has it: "US", "EU", "Australia", "Gov (FedRAMP)", "Custom".
QString regionTitle(Region region);
/// The stable word that the workspace file keeps: "us", "eu", "australia", "gov", "custom".
QString regionId(Region region);
Region regionFromId(const QString &id);

/// A custom URL as typed: https with a host, or plain http to 127.0.0.1, [::1] or localhost; no user, query
/// or fragment. A regional API host, which only answers 308, is refused with the host to use instead.
Result<QUrl> parseHostUrl(const QString &typed);

} // namespace Fullstate
