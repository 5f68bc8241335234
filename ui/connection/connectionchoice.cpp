// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionchoice.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

namespace Fullstate {

ConnectionChoice::ConnectionChoice(QWidget *parent)
    : QWidget(parent)
    , m_model(new ConnectionChoiceModel(this))
    , m_table(new QTableView(this))
    , m_count(new QLabel(this))
{
    m_table->setObjectName(QStringLiteral("choice"));
    m_table->setAccessibleName(tr("Connections to choose"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    auto *all = new QPushButton(tr("Choose &all"), this);
    auto *none = new QPushButton(tr("Choose &none"), this);
    all->setObjectName(QStringLiteral("all"));
    none->setObjectName(QStringLiteral("none"));
    for (QPushButton *button : {all, none})
        button->setAutoDefault(false);
    m_count->setObjectName(QStringLiteral("count"));
    auto *line = new QHBoxLayout;
    line->addWidget(all);
    line->addWidget(none);
    line->addWidget(m_count, 1, Qt::AlignRight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table, 1);
    layout->addLayout(line);
    connect(all, &QPushButton::clicked, m_model, [model = m_model] { model->chooseAll(true); });
    connect(none, &QPushButton::clicked, m_model, [model = m_model] { model->chooseAll(false); });
    connect(m_model, &ConnectionChoiceModel::chosenChanged, this, &ConnectionChoice::showCount);
    showCount();
}

void ConnectionChoice::setRows(std::vector<ConnectionChoiceModel::Row> rows)
{
    const bool hasRemarks =
        std::any_of(rows.begin(), rows.end(), [](const auto &row) { return !row.remark.isEmpty(); });
    m_table->setColumnHidden(ConnectionChoiceModel::Remark, !hasRemarks);
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(hasRemarks);
    header->setSectionResizeMode(ConnectionChoiceModel::Name,
                                 hasRemarks ? QHeaderView::Interactive : QHeaderView::Stretch);
    m_model->setRows(std::move(rows));
    m_table->resizeColumnsToContents();
    const int widest = fontMetrics().averageCharWidth() * 40;
    for (int column = 0; column < ConnectionChoiceModel::Remark; ++column)
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), widest));
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
}

void ConnectionChoice::showCount()
{
    m_count->setText(
        tr("%1 of %n connection(s) chosen", nullptr, m_model->rowCount()).arg(m_model->chosen().size()));
    Q_EMIT changed();
}

} // namespace Fullstate
