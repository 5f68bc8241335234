// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bottompanel.h"

#include "ui/common/icons.h"

#include <QAbstractItemView>
#include <QAction>
#include <QTabBar>
#include <QToolButton>

namespace Fullstate {

BottomPanel::BottomPanel(QWidget *parent)
    : QTabWidget(parent)
{
    setObjectName(QStringLiteral("bottomPanel"));
    setDocumentMode(true);
    tabBar()->setAccessibleName(tr("Problems, Activity, History and Evidence uploads"));
    auto *close = new QToolButton(this);
    close->setAutoRaise(true);
    close->setIcon(icon(QStringLiteral("dialog-close")));
    close->setToolTip(tr("Hide this panel"));
    close->setAccessibleName(tr("Hide panel"));
    setCornerWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(this, &QTabWidget::currentChanged, this, &BottomPanel::checkActions);
}

void BottomPanel::addPane(QWidget *pane, QAction *action)
{
    m_actions.append(action); // before the tab: adding it may make it the current one
    addTab(pane, action->iconText());
    connect(action, &QAction::triggered, this, [this, pane](bool on) {
        if (on) {
            setCurrentWidget(pane);
            show();
            if (QWidget *table = pane->findChild<QAbstractItemView *>())
                table->setFocus();
        } else {
            hide();
        }
        checkActions();
    });
    checkActions();
}

void BottomPanel::showEvent(QShowEvent *event)
{
    QTabWidget::showEvent(event);
    checkActions();
}

void BottomPanel::hideEvent(QHideEvent *event)
{
    QTabWidget::hideEvent(event);
    checkActions();
}

void BottomPanel::checkActions()
{
    for (int i = 0; i < m_actions.size(); ++i)
        m_actions.at(i)->setChecked(!isHidden() && i == currentIndex());
}

} // namespace Fullstate
