// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/columnlist.h"

#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>

namespace Fullstate {

ColumnList::ColumnList(QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
{
    m_list->setObjectName(QStringLiteral("columns"));
    m_list->setAccessibleName(tr("Columns"));
    auto *label = new QLabel(tr("&Columns"), this);
    label->setBuddy(m_list);
    auto *all = new QPushButton(tr("&All"), this);
    auto *none = new QPushButton(tr("&None"), this);
    all->setObjectName(QStringLiteral("all"));
    none->setObjectName(QStringLiteral("none"));
    auto *buttons = new QVBoxLayout;
    for (QPushButton *button : {all, none}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(label, 0, 0);
    grid->addWidget(m_list, 1, 0);
    grid->addLayout(buttons, 1, 1);
    connect(m_list, &QListWidget::itemChanged, this, &ColumnList::changed);
    connect(all, &QPushButton::clicked, this, [this] { checkAll(Qt::Checked); });
    connect(none, &QPushButton::clicked, this, [this] { checkAll(Qt::Unchecked); });
}

void ColumnList::setColumns(const QStringList &columns, const QStringList &leftOut)
{
    const QSignalBlocker quiet(this);
    m_list->clear();
    for (const QString &column : columns) {
        auto *item = new QListWidgetItem(column, m_list);
        item->setFlags(Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        item->setCheckState(leftOut.contains(column) ? Qt::Unchecked : Qt::Checked);
    }
    m_list->setCurrentRow(0);
}

QStringList ColumnList::namesOf(Qt::CheckState state) const
{
    QStringList names;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == state)
            names.append(m_list->item(row)->text());
    }
    return names;
}

void ColumnList::checkAll(Qt::CheckState state)
{
    {
        const QSignalBlocker quiet(this); // said once, below
        for (int row = 0; row < m_list->count(); ++row)
            m_list->item(row)->setCheckState(state);
    }
    Q_EMIT changed();
}

} // namespace Fullstate
