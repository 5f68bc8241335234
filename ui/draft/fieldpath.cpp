// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/fieldpath.h"

#include <QJsonArray>

namespace Fullstate {

namespace {

using Steps = std::vector<FieldPath::Step>;

Steps extended(const Steps &steps, const FieldPath::Step &step)
{
    Steps longer = steps;
    longer.push_back(step);
    return longer;
}

void collect(std::vector<FieldPath> &paths, const std::vector<Field> &fields, const QJsonObject &object,
             const Steps &steps)
{
    for (const Field &field : fields) {
        const Steps own = extended(steps, {field.name});
        if (field.kind == Field::Kind::Object && !field.fields.empty()) {
            paths.push_back({own, nullptr});
            collect(paths, field.fields, object.value(field.name).toObject(), own);
            continue;
        }
        paths.push_back({own, &field});
        if (field.kind != Field::Kind::List || field.fields.empty())
            continue;
        const QJsonArray items = object.value(field.name).toArray();
        for (qsizetype i = 0; i < items.size(); ++i) {
            const Steps item = extended(own, {{}, i});
            paths.push_back({item, nullptr});
            collect(paths, field.fields, items.at(i).toObject(), item);
        }
    }
}

QJsonValue stepInto(const QJsonValue &value, const FieldPath::Step &step)
{
    if (!step.name.isEmpty())
        return value.isObject() ? value.toObject().value(step.name) : QJsonValue(QJsonValue::Undefined);
    return value.isArray() ? value.toArray().at(step.item) : QJsonValue(QJsonValue::Undefined);
}

QJsonValue replaced(const QJsonValue &whole, const FieldPath &path, size_t depth, const QJsonValue &value)
{
    if (depth == path.steps.size())
        return value;
    const FieldPath::Step &step = path.steps[depth];
    const QJsonValue part = replaced(stepInto(whole, step), path, depth + 1, value);
    if (!step.name.isEmpty()) {
        QJsonObject object = whole.toObject();
        object.insert(step.name, part); // Undefined takes it away
        return object;
    }
    QJsonArray array = whole.toArray();
    Q_ASSERT(step.item < array.size());
    array.replace(step.item, part);
    return array;
}

} // namespace

QString FieldPath::text() const
{
    QString text;
    for (const Step &step : steps) {
        if (step.name.isEmpty())
            text += QStringLiteral("[%1]").arg(step.item);
        else
            text += (text.isEmpty() ? QString() : QStringLiteral(".")) % step.name;
    }
    return text;
}

std::vector<FieldPath> fieldPaths(const ResourceType &type, const QJsonObject &resource)
{
    std::vector<FieldPath> paths;
    collect(paths, type.fields, resource, {});
    return paths;
}

QJsonValue valueAt(const QJsonObject &resource, const FieldPath &path)
{
    QJsonValue value = resource;
    for (const FieldPath::Step &step : path.steps)
        value = stepInto(value, step);
    return value;
}

QJsonValue topValueWith(const QJsonObject &resource, const FieldPath &path, const QJsonValue &value)
{
    return replaced(resource, path, 0, value).toObject().value(path.topField());
}

} // namespace Fullstate
