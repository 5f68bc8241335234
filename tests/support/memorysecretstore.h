// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/secretstore.h"

#include <QHash>

namespace Fullstate {

/// A keychain for the time of a test, which fails when told to.
class MemorySecretStore final : public SecretStore
{
public:
    std::optional<Error> readError = {}; ///< while set, reading fails with it
    std::optional<Error> writeError = {};
    std::optional<Error> removeError = {};
    int reads = 0;
    int writes = 0;
    int failAfter = -1; ///< writes that still succeed; negative: all do
    qsizetype mostBytes = 1 << 30; ///< in one item

    ResultJob<std::optional<QByteArray>> *read(const SecretKey &key, QObject *parent) override
    {
        ++reads;
        using Answer = Result<std::optional<QByteArray>>;
        return new ReadyJob<std::optional<QByteArray>>(
            readError ? Answer(Failure(*readError)) : Answer(value(key)), parent);
    }
    ResultJob<> *write(const SecretKey &key, const QByteArray &secret, QObject *parent) override
    {
        ++writes;
        if (failAfter == 0 || secret.size() > mostBytes)
            return new ReadyJob<>(Failure(Error{Error::Kind::KeychainDenied, {}, {}}), parent);
        if (failAfter > 0)
            --failAfter;
        if (!writeError)
            m_secrets.insert(nameOf(key), secret);
        return new ReadyJob<>(writeError ? Result<>(Failure(*writeError)) : Result<>(), parent);
    }
    ResultJob<> *remove(const SecretKey &key, QObject *parent) override
    {
        if (!removeError)
            m_secrets.remove(nameOf(key));
        return new ReadyJob<>(removeError ? Result<>(Failure(*removeError)) : Result<>(), parent);
    }
    ResultJob<> *probe(const SecretKey &, QObject *parent) override
    {
        return new ReadyJob<>(writeError ? Result<>(Failure(*writeError)) : Result<>(), parent);
    }

    std::optional<QByteArray> value(const SecretKey &key) const
    {
        const auto found = m_secrets.constFind(nameOf(key));
        return found == m_secrets.constEnd() ? std::nullopt : std::optional(*found);
    }
    void put(const SecretKey &key, const QByteArray &secret) { m_secrets.insert(nameOf(key), secret); }
    void removeByHand(const SecretKey &key) { m_secrets.remove(nameOf(key)); }
    qsizetype size() const { return m_secrets.size(); }

private:
    static QString nameOf(const SecretKey &key)
    {
        return QString::number(static_cast<int>(key.kind)) + QLatin1Char(' ') + key.owner + QLatin1Char('|')
            + key.part;
    }

    QHash<QString, QByteArray> m_secrets;
};

} // namespace Fullstate
