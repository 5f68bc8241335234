// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QDateTime>
#include <deque>

namespace Fullstate {

/// One request and what came of it, without a secret in any field.
struct ActivityRecord
{
    QDateTime at;
    QString verb;
    QString url; ///< redacted
    QString connection; ///< its name; may be empty
    int attempt = 1;
    int status = 0; ///< 0: no answer
    qint64 sentBytes = 0;
    qint64 receivedBytes = 0;
    qint64 tookMs = 0;
    QString outcome; ///< translated, in words
    QString request; ///< body as text, redacted, cut
    QString answer; ///< body as text, redacted, cut, plain
};

/// The Activity view's table: the last requests, newest first.
class ActivityLog final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Request, Attempt, Status, Size, Took, Outcome, ColumnCount };
    enum Role { DetailRole = Qt::UserRole }; ///< QString: the whole record as plain text, for the details

    using QAbstractTableModel::QAbstractTableModel;

    void append(ActivityRecord record); ///< keeps the last 1,000
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::deque<ActivityRecord> m_records;
};

} // namespace Fullstate
