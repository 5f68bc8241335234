// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Fullstate {

/// \p count user accounts with every field filled in, as one would come from a directory.
inline QJsonArray manyUsers(int count)
{
    QJsonArray users;
    for (int i = 0; i < count; ++i) {
        const QString number = QString::number(i);
        users.append(QJsonObject{
            {QStringLiteral("uniqueId"), QStringLiteral("user-%1").arg(i, 6, 10, QLatin1Char('0'))},
            {QStringLiteral("displayName"), QString(QStringLiteral("Person ") + number)},
            {QStringLiteral("externalUrl"),
             QString(QStringLiteral("https://directory.example.com/people/") + number)},
            {QStringLiteral("fullName"), QString(QStringLiteral("Person Number ") + number)},
            {QStringLiteral("accountName"), QString(QStringLiteral("person.") + number)},
            {QStringLiteral("email"),
             QString(QStringLiteral("person.") + number + QStringLiteral("@example.com"))},
            {QStringLiteral("permissionLevel"), QStringLiteral("BASE")},
            {QStringLiteral("createdTimestamp"), QStringLiteral("2024-03-01T09:00:00Z")},
            {QStringLiteral("status"), QStringLiteral("ACTIVE")},
            {QStringLiteral("mfaEnabled"), true},
            {QStringLiteral("mfaMethods"), QJsonArray{QStringLiteral("OTP"), QStringLiteral("PUSH_PROMPT")}},
            {QStringLiteral("authMethod"), QStringLiteral("SSO")},
            {QStringLiteral("roleDescription"), QStringLiteral("Member of the engineering team")},
            {QStringLiteral("updatedTimestamp"), QStringLiteral("2026-03-01T09:00:00Z")},
            {QStringLiteral("lastLoginTimestamp"), QStringLiteral("2026-11-01T09:00:00Z")},
            {QStringLiteral("lastPasswordResetTimestamp"), QStringLiteral("2026-10-01T09:00:00Z")},
            {QStringLiteral("groupIds"), QJsonArray{QStringLiteral("engineering"), QStringLiteral("berlin")}},
        });
    }
    return users;
}

} // namespace Fullstate
