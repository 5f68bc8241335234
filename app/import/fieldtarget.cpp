// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/fieldtarget.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>
#include <span>

namespace Fullstate {

namespace {

constexpr int MostItems = 1000; ///< a list that a file spells out a column each

using Steps = std::span<const FieldTarget::Step>;

/// One step down from a field; nothing when it does not lead anywhere.
std::optional<Field> below(const Field &field, const FieldTarget::Step &step)
{
    if (const int *place = std::get_if<int>(&step)) {
        if (field.kind != Field::Kind::List || *place >= MostItems)
            return {};
        Field item = field;
        item.kind = field.itemKind;
        item.required = true;
        item.nullable = false;
        return item;
    }
    if (field.kind != Field::Kind::Object)
        return {};
    const QString &key = std::get<QString>(step);
    const auto found = std::find_if(field.fields.begin(), field.fields.end(),
                                    [&key](const Field &known) { return known.name == key; });
    return found == field.fields.end() ? std::nullopt : std::optional(*found);
}

/// "[0].name" or ".0.name" → 0, name.
std::optional<std::vector<FieldTarget::Step>> stepsOf(const QString &path)
{
    static const QRegularExpression form(
        QStringLiteral(R"(\G(?:\[(\d{1,4})\]|\.(\d{1,4})(?=[.[]|$)|\.([^.[\]]+)))"));
    std::vector<FieldTarget::Step> steps;
    qsizetype at = 0;
    while (at < path.size()) {
        const QRegularExpressionMatch match = form.match(path, at);
        if (!match.hasMatch())
            return {};
        if (match.capturedLength(3) > 0)
            steps.emplace_back(match.captured(3));
        else
            steps.emplace_back(match.capturedView(match.capturedLength(1) > 0 ? 1 : 2).toInt());
        at = match.capturedEnd();
    }
    return steps;
}

QJsonValue withValue(const QJsonValue &at, Steps steps, const QJsonValue &value)
{
    if (steps.empty())
        return value;
    if (const int *place = std::get_if<int>(&steps.front())) {
        QJsonArray items = at.toArray();
        while (items.size() <= *place)
            items.append(QJsonValue::Null);
        items[*place] = withValue(items.at(*place), steps.subspan(1), value);
        return items;
    }
    QJsonObject object = at.toObject();
    const QString &key = std::get<QString>(steps.front());
    if (value.isUndefined() && !object.contains(key))
        return at; // nothing to take away
    object.insert(key, withValue(object.value(key), steps.subspan(1), value));
    return object;
}

QJsonValue withoutGaps(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray items;
        const QJsonArray before = value.toArray();
        for (const QJsonValueConstRef item : before) {
            if (!item.isNull())
                items.append(withoutGaps(item));
        }
        return items;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        *member = withoutGaps(*member);
    return object;
}

void addPaths(const Field &field, const QString &path, QStringList *paths)
{
    paths->append(path);
    if (field.kind != Field::Kind::Object)
        return;
    for (const Field &inner : field.fields)
        addPaths(inner, path % u'.' % inner.name, paths);
}

} // namespace

std::optional<FieldTarget> FieldTarget::find(const ResourceType &type, const QString &path)
{
    for (const Field &field : type.fields) {
        if (!path.startsWith(field.name))
            continue;
        const auto steps = stepsOf(path.mid(field.name.size()));
        if (!steps)
            continue;
        std::optional<Field> leaf = field;
        for (auto step = steps->begin(); step != steps->end() && leaf; ++step)
            leaf = below(*leaf, *step);
        if (leaf)
            return FieldTarget{&field, *steps, *leaf};
    }
    return {};
}

void FieldTarget::set(QJsonObject *resource, const QJsonValue &value) const
{
    resource->insert(top->name, withValue(resource->value(top->name), steps, value));
}

void FieldTarget::closeGaps(QJsonObject *resource) const
{
    resource->insert(top->name, withoutGaps(resource->value(top->name)));
}

QStringList fieldPaths(const ResourceType &type)
{
    QStringList paths;
    for (const Field &field : type.fields)
        addPaths(field, field.name, &paths);
    return paths;
}

} // namespace Fullstate
