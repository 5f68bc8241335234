// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/importstage.h"

#include "app/draft/resourcetable.h"
#include "app/schema/equality.h"
#include "app/schema/resourcetype.h"
#include "app/schema/validator.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

namespace Fullstate {

namespace {

struct ImportStageText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::ImportStage)
};

} // namespace

static const QLatin1String ReasonColumn("reason");

QStringList fieldsByName(const QStringList &columns, const ResourceType &type)
{
    QStringList fields;
    for (const QString &column : columns)
        fields.append(type.field(column) ? column : QString());
    return fields;
}

std::vector<int> countMisfits(const CsvFile &file, const QStringList &fields, const ResourceType &type)
{
    std::vector<int> counts(static_cast<size_t>(file.columns.size()), 0);
    for (qsizetype column = 0; column < file.columns.size(); ++column) {
        const Field *field = type.field(fields.at(column));
        if (!field)
            continue;
        const ResourceType alone{type.name, type.title, type.path, {*field}};
        QHash<QString, bool> known; // most columns hold few different values
        for (const CsvRow &row : file.rows) {
            const QString cell = row.cells.value(column);
            if (cell.isEmpty())
                continue;
            if (!known.contains(cell))
                known.insert(
                    cell, validateResource(alone, {{field->name, valueFromText(*field, cell)}}, 0).empty());
            if (!known.value(cell))
                ++counts[static_cast<size_t>(column)];
        }
    }
    return counts;
}

namespace {

/// Turns the rows of one file into resources, a row at a time.
class Stager
{
public:
    Stager(const CsvFile &file, const ImportChoices &choices, const ResourceType &type,
           const std::vector<DraftRow> &draft)
        : m_file(file)
        , m_choices(choices)
        , m_type(type)
        , m_draft(draft)
    {
        for (const QString &name : choices.fields)
            m_fields.push_back(name.isEmpty() ? nullptr : type.field(name));
        m_idColumn = static_cast<int>(choices.fields.indexOf(UniqueIdField));
        for (size_t row = 0; row < draft.size(); ++row)
            m_known.insert(draft[row].resource.value(UniqueIdField).toString(), static_cast<int>(row));
    }

    ImportStage run()
    {
        for (const Field &field : m_type.fields) {
            if (!m_choices.fields.contains(field.name))
                m_stage.unmappedFields.append(field.name);
        }
        if (m_idColumn < 0) {
            addProblem(-1, -1,
                       ImportStageText::tr(
                           "No column of the file goes into uniqueId, so its rows cannot be told apart."));
            return std::move(m_stage);
        }
        for (size_t row = 0; row < m_file.rows.size(); ++row)
            stageRow(static_cast<int>(row));
        finishRemovals();
        return std::move(m_stage);
    }

private:
    void stageRow(int index)
    {
        const CsvRow &row = m_file.rows[static_cast<size_t>(index)];
        const QString id = row.cells.value(m_idColumn).trimmed();
        if (!row.problem.isEmpty()) {
            reject(index, row.problemColumn - 1, row.problem, id);
            return;
        }
        if (id.isEmpty()) {
            reject(index, m_idColumn, ImportStageText::tr("uniqueId is empty."), id);
            return;
        }
        if (const auto first = m_seen.constFind(id); first != m_seen.constEnd()) {
            reject(index, m_idColumn,
                   ImportStageText::tr("uniqueId “%1” stands in line %2 already.").arg(id).arg(*first), id);
            return;
        }
        m_seen.insert(id, row.line);

        const int known = m_known.value(id, -1);
        if (known < 0 && m_choices.mode == ImportMode::UpdateOnly) {
            ++m_stage.unknownLeftOut;
            return;
        }
        const QJsonObject before = known < 0 ? QJsonObject() : m_draft[static_cast<size_t>(known)].resource;
        QJsonObject after = before;
        QJsonObject named;
        for (qsizetype column = 0; column < row.cells.size(); ++column)
            takeCell(column == m_idColumn ? id : row.cells.at(column), m_fields[static_cast<size_t>(column)],
                     &after, &named);
        if (rejectWrong(index, after, named, id, known < 0))
            return;
        const bool comesBack = known >= 0 && m_draft[static_cast<size_t>(known)].removed;
        if (known < 0)
            ++m_stage.adds;
        else if (comesBack || !sameResource(m_type, before, after))
            ++m_stage.changes;
        else
            ++m_stage.unchanged;
        m_stage.resources.push_back(m_choices.mode == ImportMode::ReplaceEverything ? after : named);
    }

    void takeCell(const QString &cell, const Field *field, QJsonObject *after, QJsonObject *named) const
    {
        if (!field || (cell.isEmpty() && !m_choices.emptyCellClears))
            return;
        const QJsonValue value = valueFromText(*field, cell);
        if (!value.isUndefined() && !(value.isNull() && !field->required)) {
            after->insert(field->name, value);
            named->insert(field->name, value);
        } else {
            after->remove(field->name);
            named->insert(field->name, QJsonValue::Null);
        }
    }

    /// The problems of the row's own cells; of a resource that is new here also what no column gives it.
    bool rejectWrong(int index, const QJsonObject &after, const QJsonObject &named, const QString &id,
                     bool isNew)
    {
        bool wrong = false;
        const std::vector<Problem> problems = validateResource(m_type, after, index);
        for (const Problem &problem : problems) {
            if (problem.severity != Problem::Severity::Error)
                continue;
            const QString field =
                problem.field.section(QLatin1Char('.'), 0, 0).section(QLatin1Char('['), 0, 0);
            const auto column = static_cast<int>(m_choices.fields.indexOf(field));
            if (!isNew && !named.contains(field))
                continue; // was wrong before: the draft's Problems say so
            reject(index, column, problem.message, id);
            wrong = true;
        }
        return wrong;
    }

    void reject(int index, int column, const QString &reason, const QString &id)
    {
        addProblem(index, column, reason, id);
        if (!m_stage.badRows.empty() && m_stage.badRows.back() == index)
            return;
        m_stage.badRows.push_back(index);
        if (!id.isEmpty() && !m_rejected.contains(id)) {
            m_rejected.insert(id);
            m_stage.rejectedIds.append(id);
        }
    }

    void addProblem(int index, int column, const QString &reason, const QString &id = {})
    {
        const qint64 line = index < 0 ? 0 : m_file.rows[static_cast<size_t>(index)].line;
        m_stage.problems.push_back({line, column + 1, m_file.columns.value(column), id, reason, index});
    }

    void finishRemovals()
    {
        if (m_choices.mode != ImportMode::ReplaceEverything)
            return;
        QSet<QString> staying;
        for (const QJsonObject &resource : m_stage.resources)
            staying.insert(resource.value(UniqueIdField).toString());
        for (const DraftRow &row : m_draft) {
            const QString id = row.resource.value(UniqueIdField).toString();
            if (row.removed || staying.contains(id))
                continue;
            if (m_choices.keepNamedByBadRows && m_rejected.contains(id)) {
                m_stage.keptIds.append(id);
                m_stage.resources.push_back(row.resource);
            } else {
                m_stage.removedIds.append(id);
            }
        }
    }

    const CsvFile &m_file;
    const ImportChoices &m_choices;
    const ResourceType &m_type;
    const std::vector<DraftRow> &m_draft;
    std::vector<const Field *> m_fields; ///< of each column; nullptr: left out
    int m_idColumn = -1;
    QHash<QString, int> m_known; ///< uniqueId → row of the draft
    QHash<QString, qint64> m_seen; ///< uniqueId → line of the file
    QSet<QString> m_rejected;
    ImportStage m_stage;
};

} // namespace

ImportStage stageImport(const CsvFile &file, const ImportChoices &choices, const ResourceType &type,
                        const std::vector<DraftRow> &draft)
{
    return Stager(file, choices, type, draft).run();
}

bool applyImport(const ImportStage &stage, const ImportChoices &choices, const QString &fileName,
                 Draft &draft)
{
    const QString undoText = ImportStageText::tr("Import %1").arg(fileName.section(QLatin1Char('/'), -1));
    if (choices.mode == ImportMode::ReplaceEverything)
        return draft.replaceAll(stage.resources, undoText);
    return draft.addAndUpdate(stage.resources, undoText);
}

static QByteArray csvCell(const QString &cell)
{
    static const QRegularExpression special(QStringLiteral("[\",\r\n]|^\\s|\\s$"));
    if (!cell.contains(special))
        return cell.toUtf8();
    QString quoted = cell;
    return '"' + quoted.replace(QLatin1Char('"'), QLatin1String("\"\"")).toUtf8() + '"';
}

static QByteArray csvLine(const QStringList &cells)
{
    QByteArrayList out;
    for (const QString &cell : cells)
        out.append(csvCell(cell));
    return out.join(',') + "\r\n";
}

QByteArray problemRowsCsv(const CsvFile &file, const ImportStage &stage)
{
    QHash<int, QStringList> reasons;
    for (const ImportProblem &problem : stage.problems)
        reasons[problem.row].append(problem.columnName.isEmpty()
                                        ? problem.reason
                                        : problem.columnName % QLatin1String(": ") % problem.reason);
    const bool hasReason = !file.columns.isEmpty() && file.columns.constLast() == ReasonColumn;
    QByteArray csv = csvLine(hasReason ? file.columns : file.columns + QStringList{ReasonColumn});
    for (const int row : stage.badRows) {
        QStringList cells = file.rows[static_cast<size_t>(row)].cells;
        if (hasReason && cells.size() == file.columns.size())
            cells.removeLast(); // the reason of an earlier round
        csv += csvLine(cells + QStringList{reasons.value(row).join(QLatin1String("; "))});
    }
    return csv;
}

} // namespace Fullstate
