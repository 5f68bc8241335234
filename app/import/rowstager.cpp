// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/rowstager.h"

#include "app/import/filenumber.h"
#include "app/import/partialfile.h"
#include "app/schema/equality.h"
#include "app/schema/validator.h"

#include <QCoreApplication>

namespace Fullstate {

namespace {

struct RowStagerText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::ImportStage)
};

constexpr int WatchEvery = 1000;

} // namespace

RowStager::RowStager(const CsvFile &file, const ImportChoices &choices, const ResourceType &type,
                     const std::vector<DraftRow> &draft)
    : m_file(file)
    , m_choices(choices)
    , m_type(type)
    , m_draft(draft)
    , m_cells(file.table)
{
    for (const FieldRule &rule : choices.mapping.rules) {
        RuleReader reader(rule, file, type);
        if (reader.target())
            m_readers.push_back(std::move(reader));
    }
    m_idReader = readerOf(QString(UniqueIdField));
    for (const ScopeRule &rule : choices.scope.rules) {
        const RuleReader *reader = readerOf(rule.field);
        if (rule.kind == ScopeRule::Kind::Items)
            continue; // where no column says the items, none go in
        if (reader && reader->target()->steps.empty())
            m_scope.push_back({rule, reader, reader->columns().size() == 1 ? reader->lastColumn() : -1});
        else if (!m_stage.unaskedScope.contains(rule.field))
            m_stage.unaskedScope.append(rule.field);
    }
    for (const Condition &condition : m_scope)
        m_scopeColumns = std::max<qsizetype>(m_scopeColumns, condition.reader->lastColumn() + 1);
    if (m_idReader)
        m_scopeColumns = std::max<qsizetype>(m_scopeColumns, m_idReader->lastColumn() + 1);
    for (size_t row = 0; row < draft.size(); ++row)
        m_known.insert(draft[row].resource.value(UniqueIdField).toString(), static_cast<int>(row));
    for (auto known = m_known.cbegin(); known != m_known.cend(); ++known)
        m_knownCells.insert(known.key().toUtf8());
}

bool RowStager::run(const Watch &watch)
{
    for (const Field &field : m_type.fields) {
        if (!readerOf(field.name))
            m_stage.unmappedFields.append(field.name);
    }
    if (!m_idReader) {
        addProblem(
            -1, -1,
            RowStagerText::tr("No column of the file goes into uniqueId, so its rows cannot be told apart."));
        return true;
    }
    const auto rows = static_cast<int>(m_file.rowCount());
    for (int row = 0; row < rows; ++row) {
        if (row % WatchEvery == 0 && !watch(row, rows))
            return false;
        stageRow(row);
    }
    finishRemovals();
    return true;
}

void RowStager::stageRow(int index)
{
    const auto corrected = m_choices.corrections.constFind(index);
    const bool isCorrected = corrected != m_choices.corrections.constEnd();
    const RowText text(m_cells, isCorrected ? &*corrected : nullptr);
    const RowFlaw *flaw = isCorrected ? nullptr : m_file.flaw(static_cast<size_t>(index));
    if (isCorrected && m_file.kind == CsvFile::Kind::Csv && corrected->size() != m_file.columns.size()) {
        const RowFlaw still{.kind = RowFlaw::Kind::CellCount, .byte = -1, .count = corrected->size()};
        reject(index, -1, m_file.flawText(still), idOf(text));
        return;
    }
    const bool canSkip = !flaw && !m_scope.empty();
    m_cells.read(m_file.tableRow(static_cast<size_t>(index)),
                 canSkip ? m_scopeColumns : std::numeric_limits<qsizetype>::max());
    if (flaw) {
        reject(index, flaw->column - 1, m_file.flawText(*flaw), idOf(text));
        return;
    }
    if (canSkip) {
        if (!isRowInScope(text, isCorrected)) {
            countOutOfScope(text, isCorrected);
            return;
        }
        m_cells.read(m_file.tableRow(static_cast<size_t>(index)));
    }
    const QString id = idOf(text);
    const int idColumn = m_idReader->columns().empty() ? -1 : m_idReader->columns().front();
    if (id.isEmpty()) {
        reject(index, idColumn, RowStagerText::tr("uniqueId is empty."), id);
        return;
    }
    const qint64 line = m_file.line(static_cast<size_t>(index));
    if (const auto first = m_seen.constFind(id); first != m_seen.constEnd()) {
        reject(index, idColumn,
               RowStagerText::tr("uniqueId “%1” stands in line %2 already.").arg(id).arg(*first), id);
        return;
    }
    m_seen.insert(id, line);

    const int known = m_known.value(id, -1);
    if (known < 0 && m_choices.mode == ImportMode::UpdateOnly) {
        ++m_stage.unknownLeftOut;
        return;
    }
    if (m_stage.resources.size() >= ImportStage::MostResources) {
        ++m_stage.tooMany;
        return;
    }
    const QJsonObject before = known < 0 ? QJsonObject() : m_draft[static_cast<size_t>(known)].resource;
    Named named = read(text, id, before);
    const int itemsLeftOut = leaveItemsOut(m_choices.scope, &named.values);
    if (itemsLeftOut > 0) { // of what the file says: what the draft holds already stays
        for (const ScopeRule &rule : m_choices.scope.rules) {
            if (rule.kind == ScopeRule::Kind::Items && named.values.contains(rule.field))
                setField(m_type, named.resource, rule.field, named.values.value(rule.field));
        }
    }
    if (rejectWrong(index, named, id, known < 0))
        return;
    m_stage.itemsOutOfScope += itemsLeftOut;
    takeGood(named, known);
}

void RowStager::takeGood(const Named &named, int known)
{
    const DraftRow *row = known < 0 ? nullptr : &m_draft[static_cast<size_t>(known)];
    if (!row)
        ++m_stage.adds;
    else if (row->removed || !sameResource(m_type, row->resource, named.resource))
        ++m_stage.changes;
    else
        ++m_stage.unchanged;
    m_stage.resources.push_back(m_choices.mode == ImportMode::ReplaceEverything ? named.resource
                                                                                : named.values);
}

QString RowStager::idOf(const RowText &text) const
{
    return m_idReader->value(m_idReader->lookedUp(m_idReader->source(text))).toString();
}

/// A condition about what the file does not say is left to the draft.
bool RowStager::isRowInScope(const RowText &text, bool isCorrected)
{
    constexpr qsizetype MostKnown = 10'000;
    const auto ask = [&text](const Condition &condition) {
        const RuleReader &reader = *condition.reader;
        return isInScope(condition.rule, reader.value(reader.lookedUp(reader.source(text))));
    };
    return std::all_of(m_scope.begin(), m_scope.end(), [&](Condition &condition) {
        if (isCorrected || condition.column < 0)
            return ask(condition);
        const QByteArrayView cell = m_cells.at(condition.column);
        const auto known = condition.known.constFind(QByteArray::fromRawData(cell.data(), cell.size()));
        if (known != condition.known.constEnd())
            return *known;
        const bool isIn = ask(condition);
        if (condition.known.size() < MostKnown)
            condition.known.insert(cell.toByteArray(), isIn);
        return isIn;
    });
}

/// A million rows may come by here: the draft knows few of them.
void RowStager::countOutOfScope(const RowText &text, bool isCorrected)
{
    ++m_stage.outOfScope;
    if (m_known.isEmpty())
        return;
    const FieldRule &rule = m_idReader->rule();
    const bool saysItAsItIs =
        !isCorrected && rule.columns.size() == 1 && rule.part == 0 && rule.values.empty();
    if (saysItAsItIs) {
        const QByteArrayView cell = m_cells.at(m_idReader->lastColumn()).trimmed();
        if (!cell.startsWith('\'')
            && !m_knownCells.contains(QByteArray::fromRawData(cell.data(), cell.size())))
            return;
    }
    if (const QString id = idOf(text); m_known.contains(id))
        m_stage.outOfScopeIds.append(id);
}

RowStager::Named RowStager::read(const RowText &text, const QString &id, const QJsonObject &before) const
{
    Named named{{}, before};
    QStringList spelledOut; // lists that columns spell out: what was there goes
    for (const RuleReader &reader : m_readers) {
        const Field &top = *reader.target()->top;
        bool isSaid = false;
        const QJsonValue value = &reader == m_idReader ? QJsonValue(id) : valueOf(reader, text, &isSaid);
        if (&reader == m_idReader)
            isSaid = true;
        if (!isSaid)
            continue;
        const std::vector<FieldTarget::Step> &steps = reader.target()->steps;
        if (steps.empty()) {
            setField(m_type, named.resource, top.name, value);
            named.values.insert(top.name, value.isUndefined() ? QJsonValue(QJsonValue::Null) : value);
            continue;
        }
        if (!spelledOut.contains(top.name)) {
            spelledOut.append(top.name);
            if (top.kind == Field::Kind::List)
                named.resource.remove(top.name);
        }
        if (!value.isUndefined())
            reader.target()->set(&named.resource, value);
        else if (top.kind == Field::Kind::Object)
            reader.target()->set(&named.resource, QJsonValue::Undefined);
    }
    for (const QString &name : spelledOut) {
        const Field &top = *m_type.field(name);
        if (named.resource.contains(name))
            FieldTarget{&top}.closeGaps(&named.resource);
        else if (top.kind == Field::Kind::List) // every place is empty: a list of none
            named.resource.insert(name, QJsonArray());
        if (top.kind == Field::Kind::Object && !top.required
            && named.resource.value(name).toObject().isEmpty())
            named.resource.remove(name);
        const QJsonValue value = named.resource.value(name);
        named.values.insert(name, value.isUndefined() ? QJsonValue(QJsonValue::Null) : value);
    }
    return named;
}

/// \p isSaid: whether the cell says anything about the field.
QJsonValue RowStager::valueOf(const RuleReader &reader, const RowText &text, bool *isSaid) const
{
    const QString source = reader.lookedUp(reader.source(text));
    *isSaid = !source.isEmpty() || m_choices.emptyCellClears;
    if (!*isSaid)
        return QJsonValue::Undefined;
    if (!reader.target()->steps.empty() && source.trimmed().isEmpty())
        return QJsonValue::Undefined; // lists are not all of the same length
    const QJsonValue value = reader.value(source);
    return value.isNull() && !reader.target()->leaf.required ? QJsonValue(QJsonValue::Undefined) : value;
}

/// The problems of the row's own cells; of a resource that is new here also what no column gives it.
bool RowStager::rejectWrong(int index, const Named &named, const QString &id, bool isNew)
{
    bool wrong = false;
    const std::vector<Problem> problems = validateResource(m_type, named.resource, index);
    for (const Problem &problem : problems) {
        if (problem.severity != Problem::Severity::Error)
            continue;
        const RuleReader *reader = readerOf(problem.field);
        const bool isOfRow = reader && named.values.contains(reader->target()->top->name);
        if (!isNew && !isOfRow)
            continue; // was wrong before: the draft's Problems say so
        const int column = !reader || reader->columns().empty() ? -1 : reader->columns().front();
        const auto corrected = m_choices.corrections.constFind(index);
        const RowText text(m_cells, corrected == m_choices.corrections.constEnd() ? nullptr : &*corrected);
        reject(index, column, reasonOf(reader, problem.message, text), id);
        wrong = true;
    }
    return wrong;
}

QString RowStager::reasonOf(const RuleReader *reader, const QString &problem, const RowText &text) const
{
    if (!reader)
        return problem;
    const Field::Kind kind = reader->target()->leaf.kind;
    const bool isNumber = kind == Field::Kind::Number || kind == Field::Kind::Integer;
    const bool isDate = kind == Field::Kind::Timestamp && reader->rule().dateOrder == DateOrder::Unsettled;
    if (!isNumber && !isDate)
        return problem;
    const QString source = reader->lookedUp(reader->source(text));
    if (isNumber)
        return isSeparatedNumber(source) && reader->value(source).isString()
            ? RowStagerText::tr("“%1” could be two numbers: write it without separators of thousands, or "
                                "choose on the page Columns what its decimal sign is.")
                  .arg(source)
            : problem;
    return isAmbiguousDate(source)
        ? RowStagerText::tr(
              "“%1” could be two days: choose on the page Columns whether the day or the month is first.")
              .arg(source)
        : problem;
}

/// The rule that feeds the path of a problem or, if it is not that precise, its field.
const RuleReader *RowStager::readerOf(QStringView path) const
{
    const RuleReader *best = nullptr;
    for (const RuleReader &reader : m_readers) {
        const QString &field = reader.target()->top->name;
        const bool isIn = path.startsWith(field)
            && (path.size() == field.size() || path.at(field.size()) == u'.'
                || path.at(field.size()) == u'[');
        if (!isIn)
            continue;
        if (reader.rule().field == path)
            return &reader;
        if (!best)
            best = &reader;
    }
    return best;
}

void RowStager::reject(int index, int column, const QString &reason, const QString &id)
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

void RowStager::addProblem(int index, int column, const QString &reason, const QString &id)
{
    if (m_stage.problems.size() >= ImportStage::MostProblems)
        return;
    const qint64 line = index < 0 ? 0 : m_file.line(static_cast<size_t>(index));
    m_stage.problems.push_back({line, column + 1, m_file.columns.value(column), id, reason, index});
}

void RowStager::finishRemovals()
{
    if (m_choices.mode != ImportMode::ReplaceEverything)
        return;
    QSet<QString> staying;
    for (const QJsonObject &resource : m_stage.resources)
        staying.insert(resource.value(UniqueIdField).toString());
    const std::vector<QJsonObject> given = m_stage.resources;
    std::vector<QJsonObject> missing;
    const QSet<QString> outOfScope(m_stage.outOfScopeIds.cbegin(), m_stage.outOfScopeIds.cend());
    for (const DraftRow &row : m_draft) {
        const QString id = row.resource.value(UniqueIdField).toString();
        if (row.removed || staying.contains(id))
            continue;
        if (m_choices.keepNamedByBadRows && m_rejected.contains(id)) {
            m_stage.keptIds.append(id);
            m_stage.resources.push_back(row.resource);
            continue;
        }
        m_stage.removedIds.append(id);
        if (!outOfScope.contains(id))
            missing.push_back(row.resource);
    }
    QStringList fields;
    for (const RuleReader &reader : m_readers)
        fields.append(reader.target()->top->name);
    m_stage.partialSigns = partialSigns(m_type, given, missing, fields, m_file.rowCount());
}

} // namespace Fullstate
