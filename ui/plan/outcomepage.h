// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/push/receipt.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace Fullstate {

/// What became of a push, or why there was none.
class OutcomePage final : public QWidget
{
    Q_OBJECT

public:
    explicit OutcomePage(QWidget *parent = nullptr);

    void showReceipt(const Receipt &receipt);
    void showFailure(const Error &error);
    QString heading() const;

private:
    void show(const QString &iconName, const QString &heading, const QString &message, const QString &details,
              const QString &detailsTitle);

    QLabel *m_sign;
    QLabel *m_heading;
    QLabel *m_message;
    QLabel *m_detailsTitle;
    QPlainTextEdit *m_details;
};

} // namespace Fullstate
