// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/importstage.h"

#include <QAbstractTableModel>

namespace Fullstate {

/// The problems of an import's rows, in the order of the file; the cell that is wrong can be edited.
class ImportProblemModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Line, FileColumn, Cell, UniqueId, Reason, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// All shared with the wizard; \p corrections as of now.
    void setStage(CsvFilePtr file, ImportStagePtr stage, const QHash<int, QStringList> &corrections);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// Shows the beginning of what is long; whole it is only for Qt::EditRole.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    /// A row of the file, with all of its cells, one of them typed anew.
    void corrected(int row, const QStringList &cells);

private:
    QStringList cells(const ImportProblem &problem) const;
    QString cellText(const ImportProblem &problem) const;
    QString shownCell(const ImportProblem &problem) const;

    CsvFilePtr m_file;
    ImportStagePtr m_stage;
    QHash<int, QStringList> m_corrections;
};

} // namespace Fullstate
