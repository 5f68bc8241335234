// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/resourcefilter.h"

#include "app/draft/resourcetable.h"

namespace Fullstate {

ResourceFilter::ResourceFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(false);
    setSortRole(ResourceTable::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void ResourceFilter::setText(const QString &text)
{
    const QString wanted = text.trimmed();
    if (m_text == wanted)
        return;
    m_text = wanted;
    invalidateRowsFilter();
    sort(sortColumn(), sortOrder()); // what comes back does not find its place by itself
}

int ResourceFilter::hiddenRows() const
{
    return sourceModel() ? sourceModel()->rowCount() - rowCount() : 0;
}

bool ResourceFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (m_text.isEmpty())
        return true;
    const QAbstractItemModel &source = *sourceModel();
    const int columns = source.columnCount(sourceParent);
    for (int column = 0; column < columns; ++column) {
        if (source.index(sourceRow, column, sourceParent)
                .data()
                .toString()
                .contains(m_text, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace Fullstate
