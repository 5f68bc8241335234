// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/activitypane.h"

#include "app/api/activitylog.h"
#include "ui/common/recordtable.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace Fullstate {

ActivityPane::ActivityPane(ActivityLog &log, QWidget *parent)
    : QWidget(parent)
    , m_table(createRecordTable(tr("Activity"), &log, this))
    , m_record(new QPlainTextEdit(this))
{
    m_table->setObjectName(QStringLiteral("activity"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    setColumnWidths(*m_table, {11, 44, 9, 9, 18, 11});
    m_record->setObjectName(QStringLiteral("activityRecord"));
    m_record->setAccessibleName(tr("Chosen request and answer"));
    m_record->setReadOnly(true);
    m_record->setTabChangesFocus(true);
    m_record->setPlaceholderText(tr("Choose a request to see what was sent and what came back."));

    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(m_record);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ActivityPane::showRecord);
    connect(&log, &QAbstractItemModel::dataChanged, this, &ActivityPane::showRecord);
}

void ActivityPane::showRecord()
{
    const QModelIndex current = m_table->currentIndex();
    const QString text = current.isValid() ? current.data(ActivityLog::DetailRole).toString() : QString();
    if (m_record->toPlainText() == text)
        return;
    m_record->setFont(
        QFontDatabase::systemFont(QFontDatabase::FixedFont)); // not before: to find it takes long
    m_record->setPlainText(text);
}

} // namespace Fullstate
