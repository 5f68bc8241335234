// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenflight.h"

namespace Fullstate {

using namespace std::chrono_literals;

/// A token from the future says that the clock was set back since it was minted: nobody knows its age then.
static bool isGoodFor(const AccessToken &token, const QDateTime &now, std::chrono::seconds life)
{
    constexpr auto Skew = 60s;
    return now.secsTo(token.expiresAt) >= life.count() && token.mintedAt <= now.addSecs(Skew.count());
}

TokenBroker::Flight::Flight(TokenBroker &broker, const Connection &connection, const Wish &wish)
    : ResultJob(&broker)
    , m_broker(broker)
    , m_connection(connection)
    , m_key(connection.tokenKey())
    , m_wish(wish)
    , m_wasEndedElsewhere(connection.kind != Connection::Kind::Public
                          && broker.shouldLive(m_key, wish.refused))
{
}

TokenBroker::Flight::~Flight()
{
    stop();
}

void TokenBroker::Flight::start()
{
    auto *locking = new TokenLockJob(m_key, this);
    connect(locking, &Job::progressed, this, &Job::progressed);
    connect(locking, &Job::finished, this, [this, locking] {
        if (!locking->result()) {
            finish(Failure(locking->result().error()));
            return;
        }
        m_lock = *locking->result();
        begin();
    });
}

void TokenBroker::Flight::stop()
{
    if (m_lock)
        m_lock->unlock();
}

void TokenBroker::Flight::begin()
{
    const auto unsaved = m_broker.m_unsaved.constFind(m_key);
    const bool isNewOneWanted = m_wish.code || m_wish.isMint || !m_wish.clientSecret.isEmpty();
    if (!m_wish.code && unsaved != m_broker.m_unsaved.constEnd())
        saveAgain(unsaved->tokens);
    else if (m_wish.isForSaving)
        finish(Failure(Error::cancelled())); // saved meanwhile
    else if (isNewOneWanted)
        findClientSecret();
    else
        readToken();
}

/// The keychain did not take the refresh tokens when they came; perhaps it does now, and holds what another
/// program has got since.
void TokenBroker::Flight::saveAgain(const RefreshTokens &unsaved)
{
    auto *reading = m_broker.m_secrets.read(RefreshJob::keyOf(m_connection), this);
    connect(reading, &Job::progressed, this, &Job::progressed);
    connect(reading, &Job::finished, this, [this, reading, unsaved] {
        const auto stored = reading->result().value_or(std::nullopt);
        const auto others = stored ? refreshTokensFrom(*stored) : std::nullopt;
        if (others && others->rotatedAt > unsaved.rotatedAt)
            goOnWithOthers();
        else
            write(unsaved);
    });
}

/// That another program got after ours.
void TokenBroker::Flight::goOnWithOthers()
{
    m_broker.m_unsaved.remove(m_key);
    m_broker.m_live.remove(m_key);
    Q_EMIT m_broker.tokenKept(m_key);
    if (m_wish.isForSaving)
        finish(Failure(Error::cancelled()));
    else if (m_wish.isMint)
        findClientSecret();
    else
        readToken();
}

void TokenBroker::Flight::write(const RefreshTokens &unsaved)
{
    auto *writing = m_broker.m_secrets.write(RefreshJob::keyOf(m_connection), toStored(unsaved), this);
    connect(writing, &Job::progressed, this, &Job::progressed);
    connect(writing, &Job::finished, this, [this, writing, unsaved] {
        if (writing->result()) {
            m_broker.m_unsaved.remove(m_key);
            Q_EMIT m_broker.tokenKept(m_key);
        } else {
            keepUnsaved(unsaved, writing->result().error());
        }
        const auto known = m_wish.isMint ? std::nullopt : m_broker.live(m_key, m_wish);
        if (!known && m_wish.isForSaving)
            finish(Failure(Error::cancelled()));
        else if (!known)
            findClientSecret();
        else if (writing->result())
            store(*known);
        else
            finish(*known);
    });
}

void TokenBroker::Flight::keepUnsaved(const RefreshTokens &tokens, const Error &why)
{
    m_broker.keepUnsaved(m_connection, tokens);
    if (!m_wish.isForSaving) // or it would be said each minute
        Q_EMIT m_broker.tokenNotKept(m_connection.id, why);
}

void TokenBroker::Flight::readToken()
{
    auto *reading = m_broker.m_secrets.read(keyOf(m_connection), this);
    connect(reading, &Job::progressed, this, &Job::progressed);
    connect(reading, &Job::finished, this, [this, reading] {
        const auto &stored = reading->result();
        const std::optional<AccessToken> token = stored && *stored ? accessTokenFrom(**stored) : std::nullopt;
        if (token && m_wish.isMetBy(*token) && !m_broker.isKnown(m_key, *token)
            && isGoodFor(*token, m_broker.m_context.clock.now(), LeastLife)) {
            m_broker.adopt(m_key, *token);
            finish(*token);
        } else {
            findClientSecret(); // a keychain that cannot be read says so there
        }
    });
}

void TokenBroker::Flight::findClientSecret()
{
    if (!m_wish.clientSecret.isEmpty()) {
        goOnWith(m_wish.clientSecret);
        return;
    }
    auto *reading = m_broker.m_secrets.read({m_connection.id, SecretKey::Kind::ClientSecret}, this);
    connect(reading, &Job::progressed, this, &Job::progressed);
    connect(reading, &Job::finished, this, [this, reading] {
        const auto &stored = reading->result();
        if (!stored) {
            finish(Failure(stored.error()));
        } else if (!*stored) {
            TokenBroker *broker = &m_broker;
            finish(Failure({Error::Kind::SecretMissing,
                            TokenBroker::tr("The client secret of %1 is not in the keychain. Enter it again.")
                                .arg(m_connection.name)}));
            Q_EMIT broker->clientSecretMissing(m_connection.id);
        } else {
            Q_EMIT m_broker.clientSecretFound(m_connection.id);
            goOnWith(**stored);
        }
    });
}

void TokenBroker::Flight::goOnWith(const QByteArray &clientSecret)
{
    const bool isWanted = m_wish.isMint || !m_wish.clientSecret.isEmpty(); // by the user
    const TokenContest contest = m_broker.m_contests.value(m_key);
    const bool isFight = contest.isStopped()
        || (m_wasEndedElsewhere && contest.isTooOften(m_broker.m_context.clock.monotonic()));
    if (m_connection.kind == Connection::Kind::Public)
        refresh(clientSecret);
    else if (isFight && !isWanted)
        finish(Failure(stopFighting()));
    else
        mint(clientSecret, m_connection.documents || m_wish.isForDocuments);
}

void TokenBroker::Flight::refresh(const QByteArray &clientSecret)
{
    const auto unsaved = m_broker.m_unsaved.constFind(m_key);
    auto *refreshing = new RefreshJob(
        m_broker.m_context, m_broker.m_secrets, m_connection, clientSecret, m_wish.code,
        unsaved == m_broker.m_unsaved.constEnd() ? std::nullopt : std::optional(unsaved->tokens), this);
    connect(refreshing, &Job::progressed, this, &Job::progressed);
    connect(refreshing, &Job::finished, this, [this, refreshing] {
        if (refreshing->result())
            takeRefreshed(*refreshing->result());
        else
            finish(Failure(refreshing->result().error()));
    });
}

void TokenBroker::Flight::takeRefreshed(const CustomerTokens &tokens)
{
    m_broker.adopt(m_key, tokens.access);
    if (tokens.notKept) {
        keepUnsaved(tokens.refresh, *tokens.notKept);
        finish(tokens.access);
        return;
    }
    m_broker.m_unsaved.remove(m_key);
    store(tokens.access);
}

void TokenBroker::Flight::mint(const QByteArray &clientSecret, bool withDocuments)
{
    Q_EMIT progressed(TokenBroker::tr("Asking for a token"), 0, 0);
    const QString scopes = withDocuments
        ? QString(QLatin1String(ResourceScopes) % QLatin1Char(' ') % QLatin1String(DocumentScope))
        : QString(QLatin1String(ResourceScopes));
    auto *minting =
        new TokenJob(m_broker.m_context, m_connection, clientSecret, ClientCredentials{scopes}, this);
    connect(minting, &Job::progressed, this, &Job::progressed);
    connect(minting, &Job::finished, this, [this, minting, withDocuments, clientSecret] {
        if (minting->result())
            takeMinted(minting->result()->token, withDocuments);
        else if (withDocuments && minting->result().error().kind == Error::Kind::Forbidden)
            goOnWithout(clientSecret, minting->result().error());
        else
            finish(Failure(minting->result().error()));
    });
}

/// The application has lost the scope for documents, or never had it: resources must not suffer from that.
void TokenBroker::Flight::goOnWithout(const QByteArray &clientSecret, const Error &error)
{
    Q_EMIT m_broker.documentsAnswered(m_connection.applicationKey(), false);
    if (m_wish.isForDocuments)
        finish(Failure(withoutDocumentScope(error.detail)));
    else
        mint(clientSecret, false);
}

void TokenBroker::Flight::takeMinted(const AccessToken &token, bool withDocuments)
{
    m_broker.adopt(m_key, token);
    if (m_wasEndedElsewhere) {
        m_broker.m_contests[m_key].add(m_broker.m_context.clock.monotonic());
        Q_EMIT m_broker.endedElsewhere(m_connection.id, token.mintedAt);
    }
    if (m_wish.isMint)
        m_broker.m_contests.remove(m_key);
    if (withDocuments)
        Q_EMIT m_broker.documentsAnswered(m_connection.applicationKey(), token.isForDocuments());
    if (m_wish.clientSecret.isEmpty())
        store(token);
    else
        finish(token); // keep() stores it once the connection is saved
}

void TokenBroker::Flight::store(const AccessToken &token)
{
    auto *writing = m_broker.m_secrets.write(keyOf(m_connection), toStored(token), this);
    connect(writing, &Job::progressed, this, &Job::progressed);
    connect(writing, &Job::finished, this, [this, writing, token] {
        if (!writing->result())
            Q_EMIT m_broker.tokenNotKept(m_connection.id, writing->result().error());
        else // refresh tokens come before it
            Q_EMIT m_broker.tokenKept(m_key);
        finish(token);
    });
}

Error TokenBroker::Flight::stopFighting()
{
    const Error error{
        Error::Kind::TokenContested,
        TokenBroker::tr("Another program keeps minting tokens with the client ID of %1, three times within "
                        "ten minutes, and each of its tokens ends the one of Fullstate, and the other way "
                        "round. So that the two do not fight, Fullstate has stopped. Stop the other "
                        "program or give it an application of its own, then go on.")
            .arg(m_connection.name)};
    m_broker.m_contests[m_key].stop();
    m_broker.m_live[m_key].goodUntil = {}; // known, so that it is not taken for a new one
    Q_EMIT m_broker.stoppedMinting(m_connection.id, error);
    return error;
}

} // namespace Fullstate
