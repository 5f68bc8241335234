// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/resourcetable.h"
#include "app/schema/resourcetype.h"

#include "app/schema/equality.h"
#include "app/schema/timestamptext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace Fullstate {

static const QLatin1String NullText("null");

/// Of any value, which QJsonDocument writes only inside a list.
static QString jsonText(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

/// The inverse; nothing for what is no JSON.
static std::optional<QJsonValue> fromJsonText(const QString &text)
{
    const QJsonDocument list = QJsonDocument::fromJson('[' + text.toUtf8() + ']');
    if (!list.isArray() || list.array().size() != 1)
        return {};
    return list.array().first();
}

/// "OTP, SMS" where that reads back as the same list, else JSON.
static QString listText(const QJsonArray &items)
{
    QStringList texts;
    for (const QJsonValueConstRef item : items) {
        const QString text = item.toString();
        if (!item.isString() || text.isEmpty() || text == NullText || text != text.trimmed()
            || text.contains(QLatin1Char(',')) || text.startsWith(QLatin1Char('[')))
            return jsonText(items);
        texts.append(text);
    }
    return texts.isEmpty() ? jsonText(items) : texts.join(QLatin1String(", "));
}

QString displayText(const Field &field, const QJsonValue &value)
{
    if (field.kind == Field::Kind::Json && !value.isUndefined())
        return jsonText(value);
    switch (value.type()) {
    case QJsonValue::Undefined:
        return {};
    case QJsonValue::Null:
        return NullText;
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double:
        return QLocale::c().toString(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array:
        return field.itemKind == Field::Kind::Object ? jsonText(value) : listText(value.toArray());
    case QJsonValue::Object:
        return jsonText(value);
    }
    return {};
}

QString shownText(const Field &field, const QJsonValue &value)
{
    return field.kind == Field::Kind::Timestamp && value.isString() ? shownTimestamp(value.toString())
                                                                    : displayText(field, value);
}

QString searchText(const Field &field, const QJsonValue &value)
{
    const QString stored = displayText(field, value);
    return field.kind == Field::Kind::Timestamp ? shownText(field, value) % u'\n' % stored : stored;
}

static QJsonValue listFromText(const Field &field, const QString &text)
{
    if (text.startsWith(QLatin1Char('['))) {
        const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
        return document.isArray() ? QJsonValue(document.array()) : QJsonValue(text);
    }
    if (field.itemKind == Field::Kind::Object)
        return text;
    QJsonArray items;
    const QStringList parts = text.split(QLatin1Char(','));
    for (const QString &part : parts) {
        if (!part.trimmed().isEmpty())
            items.append(part.trimmed());
    }
    return items;
}

QJsonValue valueFromText(const Field &field, const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() && !field.required)
        return QJsonValue::Undefined;
    if (field.kind == Field::Kind::Json)
        return fromJsonText(trimmed).value_or(QJsonValue(text));
    const bool isText = field.kind == Field::Kind::Text || field.kind == Field::Kind::HttpsUrl;
    if (field.nullable && !isText && (trimmed == NullText || trimmed.isEmpty()))
        return QJsonValue::Null;
    switch (field.kind) {
    case Field::Kind::Boolean:
        for (const char *yes : {"true", "yes", "1"}) {
            if (trimmed.compare(QLatin1String(yes), Qt::CaseInsensitive) == 0)
                return true;
        }
        for (const char *no : {"false", "no", "0"}) {
            if (trimmed.compare(QLatin1String(no), Qt::CaseInsensitive) == 0)
                return false;
        }
        return trimmed;
    case Field::Kind::Integer:
    case Field::Kind::Number: {
        bool isNumber = false;
        const double number = trimmed.toDouble(&isNumber); // 9,125 is none: it could be two
        return isNumber && qIsFinite(number) ? QJsonValue(number) : QJsonValue(trimmed);
    }
    case Field::Kind::List:
        return listFromText(field, trimmed);
    case Field::Kind::Object: {
        const QJsonDocument document = QJsonDocument::fromJson(trimmed.toUtf8());
        return document.isObject() ? QJsonValue(document.object()) : QJsonValue(trimmed);
    }
    case Field::Kind::Choice:
    case Field::Kind::Timestamp:
    case Field::Kind::HttpsUrl:
        return trimmed;
    case Field::Kind::Text:
    case Field::Kind::Json:
        break;
    }
    return field.name == UniqueIdField ? trimmed : text;
}

QJsonValue valueFromTyped(const Field &field, const QString &text)
{
    // A timestamp that the tenant takes stays as it is: what was copied is what is pasted.
    if (field.kind == Field::Kind::Timestamp && !timestampSeconds(text.trimmed())) {
        const TypedTimestamp read = readTimestamp(text, QLocale(), QDateTime::currentDateTimeUtc());
        if (read.seconds)
            return read.stored();
    }
    return valueFromText(field, text);
}

} // namespace Fullstate
