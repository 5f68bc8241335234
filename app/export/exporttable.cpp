// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/exporttable.h"

#include "app/draft/cellguard.h"
#include "app/plan/planmodel.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <memory>

namespace Fullstate {

namespace {

struct ExportTableText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::ExportTable)
};

} // namespace

QStringList resourceColumns(const ResourceType &type)
{
    const QString first[] = {UniqueIdField, QStringLiteral("displayName")};
    QStringList columns;
    for (const QString &name : first) {
        if (type.field(name))
            columns.append(name);
    }
    for (const Field &field : type.fields) {
        if (!columns.contains(field.name))
            columns.append(field.name);
    }
    return columns;
}

QStringList planColumns()
{
    QStringList columns;
    for (int column = 0; column < PlanModel::ColumnCount; ++column)
        columns.append(PlanModel().headerData(column, Qt::Horizontal).toString());
    return columns;
}

QStringList problemColumns()
{
    return {ExportTableText::tr("Severity"), UniqueIdField, ExportTableText::tr("Field"),
            ExportTableText::tr("Message")};
}

/// Where each of the wanted columns stands among all.
static std::vector<qsizetype> placesOf(const QStringList &columns, const QStringList &all)
{
    std::vector<qsizetype> places;
    for (const QString &column : columns)
        places.push_back(all.indexOf(column));
    return places;
}

/// Of what nobody imports: only what a spreadsheet would run is guarded, and a number is none of it.
static QString reportCell(const QString &text, bool guard)
{
    bool isNumber = false;
    QLocale::c().toDouble(text, &isNumber);
    return guard && !text.isEmpty() && !isNumber ? guarded(text) : text;
}

ExportTable resourcesTable(const ResourceType &type, std::vector<QJsonObject> resources,
                           const QStringList &columns, bool guard)
{
    std::vector<Field> fields;
    for (const QString &column : columns)
        fields.push_back(*type.field(column));
    const auto count = static_cast<qsizetype>(resources.size());
    return {columns, count,
            [fields = std::move(fields), resources = std::move(resources), guard](qsizetype row) {
                const QJsonObject &resource = resources[static_cast<size_t>(row)];
                QStringList cells;
                for (const Field &field : fields)
                    cells.append(cellText(field, resource.value(field.name), guard));
                return cells;
            }};
}

ExportTable planTable(const ResourceType &type, const Plan &plan, const QStringList &columns, bool guard)
{
    const auto model = std::make_shared<PlanModel>();
    model->setPlan(plan, type);
    return {
        columns, model->rowCount(), [model, places = placesOf(columns, planColumns()), guard](qsizetype row) {
            QStringList cells;
            for (const qsizetype place : places)
                cells.append(reportCell(
                    model->index(static_cast<int>(row), static_cast<int>(place)).data().toString(), guard));
            return cells;
        }};
}

ExportTable problemsTable(std::vector<Problem> problems, const QStringList &columns, bool guard)
{
    const auto count = static_cast<qsizetype>(problems.size());
    return {
        columns, count,
        [problems = std::move(problems), places = placesOf(columns, problemColumns()), guard](qsizetype row) {
            const Problem &problem = problems[static_cast<size_t>(row)];
            const bool isError = problem.severity == Problem::Severity::Error;
            const QStringList all{isError ? ExportTableText::tr("Error") : ExportTableText::tr("Warning"),
                                  problem.uniqueId, problem.field, problem.message};
            QStringList cells;
            for (const qsizetype place : places)
                cells.append(reportCell(all.at(place), guard));
            return cells;
        }};
}

} // namespace Fullstate
