// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/partialfile.h"

#include "app/draft/resourcetable.h"

#include <QCoreApplication>
#include <algorithm>

namespace Fullstate {

namespace {

struct PartialFileText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::PartialFile)
};

constexpr size_t FewRows = 3; ///< that agree by chance
constexpr size_t FewMissing = 5;

/// The one value that all have; empty: they differ, or have none.
QString sharedText(const Field &field, const std::vector<QJsonObject> &resources)
{
    const QJsonValue first = resources.front().value(field.name);
    const bool isShared = std::all_of(resources.begin(), resources.end(), [&](const QJsonObject &resource) {
        return resource.value(field.name) == first;
    });
    return isShared && !first.isNull() ? displayText(field, first) : QString();
}

bool areNearlyAll(qsizetype count, const std::vector<QJsonObject> &resources)
{
    return count * 10 >= static_cast<qsizetype>(resources.size()) * 9;
}

/// "All of the file's 40 rows have status DEACTIVATED; 80 of the 81 missing ones have another."
QString sharedSign(const Field &field, const std::vector<QJsonObject> &given,
                   const std::vector<QJsonObject> &missing)
{
    const bool isUseful = field.kind == Field::Kind::Text || field.kind == Field::Kind::Choice
        || field.kind == Field::Kind::Boolean;
    const QString shared = isUseful ? sharedText(field, given) : QString();
    if (shared.isEmpty())
        return {};
    const QJsonValue value = given.front().value(field.name);
    const auto others = std::count_if(missing.begin(), missing.end(), [&](const QJsonObject &resource) {
        return resource.value(field.name) != value;
    });
    if (!areNearlyAll(others, missing))
        return {};
    return PartialFileText::tr(
               "Every row has %1 “%2”; %3 of the %4 resources that would be deleted have another.")
        .arg(field.name, shared)
        .arg(others)
        .arg(missing.size());
}

/// A site or a company: the part of the e-mail behind @.
QString domainSign(const std::vector<QJsonObject> &given, const std::vector<QJsonObject> &missing)
{
    const auto domain = [](const QJsonObject &resource) {
        return resource.value(QLatin1String("email")).toString().section(u'@', 1).toLower();
    };
    const QString first = domain(given.front());
    const auto isFirst = [&](const QJsonObject &resource) { return domain(resource) == first; };
    if (first.isEmpty() || !std::all_of(given.begin(), given.end(), isFirst))
        return {};
    const auto others =
        static_cast<qsizetype>(missing.size()) - std::count_if(missing.begin(), missing.end(), isFirst);
    if (!areNearlyAll(others, missing))
        return {};
    return PartialFileText::tr(
               "Every row's e-mail is at %1; of the %2 resources that would be deleted %3 are "
               "elsewhere.")
        .arg(first)
        .arg(missing.size())
        .arg(others);
}

bool isRound(size_t rows)
{
    return rows >= 50 && (rows == 50 || rows % 100 == 0) && (rows <= 500 || rows % 500 == 0);
}

/// All that is missing comes behind all that is given, in the alphabet of the field.
QString cutSign(const QString &field, const std::vector<QJsonObject> &given,
                const std::vector<QJsonObject> &missing)
{
    const auto text = [&field](const QJsonObject &resource) {
        return resource.value(field).toString().toCaseFolded();
    };
    const auto before = [&text](const QJsonObject &one, const QJsonObject &other) {
        return text(one) < text(other);
    };
    const auto [firstGiven, lastGiven] = std::minmax_element(given.begin(), given.end(), before);
    const auto [firstMissing, lastMissing] = std::minmax_element(missing.begin(), missing.end(), before);
    if (text(*firstGiven) == text(*lastGiven))
        return {};
    if (text(*lastGiven) < text(*firstMissing))
        return PartialFileText::tr(
                   "The file stops at “%1”, in the order of %2: all that would be deleted comes "
                   "after it.")
            .arg(lastGiven->value(field).toString(), field);
    if (text(*lastMissing) < text(*firstGiven))
        return PartialFileText::tr(
                   "The file begins at “%1”, in the order of %2: all that would be deleted comes "
                   "before it.")
            .arg(firstGiven->value(field).toString(), field);
    return {};
}

/// "The file has only 2 rows; 998 resources would be deleted."
QString fewSign(size_t given, size_t missing, size_t rows)
{
    QString few = PartialFileText::tr("The file has only %n row(s)", nullptr, static_cast<int>(given));
    if (given == 0)
        few = rows == 0 ? PartialFileText::tr("The file has no rows")
                        : PartialFileText::tr("No row of the file would go in");
    else if (given < rows)
        few = PartialFileText::tr("Only %L1 of the file's %L2 rows would go in").arg(given).arg(rows);
    return PartialFileText::tr("%1; %Ln resource(s) would be deleted.", nullptr, static_cast<int>(missing))
        .arg(few);
}

} // namespace

QStringList partialSigns(const ResourceType &type, const std::vector<QJsonObject> &given,
                         const std::vector<QJsonObject> &missing, const QStringList &fields, size_t rows)
{
    const size_t all = given.size() + missing.size();
    if (given.empty() && !missing.empty())
        return {fewSign(0, missing.size(), rows)};
    if (missing.size() < FewMissing || missing.size() * 10 < all)
        return {};
    if (given.size() < FewRows) // what they share says nothing
        return {fewSign(given.size(), missing.size(), rows)};
    QStringList signs;
    for (const Field &field : type.fields) {
        if (fields.contains(field.name))
            signs.append(sharedSign(field, given, missing));
    }
    if (fields.contains(QLatin1String("email")))
        signs.append(domainSign(given, missing));
    for (const QString &field :
         {QString(UniqueIdField), QStringLiteral("displayName"), QStringLiteral("email")}) {
        if (!fields.contains(field))
            continue;
        if (const QString sign = cutSign(field, given, missing); !sign.isEmpty()) {
            signs.append(sign);
            break;
        }
    }
    if (isRound(rows))
        signs.append(
            PartialFileText::tr("The file has exactly %L1 rows, where exports are often cut.").arg(rows));
    signs.removeAll(QString());
    return signs;
}

} // namespace Fullstate
