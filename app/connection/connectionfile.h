// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/connection.h"

#include <functional>

namespace Fullstate {

/// A file of connections, for another computer or another person. It holds what was set up and no secret:
///
///     {"fullstateConnections": 1, "connections": [{"name": …, "kind": "private", "region": "us", …}]}
///
/// It has no IDs of ours either: what comes in is new everywhere. Practice connections have no place in it.
QByteArray toConnectionFile(const std::vector<Connection> &connections);

/// What other rooms know of what may stand in such a file.
struct ConnectionFileChecks
{
    std::function<Result<QUrl>(const QString &)> redirectUrl; ///< reads one
    std::function<Result<>(const ResourceSet &)> resourceSet;
};

/// Each connection with new IDs. Strict: what is not known is refused, with its place, and nothing comes in.
Result<std::vector<Connection>> connectionsInFile(const QByteArray &file, const ConnectionFileChecks &checks);

// On the disk, for another thread: both wait for it. A file is replaced as a whole or not at all.
Result<> writeConnectionFile(const QString &fileName, const std::vector<Connection> &connections);
Result<std::vector<Connection>> readConnectionFile(const QString &fileName,
                                                   const ConnectionFileChecks &checks);

/// The same customer of the same application with at least these resource sets; nullptr: there is none.
const Connection *sameAmong(const std::vector<Connection> &existing, const Connection &incoming);

} // namespace Fullstate
