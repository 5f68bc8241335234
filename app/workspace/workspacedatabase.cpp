// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/workspacedatabase.h"

#include "app/workspace/migrations.h"

#include <algorithm>

namespace Fullstate {

namespace {

QString kindId(Connection::Kind kind)
{
    switch (kind) {
    case Connection::Kind::Practice:
        return QStringLiteral("practice");
    case Connection::Kind::Private:
        return QStringLiteral("private");
    case Connection::Kind::Public:
        break;
    }
    return QStringLiteral("public");
}

Connection::Kind kindFromId(const QString &id)
{
    if (id == QLatin1String("practice"))
        return Connection::Kind::Practice;
    return id == QLatin1String("public") ? Connection::Kind::Public : Connection::Kind::Private;
}

} // namespace

WorkspaceDatabase::WorkspaceDatabase(QString fileName)
    : m_file(std::move(fileName))
{
}

Result<WorkspaceDatabase::Condition> WorkspaceDatabase::open()
{
    const Result<> opened = m_file.open();
    if (!opened && !m_file.foundDamage())
        return Failure(opened.error());
    const Result<bool> sound = opened ? isSound() : Result<bool>(false);
    if (!sound)
        return Failure(sound.error());
    if (!*sound) {
        m_file.close();
        return Condition::Damaged;
    }
    if (const Result<> migrated = migrate(); !migrated)
        return Failure(migrated.error());
    return Condition::Sound;
}

/// Bodies of receipts are left out: they may be hundreds of megabytes, and a damaged one is found when read.
Result<bool> WorkspaceDatabase::isSound()
{
    auto tables = m_file.run(QStringLiteral("SELECT name FROM sqlite_schema WHERE type = 'table' AND "
                                            "name <> 'receipt_bodies' AND name NOT LIKE 'sqlite_%'"));
    if (!tables)
        return m_file.foundDamage() ? Result<bool>(false) : Failure(tables.error());
    QStringList names;
    while (tables->next())
        names.append(tables->value(0).toString());
    for (const QString &name : std::as_const(names)) {
        const auto verdict = m_file.value(QStringLiteral("PRAGMA quick_check('%1')").arg(name));
        if (!verdict)
            return m_file.foundDamage() ? Result<bool>(false) : Failure(verdict.error());
        if (verdict->toString() != QLatin1String("ok"))
            return false;
    }
    return true;
}

Result<> WorkspaceDatabase::migrate()
{
    const auto version = m_file.value(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return Failure(version.error());
    if (version->toInt() > presentVersion())
        return Failure(newerVersion(m_file.fileName()));
    for (int from = version->toInt(); from < presentVersion(); ++from) {
        const Result<> step = m_file.inTransaction([this, from]() -> Result<> {
            QStringList statements = migrations()[static_cast<size_t>(from)];
            statements.append(QStringLiteral("PRAGMA user_version = %1").arg(from + 1));
            for (const QString &statement : std::as_const(statements)) {
                if (const auto done = m_file.run(statement); !done)
                    return Failure(done.error());
            }
            return {};
        });
        if (!step)
            return step;
    }
    return {};
}

/// Of a column that may have been asked for as a BLOB: Qt's driver has SQLite turn TEXT into UTF-16, which
/// takes several times as long.
static QString textOf(const QVariant &column)
{
    return QString::fromUtf8(column.toByteArray());
}

static ResourceSet resourceSetFrom(const QSqlQuery &query)
{
    return {textOf(query.value(0)), textOf(query.value(1)), textOf(query.value(2)), textOf(query.value(3)),
            query.value(4).toByteArray()};
}

/// Two statements, however many connections there are. The sets are not joined to their connections: that
/// would read each connection once for each of its sets. They are sorted here: SQLite would copy them all.
Result<std::vector<Connection>> WorkspaceDatabase::connections()
{
    auto query = m_file.run(QStringLiteral(
        "SELECT id, name, kind, region, api_url, browser_url, client_id, documents, customer_id, "
        "redirect_url, pkce, sign_in_confirmed FROM connections"));
    if (!query)
        return Failure(query.error());
    std::vector<Connection> connections;
    QHash<QString, size_t> places;
    while (query->next()) {
        Connection connection;
        connection.id = query->value(0).toString();
        connection.name = query->value(1).toString();
        connection.kind = kindFromId(query->value(2).toString());
        connection.region = regionFromId(query->value(3).toString());
        connection.custom = {QUrl(query->value(4).toString()), QUrl(query->value(5).toString())};
        connection.clientId = query->value(6).toString();
        connection.documents = query->value(7).toBool();
        connection.customerId = query->value(8).toString();
        connection.redirectUrl = QUrl(query->value(9).toString());
        connection.pkce = query->value(10).toBool();
        connection.signInConfirmed = query->value(11).toBool();
        places.insert(connection.id, connections.size());
        connections.push_back(std::move(connection));
    }
    auto sets = m_file.run(QStringLiteral(
        "SELECT CAST(id AS BLOB), CAST(type_name AS BLOB), CAST(resource_id AS BLOB), CAST(name AS BLOB), "
        "CAST(type_definition AS BLOB), CAST(connection_id AS BLOB), position FROM resource_sets"));
    if (!sets)
        return Failure(sets.error());
    std::vector<std::vector<std::pair<int, ResourceSet>>> ordered(connections.size());
    while (sets->next()) { // each has its connection: a foreign key sees to that
        const auto place = places.constFind(textOf(sets->value(5)));
        if (place != places.constEnd())
            ordered[*place].emplace_back(sets->value(6).toInt(), resourceSetFrom(*sets));
    }
    for (size_t i = 0; i < connections.size(); ++i) {
        std::sort(ordered[i].begin(), ordered[i].end(),
                  [](const auto &left, const auto &right) { return left.first < right.first; });
        for (auto &[position, set] : ordered[i])
            connections[i].resourceSets.push_back(std::move(set));
    }
    return connections;
}

Result<std::vector<ResourceSet>> WorkspaceDatabase::resourceSets(const QString &connectionId)
{
    auto query = m_file.run(
        QStringLiteral("SELECT id, type_name, resource_id, name, type_definition FROM resource_sets "
                       "WHERE connection_id = ? ORDER BY position"),
        {connectionId});
    if (!query)
        return Failure(query.error());
    std::vector<ResourceSet> sets;
    while (query->next())
        sets.push_back(resourceSetFrom(*query));
    return sets;
}

/// A null text would be NULL to the database.
static QString notNull(const QString &text)
{
    return text.isNull() ? QLatin1String("") : text;
}

Result<> WorkspaceDatabase::saveConnection(const Connection &connection)
{
    return m_file.inTransaction([&]() -> Result<> {
        // Not REPLACE: that would delete the row first, and with it the drafts.
        auto saved = m_file.run(
            QStringLiteral(
                "INSERT INTO connections (id, name, kind, region, api_url, browser_url, client_id, "
                "documents, customer_id, redirect_url, pkce, sign_in_confirmed) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET "
                "name = excluded.name, kind = excluded.kind, region = excluded.region, "
                "api_url = excluded.api_url, browser_url = excluded.browser_url, "
                "client_id = excluded.client_id, documents = excluded.documents, "
                "customer_id = excluded.customer_id, redirect_url = excluded.redirect_url, "
                "pkce = excluded.pkce, sign_in_confirmed = excluded.sign_in_confirmed"),
            {connection.id, connection.name, kindId(connection.kind), regionId(connection.region),
             QString::fromUtf8(connection.custom.api.toEncoded()),
             QString::fromUtf8(connection.custom.browser.toEncoded()), connection.clientId,
             connection.documents ? 1 : 0, notNull(connection.customerId),
             notNull(QString::fromUtf8(connection.redirectUrl.toEncoded())), connection.pkce ? 1 : 0,
             connection.signInConfirmed ? 1 : 0});
        if (!saved)
            return Failure(saved.error());
        QStringList kept;
        for (const ResourceSet &set : connection.resourceSets) {
            saved = m_file.run(
                QStringLiteral(
                    "INSERT INTO resource_sets (id, connection_id, position, type_name, resource_id, name, "
                    "type_definition) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                    "position = excluded.position, type_name = excluded.type_name, "
                    "resource_id = excluded.resource_id, name = excluded.name, "
                    "type_definition = excluded.type_definition"),
                {set.id, connection.id, kept.size(), set.typeName, set.resourceId, notNull(set.name),
                 notNull(QString::fromUtf8(set.typeDefinition))});
            if (!saved)
                return Failure(saved.error());
            kept.append(set.id);
        }
        const auto stored = resourceSets(connection.id);
        if (!stored)
            return Failure(stored.error());
        for (const ResourceSet &set : *stored) {
            if (kept.contains(set.id))
                continue;
            m_stored.remove(set.id);
            if (auto gone = m_file.run(QStringLiteral("DELETE FROM resource_sets WHERE id = ?"), {set.id});
                !gone)
                return Failure(gone.error());
        }
        return {};
    });
}

Result<> WorkspaceDatabase::removeConnection(const QString &connectionId)
{
    m_stored.clear(); // whatever is stored of its drafts goes with it
    return m_file.inTransaction([&]() -> Result<> {
        if (auto gone = m_file.run(QStringLiteral("DELETE FROM connections WHERE id = ?"), {connectionId});
            !gone)
            return Failure(gone.error());
        return {};
    });
}

} // namespace Fullstate
