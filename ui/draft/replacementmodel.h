// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/draft/replacement.h"

#include <QAbstractTableModel>

namespace Fullstate {

/// Table "Preview": the cells that a replacement would change, each of which can be left out.
class ReplacementModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { UniqueId, FieldName, Before, After, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setCells(std::vector<ReplacedCell> cells); ///< all of them chosen
    /// What to do: the chosen cells only.
    std::vector<FieldEdit> edits() const;
    int chosen() const { return m_chosen; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    void chosenChanged();

private:
    std::vector<ReplacedCell> m_cells;
    std::vector<bool> m_isChosen;
    int m_chosen = 0;
};

} // namespace Fullstate
