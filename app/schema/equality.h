// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <QJsonObject>

namespace Fullstate {

/// Whether the tenant would hold the same for both values of the field: null and absent are one for an
/// optional field, timestamps are compared as moments by the whole second, numbers of format severity to a
/// tenth (api.md).
bool sameValue(const Field &field, const QJsonValue &left, const QJsonValue &right);

/// Whether both resources are the same by sameValue() for every field of the type; a field the type does not
/// know is compared as JSON.
bool sameResource(const ResourceType &type, const QJsonObject &left, const QJsonObject &right);

/// Undefined takes the field away; so does null in an optional field: the two are one to the tenant.
void setField(const ResourceType &type, QJsonObject &resource, const QString &name, const QJsonValue &value);

/// The names of the fields that differ, in the order of the type, unknown ones last.
QStringList changedFields(const ResourceType &type, const QJsonObject &left, const QJsonObject &right);

/// A timestamp as the API takes it (RFC 3339 with an offset); empty when it is not one.
std::optional<qint64> timestampSeconds(const QString &text);

} // namespace Fullstate
