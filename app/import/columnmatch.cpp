// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/columnmatch.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <algorithm>

namespace Fullstate {

namespace {

constexpr size_t RowsToLookAt = 1000;

/// Letters and digits only: "E-Mail Address" is "email_address".
QString plainName(const QString &name)
{
    QString plain;
    const QString decomposed = name.normalized(QString::NormalizationForm_KD);
    for (const QChar c : decomposed) {
        if (c.isLetterOrNumber())
            plain.append(c.toCaseFolded());
    }
    return plain;
}

/// resources/import/names.json.
QJsonObject otherNames(const QString &part)
{
    QFile file(QStringLiteral(":/import/names.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object().value(part).toObject();
}

/// Other name, plain → field; what the type's own list says comes before what all types share.
QHash<QString, QString> fieldsByOtherName(const ResourceType &type)
{
    QHash<QString, QString> fields;
    const QJsonObject lists = otherNames(QStringLiteral("fields"));
    for (const QString &list : {QStringLiteral("*"), type.name}) {
        const QJsonObject names = lists.value(list).toObject();
        for (auto field = names.begin(); field != names.end(); ++field) {
            if (!type.field(field.key()))
                continue;
            const QJsonArray others = field.value().toArray();
            for (const QJsonValueConstRef other : others)
                fields.insert(plainName(other.toString()), field.key());
        }
    }
    return fields;
}

/// Gives columns their fields, the surest first; a field is given once.
class Matcher
{
public:
    Matcher(const CsvFile &file, const ResourceType &type)
        : m_file(file)
        , m_type(type)
    {
        for (const QString &column : file.columns)
            m_mapping.rules.push_back({{}, {column}});
    }

    ColumnMapping run()
    {
        using Origin = FieldRule::Origin;
        match(Origin::SameName, [this](const QString &column) {
            return FieldTarget::find(m_type, column) ? column : QString();
        });
        QHash<QString, QString> plain;
        const QStringList paths = fieldPaths(m_type);
        for (const QString &path : paths)
            plain.insert(plainName(path), path);
        match(Origin::SameName, [&plain](const QString &column) { return plain.value(plainName(column)); });
        const QHash<QString, QString> others = fieldsByOtherName(m_type);
        match(Origin::OtherName,
              [&others](const QString &column) { return others.value(plainName(column)); });
        matchContent();
        return std::move(m_mapping);
    }

private:
    template<typename FieldOf>
    void match(FieldRule::Origin origin, const FieldOf &fieldOf)
    {
        for (FieldRule &rule : m_mapping.rules) {
            if (rule.field.isEmpty())
                give(&rule, fieldOf(rule.columns.constFirst()), origin);
        }
    }

    void give(FieldRule *rule, const QString &field, FieldRule::Origin origin)
    {
        if (field.isEmpty() || m_mapping.ruleOf(field) >= 0 || isGivenWhole(field))
            return;
        rule->field = field;
        rule->origin = origin;
    }

    bool isGivenWhole(const QString &path) const
    {
        const auto target = FieldTarget::find(m_type, path);
        return target
            && std::any_of(m_mapping.rules.begin(), m_mapping.rules.end(),
                           [&target](const auto &rule) { return rule.field == target->top->name; });
    }

    /// A required field that only one kind of text can fill goes to the first column that holds nothing else.
    void matchContent()
    {
        const auto facts = gatherFacts(
            m_file, m_mapping.rules, m_type, [](qint64, qint64) { return true; }, RowsToLookAt);
        for (const Field &field : m_type.fields) {
            if (m_mapping.ruleOf(field.name) >= 0)
                continue;
            for (size_t index = 0; index < m_mapping.rules.size(); ++index) {
                FieldRule &rule = m_mapping.rules[index];
                if (rule.field.isEmpty() && holds(field, (*facts)[index])) {
                    give(&rule, field.name, FieldRule::Origin::Content);
                    break;
                }
            }
        }
    }

    bool holds(const Field &field, const RuleFacts &facts) const
    {
        static const QRegularExpression email(QStringLiteral(R"(^[^@\s]+@[^@\s]+\.[^@\s]+$)"));
        if (facts.values.empty())
            return false;
        const auto all = [&facts](const auto &is) {
            return std::all_of(facts.values.begin(), facts.values.end(),
                               [&is](const auto &value) { return is(value.first); });
        };
        if (field.kind == Field::Kind::HttpsUrl)
            return all([](const QString &text) { return text.startsWith(QLatin1String("https://")); });
        if (field.kind == Field::Kind::Choice)
            return all([&field](const QString &text) { return field.choices.contains(text.trimmed()); });
        if (field.kind == Field::Kind::Text
            && field.name.contains(QLatin1String("email"), Qt::CaseInsensitive))
            return all([](const QString &text) { return email.match(text.trimmed()).hasMatch(); });
        return false;
    }

    const CsvFile &m_file;
    const ResourceType &m_type;
    ColumnMapping m_mapping;
};

} // namespace

QString likelyValue(const ResourceType &type, const FieldTarget &target, const QString &found)
{
    static const QJsonObject lists = otherNames(QStringLiteral("values"));
    const Field &leaf = target.leaf;
    const QString meant = plainName(found);
    for (const QString &choice : leaf.choices) {
        if (plainName(choice) == meant)
            return choice == found ? QString() : choice;
    }
    QJsonObject known = lists.value(type.name % u'.' % target.top->name).toObject();
    if (leaf.kind == Field::Kind::Boolean)
        known = lists.value(QStringLiteral("boolean")).toObject();
    else if (leaf.name == QLatin1String("severity"))
        known = lists.value(leaf.name).toObject();
    for (auto value = known.begin(); value != known.end(); ++value) {
        const QJsonArray others = value.value().toArray();
        for (const QJsonValueConstRef other : others) {
            if (plainName(other.toString()) == meant)
                return value.key();
        }
    }
    return {};
}

void suggestValues(FieldRule *rule, const RuleFacts &facts, const CsvFile &file, const ResourceType &type)
{
    const RuleReader reader(*rule, file, type);
    if (!reader.target())
        return;
    if (rule->dateOrder == DateOrder::Unsettled && facts.dateOrder)
        rule->dateOrder = *facts.dateOrder;
    rule->decimalComma = rule->decimalComma || (facts.hasDecimalCommas && !facts.hasDecimalPoints);
    for (const auto &[found, count] : facts.values) {
        if (reader.fits(reader.lookedUp(found)))
            continue;
        if (const QString meant = likelyValue(type, *reader.target(), found); !meant.isEmpty())
            rule->values.emplace(found, meant);
    }
}

ColumnMapping matchColumns(const CsvFile &file, const ResourceType &type)
{
    ColumnMapping mapping = Matcher(file, type).run();
    const auto facts = gatherFacts(
        file, mapping.rules, type, [](qint64, qint64) { return true; }, RowsToLookAt);
    for (size_t index = 0; index < mapping.rules.size(); ++index)
        suggestValues(&mapping.rules[index], (*facts)[index], file, type);
    return mapping;
}

} // namespace Fullstate
