// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/connection.h"

namespace Fullstate {

/// How a connection is called where several are listed: one of a public integration with its customer.
QString connectionTitle(const Connection &connection);
/// The same under a heading: there the name alone is not said again.
QString titleUnder(const QString &sharedName, const Connection &connection);
/// The name that all of them have; empty: they differ.
QString sharedNameOf(const std::vector<const Connection *> &connections);
/// How an application is called: the name its connections share, or else its client ID, and the region.
QString applicationTitle(const std::vector<const Connection *> &connections);
/// "EU"; of a custom one the API's host.
QString placeOf(const Connection &connection);

} // namespace Fullstate
