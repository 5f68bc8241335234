// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QEvent>
#include <QTimer>
#include <QWidget>
#include <cstdio>

namespace Fullstate {

/// Says "painted" once the window's first paint has gone through, and "complete" once that of the view has
/// that is called \p last; ends the program then, or at once if there is none.
class FirstPaint final : public QObject
{
public:
    explicit FirstPaint(QWidget &window, QString last = {})
        : QObject(&window)
        , m_last(std::move(last))
    {
        QCoreApplication::instance()->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            if (watched == parent())
                say("painted", m_last.isEmpty());
            else if (watched->parent() && watched->parent()->objectName() == m_last)
                say("complete", true);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    static void say(const char *what, bool isLast)
    {
        QTimer::singleShot(0, qApp, [what, isLast] {
            std::puts(what);
            std::fflush(stdout);
            if (isLast)
                QCoreApplication::quit();
        });
    }

    QString m_last;
};

} // namespace Fullstate
