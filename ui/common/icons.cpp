// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/icons.h"

#include <QGuiApplication>
#include <QPalette>

namespace Fullstate {

bool isDarkPalette()
{
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QIcon icon(const QString &name)
{
    const QString theme = isDarkPalette() ? QStringLiteral("breeze-dark") : QStringLiteral("breeze");
    return QIcon(QStringLiteral(":/icons/%1/%2.svg").arg(theme, name));
}

} // namespace Fullstate
