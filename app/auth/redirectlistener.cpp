// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/redirectlistener.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <algorithm>

namespace Fullstate {

namespace {

constexpr int DefaultPort = 80;

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 408:
        return "Request Timeout";
    case 431:
        return "Request Header Fields Too Large";
    default:
        return "Bad Request";
    }
}

/// Says the same whatever the answer was: nothing of it is repeated.
QByteArray returnPage()
{
    return QString(
               QStringLiteral("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Fullstate</title>"
                              "</head><body><h1>")
               % RedirectListener::tr("Return to Fullstate").toHtmlEscaped() % QStringLiteral("</h1><p>")
               % RedirectListener::tr("Fullstate has the answer and says how it went. This page can be "
                                      "closed.")
                     .toHtmlEscaped()
               % QStringLiteral("</p></body></html>\n"))
        .toUtf8();
}

QByteArray answerOf(int status)
{
    const QByteArray body = status == 200 ? returnPage() : reasonOf(status) + '\n';
    return "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonOf(status)
        + "\r\nContent-Type: " + (status == 200 ? "text/html" : "text/plain")
        + "; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
          "Content-Security-Policy: default-src 'none'\r\nConnection: close\r\n\r\n"
        + body;
}

bool isPrintable(const QByteArray &line)
{
    return std::all_of(line.begin(), line.end(), [](char c) { return c == '\t' || (c >= 0x20 && c < 0x7f); });
}

} // namespace

/// One connection, for one request.
class RedirectListener::Visitor final : public QObject
{
public:
    Visitor(RedirectListener &listener, QTcpSocket *socket)
        : QObject(socket)
        , m_listener(listener)
        , m_socket(socket)
    {
        socket->setReadBufferSize(listener.m_limits.requestBytes + 1);
        connect(socket, &QTcpSocket::readyRead, this, &Visitor::read);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(&m_deadline, &QTimer::timeout, this, &Visitor::giveUp);
        m_deadline.setSingleShot(true);
        m_deadline.start(listener.m_limits.deadline); // of the whole request: drops do not prolong it
        read();
    }
    ~Visitor() override { strikeOut(); }
    void leave()
    {
        strikeOut();
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket->deleteLater();
    }
    bool isAnswered() const { return m_isAnswered; }

private:
    void strikeOut()
    {
        auto &all = m_listener.m_visitors;
        all.erase(std::remove(all.begin(), all.end(), this), all.end());
    }
    void read()
    {
        if (m_isAnswered) {
            m_socket->readAll(); // what is left unread would cut off the answer
            return;
        }
        m_request += m_socket->readAll();
        const qsizetype end = m_request.indexOf("\r\n\r\n");
        if (end >= 0 && end <= m_listener.m_limits.requestBytes)
            answer(m_listener.judge(m_request.left(end)));
        else if (m_request.size() > m_listener.m_limits.requestBytes)
            answer(431);
        else if (!m_request.isEmpty() && (m_request.front() < 'A' || m_request.front() > 'Z'))
            answer(400); // TLS, for one, would never end a line
    }
    void giveUp()
    {
        if (m_isAnswered || m_request.isEmpty()) // browsers open connections in advance
            leave();
        else
            answer(408);
    }
    void answer(int status)
    {
        m_isAnswered = true;
        m_request.fill('\0');
        m_request.clear();
        m_socket->write(answerOf(status));
        m_socket->flush(); // the listener may be gone before the event loop turns
        m_socket->disconnectFromHost();
        if (status != 200)
            m_listener.countRefusal();
        else
            m_listener.close();
    }

    RedirectListener &m_listener;
    QTcpSocket *m_socket;
    QTimer m_deadline;
    QByteArray m_request;
    bool m_isAnswered = false;
};

RedirectListener::RedirectListener(QUrl redirect, Take take, QObject *parent, RedirectLimits limits)
    : QObject(parent)
    , m_redirect(std::move(redirect))
    , m_take(std::move(take))
    , m_limits(limits)
{
}

RedirectListener::~RedirectListener()
{
    m_servers.clear(); // and with them their sockets, whose visitors look at us
}

Result<> RedirectListener::listen()
{
    const QString host = m_redirect.host();
    const bool isAny = host == QLatin1String("localhost"); // browsers try [::1] first, or only
    std::vector<QHostAddress> addresses;
    if (isAny || QHostAddress(host) == QHostAddress::LocalHost)
        addresses.emplace_back(QHostAddress::LocalHost);
    if (isAny || QHostAddress(host) == QHostAddress::LocalHostIPv6)
        addresses.emplace_back(QHostAddress::LocalHostIPv6);
    const auto port = static_cast<quint16>(m_redirect.port(DefaultPort));
    for (const QHostAddress &address : addresses) {
        auto server = std::make_unique<QTcpServer>();
        connect(server.get(), &QTcpServer::newConnection, this, [this, from = server.get()] {
            while (QTcpSocket *socket = from->nextPendingConnection())
                welcome(socket);
        });
        if (server->listen(address, port)) {
            m_servers.push_back(std::move(server));
            continue;
        }
        const auto why = server->serverError();
        const bool isUnavailable = why == QAbstractSocket::SocketAddressNotAvailableError
            || why == QAbstractSocket::UnsupportedSocketOperationError;
        if (isAny && isUnavailable && address == QHostAddress(QHostAddress::LocalHostIPv6))
            continue; // a computer without IPv6
        close();
        if (why == QAbstractSocket::AddressInUseError)
            return Failure({Error::Kind::Network,
                            tr("Port %1 of this computer is taken by another program, perhaps by another "
                               "sign-in, so the redirect could not be caught. End that and begin again, or "
                               "register a redirect URL with another port in the Developer Console and "
                               "enter it here.")
                                .arg(port)});
        if (why == QAbstractSocket::SocketAccessError)
            return Failure({Error::Kind::Network,
                            tr("The system does not let this program wait on port %1. Register a redirect "
                               "URL with a port above 1023 in the Developer Console and enter it here.")
                                .arg(port)});
        return Failure({Error::Kind::Network,
                        tr("It is not possible to wait on port %1 of this computer for the redirect. Try "
                           "another port, which has to be registered in the Developer Console too.")
                            .arg(port),
                        tr("Network error %1").arg(static_cast<int>(why))});
    }
    return {};
}

void RedirectListener::welcome(QTcpSocket *socket)
{
    if (m_visitors.size() >= m_limits.sockets)
        m_visitors.front()->leave(); // the right one is not to wait for those who only sit there
    auto *visitor = new Visitor(*this, socket);
    m_visitors.push_back(visitor);
}

bool RedirectListener::isHost(const QByteArray &value) const
{
    const QByteArray host = m_redirect.host(QUrl::FullyEncoded).toLatin1();
    const QByteArray name = host.contains(':') ? QByteArray('[' + host + ']') : host;
    const int port = m_redirect.port(DefaultPort);
    const QByteArray given = value.toLower();
    return given == name + ':' + QByteArray::number(port) || (port == DefaultPort && given == name);
}

int RedirectListener::judge(const QByteArray &head)
{
    const QList<QByteArray> lines = QByteArray(head + '\r').split('\n');
    QByteArrayList hosts;
    QByteArray target;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QByteArray line = lines.at(i).chopped(1);
        if (!lines.at(i).endsWith('\r') || !isPrintable(line))
            return 400;
        if (i == 0) {
            const QByteArrayList parts = line.split(' ');
            if (parts.size() != 3 || parts.at(2) != "HTTP/1.1")
                return 400;
            target = parts.at(0) == "GET" ? parts.at(1) : QByteArray();
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon).toLower();
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (colon <= 0 || name.contains(' ') || name.contains('\t') || name == "transfer-encoding"
            || (name == "content-length" && value != "0"))
            return 400;
        if (name == "host")
            hosts.append(value);
    }
    if (hosts.size() != 1)
        return 400;
    if (!isHost(hosts.first())) // another name that leads here: DNS rebinding
        return 403;
    if (!target.startsWith('/') || target.contains('#'))
        return 404;
    const QUrl place = m_redirect.adjusted(QUrl::RemovePath | QUrl::RemoveQuery);
    return m_take(place.toEncoded() + target) ? 200 : 404;
}

void RedirectListener::countRefusal()
{
    ++m_refusals;
    Q_EMIT refused();
}

/// Nobody is welcome any more; those who were answered get to read it.
void RedirectListener::close()
{
    for (const auto &server : m_servers)
        server->close();
    const std::vector<Visitor *> all = m_visitors;
    for (Visitor *visitor : all) {
        if (!visitor->isAnswered())
            visitor->leave();
    }
}

} // namespace Fullstate
