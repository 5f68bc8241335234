// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/connectioncheck.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QStandardItemModel;
class QTableView;

namespace Fullstate {

/// "Check all connections": one after the other, so that what they share of the budget is not asked for all
/// at once. Begins when told to, since a check ends the tokens of other programs. Says of each how it went;
/// Cancel keeps what is known by then.
class CheckConnectionsDialog final : public QDialog
{
    Q_OBJECT

public:
    using Check = std::function<ConnectionCheck *(const Connection &connection, QObject *owner)>;

    CheckConnectionsDialog(std::vector<Connection> connections, Check check, QWidget *parent = nullptr);
    ~CheckConnectionsDialog() override;

    void reject() override;

Q_SIGNALS:
    void checked(const QString &connectionId, const std::vector<Fullstate::CheckStep> &steps);

private:
    void begin();
    void checkNext();
    void take(const Result<std::vector<CheckStep>> &result);
    void setResult(int row, const char *iconName, const QString &text);
    void conclude();

    const std::vector<Connection> m_connections;
    Check m_check;
    QPointer<ConnectionCheck> m_current;
    int m_next = 0;
    int m_works = 0;
    int m_failed = 0;
    bool m_hasBegun = false;
    bool m_isOver = false;
    QStandardItemModel *m_results;
    QTableView *m_table;
    QLabel *m_state;
    QProgressBar *m_progress;
    QPushButton *m_start;
    QPushButton *m_close;
};

} // namespace Fullstate
