// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/columnmapping.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace Fullstate {

namespace {

struct ColumnMappingText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::ColumnMapping)
};

constexpr int MappingVersion = 1;
constexpr char DateOrders[][8] = {"", "day", "month"};

QJsonObject ruleJson(const FieldRule &rule)
{
    QJsonObject json{{QStringLiteral("field"), rule.field}};
    if (rule.columns.isEmpty())
        json.insert(QStringLiteral("fixed"), rule.fixed);
    else
        json.insert(QStringLiteral("columns"), QJsonArray::fromStringList(rule.columns));
    if (rule.columns.size() > 1)
        json.insert(QStringLiteral("joiner"), rule.joiner);
    if (rule.part != 0) {
        json.insert(QStringLiteral("separator"), rule.separator);
        json.insert(QStringLiteral("part"), rule.part);
    }
    if (!rule.listSeparator.isEmpty())
        json.insert(QStringLiteral("listSeparator"), rule.listSeparator);
    if (rule.dateOrder != DateOrder::Unsettled)
        json.insert(QStringLiteral("dateOrder"),
                    QLatin1String(DateOrders[static_cast<size_t>(rule.dateOrder)]));
    if (rule.decimalComma)
        json.insert(QStringLiteral("decimalComma"), true);
    if (!rule.values.empty()) {
        QJsonObject values;
        for (const auto &[from, to] : rule.values)
            values.insert(from, to);
        json.insert(QStringLiteral("values"), values);
    }
    return json;
}

FieldRule ruleFrom(const QJsonObject &json)
{
    FieldRule rule;
    rule.field = json.value(QLatin1String("field")).toString();
    rule.fixed = json.value(QLatin1String("fixed")).toString();
    const QJsonArray columns = json.value(QLatin1String("columns")).toArray();
    for (const QJsonValueConstRef column : columns)
        rule.columns.append(column.toString());
    rule.joiner = json.value(QLatin1String("joiner")).toString(rule.joiner);
    rule.separator = json.value(QLatin1String("separator")).toString();
    rule.part = json.value(QLatin1String("part")).toInt();
    rule.listSeparator = json.value(QLatin1String("listSeparator")).toString();
    const QString order = json.value(QLatin1String("dateOrder")).toString();
    if (order == QLatin1String("day"))
        rule.dateOrder = DateOrder::DayFirst;
    else if (order == QLatin1String("month"))
        rule.dateOrder = DateOrder::MonthFirst;
    rule.decimalComma = json.value(QLatin1String("decimalComma")).toBool();
    const QJsonObject values = json.value(QLatin1String("values")).toObject();
    for (auto value = values.begin(); value != values.end(); ++value)
        rule.values.emplace(value.key(), value.value().toString());
    rule.origin = FieldRule::Origin::Remembered;
    return rule;
}

/// As headers tell their columns apart.
QString foldedName(const QString &name)
{
    return name.simplified().toCaseFolded();
}

QString keyOf(const QStringList &columns)
{
    QStringList names = columns;
    for (QString &name : names)
        name = foldedName(name);
    names.sort();
    return names.join(u'\n');
}

/// The second of a name is numbered when a file is read.
bool isNamedReason(const QStringList &columns)
{
    const QString last = columns.isEmpty() ? QString() : columns.constLast();
    return last == ReasonColumn || last == ReasonColumn % QLatin1String(" (2)");
}

/// The rules whose columns are all there, by the names that they have now.
std::vector<FieldRule> usableRules(const std::vector<FieldRule> &rules, const QStringList &columns)
{
    QHash<QString, QString> names;
    for (auto column = columns.crbegin(); column != columns.crend(); ++column)
        names.insert(foldedName(*column), *column);
    for (const QString &column : columns)
        names.insert(column, column); // spelled the same comes first
    std::vector<FieldRule> usable;
    for (FieldRule rule : rules) {
        for (QString &name : rule.columns)
            name = names.value(name, names.value(foldedName(name)));
        if (!rule.columns.contains(QString()))
            usable.push_back(std::move(rule));
    }
    return usable;
}

Failure unreadable(const QString &message)
{
    return Failure(Error{Error::Kind::File, message, {}});
}

} // namespace

int ColumnMapping::ruleOf(QStringView fieldName) const
{
    const auto feeds = [fieldName](const FieldRule &rule) {
        return rule.field.startsWith(fieldName)
            && (rule.field.size() == fieldName.size() || rule.field.at(fieldName.size()) == u'.'
                || rule.field.at(fieldName.size()) == u'[');
    };
    const auto found = std::find_if(rules.begin(), rules.end(), feeds);
    return found == rules.end() ? -1 : static_cast<int>(found - rules.begin());
}

bool endsWithReason(const QStringList &columns, const ColumnMapping &mapping)
{
    return isNamedReason(columns)
        && std::none_of(mapping.rules.begin(), mapping.rules.end(), [&columns](const FieldRule &rule) {
               return !rule.field.isEmpty() && rule.columns.contains(columns.constLast());
           });
}

QString headerKey(const QStringList &columns, const ColumnMapping &mapping)
{
    return keyOf(endsWithReason(columns, mapping) ? columns.first(columns.size() - 1) : columns);
}

QStringList headerKeys(const QStringList &columns)
{
    QStringList keys{keyOf(columns)};
    if (isNamedReason(columns))
        keys.append(keyOf(columns.first(columns.size() - 1)));
    return keys;
}

QByteArray toJson(const ColumnMapping &mapping)
{
    QJsonArray rules;
    for (const FieldRule &rule : mapping.rules)
        rules.append(ruleJson(rule));
    return QJsonDocument(QJsonObject{{QStringLiteral("fullstateMapping"), MappingVersion},
                                     {QStringLiteral("rules"), rules}})
        .toJson();
}

Result<ColumnMapping> mappingFromJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(json, &error).object();
    const int version = root.value(QLatin1String("fullstateMapping")).toInt();
    if (version == 0)
        return unreadable(ColumnMappingText::tr("This is not a mapping that was saved here."));
    if (version > MappingVersion)
        return unreadable(ColumnMappingText::tr("A newer Fullstate saved this mapping."));
    ColumnMapping mapping;
    const QJsonArray rules = root.value(QLatin1String("rules")).toArray();
    for (const QJsonValueConstRef rule : rules)
        mapping.rules.push_back(ruleFrom(rule.toObject()));
    return mapping;
}

ColumnMapping fitted(const ColumnMapping &mapping, const QStringList &columns)
{
    const std::vector<FieldRule> usable = usableRules(mapping.rules, columns);
    ColumnMapping result;
    for (const QString &column : columns) {
        const auto begin = result.rules.size();
        for (const FieldRule &rule : usable) {
            if (!rule.columns.isEmpty() && rule.columns.constFirst() == column)
                result.rules.push_back(rule);
        }
        if (result.rules.size() == begin)
            result.rules.push_back({{}, {column}});
    }
    for (const FieldRule &rule : usable) {
        if (rule.columns.isEmpty())
            result.rules.push_back(rule);
    }
    return result;
}

} // namespace Fullstate
