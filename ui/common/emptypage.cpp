// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/emptypage.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Fullstate {

EmptyPage::EmptyPage(const QString &heading, const QString &explanation, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout)
{
    auto *title = new QLabel(heading, this);
    title->setTextFormat(Qt::PlainText);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    title->setFont(large);
    title->setWordWrap(true);
    auto *text = new QLabel(explanation, this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    text->setMaximumWidth(fontMetrics().averageCharWidth() * 80);

    m_layout->setSpacing(12);
    m_layout->addWidget(title);
    m_layout->addWidget(text);
    auto *rows = new QVBoxLayout(this);
    auto *columns = new QHBoxLayout;
    columns->addStretch(1);
    columns->addLayout(m_layout, 4);
    columns->addStretch(1);
    rows->addStretch(1);
    rows->addLayout(columns);
    rows->addStretch(2);
}

void EmptyPage::offer(QAction *action)
{
    auto *button = new QPushButton(this);
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setIcon(action->icon());
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    follow();
    connect(action, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    m_layout->addWidget(button, 0, Qt::AlignLeft);
}

} // namespace Fullstate
