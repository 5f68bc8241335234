// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/draft/columnfilter.h"

#include <QAbstractProxyModel>
#include <QPointer>
#include <QStringMatcher>
#include <QTimer>
#include <map>

namespace Fullstate {

class ResourceTable;

/// The rows of a ResourceTable that hold a text in any column and fit what is asked of each column, sorted by
/// the values of one. Hides from view only: what is hidden is pushed all the same. A row that is edited stays
/// where it is until a filter is typed or a column is sorted by again.
class ResourceFilter final : public QAbstractProxyModel
{
    Q_OBJECT

public:
    using ColumnFilters = std::map<int, ColumnFilter>; ///< by column

    explicit ResourceFilter(QObject *parent = nullptr);

    /// A ResourceTable or nullptr. Begins without filters, in the order of the draft.
    void setSourceModel(QAbstractItemModel *model) override;
    void filter(const QString &text, ColumnFilters columns);
    /// Column -1: the draft's own order. What is not set comes last either way.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }
    int hiddenRows() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QModelIndex mapToSource(const QModelIndex &proxyIndex) const override;
    QModelIndex mapFromSource(const QModelIndex &sourceIndex) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void follow(ResourceTable &table);
    void beginAfresh();
    void takeInRows(int first, int last);
    void hideRows(int first, int last);
    void dropRows(int first, int last);
    void passOnDataChange(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                          const QList<int> &roles);
    std::pair<int, int> shownRange(int first, int last) const;
    bool accepts(int sourceRow);
    bool accepts(int sourceRow, int column, const ColumnFilter &filter);
    std::vector<int> accepted();
    QStringView searchText(int sourceRow);
    void prepare();
    void computeOrder();
    void indexRows();

    QPointer<ResourceTable> m_table;
    QStringMatcher m_text; ///< case-folded
    ColumnFilters m_columns;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    bool m_isOrderStale = false; ///< something was edited since
    std::vector<int> m_order; ///< every row of the table, sorted
    std::vector<int> m_rows; ///< of the table, as they are shown
    std::vector<int> m_places; ///< in m_rows, for each row of the table; -1: hidden
    std::vector<QString> m_searchTexts; ///< of each row of the table; null: not made yet, or edited since
    QTimer m_preparation; ///< makes them while there is nothing else to do
    int m_prepared = 0; ///< rows that have theirs, but for what was edited since
};

} // namespace Fullstate
