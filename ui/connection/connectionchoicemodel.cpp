// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionchoicemodel.h"

#include "app/base/tooltips.h"
#include "ui/connection/connectiontitles.h"

namespace Fullstate {

ConnectionChoiceModel::ConnectionChoiceModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ConnectionChoiceModel::setRows(std::vector<Row> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT chosenChanged();
}

void ConnectionChoiceModel::chooseAll(bool chosen)
{
    if (m_rows.empty())
        return;
    for (Row &row : m_rows)
        row.isChosen = chosen;
    Q_EMIT dataChanged(index(0, Name), index(rowCount() - 1, Name), {Qt::CheckStateRole});
    Q_EMIT chosenChanged();
}

std::vector<Connection> ConnectionChoiceModel::chosen() const
{
    std::vector<Connection> connections;
    for (const Row &row : m_rows) {
        if (row.isChosen)
            connections.push_back(row.connection);
    }
    return connections;
}

int ConnectionChoiceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConnectionChoiceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ConnectionChoiceModel::text(const Row &row, int column) const
{
    switch (column) {
    case Name:
        return connectionTitle(row.connection);
    case ClientId:
        return row.connection.clientId;
    case Place:
        return placeOf(row.connection);
    case ResourceSets:
        return QString::number(row.connection.resourceSets.size());
    default:
        return row.remark;
    }
}

QVariant ConnectionChoiceModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid));
    const Row &row = m_rows[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return asToolTip(text(row, index.column()));
    case Qt::CheckStateRole:
        if (index.column() == Name)
            return static_cast<int>(row.isChosen ? Qt::Checked : Qt::Unchecked);
        return {};
    case Qt::TextAlignmentRole:
        if (index.column() == ResourceSets)
            return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    default:
        return {};
    }
}

bool ConnectionChoiceModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != Name || role != Qt::CheckStateRole)
        return false;
    m_rows[static_cast<size_t>(index.row())].isChosen = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT chosenChanged();
    return true;
}

QVariant ConnectionChoiceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Connection");
    case ClientId:
        return tr("Client ID");
    case Place:
        return tr("Region");
    case ResourceSets:
        return tr("Resource sets");
    default:
        return tr("Remark");
    }
}

Qt::ItemFlags ConnectionChoiceModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == Name)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace Fullstate
