// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"
#include "app/schema/resourcetype.h"

#include <QByteArray>
#include <QJsonObject>

namespace Fullstate {

/// A JSON Type Definition (RFC 8927), in which the Developer Console declares custom properties.
struct TypeDefinition
{
    struct Member;
    enum class Form { Empty, Ref, Type, Enum, Elements, Properties, Values, Discriminator };

    Form form = Form::Empty;
    bool nullable = false;
    QString description = {}; ///< metadata.description, if it is text
    QString word =
        {}; ///< the definition that is referred to, the name of the type, or the discriminator's tag
    QStringList choices = {}; ///< of an enum
    std::vector<TypeDefinition> items; ///< one, of elements and values
    std::vector<Member> properties;
    std::vector<Member> optionalProperties;
    bool hasProperties = false; ///< "properties" is there, if empty
    bool allowsMore = false; ///< additionalProperties
    std::vector<Member> mapping; ///< of a discriminator
    std::vector<Member> definitions; ///< of the root only
};

struct TypeDefinition::Member
{
    QString name;
    TypeDefinition definition;
};

/// Reads a definition. What breaks a rule of RFC 8927 is refused with its place: line and column where it is
/// no JSON, else a JSON Pointer (RFC 6901). So is one that nests deeper than anybody writes.
Result<TypeDefinition> parseTypeDefinition(const QByteArray &json);

/// One error of RFC 8927 §3.3: both as JSON Pointers.
struct TypeViolation
{
    QString instancePath;
    QString schemaPath;

    friend bool operator==(const TypeViolation &, const TypeViolation &) = default;
};

/// Every way in which \p instance breaks the definition (RFC 8927 §3.3). A reference that leads to nothing
/// but itself is satisfied by anything.
std::vector<TypeViolation> violations(const TypeDefinition &definition, const QJsonValue &instance);

/// The members of a definition of the form "properties" as fields, in the order of their names; what cannot
/// be a column, as a definition that holds itself, becomes Field::Kind::Json. Nothing for the other forms.
std::vector<Field> toFields(const TypeDefinition &definition);

/// What the tenant is documented not to take in custom properties (api.md: flat; boolean, int32, string,
/// timestamp), in words.
QStringList customPropertyDoubts(const TypeDefinition &definition);

/// RFC 3339 with a capital T and Z (RFC 8927 §3.3.3, RFC 4287 §3.3), a leap second included.
bool isRfc3339(const QString &text);

} // namespace Fullstate
