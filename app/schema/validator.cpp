// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/validator.h"

#include "app/base/shorttext.h"
#include "app/schema/bodywriter.h"
#include "app/schema/duplicates.h"
#include "app/schema/equality.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>
#include <QUrl>
#include <cmath>
#include <limits>

namespace Fullstate {

namespace {

constexpr size_t MostResources = 10'000; // api.md, Resources

struct ValidatorText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::Validator)
};

/// How many letters have to change to make one word of the other.
int distance(const QString &left, const QString &right)
{
    std::vector<int> row(static_cast<size_t>(right.size()) + 1);
    for (size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<int>(j);
    for (qsizetype i = 0; i < left.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i) + 1;
        for (qsizetype j = 0; j < right.size(); ++j) {
            const auto at = static_cast<size_t>(j) + 1;
            const int substitute = diagonal + (left.at(i) == right.at(j) ? 0 : 1);
            diagonal = row[at];
            row[at] = std::min({row[at] + 1, row[at - 1] + 1, substitute});
        }
    }
    return row.back();
}

/// The choice that was probably meant; empty when none is near.
QString nearMiss(const QString &typed, const QStringList &choices)
{
    const auto plain = [](const QString &word) {
        QString result;
        for (const QChar c : word) {
            if (c.isLetterOrNumber())
                result.append(c.toUpper());
        }
        return result;
    };
    const QString meant = plain(typed);
    QString best;
    int least = 3; // two letters off is a typing error, more is another word
    for (const QString &choice : choices) {
        const QString candidate = plain(choice);
        const int off = !meant.isEmpty() && candidate.startsWith(meant) ? 1 : distance(meant, candidate);
        if (off < least && off < candidate.size()) {
            least = off;
            best = choice;
        }
    }
    return best;
}

bool hasLoneSurrogate(const QString &value)
{
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (!value.at(i).isSurrogate())
            continue;
        if (!value.at(i).isHighSurrogate() || i + 1 == value.size() || !value.at(i + 1).isLowSurrogate())
            return true;
        ++i;
    }
    return false;
}

/// Finds the problems of one resource.
class ResourceValidator
{
public:
    ResourceValidator(int row, const QString &uniqueId, std::vector<Problem> &problems)
        : m_row(row)
        , m_uniqueId(uniqueId)
        , m_problems(problems)
    {
    }

    void checkFields(const std::vector<Field> &fields, const QJsonObject &object, const QString &path)
    {
        qsizetype known = 0;
        for (const Field &field : fields) {
            const auto value = object.constFind(field.name);
            if (value == object.constEnd()) {
                if (field.required)
                    missing(field, path + field.name);
                continue;
            }
            ++known;
            if (!value->isNull())
                checkValue(field, *value, path + field.name);
            else if (field.required && !field.nullable)
                missing(field, path + field.name);
        }
        if (known != object.size())
            checkExtra(fields, object, path);
    }

    void add(const QString &field, const QString &message,
             Problem::Severity severity = Problem::Severity::Error)
    {
        m_problems.push_back({severity, m_row, m_uniqueId, field, message});
    }

private:
    void missing(const Field &field, const QString &path)
    {
        if (field.kind == Field::Kind::List)
            add(path, ValidatorText::tr("%1 is required. An empty list says that there are none.").arg(path));
        else if (field.nullable)
            add(path, ValidatorText::tr("%1 is required. If it is not known, set it to null.").arg(path));
        else
            add(path, ValidatorText::tr("%1 is required.").arg(path));
    }

    void checkExtra(const std::vector<Field> &fields, const QJsonObject &object, const QString &path)
    {
        const QStringList names = object.keys();
        for (const QString &name : names) {
            const bool isKnown = std::any_of(fields.begin(), fields.end(),
                                             [&name](const Field &field) { return field.name == name; });
            // Declared for each resource set in the Developer Console: only the tenant knows what belongs
            // there.
            if (path.isEmpty() && name == QLatin1String("customProperties")) {
                if (!object.value(name).isObject())
                    add(name, ValidatorText::tr("%1 must be a JSON object.").arg(name));
            } else if (!isKnown)
                add(path + name,
                    ValidatorText::tr("%1 is not a field of this type; the tenant would refuse the push.")
                        .arg(QString(path + name)));
        }
    }

    void checkValue(const Field &field, const QJsonValue &value, const QString &path)
    {
        switch (field.kind) {
        case Field::Kind::Boolean:
            if (!value.isBool())
                add(path, ValidatorText::tr("“%1” is neither true nor false.").arg(shownValue(value)));
            break;
        case Field::Kind::Integer:
        case Field::Kind::Number:
            checkNumber(field, value, path);
            break;
        case Field::Kind::List:
            checkList(field, value, path);
            break;
        case Field::Kind::Object:
            if (value.isObject())
                checkFields(field.fields, value.toObject(), path + QLatin1Char('.'));
            else
                add(path, ValidatorText::tr("%1 must be a JSON object.").arg(path));
            break;
        case Field::Kind::Json:
            break; // only the tenant knows
        default:
            checkText(field, value, path);
            break;
        }
    }

    void checkNumber(const Field &field, const QJsonValue &value, const QString &path)
    {
        if (!value.isDouble()) {
            add(path, ValidatorText::tr("“%1” is not a number.").arg(shownValue(value)));
            return;
        }
        const double number = value.toDouble();
        const bool isInteger = field.kind == Field::Kind::Integer;
        const double least = field.minimum.value_or(isInteger ? std::numeric_limits<qint32>::min()
                                                              : -std::numeric_limits<double>::max());
        const double most = field.maximum.value_or(isInteger ? std::numeric_limits<qint32>::max()
                                                             : std::numeric_limits<double>::max());
        if (isInteger && number != std::floor(number))
            add(path, ValidatorText::tr("%1 must be a whole number.").arg(path));
        else if (!(number >= least && number <= most))
            add(path, ValidatorText::tr("%1 must be between %2 and %3.").arg(path).arg(least).arg(most));
    }

    void checkList(const Field &field, const QJsonValue &value, const QString &path)
    {
        if (!value.isArray()) {
            add(path, ValidatorText::tr("%1 must be a list.").arg(path));
            return;
        }
        const QJsonArray items = value.toArray();
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QString itemPath = QStringLiteral("%1[%2]").arg(path).arg(i);
            if (field.itemKind == Field::Kind::Object) {
                if (items.at(i).isObject())
                    checkFields(field.fields, items.at(i).toObject(), itemPath + QLatin1Char('.'));
                else
                    add(itemPath, ValidatorText::tr("%1 must be a JSON object.").arg(itemPath));
            } else {
                Field item = field;
                item.kind = field.itemKind;
                item.required = true;
                checkText(item, items.at(i), itemPath);
            }
        }
    }

    void checkText(const Field &field, const QJsonValue &value, const QString &path)
    {
        if (!value.isString()) {
            add(path, ValidatorText::tr("%1 must be text.").arg(path));
            return;
        }
        const QString typed = value.toString();
        if (hasLoneSurrogate(typed))
            add(path,
                ValidatorText::tr("%1 holds half a character, which cannot be sent. Type it again.")
                    .arg(path));
        if (field.kind == Field::Kind::Choice || !field.choices.isEmpty()) {
            checkChoice(field, typed, path);
        } else if (field.kind == Field::Kind::Timestamp) {
            if (!timestampSeconds(typed))
                add(path,
                    typed.isEmpty()
                        ? ValidatorText::tr("%1 is required.").arg(path)
                        : ValidatorText::tr("“%1” is not a point in time. Write it as 2026-11-23T09:30:00Z, "
                                            "with Z or an offset such as +01:00.")
                              .arg(shortText(typed)));
        } else if (field.kind == Field::Kind::HttpsUrl) {
            const QUrl url(typed, QUrl::StrictMode);
            if (!url.isValid() || url.scheme() != QLatin1String("https") || url.host().isEmpty())
                add(path,
                    typed.isEmpty()
                        ? ValidatorText::tr("%1 is required: a link that starts with https://.").arg(path)
                        : ValidatorText::tr("“%1” is not a link that starts with https://.")
                              .arg(shortText(typed)));
        } else if (field.required && typed.trimmed().isEmpty()) {
            add(path, ValidatorText::tr("%1 is empty.").arg(path),
                field.name == UniqueIdField ? Problem::Severity::Error : Problem::Severity::Warning);
        }
    }

    void checkChoice(const Field &field, const QString &typed, const QString &path)
    {
        if (field.choices.contains(typed))
            return;
        const QString shown = shortText(typed);
        const QString meant = nearMiss(shown, field.choices);
        if (meant.isEmpty())
            add(path,
                ValidatorText::tr("“%1” is not one of %2.")
                    .arg(shown, field.choices.join(QLatin1String(", "))));
        else
            add(path,
                ValidatorText::tr("“%1” is not one of %2. Is %3 meant?")
                    .arg(shown, field.choices.join(QLatin1String(", ")), meant));
    }

    static QString shownValue(const QJsonValue &value)
    {
        return shortText(value.isString() ? value.toString() : value.toVariant().toString());
    }

    int m_row;
    const QString &m_uniqueId;
    std::vector<Problem> &m_problems;
};

/// The rules between fields (api.md, Resources).
void checkTogether(const ResourceType &type, const QJsonObject &resource, ResourceValidator &validator)
{
    if (type.field(u"taskState") && type.field(u"closedTimestamp")) {
        const bool closed = resource.value(QLatin1String("taskState")).toString() == QLatin1String("CLOSED");
        const QJsonValue at = resource.value(QLatin1String("closedTimestamp"));
        const bool dated = !at.isUndefined() && !at.isNull();
        if (closed && !dated)
            validator.add(QStringLiteral("closedTimestamp"),
                          ValidatorText::tr("A closed task needs its closedTimestamp."));
        else if (!closed && dated)
            validator.add(
                QStringLiteral("closedTimestamp"),
                ValidatorText::tr(
                    "Only a closed task has a closedTimestamp: take it away, or set taskState to CLOSED."));
    }
    const QJsonValue mfaEnabled = resource.value(QLatin1String("mfaEnabled"));
    if (type.field(u"mfaMethods") && mfaEnabled.isNull() && !mfaEnabled.isUndefined()
        && !resource.value(QLatin1String("mfaMethods")).toArray().isEmpty())
        validator.add(
            QStringLiteral("mfaMethods"),
            ValidatorText::tr(
                "mfaMethods must be empty while it is not known whether MFA is on (mfaEnabled is null)."));
}

void checkDuplicates(const std::vector<QJsonObject> &resources, std::vector<Problem> &problems)
{
    IdIndex ids;
    for (size_t row = 0; row < resources.size(); ++row)
        ids.insert(row, resources[row].value(UniqueIdField).toString());
    ids.forEachGroup([&](const std::vector<quint64> &rows) {
        std::vector<IdAtRow> group;
        group.reserve(rows.size());
        for (const quint64 row : rows)
            group.push_back({static_cast<int>(row), resources[row].value(UniqueIdField).toString()});
        addDuplicates(std::move(group), problems);
    });
}

void validateInto(const ResourceType &type, const QJsonObject &resource, int row,
                  std::vector<Problem> &problems)
{
    const QString id = resource.value(UniqueIdField).toString();
    ResourceValidator validator(row, id, problems);
    validator.checkFields(type.fields, resource, {});
    checkTogether(type, resource, validator);
}

} // namespace

std::vector<Problem> validateResource(const ResourceType &type, const QJsonObject &resource, int row)
{
    std::vector<Problem> problems;
    validateInto(type, resource, row, problems);
    return problems;
}

std::vector<Problem> capProblems(const PushSize &size)
{
    const QLocale locale;
    std::vector<Problem> problems;
    const auto add = [&problems](const QString &message) {
        problems.push_back({Problem::Severity::Error, -1, {}, {}, message});
    };
    if (size.resources > MostResources)
        add(ValidatorText::tr(
                "A push takes at most 10,000 resources; these are %1 too many. They cannot be sent in parts: "
                "each push replaces the one before.")
                .arg(size.resources - MostResources));
    if (size.bytes > MaxBodyBytes)
        add(ValidatorText::tr(
                "A push of all this has %1 bytes, and the tenant takes at most %2. Shorten texts or take out "
                "resources; the longest, “%3”, has %4 bytes. They cannot be sent in parts: each push "
                "replaces the one before.")
                .arg(locale.toString(size.bytes), locale.toString(MaxBodyBytes), size.longest,
                     locale.toString(size.mostBytes)));
    return problems;
}

std::vector<Problem> validateAll(const ResourceType &type, const std::vector<QJsonObject> &resources)
{
    std::vector<Problem> problems = capProblems({resources.size()});
    for (size_t row = 0; row < resources.size(); ++row)
        validateInto(type, resources[row], static_cast<int>(row), problems);
    checkDuplicates(resources, problems);
    std::stable_sort(problems.begin(), problems.end(),
                     [](const Problem &left, const Problem &right) { return left.row < right.row; });
    return problems;
}

} // namespace Fullstate
