// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evidence/uploadhistory.h"

#include "app/base/tooltips.h"

#include <QFileInfo>
#include <QLocale>

namespace Fullstate {

using UploadOutcome = Upload::Outcome;

void UploadHistory::setUploads(std::vector<Upload> uploads)
{
    beginResetModel();
    m_uploads = std::move(uploads);
    endResetModel();
}

int UploadHistory::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_uploads.size());
}

int UploadHistory::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

static QString textOf(const Upload &upload, UploadHistory::Column column)
{
    const QLocale locale;
    switch (column) {
    case UploadHistory::Time:
        return locale.toString(upload.startedAt.toLocalTime(), QLocale::ShortFormat);
    case UploadHistory::Outcome:
        return outcomeText(upload.outcome);
    case UploadHistory::Document:
        return upload.documentId;
    case UploadHistory::File:
        return QFileInfo(upload.fileName).fileName();
    case UploadHistory::Size:
        return locale.formattedDataSize(upload.size);
    case UploadHistory::EffectiveDate:
        return locale.toString(upload.effectiveDate, QLocale::ShortFormat);
    case UploadHistory::Description:
        return upload.description.simplified();
    case UploadHistory::Message:
        return upload.message;
    case UploadHistory::ColumnCount:
        break;
    }
    return {};
}

QVariant UploadHistory::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid));
    const Upload &upload = m_uploads[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(upload, Column(index.column()));
    case Qt::ToolTipRole:
        return asToolTip(index.column() == File ? upload.fileName : textOf(upload, Column(index.column())));
    case Qt::TextAlignmentRole:
        return index.column() == Size ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case UrlRole:
        return upload.url;
    default:
        return {};
    }
}

QVariant UploadHistory::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (Column(section)) {
    case Time:
        return tr("Time");
    case Outcome:
        return tr("Outcome");
    case Document:
        return tr("Document ID");
    case File:
        return tr("File");
    case Size:
        return tr("Size");
    case EffectiveDate:
        return tr("Effective date");
    case Description:
        return tr("Description");
    case Message:
        return tr("Message");
    case ColumnCount:
        break;
    }
    return {};
}

QStringList rememberedDocuments(const std::vector<Upload> &newestFirst)
{
    QStringList documents;
    for (const Upload &upload : newestFirst) {
        if (upload.outcome == UploadOutcome::Uploaded && !documents.contains(upload.documentId))
            documents.append(upload.documentId);
    }
    return documents;
}

} // namespace Fullstate
