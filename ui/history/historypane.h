// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTableView;

namespace Fullstate {

class HistoryModel;

/// Table "History": the receipts of the chosen resource set, newest first.
class HistoryPane final : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPane(HistoryModel &model, QWidget *parent = nullptr);

Q_SIGNALS:
    void receiptActivated(const QString &receiptId);

private:
    QTableView *m_table;
};

} // namespace Fullstate
