// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/evidence/upload.h"

#include <QAbstractTableModel>
#include <vector>

namespace Fullstate {

/// The uploads of one connection, newest first: table "Evidence uploads".
class UploadHistory final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Outcome, Document, File, Size, EffectiveDate, Description, Message, ColumnCount };
    enum Role { UrlRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setUploads(std::vector<Upload> uploads);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<Upload> m_uploads;
};

/// The documents that exist as far as the uploads tell, the last used first.
QStringList rememberedDocuments(const std::vector<Upload> &newestFirst);

} // namespace Fullstate
