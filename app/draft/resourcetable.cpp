// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/resourcetable.h"

#include "app/schema/equality.h"
#include "app/schema/problemrows.h"
#include "app/schema/resourcetype.h"

#include <QFont>
#include <QJsonValue>
#include <algorithm>

namespace Fullstate {

ResourceTable::ResourceTable(Draft &draft, QObject *parent)
    : QAbstractTableModel(parent)
    , m_draft(draft)
{
    const auto &fields = draft.type().fields;
    for (const char *first : {"uniqueId", "displayName"}) {
        if (const int index = draft.type().fieldIndex(QString::fromLatin1(first)); index >= 0)
            m_columns.push_back(index);
    }
    for (int index = 0; index < static_cast<int>(fields.size()); ++index) {
        if (std::find(m_columns.begin(), m_columns.end(), index) == m_columns.end())
            m_columns.push_back(index);
    }
    connect(&draft, &Draft::rowsAboutToBeInserted, this, [this](int first, int last) {
        beginInsertRows({}, first, last);
        makeRoomForRows(m_problems, first, last);
    });
    connect(&draft, &Draft::rowsInserted, this, [this] { endInsertRows(); });
    connect(&draft, &Draft::rowsAboutToBeRemoved, this, [this](int first, int last) {
        beginRemoveRows({}, first, last);
        dropRows(m_problems, first, last);
    });
    connect(&draft, &Draft::rowsRemoved, this, [this] { endRemoveRows(); });
    connect(&draft, &Draft::aboutToReset, this, [this] {
        beginResetModel();
        m_problems.clear(); // the session finds them anew
    });
    connect(&draft, &Draft::wasReset, this, [this] { endResetModel(); });
    connect(&draft, &Draft::rowsChanged, this, [this](int first, int last) {
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
        Q_EMIT headerDataChanged(Qt::Vertical, first, last);
    });
}

const Field &ResourceTable::fieldAt(int column) const
{
    return m_draft.type().fields[static_cast<size_t>(m_columns[static_cast<size_t>(column)])];
}

int ResourceTable::columnOfPath(QStringView path) const
{
    for (qsizetype end = path.size(); end > 0;) {
        if (const int column = columnOf(path.left(end)); column >= 0)
            return column;
        end = std::max(path.lastIndexOf(u'.', end - 1), path.lastIndexOf(u'[', end - 1));
    }
    return -1;
}

int ResourceTable::columnOf(QStringView fieldName) const
{
    for (size_t column = 0; column < m_columns.size(); ++column) {
        if (fieldAt(static_cast<int>(column)).name == fieldName)
            return static_cast<int>(column);
    }
    return -1;
}

void ResourceTable::setProblems(std::vector<Problem> problems)
{
    const auto rows = changedRows(m_problems, problems);
    m_problems = std::move(problems);
    sayProblemsChanged(rows);
}

void ResourceTable::sayProblemsChanged(const std::vector<std::pair<int, int>> &rows)
{
    constexpr size_t MostRuns = 50; // from there on one signal for all of them is less work for who listens
    const auto say = [this](int first, int last) {
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1),
                           {ProblemRole, Qt::ToolTipRole, Qt::AccessibleDescriptionRole});
    };
    if (rows.size() > MostRuns) {
        say(rows.front().first, rows.back().second);
        return;
    }
    for (const auto &[first, last] : rows)
        say(first, last);
}

bool ResourceTable::namesResource(int column) const
{
    return fieldAt(column).name == UniqueIdField;
}

bool ResourceTable::isChanged(int row, int column) const
{
    const Draft::Change change = m_draft.changeOf(row);
    return change != Draft::Change::None
        && (change != Draft::Change::Changed || namesResource(column)
            || m_draft.isFieldChanged(row, fieldAt(column)));
}

bool ResourceTable::hasProblem(int row, int column) const
{
    if (!namesResource(column))
        return !problemOf(row, column).isEmpty();
    const auto problem = firstProblem(row);
    return problem != m_problems.cend() && problem->row == row;
}

int ResourceTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_draft.rows().size());
}

int ResourceTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

static QVariant sortValue(const Field &field, const QJsonValue &value)
{
    if (value.isUndefined() || value.isNull())
        return {};
    if (value.isBool())
        return value.toBool() ? 1 : 0;
    if (value.isDouble())
        return value.toDouble();
    if (field.kind == Field::Kind::Timestamp) {
        if (const auto seconds = timestampSeconds(value.toString()))
            return *seconds;
    }
    return displayText(field, value).toCaseFolded();
}

/// At or after that row.
std::vector<Problem>::const_iterator ResourceTable::firstProblem(int row) const
{
    return std::lower_bound(m_problems.cbegin(), m_problems.cend(), row,
                            [](const Problem &each, int wanted) { return each.row < wanted; });
}

QString ResourceTable::problemOf(int row, int column) const
{
    QStringList words;
    for (auto problem = firstProblem(row); problem != m_problems.cend() && problem->row == row; ++problem) {
        if (columnOfPath(problem->field) == column)
            words.append(problem->message);
    }
    return words.join(QLatin1Char('\n'));
}

QString ResourceTable::description(int row, int column, const Field &field) const
{
    QStringList words;
    const Draft::Change change = m_draft.changeOf(row);
    if (change == Draft::Change::Removed)
        words.append(tr("removed: the next push deletes it"));
    else if (change == Draft::Change::Added)
        words.append(tr("added"));
    else if (change == Draft::Change::Changed && m_draft.isFieldChanged(row, field))
        words.append(tr("changed, was “%1”").arg(shownText(field, m_draft.baseOf(row)->value(field.name))));
    if (const QString problem = problemOf(row, column); !problem.isEmpty())
        words.append(problem);
    return words.join(QLatin1String("; "));
}

QVariant ResourceTable::font(int row, const Field &field) const
{
    const Draft::Change change = m_draft.changeOf(row);
    const bool isBold = change == Draft::Change::Added
        || (change == Draft::Change::Changed && m_draft.isFieldChanged(row, field));
    if (!isBold && change != Draft::Change::Removed)
        return {};
    QFont font;
    font.setStrikeOut(change == Draft::Change::Removed);
    font.setBold(isBold);
    return font;
}

QVariant ResourceTable::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid));
    const int row = index.row();
    const Field &field = fieldAt(index.column());
    const QJsonValue value = m_draft.rows()[static_cast<size_t>(row)].resource.value(field.name);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return shownText(field, value);
    case Qt::EditRole: // what copying takes
        return displayText(field, value);
    case Qt::AccessibleDescriptionRole:
        return description(row, index.column(), field);
    case Qt::ToolTipRole: {
        const QString words = description(row, index.column(), field);
        return words.isEmpty() ? field.description : words;
    }
    case Qt::FontRole:
        return font(row, field);
    case Qt::TextAlignmentRole:
        return field.kind == Field::Kind::Integer || field.kind == Field::Kind::Number
            ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
            : QVariant();
    case FieldRole:
        return QVariant::fromValue(&field);
    case ValueRole:
        return value;
    case SortRole:
        return sortValue(field, value);
    case ChangeRole:
        return static_cast<int>(m_draft.changeOf(row));
    case FieldChangedRole:
        return m_draft.changeOf(row) == Draft::Change::Changed && m_draft.isFieldChanged(row, field);
    case BaseTextRole: {
        const QJsonObject *base = m_draft.baseOf(row);
        return base ? shownText(field, base->value(field.name)) : QString();
    }
    case ProblemRole:
        return problemOf(row, index.column());
    default:
        return {};
    }
}

static QString mark(Draft::Change change)
{
    switch (change) {
    case Draft::Change::Added:
        return QStringLiteral("+");
    case Draft::Change::Changed:
        return QStringLiteral("~");
    case Draft::Change::Removed:
        return QStringLiteral("−");
    case Draft::Change::None:
        break;
    }
    return QStringLiteral(" ");
}

QVariant ResourceTable::rowHeader(int row, int role) const
{
    const Draft::Change change = m_draft.changeOf(row);
    if (role == Qt::DisplayRole)
        return mark(change);
    if (role == Qt::TextAlignmentRole)
        return Qt::AlignCenter;
    if (role != Qt::ToolTipRole && role != Qt::AccessibleTextRole && role != Qt::AccessibleDescriptionRole)
        return {};
    switch (change) {
    case Draft::Change::Added:
        return tr("Added: the next push adds it");
    case Draft::Change::Changed:
        return tr("Changed: the next push changes it");
    case Draft::Change::Removed:
        return tr("Removed: the next push deletes it");
    case Draft::Change::None:
        break;
    }
    return tr("As in the tenant");
}

QVariant ResourceTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return section < rowCount() ? rowHeader(section, role) : QVariant();
    if (section < 0 || section >= columnCount())
        return {};
    const Field &field = fieldAt(section);
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return field.name;
    if (role == Qt::ToolTipRole)
        return field.required ? QString(field.description % QLatin1Char('\n') % tr("Required."))
                              : field.description;
    return {};
}

Qt::ItemFlags ResourceTable::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const bool isEditable = index.isValid() && !m_draft.rows()[static_cast<size_t>(index.row())].removed;
    return isEditable ? flags | Qt::ItemIsEditable : flags;
}

bool ResourceTable::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if ((role != Qt::EditRole && role != ValueRole) || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const Field &field = fieldAt(index.column());
    // An editor that was opened and left writes back what it was shown, which may be less than the value.
    if (role == Qt::EditRole && value.userType() == QMetaType::QString && value == index.data(Qt::EditRole))
        return true;
    QJsonValue next = value.toJsonValue();
    if (role == Qt::EditRole)
        next = value.userType() == QMetaType::Bool ? QJsonValue(value.toBool())
                                                   : valueFromTyped(field, value.toString());
    m_draft.edit({{index.row(), field.name, next}}, tr("Edit %1").arg(field.name));
    return true;
}

} // namespace Fullstate
