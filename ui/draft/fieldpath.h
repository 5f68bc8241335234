// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <QJsonObject>
#include <functional>

namespace Fullstate {

/// A field of a resource at any depth, and the way there.
struct FieldPath
{
    struct Step
    {
        QString name; ///< of a field; empty: an item of a list
        qsizetype item = 0;

        friend bool operator==(const Step &, const Step &) = default;
    };

    /// Headings are what other fields stand under: objects, lists of objects and their items.
    enum class Kind { Value, Object, List, Item };

    std::vector<Step> steps = {};
    const Field *field = nullptr; ///< of an item: that of its list
    Kind kind = Kind::Value;

    bool isHeading() const { return kind != Kind::Value; }
    bool isKnown() const; ///< to the type
    const QString &topField() const { return steps.front().name; }
    qsizetype item() const { return steps.back().item; } ///< its place in the list
    FieldPath parent() const { return {{steps.begin(), steps.end() - 1}, field, Kind::List}; } ///< of an item
    FieldPath at(qsizetype item) const; ///< of a list
    QString text() const; ///< as Problem::field has it, "drives[0].name"
    QString lastName() const; ///< "name"

    friend bool operator==(const FieldPath &, const FieldPath &) = default;
};

/// Every field of a resource, those of objects and of the items of lists after their heading, and after them
/// what the type does not know. Without what is under a heading for which \p isOpen says no, and under one
/// that holds something else than it should.
std::vector<FieldPath> fieldPaths(
    const ResourceType &type, const QJsonObject &resource,
    const std::function<bool(const FieldPath &)> &isOpen = [](const FieldPath &) { return true; });

/// Whether the resource has a place for the path: all lists on the way are long enough.
bool hasPlace(const QJsonObject &resource, const FieldPath &path);

/// Undefined where the way ends early.
QJsonValue valueAt(const QJsonObject &resource, const FieldPath &path);
/// What the resource's top field becomes with the value there; objects on the way are made.
QJsonValue topValueWith(const QJsonObject &resource, const FieldPath &path, const QJsonValue &value);

} // namespace Fullstate
