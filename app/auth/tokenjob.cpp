// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenjob.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <cmath>

namespace Fullstate {

static Failure damaged(const char *why)
{
    return Failure(Error{Error::Kind::Malformed,
                         TokenJob::tr("The answer to the request for a token is not what the API describes, "
                                      "so it was not used. Check the "
                                      "API URL, or try again."),
                         QString::fromLatin1(why)});
}

Result<AccessToken> parseTokenAnswer(const QByteArray &body, const QDateTime &now, const QString &asked)
{
    constexpr double LongestLife = 365.0 * 86'400;
    constexpr qsizetype LongestToken = 16'384;
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    AccessToken token;
    token.value = answer.value(QLatin1String("access_token")).toString().toUtf8();
    if (token.value.size() > LongestToken || !isHeaderSafe(token.value))
        return damaged("access_token is missing or not printable");
    if (answer.value(QLatin1String("token_type"))
            .toString()
            .compare(QLatin1String("Bearer"), Qt::CaseInsensitive)
        != 0)
        return damaged("token_type is not Bearer");
    const QJsonValue lifetime = answer.value(QLatin1String("expires_in"));
    const double seconds = lifetime.isUndefined() ? 3600 : lifetime.toDouble(0);
    if (!(seconds > 0 && seconds <= LongestLife))
        return damaged("expires_in is not a sensible number of seconds");
    token.mintedAt = now;
    token.expiresAt = now.addSecs(static_cast<qint64>(std::floor(seconds)));
    token.scope = answer.value(QLatin1String("scope")).toString(asked);
    return token;
}

TokenJob::TokenJob(ApiContext &context, const Connection &connection, QByteArray clientSecret,
                   QObject *parent, QString scopes)
    : ResultJob(parent)
    , m_context(context)
    , m_connection(connection)
    , m_clientSecret(std::move(clientSecret))
    , m_scopes(std::move(scopes))
{
}

TokenJob::~TokenJob()
{
    stop();
}

void TokenJob::start()
{
    if (isFinished())
        return;
    const QByteArray body =
        QJsonDocument(QJsonObject{{QStringLiteral("client_id"), m_connection.clientId},
                                  {QStringLiteral("client_secret"), QString::fromUtf8(m_clientSecret)},
                                  {QStringLiteral("scope"), m_scopes},
                                  {QStringLiteral("grant_type"), QStringLiteral("client_credentials")}})
            .toJson(QJsonDocument::Compact);
    const QUrl url = m_connection.apiUrl(QStringLiteral("/oauth/token"));
    m_request = new ApiJob(m_context, {ApiRequest::Kind::Token, "POST", url, body, {}},
                           m_connection.applicationKey(), m_connection.name, this);
    connect(m_request, &Job::progressed, this, &Job::progressed);
    connect(m_request, &Job::finished, this, [this] {
        if (isFinished())
            return;
        if (m_request->result())
            finish(parseTokenAnswer(m_request->result()->body, m_context.clock.now(), m_scopes));
        else
            finish(Failure(m_request->result().error()));
    });
}

void TokenJob::stop()
{
    m_clientSecret.fill('\0');
    if (m_request) {
        m_request->disconnect(this);
        m_request->deleteLater();
    }
}

} // namespace Fullstate
