// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/fieldpath.h"

#include <QJsonArray>
#include <algorithm>

namespace Fullstate {

namespace {

using Steps = std::vector<FieldPath::Step>;

Steps extended(const Steps &steps, const FieldPath::Step &step)
{
    Steps longer = steps;
    longer.push_back(step);
    return longer;
}

/// What stands for a field that the type does not know.
const Field *unknownField()
{
    static const Field any{.name = {}, .kind = Field::Kind::Json};
    return &any;
}

bool isAbsent(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

class Collector
{
public:
    Collector(std::vector<FieldPath> &paths, const std::function<bool(const FieldPath &)> &isOpen)
        : m_paths(paths)
        , m_isOpen(isOpen)
    {
    }

    void collect(const std::vector<Field> &fields, const QJsonObject &object, const Steps &steps)
    {
        qsizetype known = 0;
        for (const Field &field : fields) {
            const QJsonValue value = object.value(field.name);
            known += value.isUndefined() ? 0 : 1;
            collectField(field, value, extended(steps, {field.name}));
        }
        if (known == object.size())
            return;
        const QStringList names = object.keys();
        for (const QString &name : names) {
            const bool isKnown = std::any_of(fields.begin(), fields.end(),
                                             [&name](const Field &field) { return field.name == name; });
            if (!isKnown)
                m_paths.push_back({extended(steps, {name}), unknownField()});
        }
    }

private:
    void collectField(const Field &field, const QJsonValue &value, const Steps &own)
    {
        if (field.fields.empty()) {
            m_paths.push_back({own, &field});
        } else if (field.kind == Field::Kind::Object) {
            m_paths.push_back({own, &field, FieldPath::Kind::Object});
            if ((value.isObject() || isAbsent(value)) && m_isOpen(m_paths.back()))
                collect(field.fields, value.toObject(), own);
        } else {
            m_paths.push_back({own, &field, FieldPath::Kind::List});
            if (m_isOpen(m_paths.back()))
                collectItems(field, value.toArray(), own);
        }
    }

    void collectItems(const Field &field, const QJsonArray &items, const Steps &own)
    {
        for (qsizetype i = 0; i < items.size(); ++i) {
            const Steps steps = extended(own, {{}, i});
            m_paths.push_back({steps, &field, FieldPath::Kind::Item});
            if (items.at(i).isObject() && m_isOpen(m_paths.back()))
                collect(field.fields, items.at(i).toObject(), steps);
        }
    }

    std::vector<FieldPath> &m_paths;
    const std::function<bool(const FieldPath &)> &m_isOpen;
};

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

bool FieldPath::isKnown() const
{
    return field != unknownField();
}

FieldPath FieldPath::at(qsizetype item) const
{
    return {extended(steps, {{}, item}), field, Kind::Item};
}

QString FieldPath::lastName() const
{
    const auto last =
        std::find_if(steps.rbegin(), steps.rend(), [](const Step &step) { return !step.name.isEmpty(); });
    return last == steps.rend() ? QString() : last->name;
}

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

std::vector<FieldPath> fieldPaths(const ResourceType &type, const QJsonObject &resource,
                                  const std::function<bool(const FieldPath &)> &isOpen)
{
    std::vector<FieldPath> paths;
    Collector(paths, isOpen).collect(type.fields, resource, {});
    return paths;
}

bool hasPlace(const QJsonObject &resource, const FieldPath &path)
{
    QJsonValue value = resource;
    for (const FieldPath::Step &step : path.steps) {
        if (step.name.isEmpty() && step.item >= value.toArray().size())
            return false;
        value = stepInto(value, step);
    }
    return true;
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
