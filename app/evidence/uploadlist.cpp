// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evidence/uploadlist.h"

#include "app/base/tooltips.h"
#include "app/evidence/evidencebody.h"

#include <QFileInfo>
#include <QLocale>
#include <QMimeData>
#include <QUrl>
#include <QUuid>
#include <algorithm>

namespace Fullstate {

UploadList::UploadList(Ways ways, QObject *parent)
    : QAbstractTableModel(parent)
    , m_ways(std::move(ways))
{
}

UploadList::~UploadList() = default;

void UploadList::addFiles(const QStringList &fileNames)
{
    QStringList reasons;
    for (const QString &fileName : fileNames) {
        if (const QString reason = add(QFileInfo(fileName).absoluteFilePath()); !reason.isEmpty())
            reasons.append(reason);
    }
    Q_EMIT filesChanged();
    if (!reasons.isEmpty())
        Q_EMIT filesSkipped(reasons);
}

QString UploadList::add(const QString &fileName)
{
    const bool isThere = std::any_of(m_rows.begin(), m_rows.end(), [&fileName](const Row &row) {
        return row.fileName == fileName && isWaiting(row);
    });
    if (isThere)
        return tr("“%1” is in the list already.").arg(QFileInfo(fileName).fileName());
    const auto size = uploadableSize(fileName);
    if (!size)
        return size.error().message;
    beginInsertRows({}, rowCount(), rowCount());
    m_rows.push_back({fileName, *size});
    endInsertRows();
    return {};
}

void UploadList::removeFiles(std::vector<int> rows)
{
    if (isRunning())
        return;
    std::sort(rows.begin(), rows.end(), std::greater<>());
    for (const int row : rows) {
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    Q_EMIT filesChanged();
}

/// Not what was uploaded, and not what may have been: the user removes and adds that again if it is wanted.
bool UploadList::isWaiting(const Row &row)
{
    return !row.last || row.last->outcome == Upload::Outcome::NotSent
        || row.last->outcome == Upload::Outcome::BrokenOff || row.last->outcome == Upload::Outcome::Refused;
}

int UploadList::waiting() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), isWaiting));
}

void UploadList::start(const Upload &upload)
{
    if (isRunning())
        return;
    m_upload = upload;
    m_isCancelled = false;
    m_doneBytes = 0;
    m_totalBytes = 0;
    for (Row &row : m_rows) {
        row.isDue = isWaiting(row);
        m_totalBytes += row.isDue ? row.size : 0;
    }
    startNext();
}

void UploadList::startNext()
{
    const bool wasRunning = isRunning();
    const auto next = std::find_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.isDue; });
    m_current = next == m_rows.end() ? -1 : static_cast<int>(next - m_rows.begin());
    if (wasRunning != isRunning())
        Q_EMIT runningChanged();
    if (!isRunning())
        return;
    next->isDue = false;
    Upload upload = m_upload;
    upload.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    upload.fileName = next->fileName;
    upload.size = next->size;
    upload.startedAt = m_ways.now();
    next->progress = tr("Starting");
    changed(m_current);
    ResultJob<> *keeping = m_ways.keep(upload, this);
    connect(keeping, &Job::finished, this, [this, keeping, upload] {
        if (keeping->result() && !m_isCancelled) {
            send(upload);
            return;
        }
        Upload unsent = upload;
        unsent.outcome = Upload::Outcome::NotSent;
        unsent.isForAll = true;
        unsent.message = keeping->result() ? tr("Cancelled before anything was sent.")
                                           : tr("Nothing was sent, since the record of it cannot be kept: %1")
                                                 .arg(keeping->result().error().message);
        end(unsent);
    });
}

void UploadList::send(const Upload &upload)
{
    ResultJob<Upload> *job = m_ways.send(upload, this);
    m_sending = job;
    connect(job, &Job::progressed, this, &UploadList::showProgress);
    connect(job, &Job::finished, this, [this, job] { end(*job->result()); });
}

void UploadList::end(const Upload &upload)
{
    const int row = m_current;
    Row &done = m_rows[static_cast<size_t>(row)];
    done.last = upload;
    done.size = upload.size;
    done.progress.clear();
    m_doneBytes += upload.size;
    changed(row);
    ResultJob<> *keeping = m_ways.keep(upload, this);
    connect(keeping, &Job::finished, this, &UploadList::recorded);
    Q_EMIT progressed(m_doneBytes, m_totalBytes);
    if (m_isCancelled || upload.isForAll) {
        for (Row &each : m_rows)
            each.isDue = false;
    }
    Q_EMIT ended(row);
    startNext();
}

void UploadList::cancel()
{
    m_isCancelled = true;
    if (m_sending)
        m_sending->cancel(); // else the intent is being written, and nothing follows it
}

void UploadList::showProgress(const QString &what, qint64 done, qint64 total)
{
    const QLocale locale;
    m_rows[static_cast<size_t>(m_current)].progress = total > 0
        ? tr("Sending: %1 of %2").arg(locale.formattedDataSize(done), locale.formattedDataSize(total))
        : what;
    changed(m_current);
    if (total > 0)
        Q_EMIT progressed(m_doneBytes + std::min(done, m_rows[static_cast<size_t>(m_current)].size),
                          m_totalBytes);
}

void UploadList::changed(int row)
{
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int UploadList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int UploadList::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString UploadList::stateText(const Row &row) const
{
    if (!row.progress.isEmpty())
        return row.progress;
    if (!row.last)
        return tr("Waiting");
    return row.last->outcome == Upload::Outcome::Uploaded
        ? outcomeText(row.last->outcome)
        : outcomeText(row.last->outcome) % QLatin1String(": ") % row.last->message;
}

QVariant UploadList::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid));
    const Row &row = m_rows[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == File)
            return QFileInfo(row.fileName).fileName();
        return index.column() == Size ? QLocale().formattedDataSize(row.size) : stateText(row);
    case Qt::ToolTipRole:
        return asToolTip(index.column() == State ? stateText(row) : row.fileName);
    case Qt::TextAlignmentRole:
        return index.column() == Size ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case MessageRole:
        return row.progress.isEmpty() && row.last
            ? QString(outcomeText(row.last->outcome) % QLatin1String(": ") % row.last->message)
            : stateText(row);
    case UrlRole:
        return row.last ? row.last->url : QString();
    default:
        return {};
    }
}

QVariant UploadList::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (Column(section)) {
    case File:
        return tr("File");
    case Size:
        return tr("Size");
    case State:
        return tr("Outcome");
    case ColumnCount:
        break;
    }
    return {};
}

Qt::ItemFlags UploadList::flags(const QModelIndex &index) const
{
    // Dropped beside the rows as well as on them: the whole table takes files.
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return isRunning() ? usual : usual | Qt::ItemIsDropEnabled;
}

QStringList UploadList::mimeTypes() const
{
    return {QStringLiteral("text/uri-list")};
}

bool UploadList::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int, const QModelIndex &) const
{
    return !isRunning() && data->hasUrls();
}

bool UploadList::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                              const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    QStringList fileNames;
    QStringList reasons;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            fileNames.append(url.toLocalFile());
        else
            reasons.append(
                tr("“%1” is not a file on this computer. Save it here first.").arg(url.toDisplayString()));
    }
    addFiles(fileNames);
    if (!reasons.isEmpty())
        Q_EMIT filesSkipped(reasons);
    return true;
}

} // namespace Fullstate
