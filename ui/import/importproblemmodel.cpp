// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/importproblemmodel.h"

namespace Fullstate {

void ImportProblemModel::setProblems(std::vector<ImportProblem> problems)
{
    beginResetModel();
    m_problems = std::move(problems);
    endResetModel();
}

int ImportProblemModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_problems.size());
}

int ImportProblemModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ImportProblemModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const ImportProblem &problem = m_problems[static_cast<size_t>(index.row())];
    switch (index.column()) {
    case Line:
        return problem.line;
    case FileColumn:
        return problem.column > 0 ? tr("%1 (%2)").arg(problem.columnName).arg(problem.column) : QString();
    case UniqueId:
        return problem.uniqueId;
    default:
        return problem.reason;
    }
}

QVariant ImportProblemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Line"), tr("Column"), QStringLiteral("uniqueId"), tr("Reason")};
    return titles.value(section);
}

} // namespace Fullstate
