// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenbroker.h"

#include "app/auth/tokenending.h"
#include "app/auth/tokenflight.h"

namespace Fullstate {

using namespace std::chrono_literals;

namespace {

/// Only the value of a token, for the requests.
class ValueJob final : public ResultJob<QByteArray>
{
public:
    ValueJob(ResultJob<AccessToken> *job, QObject *parent)
        : ResultJob(parent)
    {
        job->setParent(this);
        connect(job, &Job::progressed, this, &Job::progressed);
        connect(job, &Job::finished, this, [this, job] {
            if (!isFinished())
                finish(job->result().map([](const AccessToken &token) { return token.value; }));
        });
    }

private:
    void start() override {}
};

} // namespace

/// One caller who waits for a flight; cancelled, the flight goes on for the others.
class TokenBroker::Passenger final : public ResultJob<AccessToken>
{
public:
    Passenger(TokenBroker &broker, Connection connection, Wish wish, QObject *parent)
        : ResultJob(parent)
        , m_broker(&broker)
        , m_connection(std::move(connection))
        , m_wish(std::move(wish))
    {
    }

private:
    void start() override
    {
        if (isFinished() || !m_broker)
            return;
        const QString key = m_connection.tokenKey();
        Flight *flight = m_broker->flightUnderWay(key);
        if (isNewOneWanted()) {
            if (flight) // two mints at once would revoke each other's token
                connect(flight, &Job::finished, this, &Passenger::start);
            else
                board(m_broker->begin(m_connection, m_wish), true);
        } else if (const auto token = m_broker->live(key, m_wish); token && !m_broker->isTimeToSave(key)) {
            finish(*token);
        } else if (flight) {
            board(flight, false);
        } else {
            board(m_broker->begin(m_connection, m_wish), true);
        }
    }

    bool isNewOneWanted() const
    {
        const bool isPublic = m_connection.kind == Connection::Kind::Public;
        return m_wish.isMint || m_wish.code || (!m_wish.clientSecret.isEmpty() && !isPublic);
    }

    void board(Flight *flight, bool isOwn)
    {
        connect(flight, &Job::progressed, this, &Job::progressed);
        connect(flight, &Job::finished, this, [this, flight, isOwn] {
            if (isFinished())
                return;
            const Result<AccessToken> &token = flight->result();
            const bool wantedMore = !token && flight->isForDocuments() && !m_wish.isForDocuments;
            const bool wantedLess = !token && flight->isForSaving();
            if (!isOwn && (wantedMore || wantedLess || (token && !m_wish.isMetBy(*token))))
                start(); // it was begun for others, who wanted another token
            else if (token && m_wish.isForDocuments && !token->isForDocuments())
                finish(Failure(TokenBroker::withoutDocumentScope({})));
            else
                finish(token);
        });
    }

    QPointer<TokenBroker> m_broker;
    Connection m_connection;
    Wish m_wish;
};

TokenBroker::TokenBroker(ApiContext &context, SecretStore &secrets, QObject *parent,
                         std::chrono::milliseconds savePause)
    : QObject(parent)
    , m_context(context)
    , m_secrets(secrets)
    , m_savePause(savePause)
{
    m_saveTimer.setInterval(savePause);
    connect(&m_saveTimer, &QTimer::timeout, this, &TokenBroker::saveUnsaved);
}

TokenBroker::~TokenBroker() = default;

ResultJob<AccessToken> *TokenBroker::token(const Connection &connection, QObject *parent)
{
    return new Passenger(*this, connection, {}, parent);
}

ResultJob<AccessToken> *TokenBroker::renew(const Connection &connection, const QByteArray &refused,
                                           QObject *parent)
{
    return new Passenger(*this, connection, {refused}, parent);
}

ResultJob<AccessToken> *TokenBroker::mint(const Connection &connection, QObject *parent)
{
    return new Passenger(*this, connection, {{}, {}, true}, parent);
}

ResultJob<AccessToken> *TokenBroker::signIn(const Connection &connection, const AuthorizationCode &code,
                                            QObject *parent)
{
    return new Passenger(*this, connection, {{}, {}, false, false, code}, parent);
}

ResultJob<AccessToken> *TokenBroker::mintWith(const Connection &connection, const QByteArray &clientSecret,
                                              QObject *parent)
{
    return new Passenger(*this, connection, {{}, clientSecret}, parent);
}

ResultJob<QByteArray> *TokenBroker::accessToken(const Connection &connection, QObject *parent)
{
    return new ValueJob(token(connection, nullptr), parent);
}

ResultJob<QByteArray> *TokenBroker::renewedToken(const Connection &connection, const QByteArray &refused,
                                                 QObject *parent)
{
    return new ValueJob(renew(connection, refused, nullptr), parent);
}

ResultJob<QByteArray> *TokenBroker::documentToken(const Connection &connection, const QByteArray &refused,
                                                  QObject *parent)
{
    // What a customer has granted stays as it is, whatever is asked for later: the tenant decides.
    const bool asksForScope = connection.kind != Connection::Kind::Public;
    return new ValueJob(new Passenger(*this, connection, {refused, {}, false, asksForScope}, nullptr),
                        parent);
}

SecretKey TokenBroker::keyOf(const Connection &connection)
{
    return {connection.tokenKey(), SecretKey::Kind::AccessToken};
}

Error TokenBroker::withoutDocumentScope(const QString &said)
{
    return {Error::Kind::Forbidden,
            tr("The application does not have the scope %1, which uploading evidence needs. Add it to the "
               "application in Vanta's Developer Console and try again. Fetching and pushing resources need "
               "nothing of it.")
                .arg(QLatin1String(DocumentScope)),
            said};
}

bool TokenBroker::Wish::isMetBy(const AccessToken &token) const
{
    return (refused.isEmpty() || token.value != refused) && (!isForDocuments || token.isForDocuments());
}

std::optional<AccessToken> TokenBroker::live(const QString &tokenKey, const Wish &wish) const
{
    const auto known = m_live.constFind(tokenKey);
    if (known == m_live.constEnd() || !wish.isMetBy(known->token)
        || known->goodUntil - m_context.clock.monotonic() < LeastLife)
        return {};
    return known->token;
}

bool TokenBroker::isKnown(const QString &tokenKey, const AccessToken &token) const
{
    const auto known = m_live.constFind(tokenKey);
    return known != m_live.constEnd() && known->token.value == token.value;
}

bool TokenBroker::shouldLive(const QString &tokenKey, const QByteArray &refused) const
{
    const auto known = m_live.constFind(tokenKey);
    // Either clock is enough for a doubt: the monotonic one may have stood still while the computer slept.
    return known != m_live.constEnd() && known->token.value == refused
        && known->goodUntil > m_context.clock.monotonic() && known->token.expiresAt > m_context.clock.now();
}

void TokenBroker::adopt(const QString &tokenKey, const AccessToken &token)
{
    const qint64 left = m_context.clock.now().msecsTo(token.expiresAt);
    m_live.insert(tokenKey, {token, m_context.clock.monotonic() + std::chrono::milliseconds(left)});
}

void TokenBroker::drop(const QString &tokenKey)
{
    m_live.remove(tokenKey);
    m_unsaved.remove(tokenKey);
    m_contests.remove(tokenKey);
}

void TokenBroker::keepUnsaved(const Connection &connection, const RefreshTokens &tokens)
{
    m_unsaved.insert(connection.tokenKey(), {connection, tokens, m_context.clock.monotonic()});
    if (!m_saveTimer.isActive())
        m_saveTimer.start();
}

/// Nobody may ask for a token before the program ends.
void TokenBroker::saveUnsaved()
{
    if (m_unsaved.isEmpty())
        m_saveTimer.stop();
    const QHash<QString, Unsaved> all = m_unsaved;
    for (auto unsaved = all.cbegin(); unsaved != all.cend(); ++unsaved) {
        Wish saving;
        saving.isForSaving = true;
        if (!flightUnderWay(unsaved.key()))
            begin(unsaved->connection, saving);
    }
}

/// The refresh token first.
QByteArrayList TokenBroker::inMemory(const QString &tokenKey) const
{
    QByteArrayList tokens;
    if (const auto unsaved = m_unsaved.constFind(tokenKey); unsaved != m_unsaved.constEnd())
        tokens.append(unsaved->tokens.current);
    if (const auto known = m_live.constFind(tokenKey); known != m_live.constEnd())
        tokens.append(known->token.value);
    return tokens;
}

/// Once a minute: a keychain that does not answer takes a minute to say so.
bool TokenBroker::isTimeToSave(const QString &tokenKey) const
{
    const auto unsaved = m_unsaved.constFind(tokenKey);
    return unsaved != m_unsaved.constEnd() && m_context.clock.monotonic() - unsaved->triedAt >= m_savePause;
}

TokenBroker::Flight *TokenBroker::flightUnderWay(const QString &tokenKey) const
{
    Flight *current = m_flights.value(tokenKey);
    return current && !current->isFinished() ? current : nullptr;
}

TokenBroker::Flight *TokenBroker::begin(const Connection &connection, const Wish &wish)
{
    auto *flight = new Flight(*this, connection, wish);
    m_flights.insert(connection.tokenKey(), flight);
    if (wish.isForSaving) // nobody has asked for a token
        return flight;
    connect(flight, &Job::finished, this, [this, flight, id = connection.id, key = connection.tokenKey()] {
        if (flight->result())
            Q_EMIT tokenObtained(key);
        else
            Q_EMIT tokenFailed(id, flight->result().error());
    });
    return flight;
}

void TokenBroker::keep(const Connection &connection)
{
    const auto token = live(connection.tokenKey(), {});
    if (!token)
        return;
    auto *writing = m_secrets.write(keyOf(connection), toStored(*token), this);
    connect(writing, &Job::finished, this, [this, writing, id = connection.id, key = connection.tokenKey()] {
        if (!writing->result())
            Q_EMIT tokenNotKept(id, writing->result().error());
        else if (!m_unsaved.contains(key))
            Q_EMIT tokenKept(key);
    });
}

ResultJob<> *TokenBroker::forget(const Connection &connection)
{
    drop(connection.tokenKey());
    return new ForgetJob(*this, connection);
}

ResultJob<Revocation> *TokenBroker::revoke(const Connection &connection, QObject *parent)
{
    return new EndJob(*this, connection, parent);
}

ResultJob<> *TokenBroker::takeBack(const Connection &connection, const QByteArray &clientSecret)
{
    return new ForgetJob(*this, connection, clientSecret);
}

ResultJob<KeptCredentials> *TokenBroker::kept(const Connection &connection, QObject *parent)
{
    const auto known = m_live.constFind(connection.tokenKey());
    return new KeptCredentialsJob(m_secrets, connection,
                                  known == m_live.constEnd() ? std::nullopt : std::optional(known->token),
                                  parent);
}

void TokenBroker::resume(const Connection &connection)
{
    m_contests.remove(connection.tokenKey());
}

} // namespace Fullstate
