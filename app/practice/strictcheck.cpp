// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/strictcheck.h"

#include <QDateTime>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>
#include <cmath>
#include <limits>

namespace Fullstate {

namespace {

QString under(const QString &path, const QString &name)
{
    return path % QLatin1Char('/') % name;
}

bool isTimestamp(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral(R"(^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$)"));
    return form.match(text).hasMatch()
        && QDateTime::fromString(text.left(19).toUpper().replace(QLatin1Char(' '), QLatin1Char('T')),
                                 Qt::ISODate)
               .isValid();
}

QString fieldsRefusal(const std::vector<Field> &fields, const QJsonObject &object, const QString &path,
                      QStringList *extra);

QString itemRefusal(const Field &field, const QJsonValue &item, const QString &path, QStringList *extra)
{
    if (field.itemKind == Field::Kind::Object) {
        if (!item.isObject())
            return path % QLatin1String(": must be object");
        return fieldsRefusal(field.fields, item.toObject(), path, extra);
    }
    if (!item.isString())
        return path % QLatin1String(": must be string");
    if (!field.choices.isEmpty() && !field.choices.contains(item.toString()))
        return path % QLatin1String(": must be equal to one of the allowed values");
    return {};
}

QString numberRefusal(const Field &field, const QJsonValue &value, const QString &path)
{
    if (!value.isDouble())
        return path
            % (field.kind == Field::Kind::Integer ? QLatin1String(": must be integer")
                                                  : QLatin1String(": must be number"));
    const double number = value.toDouble();
    if (field.kind == Field::Kind::Integer
        && (number != std::floor(number) || number < std::numeric_limits<qint32>::min()
            || number > std::numeric_limits<qint32>::max()))
        return path % QLatin1String(": must be int32");
    if (field.minimum && number < *field.minimum)
        return path % QLatin1String(": must be >= ") % QString::number(*field.minimum);
    if (field.maximum && number > *field.maximum)
        return path % QLatin1String(": must be <= ") % QString::number(*field.maximum);
    return {};
}

QString valueRefusal(const Field &field, const QJsonValue &value, const QString &path, QStringList *extra)
{
    switch (field.kind) {
    case Field::Kind::Object:
        return value.isObject() ? fieldsRefusal(field.fields, value.toObject(), path, extra)
                                : QString(path % QLatin1String(": must be object"));
    case Field::Kind::List: {
        if (!value.isArray())
            return path % QLatin1String(": must be array");
        const QJsonArray items = value.toArray();
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QString refusal = itemRefusal(field, items.at(i), under(path, QString::number(i)), extra);
            if (!refusal.isEmpty())
                return refusal;
        }
        return {};
    }
    case Field::Kind::Boolean:
        return value.isBool() ? QString() : QString(path % QLatin1String(": must be boolean"));
    case Field::Kind::Integer:
    case Field::Kind::Number:
        return numberRefusal(field, value, path);
    default:
        break;
    }
    if (!value.isString())
        return path % QLatin1String(": must be string");
    const QString text = value.toString();
    if (field.kind == Field::Kind::Choice && !field.choices.contains(text))
        return path % QLatin1String(": must be equal to one of the allowed values");
    if (field.kind == Field::Kind::Timestamp && !isTimestamp(text))
        return path % QLatin1String(": must match format \"date-time\"");
    if (field.kind == Field::Kind::HttpsUrl
        && (QUrl(text).scheme() != QLatin1String("https") || QUrl(text).host().isEmpty()))
        return path % QLatin1String(": must be an HTTPS URL");
    return {};
}

QString fieldsRefusal(const std::vector<Field> &fields, const QJsonObject &object, const QString &path,
                      QStringList *extra)
{
    QSet<QString> known;
    for (const Field &field : fields) {
        known.insert(field.name);
        const QJsonValue value = object.value(field.name);
        if (value.isUndefined() && field.required)
            return path % QLatin1String(": must have property '") % field.name % QLatin1Char('\'');
        if (value.isUndefined() || (value.isNull() && field.nullable))
            continue;
        const QString refusal = valueRefusal(field, value, under(path, field.name), extra);
        if (!refusal.isEmpty())
            return refusal;
    }
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        if (!known.contains(it.key()))
            extra->append(it.key());
    }
    return {};
}

/// The rules between fields (api.md, Resources).
QString crossRefusal(const QJsonObject &resource, const QString &path)
{
    if (resource.contains(QLatin1String("taskState"))) {
        const bool closed = resource.value(QLatin1String("taskState")).toString() == QLatin1String("CLOSED");
        const QJsonValue at = resource.value(QLatin1String("closedTimestamp"));
        const bool dated = !at.isUndefined() && !at.isNull();
        if (closed && !dated)
            return path % QLatin1String(": must have property 'closedTimestamp' when taskState is CLOSED");
        if (!closed && dated)
            return path
                % QLatin1String(": must not have property 'closedTimestamp' unless taskState is CLOSED");
    }
    if (resource.value(QLatin1String("mfaEnabled")).isNull()
        && !resource.value(QLatin1String("mfaMethods")).toArray().isEmpty())
        return under(path, QStringLiteral("mfaMethods"))
            % QLatin1String(": must be empty when mfaEnabled is null");
    return {};
}

QJsonValue valueAsKept(const Field &field, const QJsonValue &value);

QJsonObject fieldsAsKept(const std::vector<Field> &fields, QJsonObject object)
{
    for (const Field &field : fields) {
        const auto at = object.find(field.name);
        if (at == object.end())
            continue;
        if (at->isNull() && !field.required)
            object.erase(at);
        else
            *at = valueAsKept(field, *at);
    }
    return object;
}

QJsonValue valueAsKept(const Field &field, const QJsonValue &value)
{
    static const QRegularExpression fraction(QStringLiteral(R"(\.\d+)"));
    if (field.kind == Field::Kind::Timestamp && value.isString())
        return value.toString().remove(fraction);
    if (field.kind == Field::Kind::Number && value.isDouble())
        return std::round(value.toDouble() * 10) / 10;
    if (field.kind == Field::Kind::Object && value.isObject())
        return fieldsAsKept(field.fields, value.toObject());
    if (field.kind == Field::Kind::List && field.itemKind == Field::Kind::Object) {
        QJsonArray kept;
        const QJsonArray items = value.toArray();
        for (const QJsonValueConstRef item : items)
            kept.append(fieldsAsKept(field.fields, item.toObject()));
        return kept;
    }
    return value;
}

} // namespace

QString firstRefusal(const ResourceType &type, const QJsonArray &resources)
{
    QSet<QString> ids;
    for (qsizetype i = 0; i < resources.size(); ++i) {
        const QString path = QLatin1Char('/') % QString::number(i);
        if (!resources.at(i).isObject())
            return path % QLatin1String(": must be object");
        const QJsonObject resource = resources.at(i).toObject();
        const QString id = resource.value(UniqueIdField).toString();
        QStringList extra;
        QString refusal = fieldsRefusal(type.fields, resource, path, &extra);
        if (refusal.isEmpty() && !extra.isEmpty())
            refusal =
                QStringLiteral("Too many fields on resource with uniqueId %1 (element %2). Extra keys: %3")
                    .arg(id)
                    .arg(i)
                    .arg(extra.join(QLatin1String(", ")));
        if (refusal.isEmpty() && id.isEmpty())
            refusal = under(path, UniqueIdField) % QLatin1String(": must NOT have fewer than 1 characters");
        if (refusal.isEmpty())
            refusal = crossRefusal(resource, path);
        if (refusal.isEmpty() && ids.contains(id))
            refusal = path % QLatin1String(": duplicate uniqueId '") % id % QLatin1Char('\'');
        if (!refusal.isEmpty())
            return refusal;
        ids.insert(id);
    }
    return {};
}

QJsonObject asKept(const ResourceType &type, QJsonObject resource)
{
    return fieldsAsKept(type.fields, std::move(resource));
}

} // namespace Fullstate
