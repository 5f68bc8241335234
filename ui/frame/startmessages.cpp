// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/startmessages.h"

#include <QApplication>
#include <QTextStream>

namespace Fullstate {

void print(FILE *file, const QString &text)
{
    QTextStream(file) << text << Qt::endl;
}

void print(FILE *file, const Error &error)
{
    print(file, error.message);
    if (!error.detail.isEmpty())
        print(file, error.detail);
}

bool say(const Error &error, QMessageBox::StandardButtons buttons)
{
    print(stderr, error);
    QMessageBox box(QMessageBox::Critical, QApplication::applicationDisplayName(), error.message, buttons);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(error.detail);
    return box.exec() == QMessageBox::Retry;
}

} // namespace Fullstate
