// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/authorizationcode.h"
#include "app/connection/connection.h"
#include "app/practice/faults.h"
#include "app/practice/practicetenant.h"
#include "app/schema/catalog.h"
#include "tests/support/httpclient.h"

#include <QUrlQuery>

namespace Fullstate {

/// A connection of a customer to the tenant's public application.
inline Connection customerOf(const PracticeTenant &tenant, const QString &customer)
{
    Connection made;
    made.id = QStringLiteral("connection of ") + customer;
    made.name = customer;
    made.kind = Connection::Kind::Public;
    made.region = Region::Custom;
    made.custom = {tenant.url(), tenant.url()};
    made.clientId = tenant.publicApplication().clientId;
    made.customerId = customer;
    made.redirectUrl = QUrl(QStringLiteral("http://127.0.0.1:8123/callback?a=b%20c"));
    return made;
}

/// What the browser brings back once the customer has allowed it.
inline AuthorizationCode allowAt(HttpClient &tenant, const Connection &connection)
{
    QUrlQuery query;
    const auto add = [&query](const char *key, const QString &value) {
        query.addQueryItem(QLatin1String(key), QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    add("client_id", connection.clientId);
    add("redirect_uri", connection.redirectUrl.toString(QUrl::FullyEncoded));
    add("source_id", connection.customerId);
    add("scope", QStringLiteral("connectors.self:read-resource connectors.self:write-resource"));
    add("state", QStringLiteral("s"));
    add("response_type", QStringLiteral("code"));
    add("decision", QStringLiteral("allow"));
    const HttpAnswer answer =
        tenant.ask("GET", QStringLiteral("/oauth/authorize?") + query.toString(QUrl::FullyEncoded));
    return {QUrlQuery(QUrl::fromEncoded(answer.location)).queryItemValue(QStringLiteral("code")).toLatin1(),
            {}};
}

/// The practice tenant as the customers of its public application see it.
class CustomerTenant
{
public:
    explicit CustomerTenant(const Clock &clock)
        : m_catalog(*Catalog::load())
        , m_tenant(m_catalog, clock, {.rateLimit = false})
    {
        const Result<> listening = m_tenant.listen();
        Q_ASSERT(listening);
        m_client = std::make_unique<HttpClient>(m_tenant.url());
    }

    PracticeTenant &tenant() { return m_tenant; }
    QByteArray clientSecret() const { return m_tenant.publicApplication().clientSecret; }

    Connection connection(const QString &customer) const { return customerOf(m_tenant, customer); }
    AuthorizationCode allow(const Connection &connection) { return allowAt(*m_client, connection); }

    /// Somebody else refreshes with it; the rotated one, which we never see, or nothing.
    QByteArray refreshElsewhere(const QByteArray &refreshToken)
    {
        const QJsonObject body{{QStringLiteral("client_id"), m_tenant.publicApplication().clientId},
                               {QStringLiteral("client_secret"), QString::fromLatin1(clientSecret())},
                               {QStringLiteral("refresh_token"), QString::fromLatin1(refreshToken)},
                               {QStringLiteral("grant_type"), QStringLiteral("refresh_token")}};
        return m_client->ask("POST", QStringLiteral("/oauth/token"), QJsonDocument(body).toJson())
            .json()
            .value(QLatin1String("refresh_token"))
            .toString()
            .toLatin1();
    }

    bool takes(const QByteArray &accessToken)
    {
        const QString path = QStringLiteral("/v1/resources/user_account?resourceId=")
            + m_tenant.resourceId(QStringLiteral("UserAccount"));
        return m_client->ask("GET", path, {}, accessToken).status == 200;
    }
    int tokenRequests() const { return m_tenant.requestCount("POST"); }

private:
    Catalog m_catalog;
    PracticeTenant m_tenant;
    std::unique_ptr<HttpClient> m_client;
};

} // namespace Fullstate
