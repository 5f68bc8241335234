// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"
#include "app/schema/resourcetype.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

namespace Fullstate {

/// What the practice tenant holds: for each application (and source), type and resource ID the live resources
/// and the tombstones, in the order of their arrival.
class PracticeState
{
public:
    struct Record
    {
        QJsonObject resource;
        QString createdAt;
        QString updatedAt;
        QString deletedAt; ///< empty while it lives
    };

    /// Whose resources: client ID, source (empty for a private application) and resource ID.
    static QString key(const QString &clientId, const QString &source, const QString &resourceId);

    /// The whole-state PUT: what is left out becomes a tombstone, what was one comes back.
    void replace(const QString &key, const ResourceType &type, const QJsonArray &resources,
                 const QDateTime &now);
    /// As GET lists them: server fields added, absent optional fields as null, tombstones too.
    QJsonArray listed(const QString &key, const ResourceType &type) const;
    /// The live ones without server fields.
    QJsonArray live(const QString &key) const;
    bool isEmpty() const { return m_records.isEmpty(); }

    /// The file holds everything; writing it leaves the former content in place when the disk is full.
    Result<> load(const QString &fileName);
    Result<> save(const QString &fileName) const;

private:
    QHash<QString, QList<Record>> m_records;
};

} // namespace Fullstate
