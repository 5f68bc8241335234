// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/replacementmodel.h"

namespace Fullstate {

void ReplacementModel::setCells(std::vector<ReplacedCell> cells)
{
    beginResetModel();
    m_cells = std::move(cells);
    m_isChosen.assign(m_cells.size(), true);
    m_chosen = static_cast<int>(m_cells.size());
    endResetModel();
    Q_EMIT chosenChanged();
}

std::vector<FieldEdit> ReplacementModel::edits() const
{
    std::vector<FieldEdit> edits;
    for (size_t i = 0; i < m_cells.size(); ++i) {
        if (m_isChosen[i])
            edits.push_back({m_cells[i].row, m_cells[i].field, m_cells[i].value});
    }
    return edits;
}

int ReplacementModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_cells.size());
}

int ReplacementModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ReplacementModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid));
    const auto row = static_cast<size_t>(index.row());
    if (role == Qt::CheckStateRole && index.column() == UniqueId)
        return m_isChosen[row] ? Qt::Checked : Qt::Unchecked;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const ReplacedCell &cell = m_cells[row];
    switch (index.column()) {
    case UniqueId:
        return cell.uniqueId;
    case FieldName:
        return cell.field;
    case Before:
        return cell.before;
    case After:
        return cell.after;
    default:
        return {};
    }
}

QVariant ReplacementModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case UniqueId:
        return QStringLiteral("uniqueId");
    case FieldName:
        return tr("Field");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    default:
        return {};
    }
}

Qt::ItemFlags ReplacementModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == UniqueId)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool ReplacementModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    Q_ASSERT(checkIndex(index));
    if (role != Qt::CheckStateRole || !index.isValid() || index.column() != UniqueId)
        return false;
    const bool isChosen = value.value<Qt::CheckState>() == Qt::Checked;
    if (m_isChosen[static_cast<size_t>(index.row())] != isChosen) {
        m_isChosen[static_cast<size_t>(index.row())] = isChosen;
        m_chosen += isChosen ? 1 : -1;
        Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
        Q_EMIT chosenChanged();
    }
    return true;
}

} // namespace Fullstate
