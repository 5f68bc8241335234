// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/draft/draft.h"
#include "app/import/csvfile.h"

namespace Fullstate {

/// How the file meets the draft (words.md, Import CSV).
enum class ImportMode { ReplaceEverything, AddAndUpdate, UpdateOnly };

/// What the user chose about a file before anything touches the draft.
struct ImportChoices
{
    /// The field each of the file's columns goes into; empty: left out. As long as CsvFile::columns.
    QStringList fields = {};
    ImportMode mode = ImportMode::AddAndUpdate;
    /// An empty cell of an optional field: takes the value away, or says nothing about it.
    bool emptyCellClears = false;
    /// Resources that a bad row names stay in the draft as they are, so that a typing error deletes nobody.
    bool keepNamedByBadRows = true;

    friend bool operator==(const ImportChoices &, const ImportChoices &) = default;
};

/// A file row that cannot go in, and why.
struct ImportProblem
{
    qint64 line = 0; ///< 1-based, where the row starts in the file
    int column = 0; ///< 1-based column of the file; 0: the row as a whole
    QString columnName; ///< of the file
    QString uniqueId; ///< as far as it could be read
    QString reason; ///< translated
    int row = -1; ///< index into CsvFile::rows
};

/// What an import would do: a value, made from values, before anything touches the draft.
struct ImportStage
{
    std::vector<QJsonObject> resources =
        {}; ///< what goes in, by ImportMode whole or with just the fields named
    std::vector<ImportProblem> problems = {}; ///< in the order of the file; a row may have several
    std::vector<int> badRows = {}; ///< indexes into CsvFile::rows, each once
    QStringList keptIds = {}; ///< uniqueIds that bad rows name and that stay in the draft as they are
    QStringList rejectedIds = {}; ///< uniqueIds that bad rows name: the push guard names their deletion
    QStringList removedIds = {}; ///< uniqueIds of the draft that would be marked for deletion
    QStringList unmappedFields = {}; ///< fields that no column feeds: they keep their values
    int adds = 0;
    int changes = 0;
    int unchanged = 0;
    int unknownLeftOut = 0; ///< UpdateOnly: rows whose uniqueId the draft does not have
};

/// The field of the same name for each column, empty where the type has none.
QStringList fieldsByName(const QStringList &columns, const ResourceType &type);

/// Pure; may run on another thread.
ImportStage stageImport(const CsvFile &file, const ImportChoices &choices, const ResourceType &type,
                        const std::vector<DraftRow> &draft);

/// Puts it into the draft, one step of undo. Returns whether it changed anything.
bool applyImport(const ImportStage &stage, const ImportChoices &choices, const QString &fileName,
                 Draft &draft);

/// The bad rows as CSV, with the file's columns and a last one "reason": mended, it imports again.
QByteArray problemRowsCsv(const CsvFile &file, const ImportStage &stage);

/// For each column, how many cells its field would not take.
std::vector<int> countMisfits(const CsvFile &file, const QStringList &fields, const ResourceType &type);

} // namespace Fullstate
