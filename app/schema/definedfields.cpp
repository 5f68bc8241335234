// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A JSON Type Definition as fields of a table.

#include "app/schema/typedefinition.h"

#include <QCoreApplication>
#include <cmath>

namespace Fullstate {

namespace {

struct DefinedFieldsText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::TypeDefinition)
};

class Converter
{
public:
    explicit Converter(const TypeDefinition &root)
        : m_root(root)
    {
    }

    std::vector<Field> fieldsOf(const TypeDefinition &definition)
    {
        std::vector<Field> fields;
        for (const auto &[name, itsDefinition] : definition.properties)
            fields.push_back(field(name, itsDefinition, true));
        for (const auto &[name, itsDefinition] : definition.optionalProperties)
            fields.push_back(field(name, itsDefinition, false));
        return fields;
    }

private:
    /// What a reference leads to in the end, and the names on the way; nullptr for one that leads back to
    /// itself.
    const TypeDefinition *resolved(const TypeDefinition &definition, bool *nullable, QStringList *names) const
    {
        const TypeDefinition *at = &definition;
        for (size_t steps = 0; steps <= m_root.definitions.size(); ++steps) {
            *nullable = *nullable || at->nullable;
            if (at->form != TypeDefinition::Form::Ref)
                return at;
            const auto next = std::find_if(m_root.definitions.begin(), m_root.definitions.end(),
                                           [&at](const auto &member) { return member.name == at->word; });
            names->append(at->word);
            at = &next->definition;
        }
        return nullptr;
    }

    Field field(const QString &name, const TypeDefinition &definition, bool required)
    {
        Field made;
        made.name = name;
        made.required = required;
        made.kind = Field::Kind::Json;
        QStringList names;
        const TypeDefinition *meant = resolved(definition, &made.nullable, &names);
        made.description = definition.description;
        made.nullable =
            made.nullable || !meant || meant->form == TypeDefinition::Form::Empty; // these take anything
        if (!meant)
            return made;
        if (made.description.isEmpty())
            made.description = meant->description;
        const bool holdsItself = std::any_of(names.cbegin(), names.cend(),
                                             [this](const QString &each) { return m_within.contains(each); });
        if (holdsItself || m_depth > DeepestColumn || m_made == MostFields)
            return made;
        ++m_made;
        ++m_depth;
        m_within += names;
        fill(made, *meant);
        m_within.resize(m_within.size() - names.size());
        --m_depth;
        return made;
    }

    void fill(Field &made, const TypeDefinition &definition)
    {
        switch (definition.form) {
        case TypeDefinition::Form::Type:
            fillType(made, definition.word);
            break;
        case TypeDefinition::Form::Enum:
            made.kind = Field::Kind::Choice;
            made.choices = definition.choices;
            break;
        case TypeDefinition::Form::Elements:
            fillList(made, definition.items.front());
            break;
        case TypeDefinition::Form::Properties:
            made.fields = fieldsOf(definition);
            if (!definition.allowsMore && !made.fields.empty() && !holdsJson(made.fields))
                made.kind = Field::Kind::Object;
            else
                made.fields.clear();
            break;
        case TypeDefinition::Form::Empty:
        case TypeDefinition::Form::Ref:
        case TypeDefinition::Form::Values:
        case TypeDefinition::Form::Discriminator:
            break;
        }
    }

    static void fillType(Field &made, const QString &type)
    {
        if (type == QLatin1String("boolean")) {
            made.kind = Field::Kind::Boolean;
        } else if (type == QLatin1String("string")) {
            made.kind = Field::Kind::Text;
        } else if (type == QLatin1String("timestamp")) {
            made.kind = Field::Kind::Timestamp;
        } else if (type.startsWith(QLatin1String("float"))) {
            made.kind = Field::Kind::Number;
        } else {
            made.kind = Field::Kind::Integer;
            const bool isUnsigned = type.startsWith(u'u');
            const int bits = QStringView(type).mid(isUnsigned ? 4 : 3).toInt();
            made.minimum = isUnsigned ? 0 : -std::ldexp(1, bits - 1);
            made.maximum = std::ldexp(1, isUnsigned ? bits : bits - 1) - 1;
        }
    }

    void fillList(Field &made, const TypeDefinition &items)
    {
        const Field item = field({}, items, true);
        const bool isText = item.kind == Field::Kind::Text || item.kind == Field::Kind::Choice
            || item.kind == Field::Kind::Timestamp;
        if (item.nullable || (!isText && item.kind != Field::Kind::Object))
            return; // a cell shows a list of texts as words, and any other as JSON
        made.kind = Field::Kind::List;
        made.itemKind = item.kind;
        made.choices = item.choices;
        made.fields = item.fields;
    }

    static bool holdsJson(const std::vector<Field> &fields)
    {
        return std::any_of(fields.begin(), fields.end(),
                           [](const Field &field) { return field.kind == Field::Kind::Json; });
    }

    static constexpr int DeepestColumn = 6;
    static constexpr int MostFields = 10'000; // references can multiply a short text beyond all bounds
    const TypeDefinition &m_root;
    QStringList m_within; ///< names of the definitions that are being read
    int m_depth = 0;
    int m_made = 0;
};

} // namespace

std::vector<Field> toFields(const TypeDefinition &definition)
{
    if (definition.form != TypeDefinition::Form::Properties)
        return {};
    return Converter(definition).fieldsOf(definition);
}

QStringList customPropertyDoubts(const TypeDefinition &definition)
{
    if (definition.form != TypeDefinition::Form::Properties)
        return {DefinedFieldsText::tr(
            "Custom properties are declared by “properties” and “optionalProperties”.")};
    QStringList doubts;
    if (definition.allowsMore)
        doubts.append(DefinedFieldsText::tr(
            "Properties that are not declared are refused, whatever additionalProperties "
            "says."));
    for (const auto *members : {&definition.properties, &definition.optionalProperties}) {
        for (const auto &[name, itsDefinition] : *members) {
            static const QStringList taken{QStringLiteral("boolean"), QStringLiteral("int32"),
                                           QStringLiteral("string"), QStringLiteral("timestamp")};
            if (itsDefinition.form != TypeDefinition::Form::Type || !taken.contains(itsDefinition.word))
                doubts.append(
                    DefinedFieldsText::tr("%1: only boolean, int32, string and timestamp are documented.")
                        .arg(name));
        }
    }
    return doubts;
}

} // namespace Fullstate
