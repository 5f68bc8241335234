// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/customerstable.h"

#include "app/push/severalmodel.h"
#include "ui/common/recordtable.h"

#include <QAction>
#include <QCoreApplication>
#include <QTableView>

namespace Fullstate {

QTableView *createCustomersTable(QAbstractItemModel *model, QWidget *parent)
{
    QTableView *table = createRecordTable(
        QCoreApplication::translate("Fullstate::CustomersTable", "Customers"), model, parent);
    table->setObjectName(QStringLiteral("customers"));
    setColumnWidths(*table, {20, 14, 24});
    bool haveIds = false; // only public integrations do
    for (int row = 0; row < model->rowCount() && !haveIds; ++row)
        haveIds = !model->index(row, SeveralModel::CustomerId).data().toString().isEmpty();
    table->setColumnHidden(SeveralModel::CustomerId, !haveIds);
    auto *check =
        new QAction(QCoreApplication::translate("Fullstate::CustomersTable", "Check or uncheck"), table);
    check->setShortcut(Qt::Key_Space);
    check->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(check, &QAction::triggered, table, [table] {
        const QModelIndexList rows = table->selectionModel()->selectedRows(SeveralModel::Connection);
        if (rows.isEmpty())
            return;
        const bool isChecked = rows.first().data(Qt::CheckStateRole).toInt() == Qt::Checked;
        for (const QModelIndex &row : rows)
            table->model()->setData(row, isChecked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    });
    table->addAction(check);
    return table;
}

} // namespace Fullstate
