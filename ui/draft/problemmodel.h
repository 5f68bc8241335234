// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/problem.h"

#include <QAbstractTableModel>

namespace Fullstate {

/// The problems of a draft: table "Problems".
class ProblemModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Severity, UniqueId, FieldName, Message, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Problems that stay keep their rows: a table of them keeps its selection and its place.
    void setProblems(std::vector<Problem> problems);
    const Problem &problemAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<Problem> m_problems;
};

} // namespace Fullstate
