// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPlainTextEdit;
class QTableView;

namespace Fullstate {

class ActivityLog;

/// Table "Activity": each request and its answer, secrets redacted, and beside it the whole record of the
/// chosen one as plain text.
class ActivityPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ActivityPane(ActivityLog &log, QWidget *parent = nullptr);

private:
    void showRecord();

    QTableView *m_table;
    QPlainTextEdit *m_record;
};

} // namespace Fullstate
