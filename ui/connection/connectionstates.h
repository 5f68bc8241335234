// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/connectioncheck.h"

#include <QHash>
#include <QSet>

namespace Fullstate {

class Services;

/// How a connection does, as far as this run knows.
struct ConnectionState
{
    enum class Kind { Unknown, Works, Noted, Wrong };

    Kind kind = Kind::Unknown;
    QString words = {}; ///< translated, two or three: "works", "sign in again"
    QString note = {}; ///< translated: what is the matter and what to do; empty: nothing
    bool needsSignIn = false; ///< of the customer
    bool needsSecret = false; ///< the client secret has to be entered again
    bool hasStopped = false; ///< minting, until the user says to go on
};

/// The states of all connections, from what the tokens, the secrets and the checks have come to. Nothing is
/// asked of the keychain or of a tenant for it.
class ConnectionStates final : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionStates(Services &services, QObject *parent = nullptr);

    ConnectionState of(const QString &connectionId) const;
    /// The outcome of a check; steps that failed stay said until the next one.
    void setChecked(const QString &connectionId, const std::vector<CheckStep> &steps);

    /// Something was mended; what went wrong before says nothing any more.
    void forgetFailures(const QString &connectionId);

Q_SIGNALS:
    void changed(const QString &connectionId);

private:
    struct Known
    {
        bool works = false;
        std::optional<Error> error = {}; ///< of the last token that was wanted
        QString failures = {}; ///< of the last check
        QString notKept = {};
    };

    void takeObtained(const QString &tokenKey);
    void takeFailed(const QString &connectionId, const Error &error);
    void takeKept(const QString &tokenKey);
    void takeNotKept(const QString &connectionId, const Error &error);

    Services &m_services;
    QHash<QString, Known> m_known;
    QSet<QString> m_obtained; ///< Connection::tokenKey(): the wizard has tokens before there is a connection
};

/// What failed, a line each; empty: nothing.
QString failuresOf(const std::vector<CheckStep> &steps);

} // namespace Fullstate
