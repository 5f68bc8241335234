// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/apinetwork.h"

#include "app/connection/region.h"

#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QNetworkReply>
#include <algorithm>

namespace Fullstate {

namespace {

/// Takes no cookie and gives none.
class NoCookies final : public QNetworkCookieJar
{
public:
    using QNetworkCookieJar::QNetworkCookieJar;
    QList<QNetworkCookie> cookiesForUrl(const QUrl &) const override { return {}; }
    bool setCookiesFromUrl(const QList<QNetworkCookie> &, const QUrl &) override { return false; }
};

bool isLoopback(const QString &host)
{
    return host == QLatin1String("127.0.0.1") || host == QLatin1String("::1")
        || host == QLatin1String("localhost");
}

QString originOf(const QUrl &url)
{
    const bool https = url.scheme() == QLatin1String("https");
    return url.scheme() % QLatin1String("://") % url.host().toLower() % QLatin1Char(':')
        % QString::number(url.port(https ? 443 : 80));
}

} // namespace

ApiNetwork::ApiNetwork(QObject *parent)
    : QNetworkAccessManager(parent)
{
    setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    setCookieJar(new NoCookies(this));
    setAutoDeleteReplies(false);
    for (const Region region : {Region::Us, Region::Eu, Region::Australia, Region::Gov})
        allow(hostsOf(region).api);
}

void ApiNetwork::allow(const QUrl &url)
{
    const bool https = url.scheme() == QLatin1String("https");
    const bool localHttp = url.scheme() == QLatin1String("http") && isLoopback(url.host());
    if (!url.host().isEmpty() && (https || localHttp))
        m_allowed.insert(originOf(url));
}

bool ApiNetwork::isAllowed(const QUrl &url) const
{
    return url.userInfo().isEmpty() && m_allowed.contains(originOf(url));
}

static QNetworkRequest requestTo(const QUrl &url, const QByteArray &accessToken)
{
    QNetworkRequest request(url);
    if (!accessToken.isEmpty() && isHeaderSafe(accessToken))
        request.setRawHeader("Authorization", "Bearer " + accessToken);
    return request;
}

QNetworkReply *ApiNetwork::send(const QByteArray &verb, const QUrl &url, const QByteArray &body,
                                const QByteArray &accessToken)
{
    if (verb == "GET")
        return get(requestTo(url, accessToken));
    return send(verb, url, std::make_unique<OneShotBody>(body, nullptr), "application/json", accessToken);
}

QNetworkReply *ApiNetwork::send(const QByteArray &verb, const QUrl &url, std::unique_ptr<RequestBody> body,
                                const QByteArray &contentType, const QByteArray &accessToken)
{
    QNetworkRequest request = requestTo(url, accessToken);
    request.setHeader(QNetworkRequest::ContentTypeHeader, contentType);
    request.setHeader(QNetworkRequest::ContentLengthHeader, body->length());
    QNetworkReply *reply = sendCustomRequest(request, verb, body.get());
    body.release()->setParent(reply);
    return reply;
}

QNetworkReply *ApiNetwork::createRequest(Operation operation, const QNetworkRequest &original,
                                         QIODevice *body)
{
    QNetworkRequest request(original);
    if (!isAllowed(request.url()))
        request.setUrl(QUrl()); // fails before anything is sent
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    if (body)
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("User-Agent", "Fullstate/" FULLSTATE_VERSION);
    return QNetworkAccessManager::createRequest(operation, request, body);
}

bool isHeaderSafe(const QByteArray &value)
{
    return !value.isEmpty()
        && std::all_of(value.cbegin(), value.cend(), [](char c) { return c >= 0x21 && c <= 0x7e; });
}

} // namespace Fullstate
