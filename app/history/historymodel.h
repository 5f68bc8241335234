// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/push/receipt.h"

#include <QAbstractTableModel>

namespace Fullstate {

/// The receipts of one resource set, newest first: table "History".
class HistoryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Outcome, Deletes, ComesBack, Changes, Adds, Message, ColumnCount };
    enum Role { ReceiptIdRole = Qt::UserRole, SortRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setReceipts(std::vector<Receipt> receipts);
    const Receipt &receiptAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<Receipt> m_receipts;
};

/// As words.md has them: "Push verified", "Push failed: nothing was changed", "Push sent, outcome unknown",
/// "The tenant changed during the review".
QString outcomeText(Receipt::Outcome outcome);

} // namespace Fullstate
