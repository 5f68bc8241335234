// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/connection.h"
#include "app/connection/secretstore.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace Fullstate {

/// The keychain, and in front of it the memory of this run: for secrets that the user keeps for this run only
/// and for the practice tenant's. What is kept here never reaches the keychain or a file.
class SessionSecrets final : public QObject, public SecretStore
{
    Q_OBJECT

public:
    explicit SessionSecrets(SecretStore &keychain, QObject *parent = nullptr);

    /// The connection's client secret stays in memory from now on, and so do its tokens; but a public one's
    /// that the keychain holds already go on being there.
    void keepForThisRun(const Connection &connection, const QByteArray &clientSecret);
    bool isForThisRun(const Connection &connection) const { return m_connections.contains(connection.id); }
    /// Whether what is written under the key stays in memory.
    bool isForThisRun(const SecretKey &key) const;
    /// Puts the client secret into the keychain, and refresh tokens that are in memory: they cannot be had
    /// again without the customer. Only once all is there is what is in memory given up.
    ResultJob<> *storeClientSecret(const Connection &connection, const QByteArray &clientSecret,
                                   QObject *parent);

    /// The connection goes, its tokens are those of others, too: refresh tokens that are in memory for its
    /// sake only go to the keychain, and are in memory until they are there.
    void leaveTokens(const QString &connectionId);

    ResultJob<std::optional<QByteArray>> *read(const SecretKey &key, QObject *parent) override;
    ResultJob<> *write(const SecretKey &key, const QByteArray &secret, QObject *parent) override;
    /// From memory and, but for the practice tenant's, from the keychain, which may hold an older one.
    ResultJob<> *remove(const SecretKey &key, QObject *parent) override;
    ResultJob<> *probe(const SecretKey &key, QObject *parent) override;

Q_SIGNALS:
    /// In the keychain or, from now on, in memory.
    void clientSecretKept(const QString &connectionId);
    void forThisRunChanged(const QString &connectionId);

private:
    class StoreJob;
    class CustomerReadJob;

    static QString nameOf(const SecretKey &key);
    std::optional<QByteArray> inMemory(const SecretKey &key) const;
    bool hasTokensInMemory(const QString &owner) const;
    void useKeychain(const QString &connectionId);

    SecretStore &m_keychain;
    QHash<QString, QString> m_connections; ///< those kept for this run → Connection::tokenKey()
    QSet<QString> m_practice; ///< owners (SecretKey) of the practice tenant
    QSet<QString> m_customers; ///< Connection::tokenKey() of public ones
    QSet<QString> m_inKeychain; ///< of those, the ones whose tokens were found there
    QHash<QString, QByteArray> m_memory;
};

} // namespace Fullstate
