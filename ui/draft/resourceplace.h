// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <Qt>
#include <map>
#include <vector>

namespace Fullstate {

/// Where somebody is in a resource set: what is chosen, how far it is scrolled, the order and the filters.
/// Rows are named by their keys, so that it holds while a fetch moves them.
struct ResourcePlace
{
    struct Block
    {
        std::vector<quint64> rows;
        int left = 0; ///< column
        int right = 0;
    };

    quint64 row = 0; ///< of the current cell; 0: none
    int column = 0;
    std::vector<Block> chosen = {};
    int down = 0; ///< of the scroll bars
    int across = 0;
    int sortColumn = -1; ///< the draft's own order
    Qt::SortOrder sortOrder = Qt::AscendingOrder;
    QString filter = {}; ///< as typed
    std::map<int, QString> columnFilters = {};
};

} // namespace Fullstate
