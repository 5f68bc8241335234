// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

class QAction;

namespace Fullstate {

/// The tabs below the table. Each has a checkable action: it shows its tab, or hides the panel when the tab
/// is showing already.
class BottomPanel final : public QTabWidget
{
    Q_OBJECT

public:
    explicit BottomPanel(QWidget *parent = nullptr);

    void addPane(QWidget *pane, QAction *action);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void checkActions();

    QList<QAction *> m_actions; ///< one for each tab
};

} // namespace Fullstate
