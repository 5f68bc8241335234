// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/keychainbus.h"
#include "app/connection/secretstore.h"

#include <QPointer>
#include <QSet>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>

namespace Fullstate {

/// The operating system's keychain, by way of QtKeychain, by the rules that its backends need: binary items
/// in a frame of our own, every write read back and compared, one operation at a time, no QtKeychain job ever
/// deleted in flight (that crashes), never a file instead. A locked keychain answers every read with "not
/// found": only while it takes and gives back a canary item is that believed. Main thread only.
class KeychainSecretStore final : public QObject, public SecretStore
{
    Q_OBJECT

public:
    struct Patience
    {
        std::chrono::milliseconds notice{5'000}; ///< then the job says that it is waiting
        std::chrono::milliseconds giveUp{60'000}; ///< then it fails as KeychainSilent
    };

    KeychainSecretStore(QString service, Patience patience, QObject *parent = nullptr);
    explicit KeychainSecretStore(QObject *parent = nullptr);
    ~KeychainSecretStore() override;

    ResultJob<std::optional<QByteArray>> *read(const SecretKey &key, QObject *parent) override;
    ResultJob<> *write(const SecretKey &key, const QByteArray &secret, QObject *parent) override;
    ResultJob<> *remove(const SecretKey &key, QObject *parent) override;
    ResultJob<> *probe(const SecretKey &key, QObject *parent) override;

    /// How an item is called for a person, "Client secret of Acme" for example; nothing: it keeps the label
    /// that QtKeychain gives. Shown by programs like Seahorse, once the item has been read or written.
    using Titles = std::function<QString(const SecretKey &)>;
    void setTitles(Titles titles) { m_titles = std::move(titles); }
    /// Which keychain holds the secrets of an owner (SecretKey), by what it is recognised: there may be a
    /// GNOME Keyring and a KWallet, and a desktop session has one of them. What is missing from another one
    /// than that is an error which says so.
    struct Index
    {
        std::function<QByteArray(const QString &owner)> find; ///< empty: unknown
        std::function<void(const QString &owner, const QByteArray &keychain)> store; ///< empty: none any more
    };
    void setIndex(Index index);
    /// The item's name, by which it is found; programs like KWallet list it by that.
    static QString itemName(const SecretKey &key);

private:
    friend class KeychainOperation;
    struct Identity
    {
        QByteArray here = {}; ///< of the keychain; empty: not looked at yet
        Index index = {};
    };
    /// Operations in the order of their calls; the first is under way.
    using Queue = std::deque<QPointer<QObject>>;

    QString m_service;
    Patience m_patience;
    std::shared_ptr<Queue> m_queue;
    KeychainBus m_bus;
    Titles m_titles;
    std::shared_ptr<Identity> m_identity;
    std::shared_ptr<QSet<QString>> m_labelled = std::make_shared<QSet<QString>>(); ///< names, in this run
};

/// One item's limit: Windows takes 2,560 bytes, and the frame needs some. Longer: SplitSecretStore.
inline constexpr qsizetype MaxSecretBytes = 2'000;

} // namespace Fullstate
