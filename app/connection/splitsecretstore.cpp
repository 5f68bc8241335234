// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/splitsecretstore.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QRegularExpression>

namespace Fullstate {

namespace {

struct SplitSecretStoreText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::SplitSecretStore)
};

constexpr int MostParts = 32;
constexpr char Sets[] = {'a', 'b'};

/// What stands in the place of a secret that is in parts.
struct Head
{
    char set = 'a';
    int count = 0;
    QByteArray checksum;
};

QByteArray checksumOf(const QByteArray &secret)
{
    return QCryptographicHash::hash(secret, QCryptographicHash::Sha256).toHex();
}

QByteArray headText(const Head &head)
{
    return "\x01split " + QByteArray(1, head.set) + ' ' + QByteArray::number(head.count) + ' '
        + head.checksum;
}

std::optional<Head> headFrom(const QByteArray &value)
{
    static const QRegularExpression form(
        QStringLiteral("\\A\\x01split ([ab]) ([0-9]{1,2}) ([0-9a-f]{64})\\z"));
    const QRegularExpressionMatch match = form.match(QString::fromLatin1(value));
    const int count = match.captured(2).toInt();
    if (!match.hasMatch() || count < 1 || count > MostParts)
        return {};
    return Head{match.captured(1).at(0).toLatin1(), count, match.captured(3).toLatin1()};
}

SecretKey partOf(const SecretKey &key, char set, int number)
{
    return {key.owner, key.kind, QLatin1Char(set) % QString::number(number)};
}

class SplitReadJob final : public ResultJob<std::optional<QByteArray>>
{
public:
    SplitReadJob(SecretStore &items, const SecretKey &key, QObject *parent)
        : ResultJob(parent)
        , m_items(items)
        , m_key(key)
    {
    }

private:
    void start() override
    {
        if (isFinished())
            return;
        item(m_key, [this](const std::optional<QByteArray> &value) {
            const auto head = value ? headFrom(*value) : std::nullopt;
            if (!head) {
                finish(value);
                return;
            }
            m_head = *head;
            next();
        });
    }

    void next()
    {
        if (m_read == m_head.count) {
            if (checksumOf(m_secret) == m_head.checksum)
                finish(std::optional(m_secret));
            else
                fail();
            return;
        }
        item(partOf(m_key, m_head.set, ++m_read), [this](const std::optional<QByteArray> &part) {
            if (!part) {
                fail();
                return;
            }
            m_secret += *part;
            next();
        });
    }

    void fail()
    {
        finish(Failure({Error::Kind::KeychainDamaged,
                        SplitSecretStoreText::tr("A part of a secret of %1 is missing in the keychain or was "
                                                 "changed there. Enter the secret again.")
                            .arg(m_key.owner)}));
    }

    template<typename Take>
    void item(const SecretKey &key, Take take)
    {
        auto *reading = m_items.read(key, this);
        connect(reading, &Job::progressed, this, &Job::progressed);
        connect(reading, &Job::finished, this, [this, reading, take] {
            if (isFinished())
                return;
            if (reading->result())
                take(*reading->result());
            else
                finish(Failure(reading->result().error()));
        });
    }

    SecretStore &m_items;
    SecretKey m_key;
    Head m_head;
    int m_read = 0;
    QByteArray m_secret;
};

class SplitWriteJob final : public ResultJob<>
{
public:
    SplitWriteJob(SecretStore &items, qsizetype mostBytes, const SecretKey &key, QByteArray secret,
                  QObject *parent)
        : ResultJob(parent)
        , m_items(items)
        , m_mostBytes(mostBytes)
        , m_key(key)
        , m_secret(std::move(secret))
    {
    }

private:
    void start() override
    {
        if (isFinished())
            return;
        const auto count = (m_secret.size() + m_mostBytes - 1) / m_mostBytes;
        if (count > MostParts) {
            finish(Failure({Error::Kind::KeychainDenied,
                            SplitSecretStoreText::tr("The secret is longer than the keychain can keep.")}));
            return;
        }
        m_head = {'a', static_cast<int>(count), checksumOf(m_secret)};
        auto *reading = m_items.read(m_key, this);
        connect(reading, &Job::progressed, this, &Job::progressed);
        connect(reading, &Job::finished, this, [this, reading] {
            if (isFinished())
                return;
            // What cannot be read cannot be lost; what cannot be written says so.
            const auto &value = reading->result();
            const auto before = value && *value ? headFrom(**value) : std::nullopt;
            if (before && before->set == 'a')
                m_head.set = 'b';
            writeNext();
        });
    }

    void writeNext()
    {
        const bool isHead = m_written == m_head.count;
        const SecretKey key = isHead ? m_key : partOf(m_key, m_head.set, m_written + 1);
        auto *writing = m_items.write(
            key, isHead ? headText(m_head) : m_secret.mid(m_written * m_mostBytes, m_mostBytes), this);
        connect(writing, &Job::progressed, this, &Job::progressed);
        connect(writing, &Job::finished, this, [this, writing, isHead] {
            if (isFinished())
                return;
            ++m_written;
            if (!writing->result() || isHead)
                finish(writing->result());
            else
                writeNext();
        });
    }

    SecretStore &m_items;
    qsizetype m_mostBytes;
    SecretKey m_key;
    QByteArray m_secret;
    Head m_head;
    int m_written = 0;
};

class SplitRemoveJob final : public ResultJob<>
{
public:
    SplitRemoveJob(SecretStore &items, const SecretKey &key, QObject *parent)
        : ResultJob(parent)
        , m_items(items)
        , m_key(key)
    {
    }

private:
    void start() override
    {
        if (!isFinished())
            remove(m_key, [this] { countParts(); });
    }

    /// From the first on as many as there are; then they go from the last one back, so that what is left of a
    /// removal that is broken off is found the next time.
    void countParts()
    {
        if (m_set == std::size(Sets)) {
            finish({});
            return;
        }
        auto *reading = m_items.read(partOf(m_key, Sets[m_set], m_count + 1), this);
        connect(reading, &Job::finished, this, [this, reading] {
            if (isFinished())
                return;
            const auto &part = reading->result();
            const bool isThere = part ? part->has_value() : part.error().kind == Error::Kind::KeychainDamaged;
            if (!part && !isThere) {
                finish(Failure(part.error()));
            } else if (isThere && m_count < MostParts) {
                ++m_count;
                countParts();
            } else {
                removeLast();
            }
        });
    }

    void removeLast()
    {
        if (m_count == 0) {
            ++m_set;
            countParts();
            return;
        }
        remove(partOf(m_key, Sets[m_set], m_count--), [this] { removeLast(); });
    }

    template<typename Then>
    void remove(const SecretKey &key, Then then)
    {
        auto *removing = m_items.remove(key, this);
        connect(removing, &Job::progressed, this, &Job::progressed);
        connect(removing, &Job::finished, this, [this, removing, then] {
            if (isFinished())
                return;
            if (removing->result())
                then();
            else
                finish(removing->result());
        });
    }

    SecretStore &m_items;
    SecretKey m_key;
    size_t m_set = 0;
    int m_count = 0;
};

} // namespace

ResultJob<std::optional<QByteArray>> *SplitSecretStore::read(const SecretKey &key, QObject *parent)
{
    return new SplitReadJob(m_items, key, parent);
}

ResultJob<> *SplitSecretStore::write(const SecretKey &key, const QByteArray &secret, QObject *parent)
{
    if (secret.size() <= m_mostBytes)
        return m_items.write(key, secret, parent);
    return new SplitWriteJob(m_items, m_mostBytes, key, secret, parent);
}

ResultJob<> *SplitSecretStore::remove(const SecretKey &key, QObject *parent)
{
    return new SplitRemoveJob(m_items, key, parent);
}

ResultJob<> *SplitSecretStore::probe(const SecretKey &key, QObject *parent)
{
    return m_items.probe(key, parent);
}

} // namespace Fullstate
