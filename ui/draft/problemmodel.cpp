// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/problemmodel.h"

#include "ui/common/icons.h"

namespace Fullstate {

void ProblemModel::setProblems(std::vector<Problem> problems)
{
    if (problems == m_problems)
        return; // found again: whoever stands on one stays there
    beginResetModel();
    m_problems = std::move(problems);
    endResetModel();
}

const Problem &ProblemModel::problemAt(int row) const
{
    return m_problems.at(static_cast<size_t>(row));
}

int ProblemModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_problems.size());
}

int ProblemModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProblemModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid));
    const Problem &problem = problemAt(index.row());
    const bool error = problem.severity == Problem::Severity::Error;
    if (role == Qt::DecorationRole && index.column() == Severity)
        return icon(error ? QStringLiteral("dialog-error") : QStringLiteral("dialog-warning"));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Severity:
        return error ? tr("Error") : tr("Warning");
    case UniqueId:
        return problem.uniqueId;
    case FieldName:
        return problem.field;
    case Message:
        return problem.message;
    default:
        return {};
    }
}

QVariant ProblemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return QAbstractTableModel::headerData(section, orientation, role);
    const QString titles[] = {tr("Severity"), QStringLiteral("uniqueId"), tr("Field"), tr("Message")};
    return titles[section];
}

} // namespace Fullstate
