// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/columnmatch.h"
#include "app/import/importstage.h"
#include "app/schema/catalog.h"

namespace Fullstate {

inline const Watch NeverStops = [](qint64, qint64) { return true; };

/// A file of these bytes, read as one is that nobody said anything about.
inline CsvFilePtr fileOf(const QByteArray &bytes, const CsvReadOptions &options = {})
{
    Result<CsvFilePtr> read = readBytes(bytes, options, NeverStops);
    if (!read)
        qFatal("%s", qPrintable(read.error().message));
    return *read;
}

inline const ResourceType &typeNamed(const QByteArray &name)
{
    static const Result<Catalog> catalog = Catalog::load();
    const ResourceType *type = catalog ? catalog->find(QString::fromLatin1(name)) : nullptr;
    if (!type)
        qFatal("there is no type %s", name.constData());
    return *type;
}

/// What a row of facts says of the cells that a rule reads, in short: "field<column+column".
inline QString shortly(const FieldRule &rule)
{
    const QString from =
        rule.columns.isEmpty() ? QString(u'=' + rule.fixed) : rule.columns.join(QLatin1Char('+'));
    return rule.field + u'<' + from;
}

/// "a.b<Column" of each rule that feeds a field.
inline QStringList shortly(const ColumnMapping &mapping)
{
    QStringList texts;
    for (const FieldRule &rule : mapping.rules) {
        if (!rule.field.isEmpty())
            texts.append(shortly(rule));
    }
    return texts;
}

inline ImportStagePtr staged(const CsvFilePtr &file, const ImportChoices &choices, const ResourceType &type,
                             const std::vector<QJsonObject> &draft = {})
{
    std::vector<DraftRow> rows;
    for (const QJsonObject &resource : draft)
        rows.push_back({rows.size() + 1, resource, resource.value(UniqueIdField).toString(), false});
    return stageImport(*file, choices, type, rows, NeverStops).value();
}

} // namespace Fullstate
