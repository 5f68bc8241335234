// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/httpresourceapi.h"
#include "app/auth/authorizationcode.h"
#include "app/auth/keptcredentials.h"
#include "app/auth/revokejob.h"
#include "app/auth/storedtokens.h"
#include "app/auth/tokencontest.h"
#include "app/connection/secretstore.h"

#include <QTimer>

namespace Fullstate {

/// The one owner of live tokens: one for each Connection::tokenKey(), shared by everyone who asks at the same
/// time, and the only one of all programs of this user that mints or refreshes at a time. From memory, else
/// from the keychain, else minted (private) or refreshed (public) and stored before it is handed out.
class TokenBroker final : public QObject, public AccessTokens
{
    Q_OBJECT

public:
    /// \p savePause: how long after the keychain has not taken refresh tokens it is asked again.
    TokenBroker(ApiContext &context, SecretStore &secrets, QObject *parent = nullptr,
                std::chrono::milliseconds savePause = std::chrono::minutes(1));
    ~TokenBroker() override;

    /// A token that is good for another minute at least.
    ResultJob<AccessToken> *token(const Connection &connection, QObject *parent);
    /// After a 401 with \p refused: another token. Mints only if \p refused is still the newest known, so
    /// that several callers at once cause one mint.
    ResultJob<AccessToken> *renew(const Connection &connection, const QByteArray &refused, QObject *parent);
    /// A new token, whatever there is: the proof that the stored client secret works.
    ResultJob<AccessToken> *mint(const Connection &connection, QObject *parent);
    /// Exchanges what the browser brought back for a public connection's first tokens and stores them; the
    /// client secret is stored already. Fails as SignInNeeded when the code is not taken. Nothing is sent
    /// while the keychain could not keep the answer.
    ResultJob<AccessToken> *signIn(const Connection &connection, const AuthorizationCode &code,
                                   QObject *parent);
    ResultJob<QByteArray> *accessToken(const Connection &connection, QObject *parent) override;
    ResultJob<QByteArray> *renewedToken(const Connection &connection, const QByteArray &refused,
                                        QObject *parent) override;
    /// Mints one with all scopes if the live one lacks that for documents; the one before is dead then.
    ResultJob<QByteArray> *documentToken(const Connection &connection, const QByteArray &refused,
                                         QObject *parent) override;

    /// Mints with a client secret that is not stored yet (the wizard's check). The token is the application's
    /// live one from then on, in memory; keep() stores it once the connection is saved. A public connection's
    /// live one is proof enough.
    ResultJob<AccessToken> *mintWith(const Connection &connection, const QByteArray &clientSecret,
                                     QObject *parent);
    /// Stores the live token of a connection that was just saved.
    void keep(const Connection &connection);
    /// Drops the tokens, from memory and from the keychain.
    ResultJob<> *forget(const Connection &connection);
    /// Ends a public connection's tokens at the tenant, also those of a refresh that is under way; ours stay
    /// where they are until forget().
    ResultJob<Revocation> *revoke(const Connection &connection, QObject *parent);
    /// Forgets what a sign-in that is not wanted after all brought or is about to bring, and ends it at the
    /// tenant in the background, if that can be reached.
    ResultJob<> *takeBack(const Connection &connection, const QByteArray &clientSecret);
    /// What there is to show of a connection's credentials; asks the keychain, never the tenant.
    ResultJob<KeptCredentials> *kept(const Connection &connection, QObject *parent);
    /// After stoppedMinting(): the user says to go on.
    void resume(const Connection &connection);

Q_SIGNALS:
    /// A token that is good was found, minted or refreshed, for all connections that share the key.
    void tokenObtained(const QString &tokenKey);
    void tokenFailed(const QString &connectionId, const Fullstate::Error &error);
    /// The token works, but the keychain did not take it: the next start mints again. Of a public connection:
    /// it is tried again, each minute and when a token is asked for.
    void tokenNotKept(const QString &connectionId, const Fullstate::Error &error);
    /// The keychain took what there is, for all connections that share the key; also what it did not before.
    void tokenKept(const QString &tokenKey);
    /// A token was asked for, and the keychain can be read but holds no client secret of the connection.
    void clientSecretMissing(const QString &connectionId);
    /// The same, and it holds it; perhaps again.
    void clientSecretFound(const QString &connectionId);
    /// The scope for documents was asked for, and the application has it or not.
    void documentsAnswered(const QString &application, bool isGranted);
    /// A token that should still have lived was refused, so another program has minted one with the same
    /// client ID; noticed, and minted again, \p at.
    void endedElsewhere(const QString &connectionId, const QDateTime &at);
    /// The same for the third time within ten minutes: nothing is minted until resume() or mint(). Said each
    /// time that something was not minted for it.
    void stoppedMinting(const QString &connectionId, const Fullstate::Error &error);

private:
    class Flight;
    class EndJob;
    class ForgetJob;
    class Passenger;
    /// What a caller wants of a flight.
    struct Wish
    {
        QByteArray refused = {}; ///< not this token
        QByteArray clientSecret = {}; ///< a new one, with this secret that is not stored
        bool isMint = false; ///< a new one, with the stored secret
        bool isForDocuments = false; ///< one with the scope for documents
        std::optional<AuthorizationCode> code = {}; ///< one for this
        bool isForSaving = false; ///< none but what is in memory, and that into the keychain

        bool isMetBy(const AccessToken &token) const;
    };
    struct Live
    {
        AccessToken token;
        std::chrono::milliseconds goodUntil{}; ///< monotonic: a clock that is set changes nothing
    };

    /// Refresh tokens that the keychain did not take.
    struct Unsaved
    {
        Connection connection;
        RefreshTokens tokens;
        std::chrono::milliseconds triedAt{}; ///< monotonic
    };

    static constexpr std::chrono::seconds LeastLife{60}; ///< a token with less is not used any more

    static SecretKey keyOf(const Connection &connection);
    static Error withoutDocumentScope(const QString &said);
    /// The live token if it lasts another minute and is what the caller wants.
    std::optional<AccessToken> live(const QString &tokenKey, const Wish &wish) const;
    /// Whether it is the one in memory: if live() does not give that, the keychain's copy is no better,
    /// whatever a clock that was set meanwhile says.
    bool isKnown(const QString &tokenKey, const AccessToken &token) const;
    void adopt(const QString &tokenKey, const AccessToken &token);
    /// Whether a token that was refused is the live one and not near its end.
    bool shouldLive(const QString &tokenKey, const QByteArray &refused) const;
    void drop(const QString &tokenKey);
    void keepUnsaved(const Connection &connection, const RefreshTokens &tokens);
    void saveUnsaved();
    QByteArrayList inMemory(const QString &tokenKey) const;
    bool isTimeToSave(const QString &tokenKey) const;
    Flight *flightUnderWay(const QString &tokenKey) const;
    Flight *begin(const Connection &connection, const Wish &wish);

    ApiContext &m_context;
    SecretStore &m_secrets;
    // By Connection::tokenKey().
    QHash<QString, Live> m_live;
    QHash<QString, QPointer<Flight>> m_flights;
    QHash<QString, Unsaved> m_unsaved;
    QHash<QString, TokenContest> m_contests;
    const std::chrono::milliseconds m_savePause;
    QTimer m_saveTimer; ///< runs as long as anything is unsaved
};

} // namespace Fullstate
