// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/importstage.h"

#include <QAbstractTableModel>

namespace Fullstate {

/// The problems of an import's rows, in the order of the file.
class ImportProblemModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Line, FileColumn, UniqueId, Reason, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setProblems(std::vector<ImportProblem> problems);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<ImportProblem> m_problems;
};

} // namespace Fullstate
