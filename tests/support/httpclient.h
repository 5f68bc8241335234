// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

namespace Fullstate {

/// One answer, as somebody's script would see it.
struct HttpAnswer
{
    int status = 0;
    QByteArray contentType;
    QByteArray body;
    QByteArray location;

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
};

/// A plain HTTP client for tests of what we serve: none of the program's own request code.
class HttpClient
{
public:
    explicit HttpClient(QUrl base)
        : m_base(std::move(base))
    {
        m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    }

    HttpAnswer ask(const QByteArray &verb, const QString &path, const QByteArray &body = {},
                   const QByteArray &token = {}, const QByteArray &contentType = "application/json")
    {
        QNetworkRequest request(m_base.resolved(QUrl(path)));
        if (!token.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + token);
        if (!body.isEmpty())
            request.setHeader(QNetworkRequest::ContentTypeHeader, contentType);
        const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, verb, body));
        if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 20'000))
            return {};
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                reply->header(QNetworkRequest::ContentTypeHeader).toByteArray(), reply->readAll(),
                reply->rawHeader("Location")};
    }

private:
    QUrl m_base;
    QNetworkAccessManager m_network;
};

} // namespace Fullstate
