// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/catalog.h"

#include "app/schema/customproperties.h"
#include "app/schema/typedefinition.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <algorithm>

namespace Fullstate {

namespace {

/// Reads one description file. The first mistake stops everything: whatever was read after it is not used.
class Reader
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::Catalog)

public:
    explicit Reader(QString place)
        : m_place(std::move(place))
    {
    }

    const QString &mistake() const { return m_mistake; }

    ResourceType readType(const QJsonObject &object)
    {
        expectKeys(object, m_place, {"name", "title", "path", "fields"}, {});
        ResourceType type;
        type.name = text(object, "name", m_place);
        type.title = text(object, "title", m_place);
        type.path = text(object, "path", m_place);
        type.fields = readFields(object, m_place);
        if (!type.field(u"uniqueId") || !type.field(u"displayName"))
            fail(m_place, tr("every type has the fields uniqueId and displayName"));
        return type;
    }

private:
    void fail(const QString &place, const QString &what)
    {
        if (m_mistake.isEmpty())
            m_mistake = place + QStringLiteral(": ") + what;
    }

    void expectKeys(const QJsonObject &object, const QString &place,
                    std::initializer_list<const char *> required,
                    std::initializer_list<const char *> optional)
    {
        QSet<QString> known;
        for (const char *key : required) {
            known.insert(QLatin1String(key));
            if (!object.contains(QLatin1String(key)))
                fail(place, tr("“%1” is missing").arg(QLatin1String(key)));
        }
        for (const char *key : optional)
            known.insert(QLatin1String(key));
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!known.contains(it.key()))
                fail(place, tr("“%1” is not known").arg(it.key()));
        }
    }

    QString text(const QJsonObject &object, const char *key, const QString &place)
    {
        const QString value = object.value(QLatin1String(key)).toString();
        if (value.isEmpty())
            fail(place, tr("“%1” has to be a text").arg(QLatin1String(key)));
        return value;
    }

    bool flag(const QJsonObject &object, const char *key, const QString &place)
    {
        const QJsonValue value = object.value(QLatin1String(key));
        if (!value.isUndefined() && !value.isBool())
            fail(place, tr("“%1” has to be true or false").arg(QLatin1String(key)));
        return value.toBool();
    }

    std::optional<double> limit(const QJsonObject &object, const char *key, Field::Kind kind,
                                const QString &place)
    {
        const QJsonValue value = object.value(QLatin1String(key));
        if (value.isUndefined())
            return {};
        if (!value.isDouble() || (kind != Field::Kind::Number && kind != Field::Kind::Integer))
            fail(place, tr("“%1” has to be a number, of a number").arg(QLatin1String(key)));
        return value.toDouble();
    }

    QStringList choices(const QJsonObject &object, const QString &place)
    {
        QStringList names;
        const QJsonArray values = object.value(QLatin1String("enum")).toArray();
        for (const QJsonValueConstRef value : values)
            names.append(value.toString());
        if (names.isEmpty() || names.contains(QString()) || names.removeDuplicates() > 0)
            fail(place, tr("“enum” has to be a list of different texts"));
        return names;
    }

    Field::Kind readKind(const QJsonObject &object, const QString &place)
    {
        struct Name
        {
            const char *type, *format;
            bool isChoice;
            Field::Kind kind;
        };
        static constexpr Name names[] = {
            {"string", "", false, Field::Kind::Text},
            {"string", "", true, Field::Kind::Choice},
            {"string", "https-url", false, Field::Kind::HttpsUrl},
            {"string", "date-time", false, Field::Kind::Timestamp},
            {"boolean", "", false, Field::Kind::Boolean},
            {"integer", "int32", false, Field::Kind::Integer},
            {"number", "float", false, Field::Kind::Number},
            {"array", "", false, Field::Kind::List},
            {"object", "", false, Field::Kind::Object},
        };
        const QString type = object.value(QLatin1String("type")).toString();
        const QString format = object.value(QLatin1String("format")).toString();
        const bool isChoice = object.contains(QLatin1String("enum"));
        for (const Name &name : names) {
            if (type == QLatin1String(name.type) && format == QLatin1String(name.format)
                && isChoice == name.isChoice)
                return name.kind;
        }
        fail(place,
             tr("no field is of type “%1”, format “%2”%3")
                 .arg(type, format, isChoice ? QStringLiteral(", enum") : QString()));
        return Field::Kind::Text;
    }

    void readItems(const QJsonObject &object, const QString &place, Field *field)
    {
        const QJsonObject items = object.value(QLatin1String("items")).toObject();
        expectKeys(items, place, {"type"}, {"format", "enum", "fields"});
        field->itemKind = readKind(items, place);
        if (field->itemKind == Field::Kind::List)
            fail(place, tr("lists of lists are not known"));
        if (field->itemKind == Field::Kind::Choice)
            field->choices = choices(items, place);
        if (field->itemKind == Field::Kind::Object)
            field->fields = readFields(items, place);
        else if (items.contains(QLatin1String("fields")))
            fail(place, tr("only objects have “fields”"));
    }

    Field readField(const QJsonObject &object, const QString &place)
    {
        expectKeys(object, place, {"name", "type", "required", "description"},
                   {"format", "nullable", "enum", "minimum", "maximum", "items", "fields", "references"});
        Field field;
        field.name = text(object, "name", place);
        field.description = text(object, "description", place);
        field.kind = readKind(object, place);
        field.required = flag(object, "required", place);
        field.nullable = flag(object, "nullable", place);
        field.minimum = limit(object, "minimum", field.kind, place);
        field.maximum = limit(object, "maximum", field.kind, place);
        if (field.kind == Field::Kind::Choice)
            field.choices = choices(object, place);
        if (object.contains(QLatin1String("references"))) {
            field.references = text(object, "references", place);
            if (field.kind != Field::Kind::Text)
                fail(place, tr("only texts have “references”"));
        }
        if (field.kind == Field::Kind::List)
            readItems(object, place + QStringLiteral(" items"), &field);
        else if (object.contains(QLatin1String("items")))
            fail(place, tr("only lists have “items”"));
        if (field.kind == Field::Kind::Object)
            field.fields = readFields(object, place);
        else if (object.contains(QLatin1String("fields")))
            fail(place, tr("only objects have “fields”"));
        return field;
    }

    std::vector<Field> readFields(const QJsonObject &object, const QString &place)
    {
        const QJsonArray array = object.value(QLatin1String("fields")).toArray();
        if (array.isEmpty())
            fail(place, tr("“fields” has to be a list of fields"));
        std::vector<Field> fields;
        QSet<QString> names;
        for (const QJsonValueConstRef value : array) {
            const QString name = value[u"name"].toString();
            const QString fieldPlace =
                tr("%1, field %2 “%3”").arg(place, QString::number(fields.size() + 1), name);
            fields.push_back(readField(value.toObject(), fieldPlace));
            if (names.contains(name))
                fail(fieldPlace, tr("there is another field of this name"));
            names.insert(name);
        }
        return fields;
    }

    QString m_place;
    QString m_mistake;
};

Result<ResourceType> readFile(const QFileInfo &info)
{
    QFile file(info.filePath());
    if (!file.open(QIODevice::ReadOnly))
        return Failure(Error{Error::Kind::File, info.fileName() + QStringLiteral(": ") + file.errorString()});
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return Failure(
            Error{Error::Kind::Malformed,
                  QStringLiteral("%1, %2: %3")
                      .arg(info.fileName(), QString::number(parseError.offset), parseError.errorString())});
    Reader reader(info.fileName());
    ResourceType type = reader.readType(document.object());
    if (!reader.mistake().isEmpty())
        return Failure(Error{Error::Kind::Malformed, reader.mistake()});
    return type;
}

} // namespace

const Field *ResourceType::field(QStringView fieldName) const
{
    const int index = fieldIndex(fieldName);
    return index < 0 ? nullptr : &fields[static_cast<size_t>(index)];
}

int ResourceType::fieldIndex(QStringView fieldName) const
{
    const auto it = std::find_if(fields.begin(), fields.end(),
                                 [fieldName](const Field &field) { return field.name == fieldName; });
    return it == fields.end() ? -1 : static_cast<int>(it - fields.begin());
}

Result<Catalog> Catalog::load(const QString &folder)
{
    Catalog catalog;
    const QFileInfoList files =
        QDir(folder).entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QFileInfo &file : files) {
        Result<ResourceType> type = readFile(file);
        if (!type)
            return Failure(type.error());
        if (catalog.find(type->name) || catalog.findPath(type->path))
            return Failure(
                Error{Error::Kind::Malformed,
                      QCoreApplication::translate("Fullstate::Catalog",
                                                  "%1: there is another type “%2”, or another of path “%3”")
                          .arg(file.fileName(), type->name, type->path)});
        catalog.m_types.push_back(std::move(*type));
    }
    if (catalog.m_types.empty())
        return Failure(
            Error{Error::Kind::File,
                  QCoreApplication::translate("Fullstate::Catalog", "There are no resource types in %1.")
                      .arg(folder)});
    std::sort(catalog.m_types.begin(), catalog.m_types.end(),
              [](const ResourceType &left, const ResourceType &right) { return left.title < right.title; });
    return catalog;
}

const ResourceType *Catalog::find(QStringView name) const
{
    const auto it = std::find_if(m_types.begin(), m_types.end(),
                                 [name](const ResourceType &type) { return type.name == name; });
    return it == m_types.end() ? nullptr : &*it;
}

const ResourceType *Catalog::findPath(QStringView path) const
{
    const auto it = std::find_if(m_types.begin(), m_types.end(),
                                 [path](const ResourceType &type) { return type.path == path; });
    return it == m_types.end() ? nullptr : &*it;
}

/// Every resource has them, whatever else it has (api.md, Resources).
static std::vector<Field> withBaseFields(std::vector<Field> fields)
{
    Field url;
    url.name = QStringLiteral("externalUrl");
    url.kind = Field::Kind::HttpsUrl;
    url.required = true;
    Field id = url;
    id.name = QStringLiteral("uniqueId");
    id.kind = Field::Kind::Text;
    Field label = id;
    label.name = QStringLiteral("displayName");
    for (const Field &base : {url, id, label}) {
        std::erase_if(fields, [&base](const Field &field) { return field.name == base.name; });
        fields.insert(fields.begin(), base);
    }
    return fields;
}

Result<ResourceType> Catalog::described(const QString &name, const QByteArray &definition) const
{
    const ResourceType *known = find(name);
    if (definition.isEmpty()) {
        if (known)
            return *known;
        return Failure(
            {Error::Kind::Malformed,
             QCoreApplication::translate(
                 "Fullstate::Catalog",
                 "The resource type %1 is not known to this program: its type definition has to be "
                 "given.")
                 .arg(name)});
    }
    const Result<TypeDefinition> parsed = parseTypeDefinition(definition);
    if (!parsed)
        return Failure(parsed.error());
    if (parsed->form != TypeDefinition::Form::Properties)
        return Failure(
            {Error::Kind::Malformed,
             QCoreApplication::translate("Fullstate::Catalog",
                                         "The type definition declares no properties: “properties” or "
                                         "“optionalProperties” are missing.")});
    if (known)
        return withCustomProperties(*known, toFields(*parsed));
    return ResourceType{name, name, name, withBaseFields(toFields(*parsed))};
}

} // namespace Fullstate
