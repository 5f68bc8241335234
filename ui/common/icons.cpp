// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/icons.h"

#include <QGuiApplication>
#include <QHash>
#include <QPalette>

namespace Fullstate {

bool isDarkPalette()
{
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

/// Each is read once: a tree asks for the same ones again with every row that it paints.
QIcon icon(const QString &name)
{
    static auto *const read =
        new QHash<QString, QIcon>; // not deleted: the end of main() is too late for icons
    const QString theme = isDarkPalette() ? QStringLiteral("breeze-dark") : QStringLiteral("breeze");
    QIcon &known = (*read)[theme % u'/' % name];
    if (known.isNull())
        known = QIcon(QStringLiteral(":/icons/%1/%2.svg").arg(theme, name));
    return known;
}

} // namespace Fullstate
