// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/activitylog.h"

namespace Fullstate {

static constexpr size_t MostRecords = 1000;

void ActivityLog::append(ActivityRecord record)
{
    if (m_records.size() == MostRecords) {
        const int last = static_cast<int>(MostRecords) - 1;
        beginRemoveRows({}, last, last);
        m_records.pop_back();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_records.push_front(std::move(record));
    endInsertRows();
}

void ActivityLog::clear()
{
    beginResetModel();
    m_records.clear();
    endResetModel();
}

int ActivityLog::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

int ActivityLog::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

static QString cell(const ActivityRecord &record, int column)
{
    switch (column) {
    case ActivityLog::Time:
        return record.at.toLocalTime().toString(QStringLiteral("HH:mm:ss"));
    case ActivityLog::Request:
        return record.verb % QLatin1Char(' ') % record.url;
    case ActivityLog::Attempt:
        return QString::number(record.attempt);
    case ActivityLog::Status:
        return record.status ? QString::number(record.status) : QStringLiteral("–");
    case ActivityLog::Size:
        return ActivityLog::tr("%1 → %2 bytes").arg(record.sentBytes).arg(record.receivedBytes);
    case ActivityLog::Took:
        return ActivityLog::tr("%1 ms").arg(record.tookMs);
    default:
        return record.outcome;
    }
}

static QString detail(const ActivityRecord &record)
{
    QString text = record.at.toString(Qt::ISODateWithMs) % QLatin1String("  ") % record.connection
        % QLatin1Char('\n') % record.verb % QLatin1Char(' ') % record.url % QLatin1Char('\n');
    if (!record.request.isEmpty())
        text += record.request % QLatin1Char('\n');
    text += QString(QLatin1Char('\n') % cell(record, ActivityLog::Status) % QLatin1String("  ")
                    % record.outcome % QLatin1Char('\n'));
    return text + record.answer;
}

QVariant ActivityLog::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid));
    const ActivityRecord &record = m_records[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return cell(record, index.column());
    case Qt::TextAlignmentRole:
        return index.column() >= Attempt && index.column() <= Took
            ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
            : QVariant();
    case DetailRole:
        return detail(record);
    default:
        return {};
    }
}

QVariant ActivityLog::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Time"), tr("Request"), tr("Attempt"), tr("Status"),
                             tr("Size"), tr("Took"),    tr("Outcome")};
    return titles.value(section);
}

} // namespace Fullstate
