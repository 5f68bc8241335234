// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QObject>
#include <QUrl>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

class QTcpServer;
class QTcpSocket;

namespace Fullstate {

struct RedirectLimits
{
    qsizetype requestBytes = 8192;
    std::chrono::milliseconds deadline{5000}; ///< for a request to be there as a whole
    size_t sockets = 16; ///< at once; the oldest one makes room
};

/// Waits on the loopback interface for the one request that a browser makes when it is sent back to an http
/// redirect URL. Answers that with a page that says to return to Fullstate and then takes nothing more. Any
/// other request is refused and counted, and the wait goes on.
///
/// It reads the requests itself: QHttpServer of Qt 6.4 has no limit on size or time, takes any Host, and
/// hands on paths that it has rewritten.
class RedirectListener final : public QObject
{
    Q_OBJECT

public:
    /// Given the address that was asked for; says whether it was the answer.
    using Take = std::function<bool(const QByteArray &address)>;

    RedirectListener(QUrl redirect, Take take, QObject *parent, RedirectLimits limits = {});
    ~RedirectListener() override;

    /// At the port of the redirect URL, on 127.0.0.1 or [::1] as it says; for localhost on both.
    Result<> listen();
    int refusals() const { return m_refusals; }

Q_SIGNALS:
    void refused();

private:
    class Visitor;

    void welcome(QTcpSocket *socket);
    /// The status that answers a request; 200 is for the answer alone.
    int judge(const QByteArray &head);
    bool isHost(const QByteArray &value) const;
    void countRefusal();
    void close();

    const QUrl m_redirect;
    Take m_take;
    const RedirectLimits m_limits;
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
    std::vector<Visitor *> m_visitors; ///< children of their sockets, the oldest first
    int m_refusals = 0;
};

} // namespace Fullstate
