// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/keychainsecretstore.h"

#include "app/connection/keychainframe.h"
#include "app/connection/keychainoperation.h"

namespace Fullstate {

namespace {

/// What is the same for the three operations as jobs.
template<typename T>
class OperationJob : public ResultJob<T>, public KeychainOperation
{
protected:
    OperationJob(const KeychainSecretStore &store, const SecretKey &key, QObject *parent)
        : ResultJob<T>(parent)
        , KeychainOperation(store, key)
    {
    }

    void start() final
    {
        if (!this->isFinished())
            enqueue(this, [this] { begin(); });
    }
    void stop() override { leave(this); }
    virtual void begin() = 0;

    void fail(Error error)
    {
        if (!this->isFinished())
            this->finish(Failure(std::move(error)));
    }

private:
    void waitedLong() final
    {
        Q_EMIT this->progressed(KeychainSecretStore::tr("Waiting for the keychain"), 0, 0);
    }
    void gaveUp() final { fail(silent({})); }
};

class ReadJob final : public OperationJob<std::optional<QByteArray>>
{
public:
    ReadJob(const KeychainSecretStore &store, const SecretKey &key, QObject *parent)
        : OperationJob(store, key, parent)
        , m_kind(key.kind)
    {
    }
    ~ReadJob() override { stop(); }

private:
    void begin() override
    {
        readItem(this, name(), [this](const KeychainAnswer &answer) {
            if (isFinished())
                return;
            if (answer.isAbsent() || answer.isEmpty())
                doubtAbsence();
            else
                take(answer);
        });
    }

    void doubtAbsence()
    {
        probe(this, [this](const std::optional<Error> &doubt) {
            if (isFinished())
                return;
            if (doubt)
                fail(*doubt);
            else // the probe may have had it unlocked
                readItem(this, name(), [this](const KeychainAnswer &again) { takeAgain(again); });
        });
    }

    void takeAgain(const KeychainAnswer &answer)
    {
        // An access token that is elsewhere is as one that is nowhere: there will be another.
        if (isFinished() || !answer.isAbsent() || m_kind == SecretKey::Kind::AccessToken) {
            take(answer);
            return;
        }
        compareKeychains(this, [this, answer](bool isAnother) {
            if (!isFinished() && isAnother)
                fail(isElsewhere());
            else
                take(answer);
        });
    }

    Error isElsewhere() const
    {
        const bool isClientSecret = m_kind == SecretKey::Kind::ClientSecret;
        const QString place = KeychainSecretStore::tr(
            "“%1” is in another keychain than the one of this desktop session (GNOME Keyring and KWallet are "
            "two, for example), unless this one was emptied.");
        const QString ways = isClientSecret
            ? KeychainSecretStore::tr(
                "Log in to the desktop that has the other one, or enter the client secret again.")
            : KeychainSecretStore::tr(
                "Log in to the desktop that has the other one, or sign in again, which ends the tokens that "
                "are there.");
        return {isClientSecret ? Error::Kind::SecretMissing : Error::Kind::SignInNeeded,
                place.arg(whatItIs()) % QLatin1Char(' ') % ways};
    }

    void takeSecret(const QByteArray &secret)
    {
        label(false);
        noteKeychain(this, false, [this, secret] {
            if (!isFinished())
                finish(std::optional(secret));
        });
    }

    void take(const KeychainAnswer &answer)
    {
        if (isFinished())
            return;
        if (answer.isAbsent())
            finish(std::optional<QByteArray>());
        else if (answer.error != QKeychain::NoError)
            fail(toError(answer));
        else if (const auto secret = unframed(answer.data))
            takeSecret(*secret);
        else
            fail({Error::Kind::KeychainDamaged,
                  KeychainSecretStore::tr("What the keychain holds under “%1” is not what was stored. Enter "
                                          "the client secret again.")
                      .arg(name())});
    }

    const SecretKey::Kind m_kind;
};

class WriteJob final : public OperationJob<void>
{
public:
    WriteJob(const KeychainSecretStore &store, const SecretKey &key, QByteArray secret, QObject *parent)
        : OperationJob(store, key, parent)
        , m_secret(std::move(secret))
    {
    }
    ~WriteJob() override { stop(); }

private:
    void begin() override
    {
        if (m_secret.isEmpty() || m_secret.size() > MaxSecretBytes) {
            fail({Error::Kind::KeychainDenied,
                  KeychainSecretStore::tr("The secret is empty or longer than 2,000 bytes, which not every "
                                          "keychain takes.")});
            return;
        }
        writeItem(this, name(), framed(m_secret), [this](const KeychainAnswer &answer) {
            if (isFinished())
                return;
            if (answer.error != QKeychain::NoError)
                fail(toError(answer));
            else
                readItem(this, name(), [this](const KeychainAnswer &back) { compare(back); });
        });
    }

    void compare(const KeychainAnswer &back)
    {
        if (isFinished())
            return;
        if (back.error != QKeychain::NoError && !back.isAbsent()) {
            fail(toError(back));
        } else if (back.isEmpty()) {
            probe(this, [this](const std::optional<Error> &doubt) {
                if (!isFinished())
                    fail(doubt ? *doubt : somethingElse());
            });
        } else if (unframed(back.data) != m_secret) {
            fail(somethingElse());
        } else {
            label(true); // every write sets the label back
            noteKeychain(this, true, [this] {
                if (!isFinished())
                    finish({});
            });
        }
    }

    Error somethingElse() const
    {
        return {Error::Kind::KeychainDamaged,
                KeychainSecretStore::tr(
                    "The keychain said that it stored the secret, but gives back something else. If your "
                    "desktop's keychain program shows an item “%1”, remove it, and try again.")
                    .arg(name())};
    }

    QByteArray m_secret;
};

class RemoveJob final : public OperationJob<void>
{
public:
    RemoveJob(const KeychainSecretStore &store, const SecretKey &key, QObject *parent)
        : OperationJob(store, key, parent)
    {
    }
    ~RemoveJob() override { stop(); }

private:
    void begin() override
    {
        deleteItem(this, name(), [this](const KeychainAnswer &answer) {
            if (isFinished())
                return;
            if (answer.error != QKeychain::NoError && !answer.isAbsent())
                fail(toError(answer));
            else // a locked keychain says "done" and does nothing
                probe(this, [this](const std::optional<Error> &doubt) { checkGone(doubt); });
        });
    }

    void checkGone(const std::optional<Error> &doubt)
    {
        if (isFinished())
            return;
        if (doubt) {
            fail(*doubt);
            return;
        }
        readItem(this, name(), [this](const KeychainAnswer &back) {
            if (isFinished())
                return;
            if (back.isAbsent())
                endAbsent();
            else if (back.error != QKeychain::NoError)
                fail(toError(back));
            else
                fail({Error::Kind::KeychainDenied,
                      KeychainSecretStore::tr("The keychain still has “%1”. Remove it with your desktop's "
                                              "keychain program.")
                          .arg(name())});
        });
    }

    void endAbsent()
    {
        compareKeychains(this, [this](bool isAnother) {
            if (isFinished())
                return;
            if (isAnother) {
                fail({Error::Kind::KeychainMissing,
                      KeychainSecretStore::tr(
                          "“%1” is in another keychain than the one of this desktop session. "
                          "Remove it there.")
                          .arg(name())});
            } else {
                forgetKeychain();
                finish({});
            }
        });
    }
};

class ProbeJob final : public OperationJob<void>
{
public:
    ProbeJob(const KeychainSecretStore &store, const SecretKey &key, QObject *parent)
        : OperationJob(store, key, parent)
    {
    }
    ~ProbeJob() override { stop(); }

private:
    void begin() override
    {
        probe(this, [this](const std::optional<Error> &doubt) {
            if (isFinished())
                return;
            if (doubt)
                fail(*doubt);
            else
                finish({});
        });
    }
};

} // namespace

KeychainSecretStore::KeychainSecretStore(QString service, Patience patience, QObject *parent)
    : QObject(parent)
    , m_service(std::move(service))
    , m_patience(patience)
    , m_queue(std::make_shared<Queue>())
    , m_identity(std::make_shared<Identity>())
{
    m_bus.outlive(); // not only from the first secret on: a desktop's theme uses the bus of the process, too
}

KeychainSecretStore::KeychainSecretStore(QObject *parent)
    : KeychainSecretStore(QStringLiteral("fullstate"), Patience(), parent)
{
}

KeychainSecretStore::~KeychainSecretStore()
{
    m_identity->index = {}; // operations outlive the store, and not whoever keeps it
}

void KeychainSecretStore::setIndex(Index index)
{
    m_identity->index = std::move(index);
}

QString KeychainSecretStore::itemName(const SecretKey &key)
{
    const QString part = key.part.isEmpty() ? QString() : QString(QStringLiteral(" part ") % key.part);
    switch (key.kind) {
    case SecretKey::Kind::ClientSecret:
        return QStringLiteral("fullstate/%1/client-secret%2").arg(key.owner, part);
    case SecretKey::Kind::AccessToken:
        return QStringLiteral("fullstate/%1/access-token%2").arg(key.owner, part);
    case SecretKey::Kind::RefreshToken:
        break;
    }
    return QStringLiteral("fullstate/%1/refresh-token%2").arg(key.owner, part);
}

ResultJob<std::optional<QByteArray>> *KeychainSecretStore::read(const SecretKey &key, QObject *parent)
{
    return new ReadJob(*this, key, parent);
}

ResultJob<> *KeychainSecretStore::write(const SecretKey &key, const QByteArray &secret, QObject *parent)
{
    return new WriteJob(*this, key, secret, parent);
}

ResultJob<> *KeychainSecretStore::remove(const SecretKey &key, QObject *parent)
{
    return new RemoveJob(*this, key, parent);
}

ResultJob<> *KeychainSecretStore::probe(const SecretKey &key, QObject *parent)
{
    return new ProbeJob(*this, key, parent);
}

} // namespace Fullstate
