// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/draft/snapshot.h"
#include "app/schema/catalog.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Fullstate {

/// The program's own "User accounts".
inline const ResourceType &userAccounts()
{
    static const Result<Catalog> catalog = Catalog::load();
    return *catalog->find(u"UserAccount");
}

/// A user account that the tenant would take.
inline QJsonObject user(const QString &id)
{
    return {
        {QStringLiteral("uniqueId"), id},
        {QStringLiteral("displayName"), QString(QStringLiteral("Name of ") + id)},
        {QStringLiteral("externalUrl"), QString(QStringLiteral("https://people.example.com/") + id)},
        {QStringLiteral("fullName"), QString(QStringLiteral("Full Name of ") + id)},
        {QStringLiteral("accountName"), id},
        {QStringLiteral("email"), QString(id + QStringLiteral("@example.com"))},
        {QStringLiteral("permissionLevel"), QStringLiteral("BASE")},
        {QStringLiteral("createdTimestamp"), QStringLiteral("2024-03-01T09:00:00Z")},
        {QStringLiteral("status"), QStringLiteral("ACTIVE")},
        {QStringLiteral("mfaEnabled"), true},
        {QStringLiteral("mfaMethods"), QJsonArray{QStringLiteral("OTP")}},
        {QStringLiteral("authMethod"), QStringLiteral("PASSWORD")},
    };
}

/// User accounts in short: "ada bob:email=new,mfaEnabled=null"; a value is JSON where it can be read as JSON.
inline std::vector<QJsonObject> users(const QString &text)
{
    std::vector<QJsonObject> made;
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        QJsonObject one = user(word.section(QLatin1Char(':'), 0, 0));
        const QStringList edits =
            word.section(QLatin1Char(':'), 1).split(QLatin1Char(','), Qt::SkipEmptyParts);
        for (const QString &edit : edits) {
            const QString value = edit.section(QLatin1Char('='), 1);
            const QByteArray json = QByteArray("[") + value.toUtf8() + "]";
            const QJsonDocument read = QJsonDocument::fromJson(json);
            one.insert(edit.section(QLatin1Char('='), 0, 0),
                       read.isArray() ? read.array().at(0) : QJsonValue(value));
        }
        made.push_back(one);
    }
    return made;
}

/// "user0 user1 …"
inline std::vector<QJsonObject> manyUsers(int count, int from = 0)
{
    std::vector<QJsonObject> made;
    for (int i = from; i < from + count; ++i)
        made.push_back(user(QStringLiteral("user%1").arg(i)));
    return made;
}

/// What a tenant held: its live resources, and the deleted ones that it still lists.
inline SnapshotPtr snapshotOf(std::vector<QJsonObject> live, const std::vector<QJsonObject> &deleted = {})
{
    Snapshot snapshot;
    snapshot.takenAt = QDateTime({2026, 11, 23}, {8, 59}, Qt::UTC);
    snapshot.resources = std::move(live);
    for (const QJsonObject &resource : deleted)
        snapshot.tombstones.push_back({resource, QStringLiteral("2026-11-01T00:00:00Z")});
    return std::make_shared<const Snapshot>(std::move(snapshot));
}

} // namespace Fullstate
