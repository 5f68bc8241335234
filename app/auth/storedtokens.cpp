// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/storedtokens.h"

#include "app/api/apinetwork.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Fullstate {

static QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

static QByteArray bytesOf(const QJsonObject &json, const char *key)
{
    return json.value(QLatin1String(key)).toString().toLatin1();
}

static QDateTime timeOf(const QJsonObject &json, const char *key)
{
    return QDateTime::fromString(json.value(QLatin1String(key)).toString(), Qt::ISODate);
}

bool AccessToken::isForDocuments() const
{
    return scope.split(QLatin1Char(' ')).contains(QLatin1String(DocumentScope));
}

std::vector<QByteArray> RefreshTokens::usable(const QDateTime &now) const
{
    // Three hours by the tenant's clock. Ours may have been set two ahead meanwhile, and trying in vain costs
    // one request, while not trying costs a sign-in.
    constexpr qint64 Grace = (3 + 2) * 3600;
    std::vector<QByteArray> tokens{current};
    if (!previous.isEmpty() && rotatedAt.secsTo(now) < Grace)
        tokens.push_back(previous);
    return tokens;
}

QByteArray toStored(const AccessToken &token)
{
    return compact({{QStringLiteral("token"), QString::fromLatin1(token.value)},
                    {QStringLiteral("expires"), token.expiresAt.toString(Qt::ISODate)},
                    {QStringLiteral("minted"), token.mintedAt.toString(Qt::ISODate)},
                    {QStringLiteral("scope"), token.scope}});
}

std::optional<AccessToken> accessTokenFrom(const QByteArray &stored)
{
    const QJsonObject json = QJsonDocument::fromJson(stored).object();
    AccessToken token{bytesOf(json, "token"), timeOf(json, "expires"), timeOf(json, "minted"),
                      json.value(QLatin1String("scope")).toString()};
    if (!isHeaderSafe(token.value) || !token.expiresAt.isValid())
        return {};
    return token;
}

QByteArray toStored(const RefreshTokens &tokens)
{
    QJsonObject json{{QStringLiteral("current"), QString::fromLatin1(tokens.current)},
                     {QStringLiteral("scope"), tokens.scope}};
    if (!tokens.previous.isEmpty()) {
        json.insert(QStringLiteral("previous"), QString::fromLatin1(tokens.previous));
        json.insert(QStringLiteral("rotated"), tokens.rotatedAt.toString(Qt::ISODate));
    }
    return compact(json);
}

std::optional<RefreshTokens> refreshTokensFrom(const QByteArray &stored)
{
    const QJsonObject json = QJsonDocument::fromJson(stored).object();
    RefreshTokens tokens{bytesOf(json, "current"), bytesOf(json, "previous"), timeOf(json, "rotated"),
                         json.value(QLatin1String("scope")).toString()};
    if (!isHeaderSafe(tokens.current))
        return {};
    if (!isHeaderSafe(tokens.previous) || !tokens.rotatedAt.isValid())
        tokens.previous.clear();
    return tokens;
}

} // namespace Fullstate
