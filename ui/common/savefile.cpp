// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/savefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>

namespace Fullstate {

QString saveFile(const QString &name, const QByteArray &bytes)
{
    QSaveFile file(name);
    // Unbuffered, and every step asked: a buffered QSaveFile reports success on a full disk.
    const bool saved = file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
        && file.write(bytes) == bytes.size() && file.flush() && file.error() == QFileDevice::NoError
        && file.commit();
    const QString shown = QDir::toNativeSeparators(name);
    return saved ? QCoreApplication::translate("Fullstate::SaveFile", "Saved to %1.").arg(shown)
                 : QCoreApplication::translate("Fullstate::SaveFile", "%1 could not be saved: %2")
                       .arg(shown, file.errorString());
}

} // namespace Fullstate
