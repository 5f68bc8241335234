// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/historymodel.h"

#include <QLocale>

namespace Fullstate {

using ReceiptOutcome = Receipt::Outcome;

void HistoryModel::setReceipts(std::vector<Receipt> receipts)
{
    beginResetModel();
    m_receipts = std::move(receipts);
    endResetModel();
}

const Receipt &HistoryModel::receiptAt(int row) const
{
    return m_receipts.at(static_cast<size_t>(row));
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_receipts.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

/// What a column sorts by; shown as it is, but for the time.
static QVariant valueOf(const Receipt &receipt, HistoryModel::Column column)
{
    switch (column) {
    case HistoryModel::Time:
        return receipt.startedAt;
    case HistoryModel::Outcome:
        return outcomeText(receipt.outcome);
    case HistoryModel::Deletes:
        return receipt.plan.deletes;
    case HistoryModel::ComesBack:
        return receipt.plan.comeBacks;
    case HistoryModel::Changes:
        return receipt.plan.edits;
    case HistoryModel::Adds:
        return receipt.plan.adds;
    case HistoryModel::Message:
        return receipt.message;
    case HistoryModel::ColumnCount:
        break;
    }
    return {};
}

static bool isCount(int column)
{
    return column >= HistoryModel::Deletes && column <= HistoryModel::Adds;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid));
    const Receipt &receipt = m_receipts[static_cast<size_t>(index.row())];
    switch (role) {
    case ReceiptIdRole:
        return receipt.id;
    case SortRole:
        return valueOf(receipt, Column(index.column()));
    case Qt::DisplayRole:
        if (index.column() == Time)
            return QLocale().toString(receipt.startedAt.toLocalTime(), QLocale::ShortFormat);
        if (isCount(index.column()))
            return QLocale().toString(valueOf(receipt, Column(index.column())).toInt());
        return valueOf(receipt, Column(index.column()));
    case Qt::TextAlignmentRole:
        if (isCount(index.column()))
            return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
        break;
    default:
        break;
    }
    return {};
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (Column(section)) {
    case Time:
        return tr("Time");
    case Outcome:
        return tr("Outcome");
    case Deletes:
        return tr("Deletes");
    case ComesBack:
        return tr("Comes back");
    case Changes:
        return tr("Changes");
    case Adds:
        return tr("Adds");
    case Message:
        return tr("Message");
    case ColumnCount:
        break;
    }
    return {};
}

QString outcomeText(Receipt::Outcome outcome)
{
    switch (outcome) {
    case ReceiptOutcome::NotSent:
    case ReceiptOutcome::Refused:
    case ReceiptOutcome::NotApplied:
        return HistoryModel::tr("Push failed: nothing was changed");
    case ReceiptOutcome::TenantChanged:
        return HistoryModel::tr("The tenant changed during the review");
    case ReceiptOutcome::Verified:
        return HistoryModel::tr("Push verified");
    case ReceiptOutcome::Different:
        return HistoryModel::tr("Push sent, the tenant holds something else");
    case ReceiptOutcome::Started:
    case ReceiptOutcome::Unknown:
        break;
    }
    return HistoryModel::tr("Push sent, outcome unknown");
}

} // namespace Fullstate
