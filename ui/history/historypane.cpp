// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historypane.h"

#include "app/history/historymodel.h"
#include "ui/common/recordtable.h"

#include <QTableView>
#include <QVBoxLayout>

namespace Fullstate {

HistoryPane::HistoryPane(HistoryModel &model, QWidget *parent)
    : QWidget(parent)
    , m_table(createRecordTable(tr("History"), &model, this))
{
    m_table->setObjectName(QStringLiteral("history"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    setColumnWidths(*m_table, {20, 36, 10, 12, 10, 10});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT receiptActivated(index.data(HistoryModel::ReceiptIdRole).toString());
    });
}

} // namespace Fullstate
