// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/placeholders.h"

#include <QApplication>
#include <QPalette>

namespace Fullstate {

void keepPlaceholdersReadable()
{
    constexpr int Faint = 150; // of 255
    QColor faint = QApplication::palette().color(QPalette::Text);
    faint.setAlpha(Faint);
    if (QApplication::palette().color(QPalette::PlaceholderText) == faint)
        return;
    QPalette palette = QApplication::palette(); // knows what was set: the rest goes on following the desktop
    palette.setColor(QPalette::PlaceholderText, faint);
    QApplication::setPalette(palette);
}

} // namespace Fullstate
