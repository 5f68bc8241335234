// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/customproperties.h"

namespace Fullstate {

static QString columnName(const QString &property)
{
    return CustomPropertiesKey % u'.' % property;
}

ResourceType withCustomProperties(ResourceType type, std::vector<Field> properties)
{
    for (Field &property : properties) {
        property.name = columnName(property.name);
        type.fields.push_back(std::move(property));
    }
    type.hasCustomProperties = !properties.empty();
    return type;
}

QJsonObject flattened(const ResourceType &type, QJsonObject resource)
{
    if (!type.hasCustomProperties || !resource.value(CustomPropertiesKey).isObject())
        return resource;
    const QJsonObject properties = resource.take(CustomPropertiesKey).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it)
        resource.insert(columnName(it.key()), it.value());
    return resource;
}

QJsonObject nested(const ResourceType &type, QJsonObject resource)
{
    if (!type.hasCustomProperties)
        return resource;
    QJsonObject properties;
    const QString prefix = columnName({});
    const QStringList keys = resource.keys();
    for (const QString &key : keys) {
        if (key.startsWith(prefix))
            properties.insert(key.mid(prefix.size()), resource.take(key));
    }
    resource.insert(CustomPropertiesKey, properties);
    return resource;
}

} // namespace Fullstate
