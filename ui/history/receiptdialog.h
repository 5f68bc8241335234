// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/push/receipt.h"

#include <QDialog>
#include <functional>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSettings;
class QTabWidget;

namespace Fullstate {

class Catalog;
class Services;
template<typename T>
class ResultJob;

/// One receipt, opened from History: outcome, time, where, what was confirmed, the plan, the tenant's answer,
/// before and after.
class ReceiptDialog final : public QDialog
{
    Q_OBJECT

public:
    using Load = std::function<ResultJob<Receipt> *(QObject *owner)>;

    ReceiptDialog(Services &services, const QString &receiptId, QWidget *parent = nullptr);
    /// Without the composition root; \p settings, which may be null, remembers the dialog's size.
    ReceiptDialog(const Load &load, const Catalog &catalog, QSettings *settings, QWidget *parent = nullptr);
    ~ReceiptDialog() override;

    void done(int result) override;

private:
    void build();
    void showReceipt();
    void addText(const QString &title, const QString &text);
    void addPlan();
    /// Made readable when its tab is first opened: it may be megabytes.
    void addJson(const QString &title, const QByteArray &json);
    void fillTab(int index);
    void saveAs();
    void save(const QString &fileName);

    const Catalog &m_catalog;
    QSettings *m_settings;
    Receipt m_receipt;
    QLabel *m_message;
    QTabWidget *m_tabs;
    QPushButton *m_save;
    QHash<QWidget *, QByteArray> m_unfilled;
};

/// Everything of a receipt as one JSON document.
QByteArray receiptDocument(const Receipt &receipt);

} // namespace Fullstate
