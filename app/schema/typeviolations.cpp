// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a JSON Type Definition says of a value: RFC 8927 §3.3.

#include "app/schema/typedefinition.h"

#include <QDate>
#include <QJsonArray>
#include <QRegularExpression>
#include <cmath>
#include <deque>

namespace Fullstate {

bool isRfc3339(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.\\d+)?"
                       "(?:Z|([+-])(\\d\\d):(\\d\\d))\\z")); // $ would let a line break follow
    const QRegularExpressionMatch match = form.match(text);
    const auto number = [&match](int group) { return match.capturedView(group).toInt(); };
    if (!match.hasMatch() || !QDate::isValid(number(1), number(2), number(3)) || number(4) >= 24
        || number(5) >= 60 || number(6) > 60 || number(8) >= 24 || number(9) >= 60)
        return false;
    if (number(6) < 60)
        return true;
    constexpr int Day = 24 * 60;
    const int offset = number(8) * 60 + number(9);
    const int minute = number(4) * 60 + number(5) + (match.capturedView(7) == u"-" ? offset : -offset);
    return (minute + Day) % Day == Day - 1; // RFC 3339 §5.7: the last second of a day in UTC
}

namespace {

bool isWholeIn(const QJsonValue &value, double least, double most)
{
    const double number = value.toDouble();
    return value.isDouble() && number == std::floor(number) && number >= least && number <= most;
}

bool isOfType(const QString &type, const QJsonValue &value)
{
    if (type == QLatin1String("boolean"))
        return value.isBool();
    if (type == QLatin1String("string"))
        return value.isString();
    if (type == QLatin1String("timestamp"))
        return value.isString() && isRfc3339(value.toString());
    if (type.startsWith(QLatin1String("float")))
        return value.isDouble();
    const bool isUnsigned = type.startsWith(u'u');
    const int bits = QStringView(type).mid(isUnsigned ? 4 : 3).toInt();
    return isUnsigned ? isWholeIn(value, 0, std::ldexp(1, bits) - 1)
                      : isWholeIn(value, -std::ldexp(1, bits - 1), std::ldexp(1, bits - 1) - 1);
}

class Checker
{
public:
    explicit Checker(const TypeDefinition &root)
        : m_root(root)
    {
    }

    std::vector<TypeViolation> check(const QJsonValue &instance)
    {
        later(m_root, instance, {}, {});
        while (!m_pending.empty()) {
            const Step step = std::move(m_pending.front());
            m_pending.pop_front();
            checkOne(step.definition, step.value, step.at, step.rule, step.tag);
        }
        return std::move(m_found);
    }

private:
    using Form = TypeDefinition::Form;

    struct Step
    {
        const TypeDefinition &definition;
        QJsonValue value;
        QString at;
        QString rule;
        QString tag;
    };

    /// In turn rather than by recursion: values nest as deep as they like, and stacks do not.
    void later(const TypeDefinition &definition, const QJsonValue &value, const QString &at,
               const QString &rule, const QString &tag = {})
    {
        m_pending.push_back({definition, value, at, rule, tag});
    }
    void blame(const QString &at, const QString &rule) { m_found.push_back({at, rule}); }
    void checkOne(const TypeDefinition &definition, const QJsonValue &value, const QString &at,
                  const QString &rule, const QString &tag);
    void checkReference(const TypeDefinition &definition, const QJsonValue &value, const QString &at);
    void checkElements(const TypeDefinition &definition, const QJsonValue &value, const QString &at,
                       const QString &rule);
    void checkValues(const TypeDefinition &definition, const QJsonValue &value, const QString &at,
                     const QString &rule);
    void checkProperties(const TypeDefinition &definition, const QJsonValue &value, const QString &at,
                         const QString &rule, const QString &tag);
    void checkDiscriminator(const TypeDefinition &definition, const QJsonValue &value, const QString &at,
                            const QString &rule);

    static QString below(const QString &path, QString name)
    {
        return path % u'/' % name.replace(u'~', QLatin1String("~0")).replace(u'/', QLatin1String("~1"));
    }
    static const TypeDefinition *member(const std::vector<TypeDefinition::Member> &members,
                                        const QString &name)
    {
        const auto it = std::find_if(members.begin(), members.end(),
                                     [&name](const auto &each) { return each.name == name; });
        return it == members.end() ? nullptr : &it->definition;
    }

    const TypeDefinition &m_root;
    std::deque<Step> m_pending;
    std::vector<TypeViolation> m_found;
};

void Checker::checkOne(const TypeDefinition &definition, const QJsonValue &value, const QString &at,
                       const QString &rule, const QString &tag)
{
    if (definition.nullable && value.isNull())
        return;
    switch (definition.form) {
    case Form::Empty:
        return;
    case Form::Ref:
        checkReference(definition, value, at);
        return;
    case Form::Type:
        if (!isOfType(definition.word, value))
            blame(at, rule % QLatin1String("/type"));
        return;
    case Form::Enum:
        if (!value.isString() || !definition.choices.contains(value.toString()))
            blame(at, rule % QLatin1String("/enum"));
        return;
    case Form::Elements:
        checkElements(definition, value, at, rule);
        return;
    case Form::Values:
        checkValues(definition, value, at, rule);
        return;
    case Form::Properties:
        checkProperties(definition, value, at, rule, tag);
        return;
    case Form::Discriminator:
        checkDiscriminator(definition, value, at, rule);
        return;
    }
}

void Checker::checkReference(const TypeDefinition &definition, const QJsonValue &value, const QString &at)
{
    const TypeDefinition *meant = &definition;
    QString rule;
    for (size_t steps = 0; meant->form == Form::Ref; ++steps) {
        if (steps > m_root.definitions.size())
            return; // it leads back to itself, and says nothing on the way
        rule = below(QStringLiteral("/definitions"), meant->word);
        meant = member(m_root.definitions, meant->word);
        if (meant->nullable && value.isNull())
            return;
    }
    later(*meant, value, at, rule);
}

void Checker::checkElements(const TypeDefinition &definition, const QJsonValue &value, const QString &at,
                            const QString &rule)
{
    const QString itemRule = rule % QLatin1String("/elements");
    if (!value.isArray()) {
        blame(at, itemRule);
        return;
    }
    const QJsonArray items = value.toArray();
    for (qsizetype i = 0; i < items.size(); ++i)
        later(definition.items.front(), items.at(i), below(at, QString::number(i)), itemRule);
}

void Checker::checkValues(const TypeDefinition &definition, const QJsonValue &value, const QString &at,
                          const QString &rule)
{
    const QString itemRule = rule % QLatin1String("/values");
    if (!value.isObject()) {
        blame(at, itemRule);
        return;
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        later(definition.items.front(), it.value(), below(at, it.key()), itemRule);
}

void Checker::checkProperties(const TypeDefinition &definition, const QJsonValue &value, const QString &at,
                              const QString &rule, const QString &tag)
{
    const QString required = rule % QLatin1String("/properties");
    const QString optional = rule % QLatin1String("/optionalProperties");
    if (!value.isObject()) {
        blame(at, definition.hasProperties ? required : optional);
        return;
    }
    const QJsonObject object = value.toObject();
    for (const auto &[name, itsDefinition] : definition.properties) {
        if (object.contains(name))
            later(itsDefinition, object.value(name), below(at, name), below(required, name));
        else
            blame(at, below(required, name));
    }
    for (const auto &[name, itsDefinition] : definition.optionalProperties) {
        if (object.contains(name))
            later(itsDefinition, object.value(name), below(at, name), below(optional, name));
    }
    if (definition.allowsMore)
        return;
    const QStringList keys = object.keys();
    for (const QString &key : keys) {
        if (key != tag && !member(definition.properties, key) && !member(definition.optionalProperties, key))
            blame(below(at, key), rule);
    }
}

void Checker::checkDiscriminator(const TypeDefinition &definition, const QJsonValue &value, const QString &at,
                                 const QString &rule)
{
    const QString &tag = definition.word;
    const QJsonValue named = value.toObject().value(tag);
    if (!value.isObject() || named.isUndefined()) {
        blame(at, rule % QLatin1String("/discriminator"));
        return;
    }
    if (!named.isString()) {
        blame(below(at, tag), rule % QLatin1String("/discriminator"));
        return;
    }
    const QString mapping = rule % QLatin1String("/mapping");
    if (const TypeDefinition *chosen = member(definition.mapping, named.toString()))
        later(*chosen, value, at, below(mapping, named.toString()), tag);
    else
        blame(below(at, tag), mapping);
}

} // namespace

std::vector<TypeViolation> violations(const TypeDefinition &definition, const QJsonValue &instance)
{
    return Checker(definition).check(instance);
}

} // namespace Fullstate
