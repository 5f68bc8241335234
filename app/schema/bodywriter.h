// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <map>

namespace Fullstate {

inline constexpr qint64 MaxBodyBytes = 10'485'760; ///< of a PUT; the figure in the tenant's 413 (api.md)

/// Writes resources as compact JSON, leaving out optional fields that are null. QJsonDocument would need a
/// copy of every resource for that, and takes twice the time: a plan writes ten thousand of them.
class BodyWriter
{
public:
    /// As the tenant takes it, custom properties nested. The type must outlive the writer.
    void write(const ResourceType &type, const QJsonObject &resource);
    void write(const QString &text);
    void write(const char *raw) { m_json.append(raw); }

    const QByteArray &json() const { return m_json; }

private:
    /// A key of the objects that share a list of fields.
    struct Key
    {
        QByteArray json; ///< as it stands in the body, with the colon
        const Field *field = nullptr; ///< none when the type does not know it
    };
    using Keys = QHash<QString, Key>;

    void write(const std::vector<Field> &fields, const QJsonObject &object);
    void writeValue(const std::vector<Field> &fields, const QJsonValue &value);
    static Key keyOf(const std::vector<Field> &fields, const QString &name);

    QByteArray m_json;
    std::map<const std::vector<Field> *, Keys> m_keys;
};

} // namespace Fullstate
