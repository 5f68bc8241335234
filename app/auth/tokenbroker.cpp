// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenbroker.h"

#include "app/auth/tokenjob.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Fullstate {

using namespace std::chrono_literals;

namespace {

constexpr auto LeastLife = 60s; ///< a token with less is not used for another request

QByteArray toStored(const AccessToken &token)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("token"), QString::fromLatin1(token.value)},
                                     {QStringLiteral("expires"), token.expiresAt.toString(Qt::ISODate)},
                                     {QStringLiteral("minted"), token.mintedAt.toString(Qt::ISODate)},
                                     {QStringLiteral("scope"), token.scope}})
        .toJson(QJsonDocument::Compact);
}

std::optional<AccessToken> fromStored(const QByteArray &stored)
{
    const QJsonObject json = QJsonDocument::fromJson(stored).object();
    AccessToken token{json.value(QLatin1String("token")).toString().toLatin1(),
                      QDateTime::fromString(json.value(QLatin1String("expires")).toString(), Qt::ISODate),
                      QDateTime::fromString(json.value(QLatin1String("minted")).toString(), Qt::ISODate),
                      json.value(QLatin1String("scope")).toString()};
    if (!isHeaderSafe(token.value) || !token.expiresAt.isValid())
        return {};
    return token;
}

SecretKey tokenKey(const Connection &connection)
{
    return {connection.applicationKey(), SecretKey::Kind::AccessToken};
}

Error withoutDocumentScope(const QString &said)
{
    return {
        Error::Kind::Forbidden,
        TokenBroker::tr("The application does not have the scope %1, which uploading evidence needs. Add it "
                        "to the application in Vanta's Developer Console and try again. Fetching and "
                        "pushing resources need nothing of it.")
            .arg(QLatin1String(DocumentScope)),
        said};
}

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

/// One way to a token: keychain, else client secret and mint, then back into the keychain.
class TokenBroker::Flight final : public ResultJob<AccessToken>
{
public:
    Flight(TokenBroker &broker, Connection connection, Wish wish)
        : ResultJob(&broker)
        , m_broker(broker)
        , m_connection(std::move(connection))
        , m_wish(std::move(wish))
    {
    }

    bool isForDocuments() const { return m_wish.isForDocuments; }

private:
    void start() override
    {
        if (!m_wish.clientSecret.isEmpty())
            mint(m_wish.clientSecret);
        else if (m_wish.isMint)
            readClientSecret();
        else
            readToken();
    }

    void readToken()
    {
        auto *reading = m_broker.m_secrets.read(tokenKey(m_connection), this);
        connect(reading, &Job::progressed, this, &Job::progressed);
        connect(reading, &Job::finished, this, [this, reading] {
            const auto &stored = reading->result();
            const std::optional<AccessToken> token = stored && *stored ? fromStored(**stored) : std::nullopt;
            if (token && m_wish.isMetBy(*token) && !m_broker.isKnown(m_connection.applicationKey(), *token)
                && m_broker.m_context.clock.now().secsTo(token->expiresAt) >= LeastLife.count()) {
                m_broker.adopt(m_connection.applicationKey(), *token);
                finish(*token);
            } else {
                readClientSecret(); // a keychain that cannot be read says so there
            }
        });
    }

    void readClientSecret()
    {
        auto *reading = m_broker.m_secrets.read({m_connection.id, SecretKey::Kind::ClientSecret}, this);
        connect(reading, &Job::progressed, this, &Job::progressed);
        connect(reading, &Job::finished, this, [this, reading] {
            const auto &stored = reading->result();
            if (!stored)
                finish(Failure(stored.error()));
            else if (!*stored)
                finish(Failure(
                    {Error::Kind::SecretMissing,
                     TokenBroker::tr("The client secret of %1 is not in the keychain. Enter it again.")
                         .arg(m_connection.name)}));
            else
                mint(**stored);
        });
    }

    void mint(const QByteArray &clientSecret)
    {
        mint(clientSecret, m_connection.documents || m_wish.isForDocuments);
    }

    void mint(const QByteArray &clientSecret, bool withDocuments)
    {
        Q_EMIT progressed(TokenBroker::tr("Asking for a token"), 0, 0);
        const QString scopes = withDocuments
            ? QString(QLatin1String(ResourceScopes) % QLatin1Char(' ') % QLatin1String(DocumentScope))
            : QString(QLatin1String(ResourceScopes));
        auto *minting = new TokenJob(m_broker.m_context, m_connection, clientSecret, this, scopes);
        connect(minting, &Job::progressed, this, &Job::progressed);
        connect(minting, &Job::finished, this, [this, minting, withDocuments, clientSecret] {
            if (minting->result())
                take(*minting->result(), withDocuments);
            else if (withDocuments && minting->result().error().kind == Error::Kind::Forbidden)
                goOnWithout(clientSecret, minting->result().error());
            else
                finish(Failure(minting->result().error()));
        });
    }

    /// The application has lost the scope for documents, or never had it: resources must not suffer from
    /// that.
    void goOnWithout(const QByteArray &clientSecret, const Error &error)
    {
        Q_EMIT m_broker.documentsAnswered(m_connection.applicationKey(), false);
        if (m_wish.isForDocuments)
            finish(Failure(withoutDocumentScope(error.detail)));
        else
            mint(clientSecret, false);
    }

    void take(const AccessToken &token, bool withDocuments)
    {
        m_broker.adopt(m_connection.applicationKey(), token);
        if (withDocuments)
            Q_EMIT m_broker.documentsAnswered(m_connection.applicationKey(), token.isForDocuments());
        if (m_wish.clientSecret.isEmpty())
            store(token);
        else
            finish(token); // keep() stores it once the connection is saved
    }

    void store(const AccessToken &token)
    {
        auto *writing = m_broker.m_secrets.write(tokenKey(m_connection), toStored(token), this);
        connect(writing, &Job::progressed, this, &Job::progressed);
        connect(writing, &Job::finished, this, [this, writing, token] {
            if (!writing->result())
                Q_EMIT m_broker.tokenNotKept(m_connection.id, writing->result().error());
            finish(token);
        });
    }

    TokenBroker &m_broker;
    Connection m_connection;
    Wish m_wish;
};

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
        const QString application = m_connection.applicationKey();
        Flight *flight = m_broker->flightUnderWay(application);
        if (m_wish.isMint || !m_wish.clientSecret.isEmpty()) {
            if (flight) // two mints at once would revoke each other's token
                connect(flight, &Job::finished, this, &Passenger::start);
            else
                board(m_broker->begin(m_connection, m_wish), true);
        } else if (const auto token = m_broker->live(application, m_wish)) {
            finish(*token);
        } else if (flight) {
            board(flight, false);
        } else {
            board(m_broker->begin(m_connection, m_wish), true);
        }
    }

    void board(Flight *flight, bool isOwn)
    {
        connect(flight, &Job::progressed, this, &Job::progressed);
        connect(flight, &Job::finished, this, [this, flight, isOwn] {
            if (isFinished())
                return;
            const Result<AccessToken> &token = flight->result();
            const bool wantedMore = !token && flight->isForDocuments() && !m_wish.isForDocuments;
            if (!isOwn && (wantedMore || (token && !m_wish.isMetBy(*token))))
                start(); // it was begun for others, who wanted another token
            else if (token && m_wish.isForDocuments && !token->isForDocuments())
                finish(Failure(withoutDocumentScope({})));
            else
                finish(token);
        });
    }

    QPointer<TokenBroker> m_broker;
    Connection m_connection;
    Wish m_wish;
};

TokenBroker::TokenBroker(ApiContext &context, SecretStore &secrets, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_secrets(secrets)
{
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
    return new ValueJob(new Passenger(*this, connection, {refused, {}, false, true}, nullptr), parent);
}

bool AccessToken::isForDocuments() const
{
    return scope.split(QLatin1Char(' ')).contains(QLatin1String(DocumentScope));
}

bool TokenBroker::Wish::isMetBy(const AccessToken &token) const
{
    return (refused.isEmpty() || token.value != refused) && (!isForDocuments || token.isForDocuments());
}

std::optional<AccessToken> TokenBroker::live(const QString &application, const Wish &wish) const
{
    const auto known = m_live.constFind(application);
    if (known == m_live.constEnd() || !wish.isMetBy(known->token)
        || known->goodUntil - m_context.clock.monotonic() < LeastLife)
        return {};
    return known->token;
}

bool TokenBroker::isKnown(const QString &application, const AccessToken &token) const
{
    const auto known = m_live.constFind(application);
    return known != m_live.constEnd() && known->token.value == token.value;
}

void TokenBroker::adopt(const QString &application, const AccessToken &token)
{
    const qint64 left = m_context.clock.now().msecsTo(token.expiresAt);
    m_live.insert(application, {token, m_context.clock.monotonic() + std::chrono::milliseconds(left)});
}

TokenBroker::Flight *TokenBroker::flightUnderWay(const QString &application) const
{
    Flight *current = m_flights.value(application);
    return current && !current->isFinished() ? current : nullptr;
}

TokenBroker::Flight *TokenBroker::begin(const Connection &connection, const Wish &wish)
{
    auto *flight = new Flight(*this, connection, wish);
    m_flights.insert(connection.applicationKey(), flight);
    return flight;
}

void TokenBroker::keep(const Connection &connection)
{
    const auto token = live(connection.applicationKey(), {});
    if (!token)
        return;
    auto *writing = m_secrets.write(tokenKey(connection), toStored(*token), this);
    connect(writing, &Job::finished, this, [this, writing, id = connection.id] {
        if (!writing->result())
            Q_EMIT tokenNotKept(id, writing->result().error());
    });
}

ResultJob<> *TokenBroker::forget(const Connection &connection)
{
    m_live.remove(connection.applicationKey());
    return m_secrets.remove(tokenKey(connection), this);
}

} // namespace Fullstate
