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

    /// Everything of the connection and of its application stays in memory from now on.
    void keepForThisRun(const Connection &connection, const QByteArray &clientSecret);
    bool isForThisRun(const Connection &connection) const { return m_forThisRun.contains(connection.id); }
    /// The keychain may be used again, with the next write.
    void useKeychain(const Connection &connection);

    ResultJob<std::optional<QByteArray>> *read(const SecretKey &key, QObject *parent) override;
    ResultJob<> *write(const SecretKey &key, const QByteArray &secret, QObject *parent) override;
    ResultJob<> *remove(const SecretKey &key, QObject *parent) override;

Q_SIGNALS:
    void forThisRunChanged(const QString &connectionId);

private:
    static QString nameOf(const SecretKey &key);

    SecretStore &m_keychain;
    QSet<QString> m_forThisRun; ///< owners: connections and applications
    QHash<QString, QByteArray> m_memory;
};

} // namespace Fullstate
