// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/snapshot.h"

#include "app/schema/customproperties.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace Fullstate {

namespace {

const QLatin1String ResourcesKey("resources");
const QLatin1String UnknownFieldsKey("unknownFields");
const QLatin1String DeletedAtKey("deletedAt");

QJsonObject withoutServerFields(const QJsonObject &object)
{
    QJsonObject resource = object;
    for (const char *name : {"createdAt", "updatedAt", "deletedAt"})
        resource.remove(QLatin1String(name));
    return resource;
}

/// Rebuilds each resource from just the fields of its type.
class KnownFields
{
public:
    explicit KnownFields(const ResourceType &type)
        : m_type(type)
    {
    }

    QJsonObject known(const QJsonObject &object)
    {
        if (m_type.hasCustomProperties)
            return knownOf(m_type.fields, flattened(m_type, object), QString());
        QJsonObject resource = knownOf(m_type.fields, object, QString());
        const QJsonValue custom = object.value(CustomPropertiesKey);
        if (custom.isObject()) // not described to us, but the tenant insists on them
            resource.insert(CustomPropertiesKey, custom);
        return resource;
    }

    QStringList unknownFields() const
    {
        QStringList names(m_unknown.cbegin(), m_unknown.cend());
        names.sort();
        return names;
    }

private:
    QJsonObject knownOf(const std::vector<Field> &fields, const QJsonObject &object, const QString &path)
    {
        QJsonObject resource;
        qsizetype seen = 0;
        for (const Field &field : fields) {
            const QJsonValue value = object.value(field.name);
            seen += value.isUndefined() ? 0 : 1;
            if (!value.isUndefined() && (field.required || !value.isNull()))
                resource.insert(field.name, knownValue(field, value, path + field.name));
        }
        if (seen < object.size())
            noteUnknown(fields, object, path);
        return resource;
    }

    QJsonValue knownValue(const Field &field, const QJsonValue &value, const QString &path)
    {
        if (field.fields.empty())
            return value;
        if (field.kind == Field::Kind::Object && value.isObject())
            return knownOf(field.fields, value.toObject(), path + u'.');
        if (field.kind != Field::Kind::List || !value.isArray())
            return value;
        QJsonArray items;
        const QJsonArray array = value.toArray();
        for (const QJsonValueConstRef item : array)
            items.append(item.isObject() ? knownOf(field.fields, item.toObject(), path + u'.')
                                         : QJsonValue(item));
        return items;
    }

    void noteUnknown(const std::vector<Field> &fields, const QJsonObject &object, const QString &path)
    {
        static const QSet<QString> expected{QStringLiteral("createdAt"), QStringLiteral("updatedAt"),
                                            QStringLiteral("deletedAt"), QStringLiteral("customProperties")};
        for (auto it = object.begin(); it != object.end(); ++it) {
            const bool isKnown = std::any_of(fields.begin(), fields.end(),
                                             [&it](const Field &field) { return field.name == it.key(); });
            if (!isKnown && !it.value().isNull() && !(path.isEmpty() && expected.contains(it.key())))
                m_unknown.insert(path + it.key());
        }
    }

    const ResourceType &m_type;
    QSet<QString> m_unknown;
};

Failure malformed(const QString &message, const QString &detail = {})
{
    return Failure(Error{Error::Kind::Malformed, message, detail});
}

QString tr(const char *text)
{
    return QCoreApplication::translate("Fullstate::Snapshot", text);
}

/// A live resource needs a uniqueId of its own, or else nothing safe can be planned.
QString idMistake(const QJsonObject &resource, QSet<QString> *seen)
{
    const QString id = resource.value(UniqueIdField).toString();
    if (id.isEmpty())
        return tr("The tenant holds a resource without a uniqueId. A push could not be planned safely.");
    if (seen->contains(id))
        return tr("The tenant holds two resources with the uniqueId “%1”. A push could not be planned "
                  "safely.")
            .arg(id);
    seen->insert(id);
    return {};
}

} // namespace

Result<Snapshot> parseSnapshot(const QByteArray &body, const QDateTime &takenAt, const ResourceType *type)
{
    QJsonParseError parseError;
    const QJsonObject answer = QJsonDocument::fromJson(body, &parseError).object();
    if (parseError.error != QJsonParseError::NoError)
        return malformed(tr("The answer cannot be read: it is damaged or was cut off."),
                         QStringLiteral("%1 (%2)").arg(parseError.errorString()).arg(parseError.offset));
    if (!answer.value(ResourcesKey).isArray())
        return malformed(tr("The answer has no list of resources."));

    Snapshot snapshot;
    snapshot.takenAt = takenAt;
    const QJsonArray array = answer.value(ResourcesKey).toArray();
    snapshot.resources.reserve(static_cast<size_t>(array.size()));
    QSet<QString> seen;
    std::optional<KnownFields> fields;
    if (type)
        fields.emplace(*type);
    for (const QJsonValueConstRef value : array) {
        if (!value.isObject())
            return malformed(tr("Something in the list of resources is not a resource."));
        const QJsonObject object = value.toObject();
        QJsonObject resource = fields ? fields->known(object) : withoutServerFields(object);
        const QJsonValue deletedAt = object.value(DeletedAtKey);
        if (!deletedAt.isUndefined() && !deletedAt.isNull()) {
            snapshot.tombstones.push_back({std::move(resource), deletedAt.toVariant().toString()});
            continue;
        }
        if (const QString mistake = idMistake(resource, &seen); !mistake.isEmpty())
            return malformed(mistake);
        snapshot.resources.push_back(std::move(resource));
    }
    if (fields)
        snapshot.unknownFields = fields->unknownFields();
    else
        snapshot.unknownFields = answer.value(UnknownFieldsKey).toVariant().toStringList();
    return snapshot;
}

QByteArray toBody(const Snapshot &snapshot)
{
    QJsonArray array;
    for (const QJsonObject &resource : snapshot.resources)
        array.append(resource);
    for (const Tombstone &tombstone : snapshot.tombstones) {
        QJsonObject resource = tombstone.resource;
        resource.insert(DeletedAtKey, tombstone.deletedAt);
        array.append(resource);
    }
    QJsonObject body{{ResourcesKey, array}};
    if (!snapshot.unknownFields.isEmpty())
        body.insert(UnknownFieldsKey, QJsonArray::fromStringList(snapshot.unknownFields));
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QHash<QString, int> indexById(const std::vector<QJsonObject> &resources)
{
    QHash<QString, int> index;
    index.reserve(static_cast<qsizetype>(resources.size()));
    int position = 0;
    for (const QJsonObject &resource : resources)
        index.insert(resource.value(UniqueIdField).toString(), position++);
    return index;
}

} // namespace Fullstate
