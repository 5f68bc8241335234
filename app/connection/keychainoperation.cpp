// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/keychainoperation.h"

#include "app/connection/keychainframe.h"
#include "app/connection/keychainlabel.h"

#include <QSettings>
#include <QUuid>

namespace Fullstate {

static const QLatin1String CanaryName("fullstate/canary (holds no secret)");
static const QLatin1String IdentityName("fullstate/this keychain (holds no secret)");

KeychainOperation::KeychainOperation(const KeychainSecretStore &store, const SecretKey &key)
    : m_service(store.m_service)
    , m_patience(store.m_patience)
    , m_queue(store.m_queue)
    , m_bus(store.m_bus)
    , m_owner(key.owner)
    , m_name(KeychainSecretStore::itemName(key))
    , m_title(store.m_titles ? store.m_titles(key) : QString())
    , m_labelled(store.m_labelled)
    , m_identity(store.m_identity)
{
}

void KeychainOperation::enqueue(QObject *self, std::function<void()> begin)
{
    m_bus.outlive(); // there may have been none before
    m_begin = std::move(begin);
    m_queue->emplace_back(self);
    next();
    QObject::connect(&m_notice, &QTimer::timeout, self, [this] { waitedLong(); });
    QObject::connect(&m_giveUp, &QTimer::timeout, self, [this] { gaveUp(); });
    m_notice.setSingleShot(true);
    m_giveUp.setSingleShot(true);
    m_notice.start(m_patience.notice);
    m_giveUp.start(m_patience.giveUp);
}

void KeychainOperation::leave(QObject *self)
{
    m_notice.stop();
    m_giveUp.stop();
    std::erase_if(*m_queue, [self](const QPointer<QObject> &waiting) { return !waiting || waiting == self; });
    next();
}

void KeychainOperation::next()
{
    while (!m_queue->empty() && !m_queue->front())
        m_queue->pop_front();
    if (m_queue->empty())
        return;
    auto *first = dynamic_cast<KeychainOperation *>(m_queue->front().data());
    if (first && first->m_begin)
        QTimer::singleShot(0, m_queue->front(), std::exchange(first->m_begin, {}));
}

void KeychainOperation::run(QObject *self, const QString &name, const MakeJob &make, const Then &then)
{
    startJob(self, make(), name, [this, self, name, make, then](const KeychainAnswer &answer) {
        if (!answer.isOfAnotherSession() || m_bus.hasEnded()) {
            then(answer);
            return;
        }
        QTimer::singleShot(0, self, [this, self, name, make, then] { // once the job that answered is left
            KeychainBus::forgetService();
            m_identity->here.clear(); // perhaps it is another one
            startJob(self, make(), name, then);
        });
    });
}

void KeychainOperation::startJob(QObject *self, QKeychain::Job *job, const QString &name, const Then &then)
{
    job->setKey(name);
    // A store of settings that is always empty: QtKeychain would believe a plaintext file of the service's
    // name.
    job->setSettings(
        new QSettings(QStringLiteral("/nonexistent/fullstate-keychain.ini"), QSettings::IniFormat, job));
    QObject::connect(job, &QKeychain::Job::finished, self, [job, then] {
        const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(job);
        then({job->error(), job->errorString(), reading ? reading->binaryData() : QByteArray()});
    });
    job->start();
}

void KeychainOperation::readItem(QObject *self, const QString &name, const Then &then)
{
    run(
        self, name, [service = m_service] { return new QKeychain::ReadPasswordJob(service); }, then);
}

void KeychainOperation::writeItem(QObject *self, const QString &name, const QByteArray &data,
                                  const Then &then)
{
    const auto make = [service = m_service, data] {
        auto *job = new QKeychain::WritePasswordJob(service);
        job->setBinaryData(data); // always binary: text and binary items under one name would be two items
        return job;
    };
    run(self, name, make, then);
}

void KeychainOperation::deleteItem(QObject *self, const QString &name, const Then &then)
{
    run(
        self, name, [service = m_service] { return new QKeychain::DeletePasswordJob(service); }, then);
}

void KeychainOperation::label(bool isNew)
{
    if (m_title.isEmpty() || (!isNew && m_labelled->contains(m_name)))
        return;
    m_labelled->insert(m_name);
    labelKeychainItem(m_service, m_name, m_title);
}

void KeychainOperation::probe(QObject *self, std::function<void(std::optional<Error>)> then)
{
    const QByteArray canary = framed("canary");
    writeItem(self, CanaryName, canary, [this, self, canary, then = std::move(then)](const auto &written) {
        if (written.error != QKeychain::NoError) {
            then(toError(written));
            return;
        }
        if (!m_title.isEmpty())
            labelKeychainItem(m_service, CanaryName,
                              KeychainSecretStore::tr("Fullstate: to see whether the keychain can be used"));
        readItem(
            self, CanaryName, [this, canary, then](const KeychainAnswer &back) { // NoError proves nothing
                if (back.error == QKeychain::NoError && back.data == canary)
                    then({});
                else if (back.error != QKeychain::NoError && !back.isAbsent())
                    then(toError(back));
                else
                    then(Error{Error::Kind::KeychainLocked,
                               KeychainSecretStore::tr("The keychain is locked or does not keep what it is "
                                                       "given. Unlock it and try again."),
                               back.errorText});
            });
    });
}

QByteArray KeychainOperation::known() const
{
    return m_identity->index.find ? m_identity->index.find(m_owner) : QByteArray();
}

void KeychainOperation::compareKeychains(QObject *self, const std::function<void(bool isAnother)> &then)
{
    if (known().isEmpty()) {
        then(false);
        return;
    }
    m_identity->here.clear(); // the one before may have gone, in mid-run
    identify(self, [this, then] {
        const QByteArray last = known();
        then(!last.isEmpty() && !m_identity->here.isEmpty() && m_identity->here != last);
    });
}

void KeychainOperation::noteKeychain(QObject *self, bool isNew, const std::function<void()> &then)
{
    if (!m_identity->index.store || (!isNew && !known().isEmpty())) {
        then();
        return;
    }
    identify(self, [this, then] {
        const QByteArray &here = m_identity->here;
        if (m_identity->index.store && !here.isEmpty() && here != known())
            m_identity->index.store(m_owner, here);
        then();
    });
}

void KeychainOperation::forgetKeychain()
{
    if (!known().isEmpty() && m_identity->index.store)
        m_identity->index.store(m_owner, {});
}

void KeychainOperation::identify(QObject *self, const std::function<void()> &then)
{
    if (!m_identity->here.isEmpty()) {
        then();
        return;
    }
    readItem(self, IdentityName, [this, self, then](const KeychainAnswer &answer) {
        if (answer.isAbsent()) {
            makeIdentity(self, then);
            return;
        }
        m_identity->here = unframed(answer.data).value_or(QByteArray()); // damaged: it could be any
        then();
    });
}

void KeychainOperation::makeIdentity(QObject *self, const std::function<void()> &then)
{
    const QByteArray fresh = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    writeItem(self, IdentityName, framed(fresh), [this, self, fresh, then](const KeychainAnswer &) {
        readItem(self, IdentityName,
                 [this, fresh, then](const KeychainAnswer &back) { // NoError proves nothing
                     if (unframed(back.data) == fresh) {
                         m_identity->here = fresh;
                         labelKeychainItem(m_service, IdentityName,
                                           KeychainSecretStore::tr("Fullstate: to recognise this keychain"));
                     }
                     then();
                 });
    });
}

Error KeychainOperation::toError(const KeychainAnswer &answer) const
{
    const QString &cause = answer.errorText;
    switch (answer.error) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        if (cause.contains(QLatin1String("locked"), Qt::CaseInsensitive))
            return {Error::Kind::KeychainLocked,
                    KeychainSecretStore::tr("The keychain is locked. Unlock it and try again."), cause};
        return {Error::Kind::KeychainDenied,
                KeychainSecretStore::tr("The keychain did not allow access. Allow it when asked, and try "
                                        "again."),
                cause};
    case QKeychain::EntryNotFound:
        return {Error::Kind::SecretMissing, KeychainSecretStore::tr("The keychain does not have it."), cause};
    default:
        if (m_bus.hasEnded())
            return {Error::Kind::KeychainMissing,
                    KeychainSecretStore::tr(
                        "The desktop's session bus has ended or was started anew while this program was "
                        "running, and the keychain can only be reached after a new start of this program, "
                        "too. Until then what it has in memory goes on working; drafts are kept."),
                    cause};
        if (cause.contains(QLatin1String("Timeout"), Qt::CaseInsensitive))
            return silent(cause);
        if (answer.isOfAnotherSession()) // and run() could not begin a new one
            return {Error::Kind::KeychainMissing,
                    KeychainSecretStore::tr("The keychain was started anew while this program was running, "
                                            "and can only be reached after a new start of this program, too. "
                                            "Drafts are kept."),
                    cause};
        return {Error::Kind::KeychainMissing,
                KeychainSecretStore::tr("No keychain is running here, or it cannot be used. Start your "
                                        "desktop's keyring service (GNOME Keyring, KWallet, KeePassXC…) "
                                        "and try again."),
                cause};
    }
}

Error KeychainOperation::silent(const QString &cause)
{
    return {Error::Kind::KeychainSilent,
            KeychainSecretStore::tr("The keychain does not answer. A dialog of it may be waiting behind a "
                                    "window; try again."),
            cause};
}

} // namespace Fullstate
