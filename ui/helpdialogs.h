// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace Fullstate {

/// Help → Keyboard shortcuts: \p lines of action, tab, key.
void showShortcuts(const QStringList &lines, QWidget *parent);
/// Help → About.
void showAbout(QWidget *parent);

} // namespace Fullstate
