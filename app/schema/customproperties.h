// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <QJsonObject>

namespace Fullstate {

/// Custom properties are nested in what the API takes and gives (api.md, Custom properties) and stand beside
/// the other fields in everything of ours, as "customProperties.engine": so a column, a problem, a change and
/// a CSV header are the same for them as for any field.
inline constexpr QLatin1String CustomPropertiesKey("customProperties");

/// The type of a resource set that declares \p properties.
ResourceType withCustomProperties(ResourceType type, std::vector<Field> properties);

/// A resource as the API gives it, as ours.
QJsonObject flattened(const ResourceType &type, QJsonObject resource);
/// One of ours, as the API takes it: customProperties is there exactly when some are declared.
QJsonObject nested(const ResourceType &type, QJsonObject resource);

} // namespace Fullstate
