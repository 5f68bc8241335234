// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/resourceapi.h"
#include "tests/support/users.h"

#include <QStringList>

namespace Fullstate {

/// A job that ends only by being cancelled, with an answer of its own.
template<typename T>
class HangingJob final : public ResultJob<T>
{
public:
    HangingJob(Result<T> whenCancelled, QObject *parent)
        : ResultJob<T>(parent)
        , m_whenCancelled(std::move(whenCancelled))
    {
    }
    void cancel() override
    {
        if (!this->isFinished())
            this->finish(std::move(m_whenCancelled));
    }

private:
    void start() override {}

    Result<T> m_whenCancelled;
};

/// A tenant that does what a script says, one word a call, and notes what it was asked.
///
///   GET  now (also when the script is at its end) · before (what it held at first) · other (somebody else
///        pushed just before) · fail · hang
///   PUT  ok · not-sent · 400 · 401 · 429 · 500 · 308 · html · lost · hang (cancelled: outcome unknown) ·
///   queued
///        (cancelled: not sent); with "+applied" or "+ignored" for what became of the resources
class ScriptedApi final : public ResourceApi
{
public:
    explicit ScriptedApi(std::vector<QJsonObject> held)
        : m_first(held)
        , m_held(std::move(held))
    {
    }

    QStringList gets;
    QStringList puts;
    QStringList log; ///< "GET", "PUT"
    QList<QByteArray> bodies; ///< of the PUTs
    QStringList asked; ///< path and resource ID of each call

    ResultJob<QByteArray> *fetch(const Connection &connection, const QString &typePath,
                                 const QString &resourceId, QObject *parent) override
    {
        Q_ASSERT(connection.clientId == QLatin1String("client"));
        log << QStringLiteral("GET");
        asked << QString(typePath + QLatin1Char('?') + resourceId);
        const QString word = gets.isEmpty() ? QStringLiteral("now") : gets.takeFirst();
        if (word == QLatin1String("hang"))
            return new HangingJob<QByteArray>(Failure(Error::cancelled()), parent);
        if (word == QLatin1String("fail"))
            return new ReadyJob<QByteArray>(
                Failure(Error{Error::Kind::Network, QStringLiteral("No net."), {}}), parent);
        if (word == QLatin1String("garbage"))
            return new ReadyJob<QByteArray>(QByteArray("<html>"), parent);
        if (word == QLatin1String("other"))
            m_held.push_back(user(QStringLiteral("stranger")));
        return new ReadyJob<QByteArray>(asBody(word == QLatin1String("before") ? m_first : m_held), parent);
    }

    ResultJob<PutAnswer> *put(const Connection &connection, const QString &typePath, const QByteArray &body,
                              QObject *parent) override
    {
        Q_ASSERT(connection.clientId == QLatin1String("client"));
        log << QStringLiteral("PUT");
        asked << typePath;
        bodies << body;
        const QStringList words = puts.isEmpty() ? QStringList{QStringLiteral("unexpected")}
                                                 : puts.takeFirst().split(QLatin1Char('+'));
        const bool isOk = words.first() == QLatin1String("ok");
        if (words.contains(QLatin1String("applied")) || (isOk && words.size() == 1))
            apply(body);
        if (words.first() == QLatin1String("hang"))
            return new HangingJob<PutAnswer>(answerTo(QStringLiteral("lost")), parent);
        if (words.first() == QLatin1String("queued"))
            return new HangingJob<PutAnswer>(Failure(Error::cancelled()), parent);
        return new ReadyJob<PutAnswer>(answerTo(words.first()), parent);
    }

private:
    static PutAnswer answerTo(const QString &word)
    {
        using Kind = PutAnswer::Kind;
        const QString said = QStringLiteral("Said %1.").arg(word);
        if (word == QLatin1String("ok"))
            return {Kind::Confirmed, 200, {}, QStringLiteral("{\"success\":true}")};
        if (word == QLatin1String("not-sent"))
            return {Kind::NotSent, 0, said, {}, Error::Kind::Network};
        if (word == QLatin1String("lost"))
            return {Kind::Unknown, 0, said, {}, Error::Kind::TimedOut};
        if (word == QLatin1String("html"))
            return {Kind::Unknown, 200, said, QStringLiteral("<html>"), Error::Kind::NotTheApi};
        const int status = word.toInt();
        const Error::Kind cause = status == 429 ? Error::Kind::RateLimited
            : status == 401                     ? Error::Kind::Unauthorized
            : status == 308                     ? Error::Kind::Redirected
            : status >= 500                     ? Error::Kind::Server
                                                : Error::Kind::Rejected;
        const bool isRefused = status >= 400 && status < 500;
        return {isRefused ? Kind::Refused : Kind::Unknown, status, said, said, cause};
    }

    void apply(const QByteArray &body)
    {
        m_held.clear();
        const QJsonArray sent =
            QJsonDocument::fromJson(body).object().value(QLatin1String("resources")).toArray();
        for (const QJsonValueConstRef resource : sent)
            m_held.push_back(resource.toObject());
    }

    /// As the API gives it: with server fields, and null for what is not set.
    static QByteArray asBody(const std::vector<QJsonObject> &held)
    {
        QJsonArray array;
        for (QJsonObject resource : held) {
            resource.insert(QStringLiteral("createdAt"), QStringLiteral("2026-01-01T00:00:00Z"));
            resource.insert(QStringLiteral("updatedAt"), QStringLiteral("2026-11-01T00:00:00Z"));
            resource.insert(QStringLiteral("deletedAt"), QJsonValue());
            if (!resource.contains(QLatin1String("roleDescription")))
                resource.insert(QStringLiteral("roleDescription"), QJsonValue());
            array.append(resource);
        }
        return QJsonDocument(QJsonObject{{QStringLiteral("resources"), array}}).toJson();
    }

    std::vector<QJsonObject> m_first;
    std::vector<QJsonObject> m_held;
};

inline Connection scriptedConnection()
{
    Connection connection;
    connection.clientId = QStringLiteral("client");
    return connection;
}

} // namespace Fullstate
