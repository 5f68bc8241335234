// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/keychainsecretstore.h"

#include <QTimer>
#include <functional>
#include <qt6keychain/keychain.h>

namespace Fullstate {

/// What one QtKeychain job came to.
struct KeychainAnswer
{
    QKeychain::Error error = QKeychain::NoError;
    QString errorText;
    QByteArray data;

    bool isAbsent() const { return error == QKeychain::EntryNotFound; }
    /// To a reader: a wallet that fails says so and no more. Nothing is stored empty.
    bool isEmpty() const { return error == QKeychain::NoError && data.isEmpty(); }
    /// Of a service that was started anew, and does not know the session in which it is asked.
    bool isOfAnotherSession() const
    {
        return error == QKeychain::OtherError
            && errorText.contains(QLatin1String("session"), Qt::CaseInsensitive)
            && !errorText.contains(QLatin1String("session bus"), Qt::CaseInsensitive);
    }
};

/// The steps that read, write and remove are made of. Several QtKeychain jobs follow each other; each is
/// without a parent and deletes itself, so that one that answers after we gave up finds nobody and harms
/// nothing. Outlives the store that it came from.
class KeychainOperation
{
public:
    using Then = std::function<void(const KeychainAnswer &)>;

    KeychainOperation(const KeychainSecretStore &store, const SecretKey &key);

    Error toError(const KeychainAnswer &answer) const;
    static Error silent(const QString &cause);

protected:
    ~KeychainOperation() = default;

    /// Waits for the operations before this one, then calls \p begin.
    void enqueue(QObject *self, std::function<void()> begin);
    void leave(QObject *self);

    void readItem(QObject *self, const QString &name, const Then &then);
    void writeItem(QObject *self, const QString &name, const QByteArray &data, const Then &then);
    void deleteItem(QObject *self, const QString &name, const Then &then);
    /// Whether the keychain takes and gives back the canary: while it is locked or failing it does not, and
    /// "not found" means nothing.
    void probe(QObject *self, std::function<void(std::optional<Error>)> then);

    /// Of a keychain that can be used: whether it is another one than that which holds what there is of the
    /// owner, as far as that is known.
    void compareKeychains(QObject *self, const std::function<void(bool isAnother)> &then);
    /// The owner's secrets are in this one. \p isNew: else only if nothing is known of them.
    void noteKeychain(QObject *self, bool isNew, const std::function<void()> &then);
    void forgetKeychain();
    /// For a person: the title, or else the name.
    QString whatItIs() const { return m_title.isEmpty() ? m_name : m_title; }

    /// So that a person finds the item.
    void label(bool isNew);

    const QString &name() const { return m_name; }
    virtual void waitedLong() = 0;
    virtual void gaveUp() = 0;

private:
    using MakeJob = std::function<QKeychain::Job *()>;
    void run(QObject *self, const QString &name, const MakeJob &make, const Then &then);
    void startJob(QObject *self, QKeychain::Job *job, const QString &name, const Then &then);
    void next();
    void identify(QObject *self, const std::function<void()> &then);
    void makeIdentity(QObject *self, const std::function<void()> &then);
    QByteArray known() const; ///< which keychain the index has for the owner

    QString m_service;
    KeychainSecretStore::Patience m_patience;
    std::shared_ptr<KeychainSecretStore::Queue> m_queue;
    KeychainBus m_bus;
    QString m_owner; ///< SecretKey::owner
    QString m_name;
    QString m_title; ///< empty: unknown
    std::shared_ptr<QSet<QString>> m_labelled;
    std::shared_ptr<KeychainSecretStore::Identity> m_identity;
    std::function<void()> m_begin;
    QTimer m_notice;
    QTimer m_giveUp;
};

} // namespace Fullstate
