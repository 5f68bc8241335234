// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/hostileserver.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <sys/socket.h>

namespace Fullstate {

HostileTurn answering(int status, const QByteArray &body, const QByteArray &headers)
{
    HostileTurn turn;
    turn.answer = "HTTP/1.1 " + QByteArray::number(status) + " Said\r\n" + headers
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    turn.end = HostileTurn::End::Keep;
    return turn;
}

HostileTurn cutAfter(HostileTurn turn, qsizetype bytes)
{
    turn.answer.truncate(bytes);
    turn.end = HostileTurn::End::Close;
    return turn;
}

QByteArray HostileServer::Request::header(const QByteArray &name) const
{
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

/// One connection: reads requests one after the other and plays a turn for each.
class HostileServer::Visitor final : public QObject
{
public:
    Visitor(HostileServer &server, QTcpSocket *socket)
        : QObject(socket)
        , m_server(server)
        , m_socket(socket)
    {
        connect(socket, &QTcpSocket::readyRead, this, &Visitor::read);
        connect(socket, &QTcpSocket::bytesWritten, this, &Visitor::pourOn);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(&m_drip, &QTimer::timeout, this, &Visitor::drip);
        read();
    }

private:
    void read()
    {
        if (m_isAnswering) { // what a turn does not want is thrown away, as a polite server would
            m_socket->readAll();
            return;
        }
        m_received += m_socket->readAll();
        const qsizetype skipped = std::min(m_unwanted, m_received.size());
        m_received.remove(0, skipped);
        m_unwanted -= skipped;
        if (m_request < 0 && !readHead())
            return;
        Request &request = m_server.m_requests[m_request];
        const qsizetype wanted = m_turn.bodyBytes < 0 ? m_length : std::min(m_turn.bodyBytes, m_length);
        const qsizetype missing = wanted - request.body.size();
        request.body += m_received.left(missing);
        m_received.remove(0, missing);
        request.isWhole = request.body.size() == m_length;
        if (request.body.size() == wanted)
            answer();
    }

    bool readHead()
    {
        const qsizetype end = m_received.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        m_request = m_server.m_requests.size();
        m_server.m_requests.append({m_received.left(end), {}, false});
        m_received.remove(0, end + 4);
        m_length = m_server.m_requests.last().header("Content-Length").toLongLong();
        m_turn = m_server.nextTurn();
        return true;
    }

    void answer()
    {
        m_isAnswering = true;
        // Said, or else the next request may meet the closing connection.
        if (const qsizetype line = m_turn.answer.indexOf("\r\n");
            line > 0 && m_turn.end == HostileTurn::End::Close)
            m_turn.answer.insert(line + 2, "Connection: close\r\n");
        if (m_turn.dripMs > 0) {
            m_drip.start(m_turn.dripMs);
            return;
        }
        m_socket->write(m_turn.answer);
        if (!m_turn.isEndless)
            end();
    }

    void drip()
    {
        m_socket->write(m_turn.answer.left(1));
        m_turn.answer.remove(0, 1);
        if (m_turn.answer.isEmpty()) {
            m_drip.stop();
            end();
        }
    }

    void pourOn()
    {
        if (m_isAnswering && m_turn.isEndless && m_socket->bytesToWrite() == 0)
            m_socket->write(m_turn.answer.right(64 << 10));
    }

    void end()
    {
        switch (m_turn.end) {
        case HostileTurn::End::Keep:
            if (!m_turn.answer.isEmpty()) {
                m_unwanted = m_length - m_server.m_requests.at(m_request).body.size();
                m_isAnswering = false;
                m_request = -1;
            }
            return;
        case HostileTurn::End::Close:
            m_socket->disconnectFromHost();
            return;
        case HostileTurn::End::Reset:
            m_socket->flush();
            const linger atOnce{1, 0};
            setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce,
                       sizeof atOnce);
            m_socket->abort();
            return;
        }
    }

    HostileServer &m_server;
    QTcpSocket *m_socket;
    QTimer m_drip;
    QByteArray m_received;
    HostileTurn m_turn;
    qsizetype m_request = -1; ///< index of the one that is being read or answered
    qsizetype m_length = 0;
    qsizetype m_unwanted = 0; ///< of a body that was answered before it had come
    bool m_isAnswering = false;
};

/// A certificate that nobody has signed, made for this run.
static QSslConfiguration selfSigned()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    const QTemporaryDir folder;
    const QString key = folder.filePath(QStringLiteral("key.pem"));
    const QString certificate = folder.filePath(QStringLiteral("certificate.pem"));
    const QString command =
        QStringLiteral("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout %1 -out %2")
            .arg(key, certificate);
    QProcess openssl;
    openssl.setStandardErrorFile(QProcess::nullDevice());
    openssl.start(QStringLiteral("openssl"), command.split(QLatin1Char(' ')));
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        qFatal("openssl could not make a certificate");
    QFile keyFile(key);
    if (!keyFile.open(QIODevice::ReadOnly))
        qFatal("openssl wrote no key");
    configuration.setPrivateKey(QSslKey(&keyFile, QSsl::Rsa));
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    return configuration;
}

HostileServer::HostileServer(Scheme scheme)
    : m_scheme(scheme)
    , m_script({answering(500, "unexpected")})
{
    if (scheme == Scheme::SelfSignedHttps) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(selfSigned());
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            ++m_connections;
            new Visitor(*this, socket);
        }
    });
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("cannot listen on the loopback interface");
}

HostileServer::~HostileServer() = default;

QUrl HostileServer::url() const
{
    QUrl url;
    url.setScheme(m_scheme == Scheme::Http ? QStringLiteral("http") : QStringLiteral("https"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(m_server->serverPort());
    return url;
}

void HostileServer::setScript(const QList<HostileTurn> &script)
{
    Q_ASSERT(!script.isEmpty());
    m_script = script;
}

int HostileServer::copies(const QByteArray &verb) const
{
    return static_cast<int>(
        std::count_if(m_requests.cbegin(), m_requests.cend(), [&verb](const Request &request) {
            return request.isWhole && request.head.startsWith(QByteArray(verb + ' '));
        }));
}

void HostileServer::close()
{
    m_server->close();
}

HostileTurn HostileServer::nextTurn()
{
    return m_script.size() > 1 ? m_script.takeFirst() : m_script.first();
}

} // namespace Fullstate
