// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection/connectionchoicemodel.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace Fullstate {

/// Table "Connections to choose": which of them are meant, with buttons for all and none. Space checks.
class ConnectionChoice final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionChoice(QWidget *parent = nullptr);

    void setRows(std::vector<ConnectionChoiceModel::Row> rows);
    std::vector<Connection> chosen() const { return m_model->chosen(); }

Q_SIGNALS:
    void changed();

private:
    void showCount();

    ConnectionChoiceModel *m_model;
    QTableView *m_table;
    QLabel *m_count;
};

} // namespace Fullstate
