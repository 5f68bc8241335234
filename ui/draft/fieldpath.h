// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <QJsonObject>

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

    std::vector<Step> steps = {};
    const Field *field = nullptr; ///< nullptr: an item of a list, or an object: a heading for what is in it

    bool isHeading() const { return field == nullptr; }
    const QString &topField() const { return steps.front().name; }
    bool isItem() const { return steps.back().name.isEmpty(); } ///< of a list
    FieldPath parent() const { return {{steps.begin(), steps.end() - 1}, nullptr}; }
    QString text() const; ///< as Problem::field has it, "drives[0].name"

    friend bool operator==(const FieldPath &, const FieldPath &) = default;
};

/// Every field of a resource, those of objects and of the items of lists after the field that holds them.
std::vector<FieldPath> fieldPaths(const ResourceType &type, const QJsonObject &resource);

/// Undefined where the way ends early.
QJsonValue valueAt(const QJsonObject &resource, const FieldPath &path);
/// What the resource's top field becomes with the value there; objects on the way are made.
QJsonValue topValueWith(const QJsonObject &resource, const FieldPath &path, const QJsonValue &value);

} // namespace Fullstate
