// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scriptedapi.h"

#include <map>

namespace Fullstate {

/// The tenants of several customers of one application, each with a script of its own.
class SeveralTenants final : public ResourceApi
{
public:
    /// "acme GET", "acme PUT", in the order of the calls.
    QStringList log;

    ScriptedApi &add(const QString &customer, const QString &held)
    {
        auto &tenant = m_tenants[customer];
        tenant = std::make_unique<ScriptedApi>(users(held));
        return *tenant;
    }
    ScriptedApi &operator[](const QString &customer) { return *m_tenants.at(customer); }
    /// How often a customer's tenant was asked so.
    qsizetype count(const QString &call) const { return log.count(call); }

    ResultJob<QByteArray> *fetch(const Connection &connection, const QString &typePath,
                                 const QString &resourceId, QObject *parent) override
    {
        log << connection.customerId + QStringLiteral(" GET");
        return m_tenants.at(connection.customerId)->fetch(connection, typePath, resourceId, parent);
    }
    ResultJob<PutAnswer> *put(const Connection &connection, const QString &typePath, const QByteArray &body,
                              QObject *parent) override
    {
        log << connection.customerId + QStringLiteral(" PUT");
        return m_tenants.at(connection.customerId)->put(connection, typePath, body, parent);
    }

private:
    std::map<QString, std::unique_ptr<ScriptedApi>> m_tenants;
};

/// A connection of a customer to the application of SeveralTenants, with one set of user accounts.
inline Connection customerConnection(const QString &customer)
{
    Connection connection = scriptedConnection();
    connection.id = QStringLiteral("connection-") + customer;
    connection.name = customer;
    connection.kind = Connection::Kind::Public;
    connection.customerId = customer;
    connection.resourceSets = {
        {QStringLiteral("set-") + customer, QStringLiteral("UserAccount"), QStringLiteral("65fc")}};
    return connection;
}

} // namespace Fullstate
