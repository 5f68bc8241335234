// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/keychainsecretstore.h"

#include "app/connection/keychainframe.h"

#include <QCoreApplication>
#include <QSettings>
#include <QTimer>
#include <functional>
#include <qt6keychain/keychain.h>

namespace Fullstate {

static QString text(const char *source)
{
    return QCoreApplication::translate("Fullstate::KeychainSecretStore", source);
}

static const QLatin1String CanaryName("fullstate/canary (holds no secret)");

/// What one QtKeychain job came to.
struct KeychainAnswer
{
    QKeychain::Error error = QKeychain::NoError;
    QString errorText;
    QByteArray data;
};

/// The steps that read, write and remove are made of. Several QtKeychain jobs follow each other; each is
/// without a parent and deletes itself, so that one that answers after we gave up finds nobody and harms
/// nothing.
class KeychainOperation
{
public:
    using Then = std::function<void(const KeychainAnswer &)>;

    KeychainOperation(KeychainSecretStore &store, const SecretKey &key)
        : m_store(&store)
        , m_name(KeychainSecretStore::itemName(key))
    {
    }

protected:
    /// Waits for the operations before this one, then calls \p begin.
    void enqueue(QObject *self, std::function<void()> begin)
    {
        m_begin = std::move(begin);
        m_store->m_waiting.emplace_back(self);
        next();
        QObject::connect(&m_notice, &QTimer::timeout, self, [this] { waitedLong(); });
        QObject::connect(&m_giveUp, &QTimer::timeout, self, [this] { gaveUp(); });
        m_notice.setSingleShot(true);
        m_giveUp.setSingleShot(true);
        m_notice.start(m_store->m_patience.notice);
        m_giveUp.start(m_store->m_patience.giveUp);
    }

    void leave(QObject *self)
    {
        m_notice.stop();
        m_giveUp.stop();
        if (!m_store)
            return;
        std::erase_if(m_store->m_waiting,
                      [self](const QPointer<QObject> &waiting) { return !waiting || waiting == self; });
        next();
    }

    void readItem(QObject *self, const QString &name, Then then)
    {
        auto *job = new QKeychain::ReadPasswordJob(m_store->m_service);
        run(
            self, job, name, [job](KeychainAnswer &answer) { answer.data = job->binaryData(); },
            std::move(then));
    }

    void writeItem(QObject *self, const QString &name, const QByteArray &data, Then then)
    {
        auto *job = new QKeychain::WritePasswordJob(m_store->m_service);
        job->setBinaryData(data); // always binary: text and binary items under one name would be two items
        run(
            self, job, name, [](KeychainAnswer &) {}, std::move(then));
    }

    void deleteItem(QObject *self, const QString &name, Then then)
    {
        run(
            self, new QKeychain::DeletePasswordJob(m_store->m_service), name, [](KeychainAnswer &) {},
            std::move(then));
    }

    /// Whether "not found" can be believed: the canary can be read, or nothing was ever stored.
    void believeAbsence(QObject *self, std::function<void(std::optional<Error>)> then)
    {
        if (m_store->m_index.isEmpty()) {
            then({});
            return;
        }
        readItem(self, CanaryName, [then = std::move(then)](const KeychainAnswer &answer) {
            if (answer.error == QKeychain::NoError && !answer.data.isEmpty())
                then({});
            else if (answer.error == QKeychain::EntryNotFound)
                then(Error{Error::Kind::KeychainLocked,
                           text("The keychain is locked. Unlock it and try again."), answer.errorText});
            else
                then(toError(answer));
        });
    }

    /// The canary stands in the keychain before the first secret does.
    void plantCanary(QObject *self, std::function<void(std::optional<Error>)> then)
    {
        if (m_store->m_index.contains(CanaryName)) {
            then({});
            return;
        }
        writeItem(
            self, CanaryName, framed("canary"), [this, then = std::move(then)](const KeychainAnswer &answer) {
                if (answer.error == QKeychain::NoError)
                    m_store->m_index.insert(CanaryName);
                then(answer.error == QKeychain::NoError ? std::nullopt : std::optional(toError(answer)));
            });
    }

    KeychainIndex &index() { return m_store->m_index; }
    const QString &name() const { return m_name; }

    static Error toError(const KeychainAnswer &answer)
    {
        const QString &cause = answer.errorText;
        switch (answer.error) {
        case QKeychain::AccessDenied:
        case QKeychain::AccessDeniedByUser:
            if (cause.contains(QLatin1String("locked"), Qt::CaseInsensitive))
                return {Error::Kind::KeychainLocked, text("The keychain is locked. Unlock it and try again."),
                        cause};
            return {Error::Kind::KeychainDenied,
                    text("The keychain did not allow access. Allow it when asked, and try again."), cause};
        case QKeychain::EntryNotFound:
            return {Error::Kind::SecretMissing, text("The keychain does not have it."), cause};
        default:
            if (cause.contains(QLatin1String("Timeout"), Qt::CaseInsensitive))
                return silent(cause);
            return {Error::Kind::KeychainMissing,
                    text("No keychain is running here, or it cannot be used. Start your desktop's keyring "
                         "service (GNOME Keyring, KWallet, "
                         "KeePassXC…) and try again."),
                    cause};
        }
    }

    static Error silent(const QString &cause)
    {
        return {
            Error::Kind::KeychainSilent,
            text("The keychain does not answer. A dialog of it may be waiting behind a window; try again."),
            cause};
    }

    virtual void waitedLong() = 0;
    virtual void gaveUp() = 0;

    ~KeychainOperation() = default;

private:
    template<typename Job, typename Take>
    void run(QObject *self, Job *job, const QString &name, Take take, Then then)
    {
        job->setKey(name);
        // A store of settings that is always empty: QtKeychain would believe a plaintext file of the
        // service's name.
        job->setSettings(
            new QSettings(QStringLiteral("/nonexistent/fullstate-keychain.ini"), QSettings::IniFormat, job));
        QObject::connect(job, &QKeychain::Job::finished, self, [job, take, then = std::move(then)] {
            KeychainAnswer answer{job->error(), job->errorString(), {}};
            take(answer);
            then(answer);
        });
        job->start();
    }

    void next()
    {
        auto &waiting = m_store->m_waiting;
        while (!waiting.empty() && !waiting.front())
            waiting.pop_front();
        if (waiting.empty())
            return;
        auto *first = dynamic_cast<KeychainOperation *>(waiting.front().data());
        if (first && first->m_begin)
            QTimer::singleShot(0, waiting.front(), std::exchange(first->m_begin, {}));
    }

    QPointer<KeychainSecretStore> m_store;
    QString m_name;
    std::function<void()> m_begin;
    QTimer m_notice;
    QTimer m_giveUp;
};

namespace {

/// What is the same for the three operations as jobs.
template<typename T>
class OperationJob : public ResultJob<T>, public KeychainOperation
{
protected:
    OperationJob(KeychainSecretStore &store, const SecretKey &key, QObject *parent)
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
    void waitedLong() final { Q_EMIT this->progressed(text("Waiting for the keychain"), 0, 0); }
    void gaveUp() final { fail(silent({})); }
};

class ReadJob final : public OperationJob<std::optional<QByteArray>>
{
public:
    ReadJob(KeychainSecretStore &store, const SecretKey &key, QObject *parent)
        : OperationJob(store, key, parent)
    {
    }
    ~ReadJob() override { stop(); }

private:
    void begin() override
    {
        readItem(this, name(), [this](const KeychainAnswer &answer) {
            if (isFinished())
                return;
            if (answer.error == QKeychain::EntryNotFound)
                believeAbsence(this, [this](const std::optional<Error> &doubt) { finishAbsent(doubt); });
            else if (answer.error != QKeychain::NoError)
                fail(toError(answer));
            else if (const auto secret =
                         unframed(answer.data)) // empty is never a secret: a failing wallet reads so
                finish(std::optional(*secret));
            else
                fail({Error::Kind::KeychainDamaged,
                      text("What the keychain holds here is not what was stored. Enter the client secret "
                           "again.")});
        });
    }

    void finishAbsent(const std::optional<Error> &doubt)
    {
        if (isFinished())
            return;
        if (doubt) {
            fail(*doubt);
            return;
        }
        index().remove(name()); // somebody took it away by hand
        finish(std::optional<QByteArray>());
    }
};

class WriteJob final : public OperationJob<void>
{
public:
    WriteJob(KeychainSecretStore &store, const SecretKey &key, QByteArray secret, QObject *parent)
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
                  text("The secret is empty or longer than 2,000 bytes, which not every keychain takes.")});
            return;
        }
        plantCanary(this, [this](const std::optional<Error> &error) {
            if (isFinished())
                return;
            if (error)
                fail(*error);
            else
                writeSecret();
        });
    }

    void writeSecret()
    {
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
        if (back.error != QKeychain::NoError && back.error != QKeychain::EntryNotFound) {
            fail(toError(back));
        } else if (unframed(back.data) != m_secret) {
            fail({Error::Kind::KeychainDamaged,
                  text("The keychain said that it stored the secret, but does not have it. Try again, or "
                       "keep it for "
                       "this run only.")});
        } else {
            index().insert(name());
            finish({});
        }
    }

    QByteArray m_secret;
};

class RemoveJob final : public OperationJob<void>
{
public:
    RemoveJob(KeychainSecretStore &store, const SecretKey &key, QObject *parent)
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
            if (answer.error != QKeychain::NoError && answer.error != QKeychain::EntryNotFound)
                fail(toError(answer));
            else
                readItem(this, name(), [this](const KeychainAnswer &back) { checkGone(back); });
        });
    }

    void checkGone(const KeychainAnswer &back)
    {
        if (isFinished())
            return;
        if (back.error != QKeychain::EntryNotFound) {
            fail(back.error == QKeychain::NoError ? Error{Error::Kind::KeychainDenied,
                                                          text("The keychain still has the secret. Remove it "
                                                               "with your desktop's keychain program.")}
                                                  : toError(back));
            return;
        }
        believeAbsence(this, [this](const std::optional<Error> &doubt) {
            if (isFinished())
                return;
            if (doubt) {
                fail(*doubt);
                return;
            }
            index().remove(name());
            finish({});
        });
    }
};

} // namespace

KeychainSecretStore::KeychainSecretStore(QString service, const QString &indexFile, Patience patience,
                                         QObject *parent)
    : QObject(parent)
    , m_service(std::move(service))
    , m_index(indexFile)
    , m_patience(patience)
{
}

KeychainSecretStore::KeychainSecretStore(const QString &indexFile, QObject *parent)
    : KeychainSecretStore(QStringLiteral("fullstate"), indexFile, Patience(), parent)
{
}

KeychainSecretStore::~KeychainSecretStore() = default;

QString KeychainSecretStore::itemName(const SecretKey &key)
{
    switch (key.kind) {
    case SecretKey::Kind::ClientSecret:
        return QStringLiteral("fullstate/%1/client-secret").arg(key.owner);
    case SecretKey::Kind::AccessToken:
        return QStringLiteral("fullstate/%1/access-token").arg(key.owner);
    case SecretKey::Kind::RefreshToken:
        break;
    }
    return QStringLiteral("fullstate/%1/refresh-token").arg(key.owner);
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

} // namespace Fullstate
