// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/push/comparison.h"

#include "app/draft/resourcetable.h"
#include "app/schema/equality.h"
#include "app/schema/resourcetype.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <algorithm>
#include <map>

namespace Fullstate {

namespace {

struct Comparison
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::Comparison)
};

constexpr qsizetype MostLines = 50;
constexpr qsizetype MostText = 120;

/// The same resource on both sides; a side without it is null.
struct Pair
{
    const QJsonObject *left = nullptr;
    const QJsonObject *right = nullptr;
};

} // namespace

static std::map<QString, Pair> pairsById(const std::vector<QJsonObject> &left,
                                         const std::vector<QJsonObject> &right)
{
    std::map<QString, Pair> pairs;
    for (const QJsonObject &resource : left)
        pairs[resource.value(UniqueIdField).toString()].left = &resource;
    for (const QJsonObject &resource : right)
        pairs[resource.value(UniqueIdField).toString()].right = &resource;
    return pairs;
}

static QString quoted(const ResourceType &type, const QString &fieldName, const QJsonValue &value)
{
    if (value.isUndefined())
        return Comparison::tr("not set");
    const Field *field = type.field(fieldName);
    QString text = displayText(field ? *field : Field{.name = fieldName}, value);
    if (text.size() > MostText)
        text = text.left(MostText) + QStringLiteral("…");
    return value.isString() ? QString(QStringLiteral("'") + text + QStringLiteral("'")) : text;
}

/// "ada.l (Ada Lovelace)"
static QString named(const QString &id, const QJsonObject &resource)
{
    const QString name = resource.value(QLatin1String("displayName")).toString();
    return name.isEmpty() ? id : Comparison::tr("%1 (%2)").arg(id, name);
}

static QStringList cut(QStringList lines)
{
    const qsizetype more = lines.size() - MostLines;
    if (more > 0) {
        lines.resize(MostLines);
        lines << Comparison::tr("and %1 more").arg(QLocale().toString(more));
    }
    return lines;
}

QStringList changesBetween(const ResourceType &type, const Snapshot &before, const Snapshot &after)
{
    QStringList lines;
    for (const auto &[id, pair] : pairsById(before.resources, after.resources)) {
        if (!pair.right) {
            lines << Comparison::tr("%1 was deleted").arg(named(id, *pair.left));
            continue;
        }
        if (!pair.left) {
            lines << Comparison::tr("%1 was added").arg(named(id, *pair.right));
            continue;
        }
        const QStringList fields = changedFields(type, *pair.left, *pair.right);
        for (const QString &field : fields) {
            lines << Comparison::tr("%1: %2 was %3, is now %4")
                         .arg(id, field, quoted(type, field, pair.left->value(field)),
                              quoted(type, field, pair.right->value(field)));
        }
    }
    return cut(lines);
}

std::optional<std::vector<QJsonObject>> sentResources(const Plan &plan)
{
    const QJsonValue list = QJsonDocument::fromJson(plan.body).object().value(QLatin1String("resources"));
    if (!list.isArray())
        return {};
    std::vector<QJsonObject> resources;
    const QJsonArray array = list.toArray();
    resources.reserve(static_cast<size_t>(array.size()));
    for (const QJsonValueConstRef resource : array)
        resources.push_back(resource.toObject());
    return resources;
}

QStringList differencesAfterPush(const ResourceType &type, const Plan &plan, const Snapshot &after)
{
    const std::optional<std::vector<QJsonObject>> sent = sentResources(plan);
    if (!sent) // never "no difference" for want of something to compare with
        return {Comparison::tr("What was sent cannot be read any more.")};
    QStringList lines;
    for (const auto &[id, pair] : pairsById(*sent, after.resources)) {
        if (!pair.right) {
            lines << Comparison::tr("%1 is missing").arg(named(id, *pair.left));
            continue;
        }
        if (!pair.left) {
            lines << Comparison::tr("%1 should not be there").arg(named(id, *pair.right));
            continue;
        }
        const QStringList fields = changedFields(type, *pair.left, *pair.right);
        for (const QString &field : fields) {
            lines << Comparison::tr("%1: %2 is %3, should be %4")
                         .arg(id, field, quoted(type, field, pair.right->value(field)),
                              quoted(type, field, pair.left->value(field)));
        }
    }
    return cut(lines);
}

bool sameState(const ResourceType &type, const Snapshot &left, const Snapshot &right)
{
    if (left.resources.size() != right.resources.size())
        return false;
    const std::map<QString, Pair> pairs = pairsById(left.resources, right.resources);
    return std::all_of(pairs.begin(), pairs.end(), [&type](const auto &entry) {
        const Pair &pair = entry.second;
        return pair.left && pair.right && sameResource(type, *pair.left, *pair.right);
    });
}

Receipt resolveUnknown(const ResourceType &type, Receipt receipt, const Snapshot &snapshot)
{
    if (!isUndecided(receipt.outcome) || snapshot.takenAt < receipt.startedAt || !sentResources(receipt.plan)
        || !receipt.plan.tenant->wasFetched())
        return receipt;
    receipt.differences = differencesAfterPush(type, receipt.plan, snapshot);
    receipt.after = toBody(snapshot);
    receipt.finishedAt = snapshot.takenAt;
    if (receipt.differences.isEmpty()) {
        receipt.outcome = Receipt::Outcome::Verified;
        receipt.message = Comparison::tr("A later fetch shows that the push arrived: the tenant holds "
                                         "exactly what was pushed.");
    } else if (sameState(type, *receipt.plan.tenant, snapshot)) {
        receipt.outcome = Receipt::Outcome::NotApplied;
        receipt.differences.clear();
        receipt.message = Comparison::tr("A later fetch shows that the push did not arrive: the tenant "
                                         "holds what it held before.");
    } else {
        receipt.outcome = Receipt::Outcome::Different;
        receipt.message = Comparison::tr("A later fetch shows neither what was pushed nor what was there "
                                         "before: somebody else may have pushed since.");
    }
    return receipt;
}

} // namespace Fullstate
