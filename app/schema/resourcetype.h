// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace Fullstate {

/// What the API calls the field every resource is known by.
inline constexpr QLatin1String UniqueIdField("uniqueId");

/// One field of a resource type, or of a nested object or list item (resources/types/*.json).
struct Field
{
    /// Json: anything, written as JSON.
    enum class Kind { Text, Choice, HttpsUrl, Timestamp, Boolean, Integer, Number, List, Object, Json };

    QString name;
    Kind kind = Kind::Text;
    bool required = false;
    bool nullable = false;
    QStringList choices = {}; ///< for Choice, in the order of the documentation
    std::optional<double> minimum = {}; ///< as stated in prose by the documentation
    std::optional<double> maximum = {};
    QString description = {};
    std::vector<Field> fields = {}; ///< of an Object, or of the items of a List of objects
    Kind itemKind = Kind::Text; ///< of a List; item choices are in choices
    QString references = {}; ///< the type whose resources this names by their uniqueId; empty: none
};

/// A kind of resource the API takes.
struct ResourceType
{
    QString name; ///< "UserAccount"
    QString title; ///< "User accounts"
    QString path; ///< "user_account"
    std::vector<Field> fields = {};
    bool hasCustomProperties = false; ///< then the tenant wants customProperties on every resource

    const Field *field(QStringView fieldName) const;
    int fieldIndex(QStringView fieldName) const; ///< -1 when there is none
};

} // namespace Fullstate
