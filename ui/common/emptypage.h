// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QVBoxLayout;

namespace Fullstate {

/// What stands where there is nothing to show yet: a heading, a sentence or two, and what can be done next.
class EmptyPage final : public QWidget
{
    Q_OBJECT

public:
    EmptyPage(const QString &heading, const QString &explanation, QWidget *parent = nullptr);

    /// A button that does what the action does, and is enabled and named as it is.
    void offer(QAction *action);

private:
    QVBoxLayout *m_layout;
};

} // namespace Fullstate
