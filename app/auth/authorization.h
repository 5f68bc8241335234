// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/authorizationcode.h"
#include "app/base/clock.h"
#include "app/connection/connection.h"

namespace Fullstate {

/// A redirect URL as typed: https, or http to 127.0.0.1, localhost or [::1] with any port; no user and no
/// fragment, and a query only without what the answer adds. It is registered letter by letter, so one that
/// would be sent in another spelling is refused, with that spelling.
Result<QUrl> parseRedirectUrl(const QString &typed);
/// Whether a listener of ours can catch it: http, which is to this computer. Else its address is pasted.
bool isCaughtHere(const QUrl &redirect);

/// One try at having a customer authorize the application: the address for the browser, and the reading of
/// the address that the browser is sent back to. Its state, 256 random bits, is good for one answer within
/// ten minutes.
class Authorization
{
public:
    Authorization(Connection connection, const Clock &clock);

    /// The authorize page (api.md) at the browser host of the connection's region.
    QUrl address() const;
    bool isAnswered() const { return m_isAnswered; }
    std::chrono::milliseconds left() const;
    /// Reads a redirect, caught or pasted. What is not the answer (another address, a wrong state) changes
    /// nothing: isAnswered() stays false. The answer, be it a code or the tenant's refusal, ends it. The
    /// error never quotes the address.
    Result<AuthorizationCode> take(const QByteArray &redirect);

private:
    Connection m_connection;
    const Clock &m_clock;
    QByteArray m_state;
    QByteArray m_verifier;
    std::chrono::milliseconds m_diesAt; ///< monotonic
    bool m_isAnswered = false;
};

} // namespace Fullstate
