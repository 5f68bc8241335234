// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/problemmodel.h"

#include "ui/common/icons.h"

#include <QHash>
#include <algorithm>
#include <span>

namespace Fullstate {

namespace {

using Run = std::pair<size_t, size_t>; ///< first and last

bool looksTheSame(const Problem &left, const Problem &right)
{
    return left.severity == right.severity && left.uniqueId == right.uniqueId && left.field == right.field
        && left.message == right.message;
}

/// A problem by what its row shows.
struct Shown
{
    const Problem *problem;

    friend bool operator==(Shown left, Shown right) { return looksTheSame(*left.problem, *right.problem); }
    friend size_t qHash(Shown shown, size_t seed)
    {
        return qHashMulti(seed, shown.problem->uniqueId, shown.problem->field, shown.problem->message);
    }
};

/// Which of \p problems are among \p others, too. Two that look the same are two.
std::vector<bool> among(std::span<const Problem> problems, std::span<const Problem> others)
{
    QHash<Shown, int> counts;
    for (const Problem &other : others)
        ++counts[Shown{&other}];
    std::vector<bool> found;
    for (const Problem &problem : problems)
        found.push_back(counts[Shown{&problem}]-- > 0);
    return found;
}

/// What stays of a list and what the next one brings.
struct Difference
{
    std::vector<Run> gone; ///< in the old list
    std::vector<Run> added; ///< in the new list
};

std::vector<Run> runsOfFalse(const std::vector<bool> &flags, size_t offset)
{
    std::vector<Run> runs;
    for (size_t i = 0; i < flags.size(); ++i) {
        if (flags[i])
            continue;
        if (runs.empty() || runs.back().second + 1 != i + offset)
            runs.emplace_back(i + offset, i + offset);
        else
            runs.back().second = i + offset;
    }
    return runs;
}

Difference differenceBetween(const std::vector<Problem> &before, const std::vector<Problem> &after)
{
    const auto fronts = std::mismatch(before.begin(), before.end(), after.begin(), after.end(), looksTheSame);
    const auto backs = std::mismatch(before.rbegin(), std::make_reverse_iterator(fronts.first),
                                     after.rbegin(), std::make_reverse_iterator(fronts.second), looksTheSame);
    const std::span<const Problem> old(fronts.first, backs.first.base());
    const std::span<const Problem> next(fronts.second, backs.second.base());
    std::vector<bool> stays = among(old, next);
    std::vector<bool> isKnown = among(next, old);
    size_t at = 0;
    for (size_t i = 0; i < old.size(); ++i) {
        if (!stays[i])
            continue;
        while (!isKnown[at])
            ++at;
        if (!looksTheSame(old[i], next[at++])) { // in another order now
            stays.assign(old.size(), false);
            isKnown.assign(next.size(), false);
            break;
        }
    }
    const auto offset = static_cast<size_t>(fronts.first - before.begin());
    return {runsOfFalse(stays, offset), runsOfFalse(isKnown, offset)};
}

} // namespace

void ProblemModel::setProblems(std::vector<Problem> problems)
{
    constexpr size_t MostRuns = 50; // from there on whoever looks has less work with a new list
    const Difference difference = differenceBetween(m_problems, problems);
    if (difference.gone.size() + difference.added.size() > MostRuns) {
        beginResetModel();
        m_problems = std::move(problems);
        endResetModel();
        return;
    }
    for (auto run = difference.gone.rbegin(); run != difference.gone.rend(); ++run) {
        beginRemoveRows({}, static_cast<int>(run->first), static_cast<int>(run->second));
        const auto first = m_problems.begin() + static_cast<std::ptrdiff_t>(run->first);
        m_problems.erase(first, first + static_cast<std::ptrdiff_t>(run->second - run->first + 1));
        endRemoveRows();
    }
    for (const Run &run : difference.added) {
        beginInsertRows({}, static_cast<int>(run.first), static_cast<int>(run.second));
        const auto first = problems.begin() + static_cast<std::ptrdiff_t>(run.first);
        m_problems.insert(m_problems.begin() + static_cast<std::ptrdiff_t>(run.first), first,
                          first + static_cast<std::ptrdiff_t>(run.second - run.first + 1));
        endInsertRows();
    }
    m_problems = std::move(problems); // they look the same, but may stand at other rows of the draft
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
