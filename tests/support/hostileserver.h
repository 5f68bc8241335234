// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QTcpServer>
#include <QTimer>
#include <QUrl>
#include <memory>

QT_FORWARD_DECLARE_CLASS(QTcpSocket)

namespace Fullstate {

/// What a hostile server does with one request.
struct HostileTurn
{
    enum class End { Close, Keep, Reset };

    QByteArray answer = {}; ///< raw bytes, the status line included
    /// Keep leaves the connection open: an answer without bytes then is silence. A Close may be seen before
    /// the answer is, and then Qt asks again by itself, up to twice: every now and then on a busy computer.
    End end = End::Close;
    qsizetype bodyBytes = -1; ///< how much of the request's body is read before the turn; -1: all of it
    int dripMs = 0; ///< above 0: one byte of the answer after each pause
    bool isEndless = false; ///< the last 64 KiB of the answer are repeated as long as somebody reads
};

/// An answer with a Content-Length that is true, which needs no close.
HostileTurn answering(int status, const QByteArray &body, const QByteArray &headers = {});
/// The same bytes, of which only \p bytes are sent before the connection is closed.
HostileTurn cutAfter(HostileTurn turn, qsizetype bytes);

/// An HTTP server on the loopback interface that misbehaves as a script says, one turn a request; the last
/// turn is repeated. Notes all that reached it.
class HostileServer final : public QObject
{
public:
    struct Request
    {
        QByteArray head; ///< the request line and the headers
        QByteArray body; ///< as much of it as was read
        bool isWhole = false;

        QByteArray header(const QByteArray &name) const;
    };
    enum class Scheme { Http, SelfSignedHttps };

    explicit HostileServer(Scheme scheme = Scheme::Http);
    ~HostileServer() override;

    QUrl url() const;
    void setScript(const QList<HostileTurn> &script);
    const QList<Request> &requests() const { return m_requests; }
    /// The requests with \p verb that came completely.
    int copies(const QByteArray &verb) const;
    int connections() const { return m_connections; }
    /// Refuses connections from now on.
    void close();

private:
    class Visitor;

    HostileTurn nextTurn();

    std::unique_ptr<QTcpServer> m_server;
    Scheme m_scheme;
    QList<HostileTurn> m_script;
    QList<Request> m_requests;
    int m_connections = 0;
};

} // namespace Fullstate
