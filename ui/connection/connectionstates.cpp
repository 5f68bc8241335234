// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionstates.h"

#include "app/connection/sessionsecrets.h"
#include "app/fullstate.h"

namespace Fullstate {

/// In two or three words.
static QString wordsOf(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::SignInNeeded:
        return ConnectionStates::tr("sign in again");
    case Error::Kind::TokenContested:
        return ConnectionStates::tr("stopped minting");
    case Error::Kind::Unauthorized:
        return ConnectionStates::tr("client secret refused");
    case Error::Kind::SecretMissing:
        return ConnectionStates::tr("client secret missing");
    case Error::Kind::KeychainLocked:
        return ConnectionStates::tr("keychain locked");
    case Error::Kind::KeychainDenied:
        return ConnectionStates::tr("keychain denied");
    case Error::Kind::KeychainMissing:
    case Error::Kind::KeychainSilent:
        return ConnectionStates::tr("no keychain");
    case Error::Kind::Network:
    case Error::Kind::TimedOut:
    case Error::Kind::Tls:
        return ConnectionStates::tr("not reached");
    default:
        return ConnectionStates::tr("no token");
    }
}

ConnectionStates::ConnectionStates(Services &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
    const TokenBroker *tokens = &services.tokens();
    connect(tokens, &TokenBroker::tokenObtained, this, &ConnectionStates::takeObtained);
    connect(tokens, &TokenBroker::tokenFailed, this, &ConnectionStates::takeFailed);
    connect(tokens, &TokenBroker::tokenNotKept, this, &ConnectionStates::takeNotKept);
    connect(tokens, &TokenBroker::tokenKept, this, &ConnectionStates::takeKept);
    connect(&services.secrets(), &SessionSecrets::forThisRunChanged, this, &ConnectionStates::changed);
    connect(&services.connections(), &ConnectionStore::added, this, [this](const QString &id) {
        m_known[id].works = m_obtained.contains(m_services.connections().find(id)->tokenKey());
    });
    connect(&services.connections(), &ConnectionStore::removed, this, [this](const QString &id) {
        m_known.remove(id);
        m_obtained.clear(); // its tokens are gone
    });
}

ConnectionState ConnectionStates::of(const QString &connectionId) const
{
    const Connection *connection = m_services.connections().find(connectionId);
    if (!connection)
        return {};
    using Kind = ConnectionState::Kind;
    const Known known = m_known.value(connectionId);
    if (known.error) {
        const Error::Kind kind = known.error->kind;
        return {Kind::Wrong,
                wordsOf(kind),
                known.error->message,
                kind == Error::Kind::SignInNeeded,
                kind == Error::Kind::SecretMissing || kind == Error::Kind::Unauthorized,
                kind == Error::Kind::TokenContested};
    }
    if (!known.failures.isEmpty())
        return {Kind::Wrong, tr("check failed"), known.failures};
    if (!known.notKept.isEmpty())
        return {Kind::Noted, tr("tokens not kept"), known.notKept};
    if (connection->kind != Connection::Kind::Practice // its never outlive the run
        && m_services.secrets().isForThisRun(*connection))
        return {Kind::Noted, tr("for this run only"),
                tr("Its client secret is kept for this run only: the next start asks for it again.")};
    if (known.works)
        return {Kind::Works, tr("works")};
    return {};
}

void ConnectionStates::setChecked(const QString &connectionId, const std::vector<CheckStep> &steps)
{
    m_known[connectionId].failures = failuresOf(steps);
    Q_EMIT changed(connectionId);
}

void ConnectionStates::forgetFailures(const QString &connectionId)
{
    Known &known = m_known[connectionId];
    known.error.reset();
    known.failures.clear();
    Q_EMIT changed(connectionId);
}

void ConnectionStates::takeObtained(const QString &tokenKey)
{
    m_obtained.insert(tokenKey);
    const std::vector<Connection> &connections = m_services.connections().connections();
    for (const Connection &connection : connections) {
        if (connection.tokenKey() != tokenKey)
            continue;
        Known &known = m_known[connection.id];
        known.works = true;
        known.error.reset();
        Q_EMIT changed(connection.id); // if only for when it was minted
    }
}

void ConnectionStates::takeFailed(const QString &connectionId, const Error &error)
{
    if (error.kind == Error::Kind::Cancelled || !m_services.connections().find(connectionId))
        return;
    Known &known = m_known[connectionId];
    known.works = false;
    known.error = error;
    Q_EMIT changed(connectionId);
}

void ConnectionStates::takeKept(const QString &tokenKey)
{
    const std::vector<Connection> &connections = m_services.connections().connections();
    for (const Connection &connection : connections) {
        const auto known = m_known.find(connection.id);
        if (connection.tokenKey() != tokenKey || known == m_known.end() || known->notKept.isEmpty())
            continue;
        known->notKept.clear();
        Q_EMIT changed(connection.id);
    }
}

void ConnectionStates::takeNotKept(const QString &connectionId, const Error &error)
{
    const Connection *connection = m_services.connections().find(connectionId);
    if (!connection)
        return;
    m_known[connectionId].notKept =
        (connection->kind == Connection::Kind::Public
             ? tr("Its newest tokens could not be kept. %1")
             : tr("Its access token could not be kept: the next start asks for a new one. %1"))
            .arg(error.message);
    Q_EMIT changed(connectionId);
}

QString failuresOf(const std::vector<CheckStep> &steps)
{
    QStringList failures;
    for (const CheckStep &step : steps) {
        if (step.state == CheckStep::State::Failed)
            failures.append(step.title % QStringLiteral(": ") % step.explanation);
    }
    return failures.join(u'\n');
}

} // namespace Fullstate
