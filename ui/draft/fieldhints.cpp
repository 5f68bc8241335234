// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/fieldhints.h"

#include "app/draft/resourcetable.h"
#include "app/schema/timestamptext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>
#include <cmath>
#include <limits>

namespace Fullstate {

namespace {

struct FieldHintsText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::FieldHints)
};

const QLatin1String Comma(", ");

bool isJson(const QString &text, QChar first)
{
    return text.startsWith(first) && !QJsonDocument::fromJson(text.toUtf8()).isNull();
}

TypedTimestamp readNow(const QString &text)
{
    return readTimestamp(text, QLocale(), QDateTime::currentDateTimeUtc());
}

QString numberText(double number)
{
    return QLocale::c().toString(number, 'g', QLocale::FloatingPointShortest);
}

/// The tenant keeps a tenth of a number with limits (api.md).
bool isInTenths(const Field &field)
{
    return field.kind == Field::Kind::Number && field.minimum && field.maximum;
}

QString numberHint(const Field &field, const QString &text)
{
    const QJsonValue value = valueFromText(field, text);
    if (!value.isDouble())
        return text.contains(u',') ? FieldHintsText::tr("Write a number with a point: 7.5.")
                                   : FieldHintsText::tr("Write a number.");
    const bool isWhole = field.kind == Field::Kind::Integer;
    const double number = value.toDouble();
    if (isWhole && number != std::floor(number))
        return FieldHintsText::tr("Write a whole number.");
    if (isWhole || (field.minimum && field.maximum)) {
        const double least = field.minimum.value_or(std::numeric_limits<qint32>::min());
        const double most = field.maximum.value_or(std::numeric_limits<qint32>::max());
        if (number < least || number > most)
            return FieldHintsText::tr("Write a number from %1 to %2.")
                .arg(numberText(least), numberText(most));
    }
    return {};
}

QString listHint(const Field &field, const QString &text)
{
    if (text.startsWith(u'[') && !isJson(text, u'['))
        return FieldHintsText::tr("This is not a JSON list.");
    if (field.itemKind == Field::Kind::Object && !text.startsWith(u'['))
        return FieldHintsText::tr("Write a JSON list, for example [ ].");
    return {};
}

QString takes(const Field &field)
{
    switch (field.kind) {
    case Field::Kind::Choice:
        return FieldHintsText::tr("One of %1.").arg(field.choices.join(Comma));
    case Field::Kind::HttpsUrl:
        return FieldHintsText::tr("A link that begins with https://.");
    case Field::Kind::Timestamp:
        return FieldHintsText::tr(
            "A date and time, for example 2026-03-01 10:00; without an offset it is local time.");
    case Field::Kind::Boolean:
        return FieldHintsText::tr("Yes or no.");
    case Field::Kind::Integer:
    case Field::Kind::Number: {
        const QString what = field.kind == Field::Kind::Integer ? FieldHintsText::tr("A whole number")
                                                                : FieldHintsText::tr("A number");
        if (!field.minimum || !field.maximum)
            return what % u'.';
        const QString range = FieldHintsText::tr("%1 from %2 to %3")
                                  .arg(what, numberText(*field.minimum), numberText(*field.maximum));
        return isInTenths(field) ? FieldHintsText::tr("%1, in tenths.").arg(range) : QString(range % u'.');
    }
    case Field::Kind::List:
        return field.choices.isEmpty() ? QString()
                                       : FieldHintsText::tr("Of %1.").arg(field.choices.join(Comma));
    case Field::Kind::Json:
        return FieldHintsText::tr("Any JSON.");
    case Field::Kind::Text:
    case Field::Kind::Object:
        break;
    }
    return {};
}

} // namespace

QString hintFor(const Field &field, const QString &text)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty() || (field.nullable && typed == QLatin1String("null")))
        return {};
    switch (field.kind) {
    case Field::Kind::Timestamp: {
        const TypedTimestamp read = readNow(typed);
        return read.seconds ? QString() : read.note;
    }
    case Field::Kind::HttpsUrl: {
        const QUrl url(typed, QUrl::StrictMode);
        return url.isValid() && url.scheme() == QLatin1String("https") && !url.host().isEmpty()
            ? QString()
            : FieldHintsText::tr("Write an address that begins with https://.");
    }
    case Field::Kind::Integer:
    case Field::Kind::Number:
        return numberHint(field, typed);
    case Field::Kind::List:
        return listHint(field, typed);
    case Field::Kind::Object:
        return isJson(typed, u'{') ? QString() : FieldHintsText::tr("Write a JSON object, for example { }.");
    case Field::Kind::Json:
        return valueFromText(field, text).isString() && !typed.startsWith(u'"')
            ? FieldHintsText::tr("This is no JSON: it would be taken as a text.")
            : QString();
    case Field::Kind::Text:
    case Field::Kind::Choice:
    case Field::Kind::Boolean:
        break;
    }
    return {};
}

QString noteFor(const Field &field, const QString &text)
{
    if (field.kind == Field::Kind::Timestamp) {
        const TypedTimestamp read = readNow(text);
        if (!read.seconds)
            return {};
        const QString stored = FieldHintsText::tr("Stored as %1.").arg(read.stored());
        return read.note.isEmpty() ? stored : QString(stored % u' ' % read.note);
    }
    if (isInTenths(field)) {
        const QJsonValue value = valueFromText(field, text);
        const double kept = std::round(value.toDouble() * 10) / 10;
        if (value.isDouble() && kept != value.toDouble())
            return FieldHintsText::tr("The tenant keeps tenths: it would hold %1.").arg(numberText(kept));
    }
    return {};
}

QString helpFor(const Field &field)
{
    QStringList sentences;
    if (!field.description.isEmpty())
        sentences.append(field.description);
    sentences.append(!field.required      ? FieldHintsText::tr("May be left out.")
                         : field.nullable ? FieldHintsText::tr("Required; null where it is not known.")
                                          : FieldHintsText::tr("Required."));
    if (const QString words = takes(field); !words.isEmpty())
        sentences.append(words);
    return sentences.join(u' ');
}

} // namespace Fullstate
