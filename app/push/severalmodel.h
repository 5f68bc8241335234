// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/connection.h"
#include "app/plan/plan.h"

#include <QAbstractTableModel>

namespace Fullstate {

/// A resource set that a push to several may go to.
struct SeveralTarget
{
    QString setId;
    QString connection; ///< its name
    QString customerId; ///< of a public integration
    QString setName;
    bool isSource = false; ///< the set whose draft is pushed
};

/// The sets of this type, in the order of the connections. \p typeTitle names those without a name.
std::vector<SeveralTarget> targetsAmong(const std::vector<Connection> &connections, const QString &typeName,
                                        const QString &typeTitle, const QString &sourceSetId);

/// The customers of a push to several: table "Customers". A row is checked to take part.
class SeveralModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Connection,
        CustomerId,
        ResourceSet,
        State,
        Deletes,
        ComesBack,
        Changes,
        Adds,
        Unchanged,
        ColumnCount
    };

    SeveralModel(std::vector<SeveralTarget> targets, bool areChosen, QObject *parent = nullptr);

    const SeveralTarget &targetAt(int row) const { return m_rows[static_cast<size_t>(row)].target; }
    bool isChosen(int row) const { return m_rows[static_cast<size_t>(row)].isChosen; }
    void setChosen(int row, bool isChosen);
    std::vector<SeveralTarget> chosen() const;
    void setState(int row, const QString &state);
    QString state(int row) const { return m_rows[static_cast<size_t>(row)].state; }
    void setPlan(int row, const Plan &plan); ///< its counts
    void clearPlan(int row);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void chosenChanged();

private:
    struct Row
    {
        SeveralTarget target;
        bool isChosen = false;
        QString state = {};
        std::vector<int> counts = {}; ///< from Deletes on; empty: not planned
    };
    QString text(const Row &row, int column) const;
    void setCounts(int row, std::vector<int> counts);

    std::vector<Row> m_rows;
};

} // namespace Fullstate
