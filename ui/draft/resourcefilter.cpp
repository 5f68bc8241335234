// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/resourcefilter.h"

#include "app/draft/resourcetable.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace Fullstate {

namespace {

constexpr QChar Separator(0xffff); ///< between the texts of two cells: no character
constexpr int RowsAtOnce = 100; ///< half a millisecond of preparation

/// A value to sort by, made once for all the comparisons.
struct SortKey
{
    enum class Rank { Number, Text, NotSet };

    Rank rank = Rank::NotSet;
    double number = 0;
    QString text = {};

    explicit SortKey(const QVariant &value)
    {
        if (!value.isValid())
            return;
        const bool isText = value.userType() == QMetaType::QString;
        rank = isText ? Rank::Text : Rank::Number;
        number = isText ? 0 : value.toDouble();
        text = isText ? value.toString() : QString();
    }

    bool operator<(const SortKey &other) const
    {
        if (rank != other.rank)
            return rank < other.rank;
        return rank == Rank::Text ? text < other.text : number < other.number;
    }
};

/// The text of one cell among those of its row.
QStringView part(QStringView texts, int column)
{
    qsizetype begin = 0;
    for (int i = 0; i < column; ++i)
        begin = texts.indexOf(Separator, begin) + 1;
    const qsizetype end = texts.indexOf(Separator, begin);
    return texts.mid(begin, end - begin);
}

} // namespace

ResourceFilter::ResourceFilter(QObject *parent)
    : QAbstractProxyModel(parent)
{
    m_preparation.setInterval(0);
    connect(&m_preparation, &QTimer::timeout, this, &ResourceFilter::prepare);
}

void ResourceFilter::setSourceModel(QAbstractItemModel *model)
{
    beginResetModel();
    if (m_table)
        m_table->disconnect(this);
    m_table = qobject_cast<ResourceTable *>(model);
    Q_ASSERT(m_table || !model);
    QAbstractProxyModel::setSourceModel(model);
    m_text.setPattern({});
    m_columns.clear();
    m_sortColumn = -1;
    m_sortOrder = Qt::AscendingOrder;
    if (m_table)
        follow(*m_table);
    beginAfresh();
    endResetModel();
}

void ResourceFilter::follow(ResourceTable &table)
{
    connect(&table, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(&table, &QAbstractItemModel::modelReset, this, [this] {
        beginAfresh();
        endResetModel();
    });
    connect(&table, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { takeInRows(first, last); });
    connect(&table, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { hideRows(first, last); });
    connect(&table, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { dropRows(first, last); });
    connect(&table, &QAbstractItemModel::dataChanged, this, &ResourceFilter::passOnDataChange);
    connect(&table, &QAbstractItemModel::headerDataChanged, this,
            [this](Qt::Orientation orientation, int first, int last) {
                if (orientation == Qt::Vertical)
                    std::tie(first, last) = shownRange(first, last);
                if (first >= 0)
                    Q_EMIT headerDataChanged(orientation, first, last);
            });
    connect(&table, &QObject::destroyed, this, [this] { setSourceModel(nullptr); });
}

void ResourceFilter::beginAfresh()
{
    m_searchTexts.assign(m_table ? static_cast<size_t>(m_table->rowCount()) : 0, {});
    computeOrder();
    m_rows = accepted();
    indexRows();
    m_prepared = 0;
    m_preparation.start();
}

void ResourceFilter::computeOrder()
{
    m_isOrderStale = false;
    m_order.resize(m_searchTexts.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    if (m_sortColumn < 0 || m_sortColumn >= columnCount())
        return;
    std::vector<SortKey> keys;
    keys.reserve(m_order.size());
    for (const int row : m_order)
        keys.emplace_back(m_table->index(row, m_sortColumn).data(ResourceTable::SortRole));
    const auto key = [&keys](int row) -> const SortKey & { return keys[static_cast<size_t>(row)]; };
    const auto notSet = std::stable_partition(
        m_order.begin(), m_order.end(), [&](int row) { return key(row).rank != SortKey::Rank::NotSet; });
    const bool isAscending = m_sortOrder == Qt::AscendingOrder;
    std::stable_sort(m_order.begin(), notSet, [&](int left, int right) {
        return isAscending ? key(left) < key(right) : key(right) < key(left);
    });
}

void ResourceFilter::indexRows()
{
    m_places.assign(m_searchTexts.size(), -1);
    for (size_t place = 0; place < m_rows.size(); ++place)
        m_places[static_cast<size_t>(m_rows[place])] = static_cast<int>(place);
}

void ResourceFilter::filter(const QString &text, ColumnFilters columns)
{
    m_text.setPattern(text.trimmed().toCaseFolded());
    m_columns = std::move(columns);
    std::erase_if(m_columns, [](const auto &each) { return each.second.hidesNothing(); });
    if (m_isOrderStale)
        computeOrder();
    std::vector<int> rows = accepted();
    if (rows == m_rows)
        return;
    beginResetModel(); // to a view that is far less than what goes and comes row by row
    m_rows = std::move(rows);
    indexRows();
    endResetModel();
}

void ResourceFilter::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> tableRows;
    tableRows.reserve(static_cast<size_t>(before.size()));
    for (const QModelIndex &index : before)
        tableRows.push_back(m_rows[static_cast<size_t>(index.row())]);
    computeOrder();
    m_rows.clear();
    for (const int row : m_order) { // a row that is shown stays so, whatever was typed into it since
        if (m_places[static_cast<size_t>(row)] >= 0)
            m_rows.push_back(row);
    }
    indexRows();
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(
            index(m_places[static_cast<size_t>(tableRows[static_cast<size_t>(i)])], before[i].column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

int ResourceFilter::hiddenRows() const
{
    return static_cast<int>(m_order.size() - m_rows.size());
}

// What the cells hold

QStringView ResourceFilter::searchText(int sourceRow)
{
    QString &texts = m_searchTexts[static_cast<size_t>(sourceRow)];
    if (!texts.isNull())
        return texts;
    const QJsonObject &resource = m_table->draft().rows()[static_cast<size_t>(sourceRow)].resource;
    for (int column = 0; column < columnCount(); ++column) {
        const Field &field = m_table->fieldAt(column);
        QString text = Fullstate::searchText(field, resource.value(field.name));
        if (text.contains(Separator))
            text.replace(Separator, QChar::ReplacementCharacter);
        texts.append(text);
        texts.append(Separator);
    }
    texts = texts.toCaseFolded();
    return texts;
}

/// The first letter that is typed must not wait for the texts of all rows.
void ResourceFilter::prepare()
{
    const auto rows = static_cast<int>(m_searchTexts.size());
    for (int made = 0; m_prepared < rows && made < RowsAtOnce; ++m_prepared) {
        made += m_searchTexts[static_cast<size_t>(m_prepared)].isNull() ? 1 : 0;
        searchText(m_prepared);
    }
    if (m_prepared == rows)
        m_preparation.stop();
}

bool ResourceFilter::accepts(int sourceRow)
{
    if (!m_text.pattern().isEmpty() && m_text.indexIn(searchText(sourceRow)) < 0)
        return false;
    return std::all_of(m_columns.begin(), m_columns.end(), [this, sourceRow](const auto &each) {
        return accepts(sourceRow, each.first, each.second);
    });
}

bool ResourceFilter::accepts(int sourceRow, int column, const ColumnFilter &filter)
{
    switch (filter.kind()) {
    case ColumnFilter::Kind::Contains:
        return part(searchText(sourceRow), column).contains(filter.text());
    case ColumnFilter::Kind::Changed:
        return m_table->isChanged(sourceRow, column);
    case ColumnFilter::Kind::Problem:
        return m_table->hasProblem(sourceRow, column);
    default:
        return filter.accepts(m_table->draft().rows()[static_cast<size_t>(sourceRow)].resource.value(
            m_table->fieldAt(column).name));
    }
}

std::vector<int> ResourceFilter::accepted()
{
    std::vector<int> rows;
    rows.reserve(m_order.size());
    std::copy_if(m_order.begin(), m_order.end(), std::back_inserter(rows),
                 [this](int row) { return accepts(row); });
    return rows;
}

// Following the table

static void shiftFrom(std::vector<int> &rows, int first, int by)
{
    for (int &row : rows)
        row += row >= first ? by : 0;
}

void ResourceFilter::takeInRows(int first, int last)
{
    const int count = last - first + 1;
    m_searchTexts.insert(m_searchTexts.begin() + first, static_cast<size_t>(count), QString());
    m_prepared = std::min(m_prepared, first);
    m_preparation.start();
    shiftFrom(m_order, first, count);
    shiftFrom(m_rows, first, count);
    indexRows();
    const bool isSorted = m_sortColumn >= 0;
    m_isOrderStale = m_isOrderStale || isSorted;
    std::vector<int> rows(static_cast<size_t>(count));
    std::iota(rows.begin(), rows.end(), first);
    m_order.insert(isSorted ? m_order.end() : m_order.begin() + first, rows.begin(), rows.end());
    std::erase_if(rows, [this](int row) { return !accepts(row); });
    if (rows.empty())
        return;
    const auto at = isSorted ? m_rows.end() : std::lower_bound(m_rows.begin(), m_rows.end(), first);
    const auto place = static_cast<int>(at - m_rows.begin());
    beginInsertRows({}, place, place + static_cast<int>(rows.size()) - 1);
    m_rows.insert(at, rows.begin(), rows.end());
    indexRows();
    endInsertRows();
}

/// They are about to go from the table.
void ResourceFilter::hideRows(int first, int last)
{
    std::vector<int> places;
    for (int row = first; row <= last; ++row) {
        if (const int place = m_places[static_cast<size_t>(row)]; place >= 0)
            places.push_back(place);
    }
    std::sort(places.begin(), places.end());
    while (!places.empty()) { // a run of neighbours at a time, from the bottom
        size_t begin = places.size() - 1;
        while (begin > 0 && places[begin - 1] == places[begin] - 1)
            --begin;
        beginRemoveRows({}, places[begin], places.back());
        m_rows.erase(m_rows.begin() + places[begin], m_rows.begin() + places.back() + 1);
        indexRows();
        endRemoveRows();
        places.resize(begin);
    }
}

void ResourceFilter::dropRows(int first, int last)
{
    m_searchTexts.erase(m_searchTexts.begin() + first, m_searchTexts.begin() + last + 1);
    m_prepared = std::min(m_prepared, first);
    m_preparation.start();
    std::erase_if(m_order, [first, last](int row) { return row >= first && row <= last; });
    shiftFrom(m_order, first, first - last - 1);
    shiftFrom(m_rows, first, first - last - 1);
    indexRows();
}

/// The first and the last place at which one of these rows is shown; -1: none is.
std::pair<int, int> ResourceFilter::shownRange(int first, int last) const
{
    int top = -1;
    int bottom = -1;
    for (int row = first; row <= last; ++row) {
        const int place = m_places[static_cast<size_t>(row)];
        if (place < 0)
            continue;
        top = top < 0 ? place : std::min(top, place);
        bottom = std::max(bottom, place);
    }
    return {top, bottom};
}

void ResourceFilter::passOnDataChange(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                                      const QList<int> &roles)
{
    if (roles.isEmpty() || roles.contains(Qt::DisplayRole)) {
        m_isOrderStale = m_isOrderStale || m_sortColumn >= 0;
        for (int row = topLeft.row(); row <= bottomRight.row(); ++row)
            m_searchTexts[static_cast<size_t>(row)].clear();
        m_prepared = std::min(m_prepared, topLeft.row());
        m_preparation.start();
    }
    const auto [top, bottom] = shownRange(topLeft.row(), bottomRight.row());
    if (top >= 0)
        Q_EMIT dataChanged(index(top, topLeft.column()), index(bottom, bottomRight.column()), roles);
}

// The model

QModelIndex ResourceFilter::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex ResourceFilter::parent(const QModelIndex &child) const
{
    Q_UNUSED(child)
    return {};
}

int ResourceFilter::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ResourceFilter::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_table ? 0 : m_table->columnCount();
}

QModelIndex ResourceFilter::mapToSource(const QModelIndex &proxyIndex) const
{
    if (!proxyIndex.isValid() || !m_table)
        return {};
    return m_table->index(m_rows[static_cast<size_t>(proxyIndex.row())], proxyIndex.column());
}

QModelIndex ResourceFilter::mapFromSource(const QModelIndex &sourceIndex) const
{
    if (!sourceIndex.isValid() || static_cast<size_t>(sourceIndex.row()) >= m_places.size())
        return {};
    return index(m_places[static_cast<size_t>(sourceIndex.row())], sourceIndex.column());
}

QVariant ResourceFilter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (!m_table || section < 0)
        return {};
    if (orientation == Qt::Horizontal)
        return m_table->headerData(section, orientation, role);
    return section < rowCount() ? m_table->headerData(m_rows[static_cast<size_t>(section)], orientation, role)
                                : QVariant();
}

} // namespace Fullstate
