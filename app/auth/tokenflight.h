// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/refreshjob.h"
#include "app/auth/tokenbroker.h"
#include "app/auth/tokenlock.h"

namespace Fullstate {

/// One way to a token, under the lock that keeps other programs out: keychain, else client secret and mint or
/// refresh, then back into the keychain.
class TokenBroker::Flight final : public ResultJob<AccessToken>
{
public:
    Flight(TokenBroker &broker, const Connection &connection, const Wish &wish);
    ~Flight() override;

    bool isForDocuments() const { return m_wish.isForDocuments; }
    bool isForSaving() const { return m_wish.isForSaving; }

private:
    void start() override;
    void stop() override;
    void begin();
    void saveAgain(const RefreshTokens &unsaved);
    void goOnWithOthers();
    void write(const RefreshTokens &unsaved);
    void keepUnsaved(const RefreshTokens &tokens, const Error &why);
    void readToken();
    void findClientSecret();
    void goOnWith(const QByteArray &clientSecret);
    void refresh(const QByteArray &clientSecret);
    void takeRefreshed(const CustomerTokens &tokens);
    void mint(const QByteArray &clientSecret, bool withDocuments);
    void goOnWithout(const QByteArray &clientSecret, const Error &error);
    void takeMinted(const AccessToken &token, bool withDocuments);
    void store(const AccessToken &token);
    Error stopFighting();

    TokenBroker &m_broker;
    Connection m_connection;
    QString m_key; ///< Connection::tokenKey()
    Wish m_wish;
    bool m_wasEndedElsewhere; ///< the refused token should still live
    std::shared_ptr<QLockFile> m_lock;
};

} // namespace Fullstate
