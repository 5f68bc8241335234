// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/draft/draft.h"
#include "app/export/exporttable.h"
#include "app/import/columnmapping.h"
#include "app/import/csvfile.h"
#include "app/import/scope.h"

#include <QHash>

namespace Fullstate {

/// How the file meets the draft (words.md, Import CSV).
enum class ImportMode { ReplaceEverything, AddAndUpdate, UpdateOnly };

/// What the user chose about a file before anything touches the draft.
struct ImportChoices
{
    ColumnMapping mapping = {};
    ImportMode mode = ImportMode::AddAndUpdate;
    Scope scope = {};
    /// An empty cell of an optional field: takes the value away, or says nothing about it.
    bool emptyCellClears = false;
    /// Resources that a bad row names stay in the draft as they are, so that a typing error deletes nobody.
    bool keepNamedByBadRows = true;
    /// Cells of rows that were mended in the wizard, by row of the file.
    QHash<int, QStringList> corrections = {};

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
    int row = -1; ///< of the file, without its header
};

/// What an import would do: a value, made from values, before anything touches the draft.
struct ImportStage
{
    /// So many rows become resources; a push takes fewer. Past it rows are only counted.
    static constexpr size_t MostResources = 50'000;
    static constexpr size_t MostProblems = 100'000; ///< that are told with their reason

    std::vector<QJsonObject> resources =
        {}; ///< what goes in, by ImportMode whole or with just the fields named
    std::vector<ImportProblem> problems = {}; ///< in the order of the file; a row may have several
    std::vector<int> badRows = {}; ///< of the file, each once
    QStringList keptIds = {}; ///< uniqueIds that bad rows name and that stay in the draft as they are
    QStringList rejectedIds = {}; ///< uniqueIds that bad rows name: the push guard names their deletion
    QStringList removedIds = {}; ///< uniqueIds of the draft that would be marked for deletion
    QStringList outOfScopeIds = {}; ///< uniqueIds of the draft whose rows are out of scope
    QStringList unaskedScope = {}; ///< fields of the scope that no column feeds: it kept nothing out by them
    QStringList unmappedFields = {}; ///< fields that no column feeds: they keep their values
    QStringList partialSigns = {}; ///< ReplaceEverything: why the file may be only a part
    int adds = 0;
    int changes = 0;
    int unchanged = 0;
    int unknownLeftOut = 0; ///< UpdateOnly: rows whose uniqueId the draft does not have
    int outOfScope = 0; ///< rows that the scope keeps out
    int itemsOutOfScope = 0; ///< applications, say, that the scope keeps out of their resources
    int tooMany = 0; ///< rows past MostResources: while there are any, nothing may go in
};

using ImportStagePtr = std::shared_ptr<const ImportStage>;

/// Pure; runs on another thread. Fails only when \p watch stopped it.
Result<ImportStagePtr> stageImport(const CsvFile &file, const ImportChoices &choices,
                                   const ResourceType &type, const std::vector<DraftRow> &draft,
                                   const Watch &watch);

/// Puts it into the draft, one step of undo. Returns whether it changed anything.
bool applyImport(const ImportStage &stage, const ImportChoices &choices, const QString &fileName,
                 Draft &draft);

/// The bad rows, with the file's columns and a last one "reason": mended, they import again. Gathering the
/// reasons takes a while when there are many.
ExportTable problemRowsTable(CsvFilePtr file, ImportChoices choices, ImportStagePtr stage);

} // namespace Fullstate
