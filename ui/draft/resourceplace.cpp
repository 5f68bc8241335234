// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Leaving a resource set, or having it replaced by a fetch, and coming back to the same place.

#include "ui/draft/resourceplace.h"

#include "app/draft/resourcetable.h"
#include "ui/draft/filterrow.h"
#include "ui/draft/resourcefilter.h"
#include "ui/draft/resourcegrid.h"
#include "ui/draft/resourceheader.h"
#include "ui/draft/resourceview.h"

#include <QLineEdit>
#include <QScrollBar>
#include <algorithm>

namespace Fullstate {

ResourcePlace ResourceView::place() const
{
    ResourcePlace place;
    if (!m_table)
        return place;
    const std::vector<DraftRow> &rows = m_table->draft().rows();
    const int current = currentRow();
    place.row = current < 0 ? 0 : rows[static_cast<size_t>(current)].key;
    place.column = std::max(m_grid->currentIndex().column(), 0);
    const QItemSelection selection = m_grid->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        std::vector<int> chosen;
        for (int row = range.top(); row <= range.bottom(); ++row)
            chosen.push_back(sourceRow(m_filter->index(row, 0)));
        place.chosen.push_back({m_table->draft().keysOf(chosen), range.left(), range.right()});
    }
    place.down = m_grid->verticalScrollBar()->value();
    place.across = m_grid->horizontalScrollBar()->value();
    place.sortColumn = m_filter->sortColumn();
    place.sortOrder = m_filter->sortOrder();
    place.filter = m_filterField->text();
    place.columnFilters = m_filterRow->texts();
    return place;
}

void ResourceView::goTo(const ResourcePlace &place)
{
    if (!m_table)
        return;
    m_filterField->setText(place.filter);
    if (!m_filterRow->isHidden()) // nothing is hidden by what is not seen
        m_filterRow->setTexts(place.columnFilters);
    m_grid->sortByColumn(place.sortColumn < m_filter->columnCount() ? place.sortColumn : -1, place.sortOrder);
    choose(place);
    scrollAs(place);
}

/// What is there of it, and shown; the first cell when the current one is not.
void ResourceView::choose(const ResourcePlace &place)
{
    const Draft &draft = m_table->draft();
    const std::vector<int> rows = draft.rowsOf({place.row});
    const int column = std::min(place.column, m_filter->columnCount() - 1);
    const QModelIndex current =
        rows.empty() ? QModelIndex() : m_filter->mapFromSource(m_table->index(rows.front(), column));
    m_grid->setCurrentIndex(current.isValid() ? current : m_filter->index(0, column));
    if (!current.isValid())
        return;
    QHash<quint64, int> rowOf;
    for (const DraftRow &row : draft.rows())
        rowOf.insert(row.key, static_cast<int>(rowOf.size()));
    QItemSelection chosen;
    for (const ResourcePlace::Block &block : place.chosen) {
        if (block.right >= m_filter->columnCount())
            continue;
        std::vector<int> shown;
        for (const quint64 key : block.rows) {
            if (const QModelIndex index = m_filter->mapFromSource(m_table->index(rowOf.value(key, -1), 0));
                index.isValid())
                shown.push_back(index.row());
        }
        std::sort(shown.begin(), shown.end());
        for (size_t first = 0, end = 0; first < shown.size(); first = end) {
            for (end = first + 1; end < shown.size() && shown[end] == shown[end - 1] + 1;)
                ++end;
            chosen.append(QItemSelectionRange(m_filter->index(shown[first], block.left),
                                              m_filter->index(shown[end - 1], block.right)));
        }
    }
    if (!chosen.isEmpty())
        m_grid->selectionModel()->select(chosen, QItemSelectionModel::ClearAndSelect);
}

void ResourceView::scrollAs(const ResourcePlace &place)
{
    m_grid->doItemsLayout(); // else the bars do not reach that far yet
    m_grid->horizontalScrollBar()->setValue(place.across);
    m_grid->verticalScrollBar()->setValue(place.down);
}

} // namespace Fullstate
