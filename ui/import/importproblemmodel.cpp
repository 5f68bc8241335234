// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/importproblemmodel.h"

#include "app/base/shorttext.h"
#include "app/base/tooltips.h"
#include "app/export/csvwriter.h"

namespace Fullstate {

void ImportProblemModel::setStage(CsvFilePtr file, ImportStagePtr stage,
                                  const QHash<int, QStringList> &corrections)
{
    beginResetModel();
    m_file = std::move(file);
    m_stage = std::move(stage);
    m_corrections = corrections;
    endResetModel();
}

int ImportProblemModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_stage ? 0 : static_cast<int>(m_stage->problems.size());
}

int ImportProblemModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QStringList ImportProblemModel::cells(const ImportProblem &problem) const
{
    const auto corrected = m_corrections.constFind(problem.row);
    return corrected == m_corrections.constEnd() ? m_file->row(static_cast<size_t>(problem.row)).cells
                                                 : *corrected;
}

/// Of a problem of the row as a whole, all of it as CSV.
QString ImportProblemModel::cellText(const ImportProblem &problem) const
{
    if (problem.row < 0)
        return {};
    const QStringList all = cells(problem);
    return problem.column > 0 ? all.value(problem.column - 1) : QString::fromUtf8(csvLine(all)).trimmed();
}

/// The beginning of it, and of every cell of a row.
QString ImportProblemModel::shownCell(const ImportProblem &problem) const
{
    if (problem.row < 0)
        return {};
    QStringList all = cells(problem);
    if (problem.column > 0)
        return shortText(all.value(problem.column - 1));
    std::transform(all.begin(), all.end(), all.begin(), shortText);
    return shortText(QString::fromUtf8(csvLine(all)).trimmed());
}

QVariant ImportProblemModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid));
    if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole)
        return {};
    const ImportProblem &problem = m_stage->problems[static_cast<size_t>(index.row())];
    switch (index.column()) {
    case Line:
        return problem.line;
    case FileColumn:
        return problem.column > 0 ? tr("%1 (%2)").arg(shortText(problem.columnName)).arg(problem.column)
                                  : QString();
    case Cell:
        if (role == Qt::EditRole)
            return cellText(problem);
        return role == Qt::ToolTipRole ? asToolTip(shownCell(problem)) : shownCell(problem);
    case UniqueId:
        return shortText(problem.uniqueId);
    default:
        return role == Qt::ToolTipRole ? asToolTip(problem.reason) : problem.reason;
    }
}

QVariant ImportProblemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Line"), tr("Column"), tr("Cell"), QStringLiteral("uniqueId"), tr("Reason")};
    return titles.value(section);
}

Qt::ItemFlags ImportProblemModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid() || index.column() != Cell
        || m_stage->problems[static_cast<size_t>(index.row())].row < 0)
        return flags;
    return flags | Qt::ItemIsEditable;
}

bool ImportProblemModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const ImportProblem &problem = m_stage->problems[static_cast<size_t>(index.row())];
    const QString text = value.toString();
    if (text == cellText(problem))
        return true;
    QStringList all = cells(problem);
    if (problem.column > 0) {
        while (all.size() < problem.column)
            all.append(QString());
        all[problem.column - 1] = text;
    } else {
        CsvTable line(text.toUtf8(), ',', '"');
        if (!line.index() || line.rowCount() != 1)
            return false;
        all = line.cells(0);
    }
    m_corrections.insert(problem.row, all);
    Q_EMIT dataChanged(index, index);
    Q_EMIT corrected(problem.row, all);
    return true;
}

} // namespace Fullstate
