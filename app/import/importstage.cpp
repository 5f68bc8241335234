// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/importstage.h"

#include "app/draft/cellguard.h"
#include "app/import/rowstager.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace Fullstate {

namespace {

struct ImportStageText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::ImportStage)
};

/// What a spreadsheet would run as a formula is guarded; a cell of a CSV file may be that already.
QString savedCell(const CsvFile &file, const QString &cell)
{
    if (cell.startsWith(u'\''))
        return file.kind == CsvFile::Kind::Csv ? cell : guarded(cell);
    const QString text = cell.trimmed();
    bool isNumber = false;
    QLocale::c().toDouble(text, &isNumber);
    return text.isEmpty() || isNumber || guarded(text) == text ? cell : QString(u'\'' % cell);
}

QString lostReason()
{
    return ImportStageText::tr("One of more than %L1 problems: the reasons of the others are not kept. Mend "
                               "those first, then import this file again.")
        .arg(ImportStage::MostProblems);
}

} // namespace

Result<ImportStagePtr> stageImport(const CsvFile &file, const ImportChoices &choices,
                                   const ResourceType &type, const std::vector<DraftRow> &draft,
                                   const Watch &watch)
{
    RowStager stager(file, choices, type, draft);
    if (!stager.run(watch))
        return Failure(Error::cancelled());
    return std::make_shared<const ImportStage>(stager.takeStage());
}

bool applyImport(const ImportStage &stage, const ImportChoices &choices, const QString &fileName,
                 Draft &draft)
{
    const QString undoText = ImportStageText::tr("Import %1").arg(fileName.section(QLatin1Char('/'), -1));
    if (choices.mode == ImportMode::ReplaceEverything)
        return draft.replaceAll(stage.resources, undoText);
    return draft.addAndUpdate(stage.resources, undoText);
}

ExportTable problemRowsTable(CsvFilePtr file, ImportChoices choices, ImportStagePtr stage)
{
    QHash<int, QStringList> reasons;
    for (const ImportProblem &problem : stage->problems)
        reasons[problem.row].append(problem.columnName.isEmpty()
                                        ? problem.reason
                                        : problem.columnName % QLatin1String(": ") % problem.reason);
    const bool hasReason = endsWithReason(file->columns, choices.mapping);
    QStringList columns = hasReason ? file->columns.first(file->columns.size() - 1) : file->columns;
    std::transform(columns.cbegin(), columns.cend(), columns.begin(), guarded);
    columns.append(ReasonColumn);
    const auto count = static_cast<qsizetype>(stage->badRows.size());
    return {columns, count,
            [file = std::move(file), choices = std::move(choices), stage = std::move(stage),
             reasons = std::move(reasons), hasReason](qsizetype index) {
                const int row = stage->badRows[static_cast<size_t>(index)];
                const auto corrected = choices.corrections.constFind(row);
                QStringList cells = corrected == choices.corrections.constEnd()
                    ? file->table.cells(file->tableRow(static_cast<size_t>(row)))
                    : *corrected;
                if (hasReason && cells.size() == file->columns.size())
                    cells.removeLast(); // the reason of an earlier round
                for (QString &cell : cells)
                    cell = savedCell(*file, cell);
                const auto reason = reasons.constFind(row);
                cells.append(
                    guarded(reason == reasons.constEnd() ? lostReason() : reason->join(QLatin1String("; "))));
                return cells;
            }};
}

} // namespace Fullstate
