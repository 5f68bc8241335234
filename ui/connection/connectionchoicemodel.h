// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/connection.h"

#include <QAbstractTableModel>

namespace Fullstate {

/// Connections to choose from, each with a check box, and a remark where there is something to say of it.
class ConnectionChoiceModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, ClientId, Place, ResourceSets, Remark, ColumnCount };

    struct Row
    {
        Connection connection;
        bool isChosen = true;
        QString remark = {};
    };

    explicit ConnectionChoiceModel(QObject *parent = nullptr);

    void setRows(std::vector<Row> rows);
    void chooseAll(bool chosen);
    std::vector<Connection> chosen() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void chosenChanged();

private:
    QString text(const Row &row, int column) const;

    std::vector<Row> m_rows;
};

} // namespace Fullstate
