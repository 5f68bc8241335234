// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/filequestion.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

namespace Fullstate {

static QFileDialog *openDialog(QWidget *parent, const QString &title, const QString &folder,
                               const QString &filter, QFileDialog::AcceptMode mode)
{
    auto *dialog = new QFileDialog(parent, title, folder, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(mode);
    dialog->setFileMode(mode == QFileDialog::AcceptSave ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    return dialog;
}

QFileDialog *askWhereToSave(QWidget *parent, const QString &title, const QString &proposed,
                            const QString &filter)
{
    const QFileInfo file(proposed);
    QFileDialog *dialog = openDialog(parent, title, file.path(), filter, QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(file.suffix());
    dialog->selectFile(file.fileName());
    dialog->open();
    return dialog;
}

QFileDialog *askForFile(QWidget *parent, const QString &title, const QString &folder, const QString &filter)
{
    QFileDialog *dialog = openDialog(parent, title, folder, filter, QFileDialog::AcceptOpen);
    dialog->open();
    return dialog;
}

QString nameBeside(const QString &source, const QString &ending)
{
    const QFileInfo file(source);
    if (source.isEmpty()) // pasted
        return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) % u'/' % ending.mid(1);
    return file.path() % u'/' % file.completeBaseName() % ending;
}

} // namespace Fullstate
