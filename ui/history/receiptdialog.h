// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace Fullstate {

class Services;

/// One receipt, opened from History: outcome, time, where, what was confirmed, the plan, the tenant's answer,
/// before and after.
class ReceiptDialog final : public QDialog
{
    Q_OBJECT

public:
    ReceiptDialog(Services &services, const QString &receiptId, QWidget *parent = nullptr);
};

} // namespace Fullstate
