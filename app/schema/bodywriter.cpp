// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/bodywriter.h"

#include "app/schema/customproperties.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace Fullstate {

/// Whatever is not plain text in ASCII, as QJsonDocument writes it.
static QByteArray jsonOf(const QJsonValue &value)
{
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

void BodyWriter::write(const QString &text)
{
    const qsizetype start = m_json.size();
    m_json.resize(start + text.size() + 2);
    char *to = m_json.data() + start;
    *to++ = '"';
    for (const QChar c : text) {
        if (c < QLatin1Char(' ') || c >= QChar(0x7f) || c == QLatin1Char('"') || c == QLatin1Char('\\')) {
            m_json.resize(start);
            m_json.append(jsonOf(text));
            return;
        }
        *to++ = static_cast<char>(c.unicode());
    }
    *to = '"';
}

void BodyWriter::writeValue(const std::vector<Field> &fields, const QJsonValue &value)
{
    if (value.isString()) {
        write(value.toString());
    } else if (value.isObject()) {
        write(fields, value.toObject());
    } else if (value.isArray()) {
        const QJsonArray items = value.toArray();
        m_json.append('[');
        for (qsizetype i = 0; i < items.size(); ++i) {
            if (i > 0)
                m_json.append(',');
            writeValue(fields, items.at(i));
        }
        m_json.append(']');
    } else if (value.isBool()) {
        m_json.append(value.toBool() ? "true" : "false");
    } else {
        m_json.append(jsonOf(value));
    }
}

BodyWriter::Key BodyWriter::keyOf(const std::vector<Field> &fields, const QString &name)
{
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&name](const Field &field) { return field.name == name; });
    return {jsonOf(name) + ':', found == fields.end() ? nullptr : &*found};
}

void BodyWriter::write(const ResourceType &type, const QJsonObject &resource)
{
    if (type.hasCustomProperties)
        write(type.fields, nested(type, resource));
    else
        write(type.fields, resource);
}

void BodyWriter::write(const std::vector<Field> &fields, const QJsonObject &object)
{
    static const std::vector<Field> none;
    Keys &keys = m_keys[&fields];
    m_json.append('{');
    bool first = true;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString name = it.key();
        auto key = keys.find(name);
        if (key == keys.end())
            key = keys.insert(name, keyOf(fields, name));
        const Field *field = key->field;
        const QJsonValue value = it.value();
        if (value.isNull() && field && !field->required)
            continue;
        if (!std::exchange(first, false))
            m_json.append(',');
        m_json.append(key->json);
        writeValue(field ? field->fields : none, value);
    }
    m_json.append('}');
}

} // namespace Fullstate
