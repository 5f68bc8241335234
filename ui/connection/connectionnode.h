// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection/connectionmodel.h"

namespace Fullstate {

/// A heading or a connection. A connection's sets need none: an index to one points at its connection's.
struct ConnectionModel::Node
{
    QString application; ///< empty: never under a heading
    QString title;
    Connection connection = {}; ///< without an ID: this is a heading
    Nodes members = {}; ///< of a heading
    Node *heading = nullptr; ///< that it stands under
    int row = 0;

    bool isHeading() const { return connection.id.isEmpty(); }
};

} // namespace Fullstate
