// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/job.h"

#include <QMetaObject>

namespace Fullstate {

Job::Job(QObject *parent)
    : QObject(parent)
{
    // Queued, so that the caller can connect first and so that no job finishes before its caller returns.
    QMetaObject::invokeMethod(
        this, [this] { start(); }, Qt::QueuedConnection);
}

void Job::emitFinished()
{
    deleteLater();
    Q_EMIT finished();
}

} // namespace Fullstate
