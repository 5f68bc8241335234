// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/mappingfile.h"

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

} // namespace

QString saveMappingAs(QWidget *parent, const ColumnMapping &mapping, const QString &beside)
{
    const QFileInfo source(beside);
    const QString name = QFileDialog::getSaveFileName(
        parent, MappingFileText::tr("Save mapping"),
        source.path() + QLatin1Char('/') + source.completeBaseName() + QLatin1String("-mapping.json"),
        MappingFileText::tr("Mappings (*.json)"));
    return name.isEmpty() ? QString() : saveFile(name, toJson(mapping));
}

std::optional<Result<ColumnMapping>> openMapping(QWidget *parent, const QString &beside)
{
    const QString name =
        QFileDialog::getOpenFileName(parent, MappingFileText::tr("Load mapping"), QFileInfo(beside).path(),
                                     MappingFileText::tr("Mappings (*.json);;All files (*)"));
    if (name.isEmpty())
        return {};
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly) || file.size() > MostMappingBytes)
        return Result<ColumnMapping>(Failure(Error{
            Error::Kind::File,
            MappingFileText::tr("%1 could not be read as a mapping.").arg(QDir::toNativeSeparators(name)),
            file.errorString()}));
    return mappingFromJson(file.readAll());
}

} // namespace Fullstate
