// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/push/receiptjson.h"

#include "app/schema/resourcetype.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <array>

namespace Fullstate {

using Outcome = Receipt::Outcome;
using Action = PlannedChange::Action;

namespace {

struct ReceiptJson
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::ReceiptJson)
};

template<typename E>
struct Word
{
    E value;
    const char *word;
};

constexpr std::array Outcomes{
    Word<Outcome>{Outcome::Started, "started"},
    Word<Outcome>{Outcome::NotSent, "notSent"},
    Word<Outcome>{Outcome::TenantChanged, "tenantChanged"},
    Word<Outcome>{Outcome::Refused, "refused"},
    Word<Outcome>{Outcome::NotApplied, "notApplied"},
    Word<Outcome>{Outcome::Verified, "verified"},
    Word<Outcome>{Outcome::Different, "different"},
    Word<Outcome>{Outcome::Unknown, "unknown"},
};

constexpr std::array Actions{
    Word<Action>{Action::Delete, "delete"},
    Word<Action>{Action::ComeBack, "comeBack"},
    Word<Action>{Action::Change, "change"},
    Word<Action>{Action::Add, "add"},
};

} // namespace

template<typename E, size_t N>
static QString wordOf(const std::array<Word<E>, N> &words, E value)
{
    for (const Word<E> &word : words) {
        if (word.value == value)
            return QString::fromLatin1(word.word);
    }
    Q_UNREACHABLE();
}

template<typename E, size_t N>
static std::optional<E> valueOf(const std::array<Word<E>, N> &words, const QString &text)
{
    for (const Word<E> &word : words) {
        if (text == QLatin1String(word.word))
            return word.value;
    }
    return {};
}

static Error damaged(const QString &detail)
{
    return {Error::Kind::Malformed, ReceiptJson::tr("A stored receipt is damaged and cannot be read."),
            detail};
}

static QJsonValue timeToJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

static QDateTime timeFromJson(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

static QJsonObject planToJson(const Plan &plan)
{
    return {
        {QStringLiteral("typeName"), plan.typeName},
        {QStringLiteral("resourceId"), plan.resourceId},
        {QStringLiteral("tenantTakenAt"), timeToJson(plan.tenant->takenAt)},
        {QStringLiteral("deletes"), plan.deletes},
        {QStringLiteral("comeBacks"), plan.comeBacks},
        {QStringLiteral("edits"), plan.edits},
        {QStringLiteral("adds"), plan.adds},
        {QStringLiteral("unchanged"), plan.unchanged},
        {QStringLiteral("wanted"), plan.wanted},
    };
}

static Plan planFromJson(const QJsonObject &json)
{
    Plan plan;
    plan.typeName = json.value(QLatin1String("typeName")).toString();
    plan.resourceId = json.value(QLatin1String("resourceId")).toString();
    plan.tenant = std::make_shared<const Snapshot>(
        Snapshot{timeFromJson(json.value(QLatin1String("tenantTakenAt"))), {}, {}});
    plan.deletes = json.value(QLatin1String("deletes")).toInt();
    plan.comeBacks = json.value(QLatin1String("comeBacks")).toInt();
    plan.edits = json.value(QLatin1String("edits")).toInt();
    plan.adds = json.value(QLatin1String("adds")).toInt();
    plan.unchanged = json.value(QLatin1String("unchanged")).toInt();
    plan.wanted = json.value(QLatin1String("wanted")).toInt();
    return plan;
}

static QStringList textsFromJson(const QJsonValue &value)
{
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const QJsonValueConstRef text : array)
        texts << text.toString();
    return texts;
}

QByteArray summaryToJson(const Receipt &receipt)
{
    const QJsonObject json{
        {QStringLiteral("id"), receipt.id},
        {QStringLiteral("setId"), receipt.setId},
        {QStringLiteral("where"), receipt.where},
        {QStringLiteral("startedAt"), timeToJson(receipt.startedAt)},
        {QStringLiteral("finishedAt"), timeToJson(receipt.finishedAt)},
        {QStringLiteral("outcome"), wordOf(Outcomes, receipt.outcome)},
        {QStringLiteral("confirmedDeletions"), receipt.confirmedDeletions},
        {QStringLiteral("plan"), planToJson(receipt.plan)},
        {QStringLiteral("status"), receipt.status},
        {QStringLiteral("answer"), receipt.answer},
        {QStringLiteral("message"), receipt.message},
        {QStringLiteral("differences"), QJsonArray::fromStringList(receipt.differences)},
    };
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<Receipt> summaryFromJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return Failure(damaged(error.errorString()));
    const QJsonObject object = document.object();
    Receipt receipt;
    receipt.id = object.value(QLatin1String("id")).toString();
    receipt.setId = object.value(QLatin1String("setId")).toString();
    if (receipt.id.isEmpty() || receipt.setId.isEmpty())
        return Failure(damaged(QStringLiteral("id or setId is missing")));
    receipt.where = object.value(QLatin1String("where")).toString();
    receipt.startedAt = timeFromJson(object.value(QLatin1String("startedAt")));
    receipt.finishedAt = timeFromJson(object.value(QLatin1String("finishedAt")));
    receipt.outcome =
        valueOf(Outcomes, object.value(QLatin1String("outcome")).toString()).value_or(Outcome::Unknown);
    receipt.confirmedDeletions = object.value(QLatin1String("confirmedDeletions")).toInt(-1);
    receipt.plan = planFromJson(object.value(QLatin1String("plan")).toObject());
    receipt.status = object.value(QLatin1String("status")).toInt();
    receipt.answer = object.value(QLatin1String("answer")).toString();
    receipt.message = object.value(QLatin1String("message")).toString();
    receipt.differences = textsFromJson(object.value(QLatin1String("differences")));
    return receipt;
}

QByteArray changesToJson(const std::vector<PlannedChange> &changes)
{
    QJsonArray array;
    for (const PlannedChange &change : changes) {
        array.append(QJsonObject{
            {QStringLiteral("action"), wordOf(Actions, change.action)},
            {QStringLiteral("uniqueId"), change.uniqueId},
            {QStringLiteral("displayName"), change.displayName},
            {QStringLiteral("before"), change.before},
            {QStringLiteral("after"), change.after},
            {QStringLiteral("fields"), QJsonArray::fromStringList(change.fields)},
        });
    }
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

Result<std::vector<PlannedChange>> changesFromJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isArray())
        return Failure(damaged(error.errorString()));
    const QJsonArray array = document.array();
    std::vector<PlannedChange> changes;
    changes.reserve(static_cast<size_t>(array.size()));
    for (const QJsonValueConstRef value : array) {
        const QJsonObject object = value.toObject();
        const std::optional<Action> action =
            valueOf(Actions, object.value(QLatin1String("action")).toString());
        if (!action)
            return Failure(damaged(QStringLiteral("a planned change without a known action")));
        changes.push_back({*action, object.value(UniqueIdField).toString(),
                           object.value(QLatin1String("displayName")).toString(),
                           object.value(QLatin1String("before")).toObject(),
                           object.value(QLatin1String("after")).toObject(),
                           textsFromJson(object.value(QLatin1String("fields")))});
    }
    return changes;
}

} // namespace Fullstate
