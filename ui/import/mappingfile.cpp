// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/mappingfile.h"

#include "ui/common/filequestion.h"
#include "ui/common/savefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>

namespace Fullstate {

namespace {

struct MappingFileText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::MappingFile)
};

constexpr qint64 MostMappingBytes = 4 << 20;

Result<ColumnMapping> readMapping(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly) || file.size() > MostMappingBytes)
        return Failure(Error{
            Error::Kind::File,
            MappingFileText::tr("%1 could not be read as a mapping.").arg(QDir::toNativeSeparators(name)),
            file.errorString()});
    return mappingFromJson(file.readAll());
}

} // namespace

void saveMappingAs(QWidget *parent, const ColumnMapping &mapping, const QString &beside,
                   const std::function<void(const QString &)> &said)
{
    const QFileDialog *dialog = askWhereToSave(parent, MappingFileText::tr("Save mapping"),
                                               nameBeside(beside, QStringLiteral("-mapping.json")),
                                               MappingFileText::tr("Mappings (*.json)"));
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [mapping, said](const QString &name) { said(saveFile(name, toJson(mapping))); });
}

void openMapping(QWidget *parent, const QString &beside,
                 const std::function<void(const Result<ColumnMapping> &)> &taken)
{
    const QFileDialog *dialog =
        askForFile(parent, MappingFileText::tr("Load mapping"), QFileInfo(beside).path(),
                   MappingFileText::tr("Mappings (*.json);;All files (*)"));
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [taken](const QString &name) { taken(readMapping(name)); });
}

} // namespace Fullstate
