// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/typedefinition.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <map>

namespace Fullstate {

namespace {

struct TypeDefinitionText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::TypeDefinition)
};

QString pointer(const QString &path, QString name)
{
    return path % u'/' % name.replace(u'~', QLatin1String("~0")).replace(u'/', QLatin1String("~1"));
}

/// Thrown nowhere: a reader stops at its first mistake, which it keeps.
class DefinitionReader
{
public:
    std::optional<TypeDefinition> read(const QJsonValue &value, const QString &path, bool isRoot);
    const QString &mistake() const { return m_mistake; }
    /// Every reference leads to one of the root's definitions.
    bool checkReferences(const TypeDefinition &root);

private:
    using Form = TypeDefinition::Form;

    bool fail(const QString &path, const QString &why)
    {
        if (m_mistake.isEmpty())
            m_mistake = path.isEmpty() ? why : TypeDefinitionText::tr("%1: %2").arg(path, why);
        return false;
    }
    bool readShared(const QJsonObject &object, const QString &path, bool isRoot, TypeDefinition &into);
    bool chooseForm(const QJsonObject &object, const QString &path, bool isRoot, TypeDefinition &into);
    bool refuseKeyword(const QString &path, const QString &key, bool isFormOpen, QStringList known);
    bool readForm(const QJsonObject &object, const QString &path, TypeDefinition &into);
    bool readWord(const QJsonValue &value, const QString &path, QString &into);
    bool readEnum(const QJsonValue &value, const QString &path, TypeDefinition &into);
    bool readProperties(const QJsonObject &object, const QString &path, TypeDefinition &into);
    bool readDiscriminator(const QJsonObject &object, const QString &path, TypeDefinition &into);
    bool readMembers(const QJsonValue &value, const QString &path, std::vector<TypeDefinition::Member> &into);

    static constexpr int Deepest = 100;
    int m_depth = 0;
    QString m_mistake;
    std::vector<std::pair<QString, QString>> m_references; ///< path, name
};

const QStringList &typeNames()
{
    static const QStringList names{
        QStringLiteral("boolean"), QStringLiteral("float32"),  QStringLiteral("float64"),
        QStringLiteral("int8"),    QStringLiteral("uint8"),    QStringLiteral("int16"),
        QStringLiteral("uint16"),  QStringLiteral("int32"),    QStringLiteral("uint32"),
        QStringLiteral("string"),  QStringLiteral("timestamp")};
    return names;
}

/// The keywords that make a form, and those that may stand beside them (RFC 8927 §2.2).
const std::map<QString, std::pair<TypeDefinition::Form, QStringList>> &formKeywords()
{
    using Form = TypeDefinition::Form;
    static const QStringList ofProperties{QStringLiteral("properties"), QStringLiteral("optionalProperties"),
                                          QStringLiteral("additionalProperties")};
    static const std::map<QString, std::pair<Form, QStringList>> keywords{
        {QStringLiteral("ref"), {Form::Ref, {}}},
        {QStringLiteral("type"), {Form::Type, {}}},
        {QStringLiteral("enum"), {Form::Enum, {}}},
        {QStringLiteral("elements"), {Form::Elements, {}}},
        {QStringLiteral("values"), {Form::Values, {}}},
        {QStringLiteral("properties"), {Form::Properties, ofProperties}},
        {QStringLiteral("optionalProperties"), {Form::Properties, ofProperties}},
        {QStringLiteral("discriminator"),
         {Form::Discriminator, {QStringLiteral("discriminator"), QStringLiteral("mapping")}}},
    };
    return keywords;
}

std::optional<TypeDefinition> DefinitionReader::read(const QJsonValue &value, const QString &path,
                                                     bool isRoot)
{
    TypeDefinition definition;
    if (!value.isObject()) {
        fail(path, TypeDefinitionText::tr("A definition is a JSON object."));
        return {};
    }
    if (m_depth == Deepest) {
        fail({},
             TypeDefinitionText::tr("Definitions are read to a depth of %1, and this one goes deeper.")
                 .arg(Deepest));
        return {};
    }
    ++m_depth;
    const QJsonObject object = value.toObject();
    const bool isGood = readShared(object, path, isRoot, definition)
        && chooseForm(object, path, isRoot, definition) && readForm(object, path, definition);
    --m_depth;
    return isGood ? std::optional(std::move(definition)) : std::nullopt;
}

bool DefinitionReader::readShared(const QJsonObject &object, const QString &path, bool isRoot,
                                  TypeDefinition &into)
{
    const QJsonValue nullable = object.value(QLatin1String("nullable"));
    if (!nullable.isUndefined() && !nullable.isBool())
        return fail(pointer(path, QStringLiteral("nullable")),
                    TypeDefinitionText::tr("It is true or false."));
    into.nullable = nullable.toBool();
    const QJsonValue metadata = object.value(QLatin1String("metadata"));
    if (!metadata.isUndefined() && !metadata.isObject())
        return fail(pointer(path, QStringLiteral("metadata")),
                    TypeDefinitionText::tr("It is a JSON object."));
    into.description = metadata.toObject().value(QLatin1String("description")).toString();
    const QJsonValue definitions = object.value(QLatin1String("definitions"));
    if (definitions.isUndefined())
        return true;
    const QString at = pointer(path, QStringLiteral("definitions"));
    if (!isRoot)
        return fail(at, TypeDefinitionText::tr("Definitions stand at the top only."));
    return readMembers(definitions, at, into.definitions);
}

bool DefinitionReader::chooseForm(const QJsonObject &object, const QString &path, bool isRoot,
                                  TypeDefinition &into)
{
    QString chosen;
    for (const auto &[keyword, form] : formKeywords()) {
        if (!object.contains(keyword))
            continue;
        if (!chosen.isEmpty() && !form.second.contains(chosen))
            return fail(path,
                        TypeDefinitionText::tr("“%1” and “%2” cannot stand together.").arg(chosen, keyword));
        chosen = keyword;
        into.form = form.first;
    }
    QStringList allowed{QStringLiteral("nullable"), QStringLiteral("metadata")};
    if (isRoot)
        allowed.append(QStringLiteral("definitions"));
    if (!chosen.isEmpty())
        allowed += formKeywords().at(chosen).second + QStringList{chosen};
    const QStringList keys = object.keys();
    for (const QString &key : keys) {
        if (!allowed.contains(key))
            return refuseKeyword(pointer(path, key), key, chosen.isEmpty(), allowed);
    }
    return true;
}

bool DefinitionReader::refuseKeyword(const QString &path, const QString &key, bool isFormOpen,
                                     QStringList known)
{
    if (key == QLatin1String("additionalProperties"))
        return fail(path,
                    TypeDefinitionText::tr("It stands beside “properties” or “optionalProperties” only."));
    if (key == QLatin1String("mapping"))
        return fail(path, TypeDefinitionText::tr("It stands beside “discriminator” only."));
    if (isFormOpen) {
        for (const auto &[keyword, form] : formKeywords())
            known.append(keyword);
    }
    return fail(path,
                TypeDefinitionText::tr("This keyword is not known here. Known are %1.")
                    .arg(known.join(QLatin1String(", "))));
}

bool DefinitionReader::readForm(const QJsonObject &object, const QString &path, TypeDefinition &into)
{
    const auto at = [&](const char *keyword) { return pointer(path, QString::fromLatin1(keyword)); };
    const auto child = [&](const char *keyword) {
        auto definition = read(object.value(QLatin1String(keyword)), at(keyword), false);
        if (!definition)
            return false;
        into.items.push_back(*std::move(definition));
        return true;
    };
    switch (into.form) {
    case Form::Empty:
        return true;
    case Form::Ref:
        m_references.emplace_back(at("ref"), object.value(QLatin1String("ref")).toString());
        return readWord(object.value(QLatin1String("ref")), at("ref"), into.word);
    case Form::Type:
        if (!readWord(object.value(QLatin1String("type")), at("type"), into.word))
            return false;
        return typeNames().contains(into.word)
            || fail(at("type"),
                    TypeDefinitionText::tr("“%1” is no type. Types are %2.")
                        .arg(into.word, typeNames().join(QLatin1String(", "))));
    case Form::Enum:
        return readEnum(object.value(QLatin1String("enum")), at("enum"), into);
    case Form::Elements:
        return child("elements");
    case Form::Values:
        return child("values");
    case Form::Properties:
        return readProperties(object, path, into);
    case Form::Discriminator:
        return readDiscriminator(object, path, into);
    }
    return false;
}

bool DefinitionReader::readWord(const QJsonValue &value, const QString &path, QString &into)
{
    into = value.toString();
    return value.isString() || fail(path, TypeDefinitionText::tr("It is a text."));
}

bool DefinitionReader::readEnum(const QJsonValue &value, const QString &path, TypeDefinition &into)
{
    const QJsonArray choices = value.toArray();
    if (!value.isArray() || choices.isEmpty())
        return fail(path, TypeDefinitionText::tr("It is a list of at least one text."));
    for (const QJsonValueConstRef choice : choices) {
        if (!choice.isString())
            return fail(path, TypeDefinitionText::tr("Every choice is a text."));
        if (into.choices.contains(choice.toString()))
            return fail(path, TypeDefinitionText::tr("“%1” is listed twice.").arg(choice.toString()));
        into.choices.append(choice.toString());
    }
    return true;
}

bool DefinitionReader::readProperties(const QJsonObject &object, const QString &path, TypeDefinition &into)
{
    const auto members = [&](const char *keyword, std::vector<TypeDefinition::Member> &to) {
        const QJsonValue value = object.value(QLatin1String(keyword));
        return value.isUndefined() || readMembers(value, pointer(path, QString::fromLatin1(keyword)), to);
    };
    into.hasProperties = object.contains(QLatin1String("properties"));
    if (!members("properties", into.properties) || !members("optionalProperties", into.optionalProperties))
        return false;
    for (const TypeDefinition::Member &required : into.properties) {
        for (const TypeDefinition::Member &optional : into.optionalProperties) {
            if (required.name == optional.name)
                return fail(path,
                            TypeDefinitionText::tr("“%1” is both required and optional.").arg(required.name));
        }
    }
    const QJsonValue more = object.value(QLatin1String("additionalProperties"));
    into.allowsMore = more.toBool();
    return more.isUndefined() || more.isBool()
        || fail(pointer(path, QStringLiteral("additionalProperties")),
                TypeDefinitionText::tr("It is true or false."));
}

bool DefinitionReader::readDiscriminator(const QJsonObject &object, const QString &path, TypeDefinition &into)
{
    const QString at = pointer(path, QStringLiteral("mapping"));
    if (!object.contains(QLatin1String("mapping")))
        return fail(path, TypeDefinitionText::tr("“discriminator” needs “mapping” beside it."));
    if (!readWord(object.value(QLatin1String("discriminator")),
                  pointer(path, QStringLiteral("discriminator")), into.word)
        || !readMembers(object.value(QLatin1String("mapping")), at, into.mapping))
        return false;
    for (const auto &[name, definition] : into.mapping) {
        const QString place = pointer(at, name);
        if (definition.form != Form::Properties)
            return fail(place, TypeDefinitionText::tr("What a discriminator leads to has properties."));
        if (definition.nullable)
            return fail(place, TypeDefinitionText::tr("What a discriminator leads to cannot be nullable."));
        for (const auto *members : {&definition.properties, &definition.optionalProperties}) {
            for (const TypeDefinition::Member &member : *members) {
                if (member.name == into.word)
                    return fail(
                        place,
                        TypeDefinitionText::tr("It cannot define the tag “%1” itself.").arg(into.word));
            }
        }
    }
    return true;
}

bool DefinitionReader::readMembers(const QJsonValue &value, const QString &path,
                                   std::vector<TypeDefinition::Member> &into)
{
    if (!value.isObject())
        return fail(path, TypeDefinitionText::tr("It is a JSON object, a definition for each name."));
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        auto definition = read(it.value(), pointer(path, it.key()), false);
        if (!definition)
            return false;
        into.push_back({it.key(), *std::move(definition)});
    }
    return true;
}

bool DefinitionReader::checkReferences(const TypeDefinition &root)
{
    for (const auto &reference : m_references) {
        const QString &name = reference.second;
        const bool isKnown = std::any_of(root.definitions.begin(), root.definitions.end(),
                                         [&name](const auto &member) { return member.name == name; });
        if (!isKnown)
            return fail(reference.first, TypeDefinitionText::tr("There is no definition “%1”.").arg(name));
    }
    return true;
}

Failure refused(const QString &why)
{
    return Failure(Error{
        Error::Kind::Malformed, TypeDefinitionText::tr("This is no JSON Type Definition. %1").arg(why), {}});
}

/// Line and column, in characters.
QString placeOf(const QByteArray &json, qsizetype offset)
{
    const QByteArray before = json.left(offset);
    const QByteArray line = before.mid(before.lastIndexOf('\n') + 1);
    return TypeDefinitionText::tr("Line %1, column %2")
        .arg(before.count('\n') + 1)
        .arg(QString::fromUtf8(line).toUcs4().size() + 1);
}

} // namespace

Result<TypeDefinition> parseTypeDefinition(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    const bool isJson = error.error == QJsonParseError::NoError
        || QJsonDocument::fromJson('[' + json + ']').array().size() == 1; // a lone value is no document to Qt
    if (!isJson)
        return refused(
            TypeDefinitionText::tr("%1: %2.").arg(placeOf(json, error.offset), error.errorString()));
    DefinitionReader reader;
    const QJsonValue root = document.isObject() ? QJsonValue(document.object()) : QJsonValue();
    auto definition = reader.read(root, {}, true);
    if (!definition || !reader.checkReferences(*definition))
        return refused(reader.mistake());
    return *std::move(definition);
}

} // namespace Fullstate
