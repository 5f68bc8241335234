// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/httpresourceapi.h"
#include "app/connection/secretstore.h"

#include <QDateTime>

namespace Fullstate {

/// An access token and how long it lives. Lives in memory and in the keychain only.
struct AccessToken
{
    QByteArray value;
    QDateTime expiresAt; ///< UTC
    QDateTime mintedAt; ///< UTC
    QString scope;

    bool isForDocuments() const;
};

/// The one owner of live tokens: one for each application (Connection::applicationKey()), shared by everyone
/// who asks at the same time. From memory, else from the keychain, else minted and stored before it is handed
/// out.
class TokenBroker final : public QObject, public AccessTokens
{
    Q_OBJECT

public:
    TokenBroker(ApiContext &context, SecretStore &secrets, QObject *parent = nullptr);
    ~TokenBroker() override;

    /// A token that is good for another minute at least.
    ResultJob<AccessToken> *token(const Connection &connection, QObject *parent);
    /// After a 401 with \p refused: another token. Mints only if \p refused is still the newest known, so
    /// that several callers at once cause one mint.
    ResultJob<AccessToken> *renew(const Connection &connection, const QByteArray &refused, QObject *parent);
    /// A new token, whatever there is: the proof that the stored client secret works.
    ResultJob<AccessToken> *mint(const Connection &connection, QObject *parent);
    ResultJob<QByteArray> *accessToken(const Connection &connection, QObject *parent) override;
    ResultJob<QByteArray> *renewedToken(const Connection &connection, const QByteArray &refused,
                                        QObject *parent) override;
    /// Mints one with all scopes if the live one lacks that for documents; the one before is dead then.
    ResultJob<QByteArray> *documentToken(const Connection &connection, const QByteArray &refused,
                                         QObject *parent) override;

    /// Mints with a client secret that is not stored yet (the wizard's check). The token is the application's
    /// live one from then on, in memory; keep() stores it once the connection is saved.
    ResultJob<AccessToken> *mintWith(const Connection &connection, const QByteArray &clientSecret,
                                     QObject *parent);
    /// Stores the live token of a connection that was just saved.
    void keep(const Connection &connection);
    /// Drops the application's token, from memory and from the keychain.
    ResultJob<> *forget(const Connection &connection);

Q_SIGNALS:
    /// The token works, but the keychain did not take it: the next start mints again.
    void tokenNotKept(const QString &connectionId, const Fullstate::Error &error);
    /// The scope for documents was asked for, and the application has it or not.
    void documentsAnswered(const QString &application, bool isGranted);

private:
    class Flight;
    class Passenger;
    /// What a caller wants of a flight.
    struct Wish
    {
        QByteArray refused = {}; ///< not this token
        QByteArray clientSecret = {}; ///< a new one, with this secret that is not stored
        bool isMint = false; ///< a new one, with the stored secret
        bool isForDocuments = false; ///< one with the scope for documents

        bool isMetBy(const AccessToken &token) const;
    };
    struct Live
    {
        AccessToken token;
        std::chrono::milliseconds goodUntil{}; ///< monotonic: a clock that is set changes nothing
    };

    /// The live token if it lasts another minute and is what the caller wants.
    std::optional<AccessToken> live(const QString &application, const Wish &wish) const;
    /// Whether it is the one in memory: if live() does not give that, the keychain's copy is no better,
    /// whatever a clock that was set meanwhile says.
    bool isKnown(const QString &application, const AccessToken &token) const;
    void adopt(const QString &application, const AccessToken &token);
    Flight *flightUnderWay(const QString &application) const;
    Flight *begin(const Connection &connection, const Wish &wish);

    ApiContext &m_context;
    SecretStore &m_secrets;
    QHash<QString, Live> m_live;
    QHash<QString, QPointer<Flight>> m_flights;
};

} // namespace Fullstate
