// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/authorization.h"

#include "app/api/apinetwork.h"
#include "app/auth/tokenjob.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QHostAddress>
#include <QRandomGenerator>
#include <algorithm>
#include <optional>

namespace Fullstate {

using namespace std::chrono_literals;

namespace {

struct AuthorizationText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::Authorization)
};

constexpr auto StateLife = 10min;
constexpr qsizetype LongestRedirect = 8192;

using Items = std::vector<std::pair<QByteArray, QByteArray>>;

Failure notTheAnswer(const QString &message)
{
    return Failure({Error::Kind::Rejected, message, {}});
}

QByteArray base64Url(const QByteArray &bits)
{
    return bits.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// 256 of them.
QByteArray randomBits()
{
    QByteArray bits(32, Qt::Uninitialized);
    QRandomGenerator::system()->generate(bits.begin(), bits.end());
    return base64Url(bits);
}

/// Takes as long wherever the two differ.
bool isSameSecret(const QByteArray &one, const QByteArray &other)
{
    if (one.size() != other.size())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < one.size(); ++i)
        difference |= one.at(i) ^ other.at(i);
    return difference == 0;
}

/// All of it where \p mark does not occur.
QByteArray before(const QByteArray &text, char mark)
{
    const qsizetype place = text.indexOf(mark);
    return place < 0 ? text : text.left(place);
}

Items itemsOf(const QByteArray &query)
{
    Items items;
    const QList<QByteArray> pairs = query.split('&');
    for (const QByteArray &pair : pairs) {
        const QByteArray name = before(pair, '=');
        items.emplace_back(QByteArray::fromPercentEncoding(name),
                           QByteArray::fromPercentEncoding(pair.mid(name.size() + 1)));
    }
    return items;
}

/// Nothing when it is not there, or more than once.
std::optional<QByteArray> onlyValue(const Items &items, const char *name)
{
    std::optional<QByteArray> value;
    for (const auto &[key, its] : items) {
        if (key != name)
            continue;
        if (value)
            return {};
        value = its;
    }
    return value;
}

bool hasItem(const Items &items, const char *name)
{
    return std::any_of(items.begin(), items.end(), [name](const auto &item) { return item.first == name; });
}

/// "/callback", as it was sent: QUrl would decode some of it.
QByteArray rawPath(const QByteArray &address)
{
    const QByteArray place = before(address, '?');
    const qsizetype slash = place.indexOf('/', place.indexOf("://") + 3);
    return slash < 0 ? QByteArray("/") : place.mid(slash);
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

/// Of two addresses without query: a browser leaves out the port that goes without saying, and nothing else.
bool isSameAddress(const QByteArray &address, const QUrl &expected)
{
    const QUrl url = QUrl::fromEncoded(address, QUrl::StrictMode);
    return url.isValid() && !url.authority().contains(QLatin1Char('@')) && url.scheme() == expected.scheme()
        && url.host() == expected.host() && portOf(url) == portOf(expected)
        && rawPath(address) == rawPath(expected.toEncoded());
}

/// The tenant's refusal (RFC 6749 §4.1.2.1). Its description is not shown: anybody could have written it.
QString refusalWords(const QByteArray &error)
{
    if (error == "access_denied")
        return AuthorizationText::tr("The customer, or the tenant, has not allowed the access. Nothing was "
                                     "authorized.");
    if (error == "invalid_scope")
        return AuthorizationText::tr("The application does not have the scopes that this program asks for. "
                                     "Check them in the Developer Console, then begin again.");
    if (error == "unauthorized_client" || error == "unsupported_response_type")
        return AuthorizationText::tr("The application may not be authorized in this way. Check in the "
                                     "Developer Console that it is a public one.");
    if (error == "server_error" || error == "temporarily_unavailable")
        return AuthorizationText::tr("The authorize page of the tenant failed. Begin again in a moment.");
    const bool isWord = !error.isEmpty() && error.size() <= 40
        && std::all_of(error.begin(), error.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    return AuthorizationText::tr("The tenant refuses the authorization (%1). Check Customer ID, Redirect URL "
                                 "and client ID, then begin again.")
        .arg(isWord ? QString::fromLatin1(error) : AuthorizationText::tr("for a reason that has no name"));
}

} // namespace

Result<QUrl> parseRedirectUrl(const QString &typed)
{
    const QString text = typed.trimmed();
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return notTheAnswer(
            AuthorizationText::tr("This is not an address like http://127.0.0.1:8976/fullstate."));
    if (!url.userInfo().isEmpty() || text.contains(QLatin1Char('#')))
        return notTheAnswer(AuthorizationText::tr("A redirect URL must hold no user name and no “#”."));
    const bool isPlain = url.scheme() == QLatin1String("http");
    if (!isPlain && url.scheme() != QLatin1String("https"))
        return notTheAnswer(AuthorizationText::tr("A redirect URL must start with https://, or with http:// "
                                                  "for this computer."));
    const QHostAddress host(url.host());
    const bool isHere = url.host() == QLatin1String("localhost") || host == QHostAddress::LocalHost
        || host == QHostAddress::LocalHostIPv6;
    if (isPlain && !isHere)
        return notTheAnswer(AuthorizationText::tr("Without encryption (http) a redirect can only come to "
                                                  "this computer: 127.0.0.1, localhost or [::1]."));
    if (url.port(1) == 0)
        return notTheAnswer(AuthorizationText::tr("The port must be a number from 1 to 65535."));
    const Items items = itemsOf(url.query(QUrl::FullyEncoded).toLatin1());
    if (hasItem(items, "code") || hasItem(items, "state") || hasItem(items, "error"))
        return notTheAnswer(AuthorizationText::tr("A redirect URL must not hold code, state or error itself: "
                                                  "the authorize page adds them."));
    if (const QString sent = QString::fromLatin1(url.toEncoded()); sent != text)
        return notTheAnswer(AuthorizationText::tr("The address would be sent as %1. Register it in the "
                                                  "Developer Console like that, and type it like that.")
                                .arg(sent));
    return url;
}

bool isCaughtHere(const QUrl &redirect)
{
    return redirect.scheme() == QLatin1String("http");
}

Authorization::Authorization(Connection connection, const Clock &clock)
    : m_connection(std::move(connection))
    , m_clock(clock)
    , m_state(randomBits())
    , m_diesAt(clock.monotonic() + StateLife)
{
    if (m_connection.pkce)
        m_verifier = randomBits();
}

QUrl Authorization::address() const
{
    QByteArray query;
    const auto add = [&query](const char *name, const QString &value) {
        query += (query.isEmpty() ? "" : "&") + QByteArray(name) + '=' + QUrl::toPercentEncoding(value);
    };
    QString scopes = QLatin1String(ResourceScopes);
    if (m_connection.documents)
        scopes += QLatin1Char(' ') % QLatin1String(DocumentScope);
    add("client_id", m_connection.clientId);
    add("scope", scopes);
    add("state", QString::fromLatin1(m_state));
    add("redirect_uri", QString::fromLatin1(m_connection.redirectUrl.toEncoded()));
    add("source_id", m_connection.customerId);
    add("response_type", QStringLiteral("code"));
    if (!m_verifier.isEmpty()) {
        const QByteArray challenge = QCryptographicHash::hash(m_verifier, QCryptographicHash::Sha256);
        add("code_challenge", QString::fromLatin1(base64Url(challenge)));
        add("code_challenge_method", QStringLiteral("S256"));
    }
    QUrl url = m_connection.hosts().browser;
    url.setPath(QStringLiteral("/oauth/authorize"));
    url.setQuery(QString::fromLatin1(query));
    return url;
}

std::chrono::milliseconds Authorization::left() const
{
    return std::max(m_diesAt - m_clock.monotonic(), 0ms);
}

Result<AuthorizationCode> Authorization::take(const QByteArray &redirect)
{
    if (m_isAnswered)
        return notTheAnswer(AuthorizationText::tr("This sign-in has had its answer. Begin again."));
    if (left().count() == 0)
        return Failure({Error::Kind::TimedOut,
                        AuthorizationText::tr("The browser did not come back within ten minutes, so its "
                                              "answer is not taken any more. Begin again."),
                        {}});
    const QByteArray text = redirect.trimmed();
    const QByteArray address = before(text, '#'); // a page may add one; it is no part of the answer
    const QByteArray place = before(address, '?');
    if (address.size() > LongestRedirect || !isSameAddress(place, m_connection.redirectUrl))
        return notTheAnswer(AuthorizationText::tr("This is not where the browser was sent back to: that "
                                                  "starts with %1. Copy the whole address once more.")
                                .arg(m_connection.redirectUrl.toString()));
    const Items items = itemsOf(address.mid(place.size() + 1));
    const QByteArray state = onlyValue(items, "state").value_or(QByteArray());
    if (!isSameSecret(state, m_state))
        return notTheAnswer(AuthorizationText::tr("This address belongs to another sign-in, or part of it is "
                                                  "missing. Use the browser page that was opened last, and "
                                                  "copy its whole address."));
    if (m_connection.redirectUrl.hasQuery()) {
        const Items own = itemsOf(m_connection.redirectUrl.query(QUrl::FullyEncoded).toLatin1());
        for (const auto &item : own) {
            if (std::count(items.begin(), items.end(), item) != 1)
                return notTheAnswer(AuthorizationText::tr("The query of the redirect URL is missing from "
                                                          "this address. Copy the whole address once more."));
        }
    }
    const std::optional<QByteArray> code = onlyValue(items, "code");
    const std::optional<QByteArray> error = onlyValue(items, "error");
    const bool isRefusal = error && !hasItem(items, "code");
    if (!isRefusal && (!code || !isHeaderSafe(*code) || hasItem(items, "error")))
        return notTheAnswer(AuthorizationText::tr("This address holds no code, or a damaged one. Copy the "
                                                  "whole address once more."));
    m_isAnswered = true;
    if (isRefusal)
        return Failure({Error::Kind::Rejected, refusalWords(*error), {}});
    return AuthorizationCode{*code, m_verifier};
}

} // namespace Fullstate
