// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/scope.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>

namespace Fullstate {

namespace {

struct ScopeText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::Scope)
};

/// CVSS v3 (api.md, Advice); a severity is rounded to a tenth.
struct Band
{
    const char *id;
    const char *title;
    double from;
    double to;
};
constexpr std::array Bands{
    Band{"critical", QT_TRANSLATE_NOOP("Fullstate::Scope", "Critical"), 9.0, 10.0},
    Band{"high", QT_TRANSLATE_NOOP("Fullstate::Scope", "High"), 7.0, 8.9},
    Band{"medium", QT_TRANSLATE_NOOP("Fullstate::Scope", "Medium"), 4.0, 6.9},
    Band{"low", QT_TRANSLATE_NOOP("Fullstate::Scope", "Low"), 0.1, 3.9},
    Band{"none", QT_TRANSLATE_NOOP("Fullstate::Scope", "None"), 0.0, 0.0},
};

constexpr std::array KindIds{"bands", "oneOf", "noneOf", "items"};

QString bandOf(double severity)
{
    const double tenth = std::round(severity * 10) / 10;
    for (const Band &band : Bands) {
        if (tenth >= band.from && tenth <= band.to)
            return QLatin1String(band.id);
    }
    return {};
}

/// Empty for what has no text: a list, null, nothing at all.
QString plainText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    return value.toString();
}

bool isOneOf(const QStringList &texts, const QJsonValue &value)
{
    if (!value.isDouble())
        return texts.contains(plainText(value), Qt::CaseInsensitive);
    return std::any_of(texts.begin(), texts.end(), [number = value.toDouble()](const QString &text) {
        bool isNumber = false;
        return QLocale::c().toDouble(text, &isNumber) == number && isNumber; // 1000000 is 1e6
    });
}

bool holdsOne(const QString &name, const QStringList &words)
{
    return std::any_of(words.begin(), words.end(),
                       [&name](const QString &word) { return name.contains(word, Qt::CaseInsensitive); });
}

QStringList advisedApplications()
{
    QFile file(QStringLiteral(":/import/applications.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList names;
    const QJsonArray array = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValueConstRef name : array)
        names.append(name.toString());
    return names;
}

/// "Critical, High or Low".
QString alternatives(QStringList values)
{
    if (values.isEmpty())
        return ScopeText::tr("nothing at all");
    const QString last = values.takeLast();
    return values.isEmpty() ? last : ScopeText::tr("%1 or %2").arg(values.join(QLatin1String(", ")), last);
}

QString ruleText(const ScopeRule &rule)
{
    QStringList values = rule.values;
    switch (rule.kind) {
    case ScopeRule::Kind::Bands:
        for (QString &value : values)
            value = bandTitle(value).section(QLatin1String(" ("), 0, 0);
        return ScopeText::tr("%1 is %2").arg(rule.field, alternatives(values));
    case ScopeRule::Kind::OneOf:
        return ScopeText::tr("%1 is one of: %2").arg(rule.field, values.join(QLatin1String(", ")));
    case ScopeRule::Kind::NoneOf:
        return ScopeText::tr("%1 is none of: %2").arg(rule.field, values.join(QLatin1String(", ")));
    case ScopeRule::Kind::Items:
        return ScopeText::tr("%1: only the %n security-relevant one(s)", nullptr,
                             static_cast<int>(values.size()))
            .arg(rule.field);
    }
    return {};
}

} // namespace

QString itemsField(const ResourceType &type)
{
    for (const QString &name : {QStringLiteral("applications"), QStringLiteral("programs")}) {
        const Field *field = type.field(name);
        if (field && field->kind == Field::Kind::List)
            return name;
    }
    return {};
}

Scope advisedScope(const ResourceType &type)
{
    if (type.field(u"severity"))
        return {{{QStringLiteral("severity"),
                  ScopeRule::Kind::Bands,
                  {QStringLiteral("critical"), QStringLiteral("high")}}}};
    if (const QString items = itemsField(type); !items.isEmpty())
        return {{{items, ScopeRule::Kind::Items, advisedApplications()}}};
    return {};
}

bool isInScope(const ScopeRule &rule, const QJsonValue &value)
{
    switch (rule.kind) {
    case ScopeRule::Kind::Bands: {
        const QString band = value.isDouble() ? bandOf(value.toDouble()) : QString();
        return band.isEmpty() || rule.values.contains(band);
    }
    case ScopeRule::Kind::OneOf:
        return isOneOf(rule.values, value) || (!value.isDouble() && plainText(value).isEmpty());
    case ScopeRule::Kind::NoneOf:
        return !isOneOf(rule.values, value);
    case ScopeRule::Kind::Items:
        break;
    }
    return true;
}

bool isInScope(const Scope &scope, const QJsonObject &resource)
{
    return std::all_of(scope.rules.begin(), scope.rules.end(), [&resource](const ScopeRule &rule) {
        return isInScope(rule, resource.value(rule.field));
    });
}

int leaveItemsOut(const Scope &scope, QJsonObject *resource)
{
    int leftOut = 0;
    for (const ScopeRule &rule : scope.rules) {
        if (rule.kind != ScopeRule::Kind::Items || !resource->value(rule.field).isArray())
            continue;
        QJsonArray kept;
        const QJsonArray items = resource->value(rule.field).toArray();
        for (const QJsonValueConstRef item : items) {
            const QJsonValue name = item.toObject().value(QLatin1String("name"));
            if (!name.isString() || holdsOne(name.toString(), rule.values))
                kept.append(item);
        }
        leftOut += static_cast<int>(items.size() - kept.size());
        resource->insert(rule.field, kept);
    }
    return leftOut;
}

QString scopeText(const Scope &scope)
{
    QStringList texts;
    for (const ScopeRule &rule : scope.rules)
        texts.append(ruleText(rule));
    return texts.join(QLatin1String("; "));
}

QString bandTitle(const QString &id)
{
    for (const Band &band : Bands) {
        if (id != QLatin1String(band.id))
            continue;
        if (band.from >= band.to)
            return ScopeText::tr("%1 (%2)").arg(ScopeText::tr(band.title)).arg(band.from, 0, 'f', 1);
        return ScopeText::tr("%1 (%2 to %3)")
            .arg(ScopeText::tr(band.title))
            .arg(band.from, 0, 'f', 1)
            .arg(band.to, 0, 'f', 1);
    }
    return id;
}

QStringList severityBands()
{
    QStringList ids;
    for (const Band &band : Bands)
        ids.append(QLatin1String(band.id));
    return ids;
}

QByteArray toJson(const Scope &scope)
{
    QJsonArray rules;
    for (const ScopeRule &rule : scope.rules)
        rules.append(
            QJsonObject{{QStringLiteral("field"), rule.field},
                        {QStringLiteral("kind"), QLatin1String(KindIds[static_cast<size_t>(rule.kind)])},
                        {QStringLiteral("values"), QJsonArray::fromStringList(rule.values)}});
    return QJsonDocument(rules).toJson(QJsonDocument::Compact);
}

Scope scopeFromJson(const QByteArray &json)
{
    Scope scope;
    const QJsonArray rules = QJsonDocument::fromJson(json).array();
    for (const QJsonValueConstRef stored : rules) {
        const QJsonObject rule = stored.toObject();
        const QString kind = rule.value(QLatin1String("kind")).toString();
        const auto known = std::find_if(KindIds.begin(), KindIds.end(),
                                        [&kind](const char *id) { return kind == QLatin1String(id); });
        if (known == KindIds.end())
            continue;
        QStringList values;
        const QJsonArray array = rule.value(QLatin1String("values")).toArray();
        for (const QJsonValueConstRef value : array)
            values.append(value.toString());
        scope.rules.push_back({rule.value(QLatin1String("field")).toString(),
                               static_cast<ScopeRule::Kind>(known - KindIds.begin()), values});
    }
    return scope;
}

} // namespace Fullstate
