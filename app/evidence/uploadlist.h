// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"
#include "app/evidence/upload.h"

#include <QAbstractTableModel>
#include <QPointer>
#include <functional>
#include <optional>

namespace Fullstate {

/// The files of one visit to Upload evidence, and their uploads, one after the other: table "Files". Each
/// upload is on disk before it starts, and again with its outcome.
class UploadList final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { File, Size, State, ColumnCount };
    enum Role { MessageRole = Qt::UserRole, UrlRole };

    /// What the uploads go through.
    struct Ways
    {
        /// With id, file, document, date and description filled in.
        std::function<ResultJob<Upload> *(const Upload &, QObject *owner)> send;
        std::function<ResultJob<> *(const Upload &, QObject *owner)> keep;
        std::function<QDateTime()> now;
    };

    explicit UploadList(Ways ways, QObject *parent = nullptr);
    ~UploadList() override;

    /// Those that can be uploaded and are not in the list yet; why the others are not is said by
    /// filesSkipped().
    void addFiles(const QStringList &fileNames);
    void removeFiles(std::vector<int> rows);

    /// How many files the next start() uploads: all that were not uploaded and of which that is certain.
    int waiting() const;
    bool isRunning() const { return m_current >= 0; }
    /// \p upload says what is the same for all. Ends early when the others would fare as one did.
    void start(const Upload &upload);
    void cancel();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction; }
    QStringList mimeTypes() const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    void filesSkipped(const QStringList &reasons);
    void filesChanged();
    void runningChanged();
    /// Of this start(), in bytes.
    void progressed(qint64 done, qint64 total);
    /// A row's upload has ended.
    void ended(int row);
    void recorded(); ///< an outcome is on disk

private:
    struct Row
    {
        QString fileName;
        qint64 size = 0;
        std::optional<Upload> last = {}; ///< what came of it; empty while it was never tried
        QString progress = {}; ///< while it runs
        bool isDue = false; ///< in this run
    };

    static bool isWaiting(const Row &row);
    /// Why the file is not added; empty: it is.
    QString add(const QString &fileName);
    QString stateText(const Row &row) const;
    void startNext();
    void send(const Upload &upload);
    void end(const Upload &upload);
    void showProgress(const QString &what, qint64 done, qint64 total);
    void changed(int row);

    Ways m_ways;
    std::vector<Row> m_rows;
    Upload m_upload; ///< what is the same for all
    int m_current = -1;
    bool m_isCancelled = false;
    qint64 m_doneBytes = 0;
    qint64 m_totalBytes = 0;
    QPointer<Job> m_sending;
};

} // namespace Fullstate
