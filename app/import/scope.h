// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <QJsonObject>

namespace Fullstate {

/// One condition of a scope.
struct ScopeRule
{
    enum class Kind {
        Bands, ///< a severity in one of these CVSS v3 bands: "critical", "high", "medium", "low", "none"
        OneOf, ///< the field's text is one of these, without regard to case
        NoneOf, ///< the field's text is none of these
        Items ///< of a list of objects only those stay whose name holds one of these
    };

    QString field;
    Kind kind = Kind::OneOf;
    QStringList values = {};

    friend bool operator==(const ScopeRule &, const ScopeRule &) = default;
};

/// The rule that keeps some records out of the draft (words.md): a record is in scope when every condition
/// holds.
struct Scope
{
    std::vector<ScopeRule> rules = {};

    bool isEmpty() const { return rules.empty(); }
    friend bool operator==(const Scope &, const Scope &) = default;
};

/// What the documentation advises (api.md, Advice): Critical and High findings, security-relevant
/// applications (resources/import/applications.json). Empty for the other types.
Scope advisedScope(const ResourceType &type);
/// The list of objects whose items a scope of the type can choose from: "applications"; empty: none.
QString itemsField(const ResourceType &type);

/// Whether the value of the rule's field keeps a record in. A value that the rule does not understand (a
/// severity that is no number, none at all) does: it becomes a problem instead of going missing.
bool isInScope(const ScopeRule &rule, const QJsonValue &value);
bool isInScope(const Scope &scope, const QJsonObject &resource);
/// Takes the items out that an Items rule keeps out; returns how many.
int leaveItemsOut(const Scope &scope, QJsonObject *resource);

/// "severity is Critical or High", for people; empty for an empty one.
QString scopeText(const Scope &scope);
/// "Critical (9.0 to 10)" for a band.
QString bandTitle(const QString &band);
QStringList severityBands(); ///< the worst first

/// For the workspace. What cannot be read is no condition.
QByteArray toJson(const Scope &scope);
Scope scopeFromJson(const QByteArray &json);

} // namespace Fullstate
