// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/region.h"

#include <QMetaType>
#include <QString>
#include <vector>

namespace Fullstate {

/// One declared resource of a connection (words.md: Resource set).
struct ResourceSet
{
    QString id; ///< ours, a UUID without braces; never changes
    QString typeName; ///< ResourceType::name, "UserAccount"
    QString resourceId; ///< as declared in the Developer Console
    QString name = {}; ///< the user's; empty: the type's title is enough
    /// JSON Type Definition of its custom properties or, for a type that the catalog does not know, of all
    /// its fields; empty: none. typeName is then the type's path.
    QByteArray typeDefinition = {};

    friend bool operator==(const ResourceSet &, const ResourceSet &) = default;
};

/// One application in one tenant and how to reach it. Holds no secret.
struct Connection
{
    enum class Kind { Practice, Private, Public };

    QString id; ///< ours, a UUID without braces; never changes
    QString name;
    Kind kind = Kind::Private;
    Region region = Region::Us;
    Hosts custom =
        {}; ///< used when the region is Custom; for Practice the composition root fills it in at start
    QString clientId;
    std::vector<ResourceSet> resourceSets = {};
    bool documents = false; ///< evidence is uploaded with it: its tokens are to have the scope for that too
    // Of a public integration only (api.md, Authorize page).
    QString customerId = {}; ///< source_id: whose resources these are
    QUrl redirectUrl = {}; ///< as registered in the Developer Console
    bool pkce = true; ///< a code challenge goes along: not documented, so never relied on
    /// A push was confirmed since its customer last signed in, and with it whose tenant that reached.
    bool signInConfirmed = true;

    Hosts hosts() const { return region == Region::Custom ? custom : hostsOf(region); }
    /// \p path ("/v1/…") at the API host, below the path that a custom API URL may have (a proxy's).
    QUrl apiUrl(const QString &path) const;
    /// The application: API host and client ID. Connections that share it share the budget of requests.
    QString applicationKey() const;
    /// Whose tokens: the application and, for a public one, the customer. Connections that share it share one
    /// live token.
    QString tokenKey() const;
    const ResourceSet *resourceSet(const QString &setId) const;

    friend bool operator==(const Connection &, const Connection &) = default;
};

} // namespace Fullstate

Q_DECLARE_METATYPE(Fullstate::Connection)
