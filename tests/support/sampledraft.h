// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/draft/draft.h"
#include "app/schema/catalog.h"

#include <QJsonArray>

namespace Fullstate {

/// A user account that the tenant would take.
inline QJsonObject sampleAccount(const QString &uniqueId, const QString &displayName)
{
    return {{QStringLiteral("uniqueId"), uniqueId},
            {QStringLiteral("displayName"), displayName},
            {QStringLiteral("fullName"), displayName},
            {QStringLiteral("accountName"), uniqueId},
            {QStringLiteral("email"), QString(uniqueId % QStringLiteral("@example.com"))},
            {QStringLiteral("externalUrl"), QString(QStringLiteral("https://example.com/") % uniqueId)},
            {QStringLiteral("permissionLevel"), QStringLiteral("BASE")},
            {QStringLiteral("createdTimestamp"), QStringLiteral("2026-01-02T03:04:05Z")},
            {QStringLiteral("status"), QStringLiteral("ACTIVE")},
            {QStringLiteral("mfaEnabled"), true},
            {QStringLiteral("mfaMethods"), QJsonArray{QStringLiteral("OTP")}},
            {QStringLiteral("authMethod"), QStringLiteral("SSO")}};
}

/// A draft of three user accounts, ann, bob and cleo, as they were fetched.
class SampleDraft
{
public:
    SampleDraft()
        : m_catalog(*Catalog::load())
    {
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->takenAt = QDateTime::fromSecsSinceEpoch(1'770'000'000, Qt::UTC);
        snapshot->resources = {sampleAccount(QStringLiteral("ann"), QStringLiteral("Ann Archer")),
                               sampleAccount(QStringLiteral("bob"), QStringLiteral("Bob Baker")),
                               sampleAccount(QStringLiteral("cleo"), QStringLiteral("Cleo Carter"))};
        DraftState state;
        state.base = snapshot;
        quint64 key = 0;
        for (const QJsonObject &resource : snapshot->resources)
            state.rows.push_back({++key, resource, resource.value(QStringLiteral("uniqueId")).toString()});
        m_draft = std::make_unique<Draft>(*m_catalog.find(u"UserAccount"), state);
    }

    const Catalog &catalog() const { return m_catalog; }
    Draft &draft() { return *m_draft; }
    QJsonValue value(int row, const char *field) const
    {
        return m_draft->rows().at(static_cast<size_t>(row)).resource.value(QLatin1String(field));
    }

private:
    Catalog m_catalog;
    std::unique_ptr<Draft> m_draft;
};

} // namespace Fullstate
