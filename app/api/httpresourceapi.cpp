// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/httpresourceapi.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace Fullstate {

namespace {

QUrl resourceUrl(const Connection &connection, const QString &typePath, const QString &resourceId = {})
{
    QUrl url = connection.apiUrl(QLatin1String("/v1/resources/") % typePath);
    if (!resourceId.isEmpty()) {
        QUrlQuery query;
        query.addQueryItem(QStringLiteral("resourceId"),
                           QString::fromLatin1(QUrl::toPercentEncoding(resourceId)));
        url.setQuery(query);
    }
    return url;
}

/// A GET of everything; on a 401 once more with another token.
class FetchBodyJob final : public ResultJob<QByteArray>
{
public:
    FetchBodyJob(ApiContext &context, AccessTokens &tokens, Connection connection, QUrl url, QObject *parent)
        : ResultJob(parent)
        , m_context(context)
        , m_tokens(tokens)
        , m_connection(std::move(connection))
        , m_url(std::move(url))
    {
    }
    ~FetchBodyJob() override { stop(); }

private:
    void start() override
    {
        if (!isFinished())
            withToken(m_tokens.accessToken(m_connection, this));
    }

    void withToken(ResultJob<QByteArray> *tokenJob)
    {
        m_step = tokenJob;
        connect(tokenJob, &Job::progressed, this, &Job::progressed);
        connect(tokenJob, &Job::finished, this, [this, tokenJob] {
            if (isFinished())
                return;
            if (tokenJob->result())
                ask(*tokenJob->result());
            else
                finish(Failure(tokenJob->result().error()));
        });
    }

    void ask(const QByteArray &token)
    {
        auto *job = new ApiJob(m_context, {ApiRequest::Kind::Fetch, "GET", m_url, {}, token},
                               m_connection.applicationKey(), m_connection.name, this);
        m_step = job;
        connect(job, &Job::progressed, this, &Job::progressed);
        connect(job, &Job::finished, this, [this, job, token] {
            if (isFinished())
                return;
            if (!job->result() && job->result().error().kind == Error::Kind::Unauthorized && !m_renewed) {
                m_renewed = true;
                withToken(m_tokens.renewedToken(m_connection, token, this));
            } else if (!job->result()) {
                finish(Failure(job->result().error()));
            } else {
                finish(checked(job->result()->body));
            }
        });
    }

    static Result<QByteArray> checked(const QByteArray &body)
    {
        QJsonParseError error;
        const QJsonDocument json = QJsonDocument::fromJson(body, &error);
        if (!json.isObject() || !json.object().value(QLatin1String("resources")).isArray())
            return Failure({Error::Kind::Malformed,
                            ApiJob::tr("The tenant's answer is damaged or not what the API describes, so "
                                       "nothing of it was used. Try again."),
                            error.errorString()});
        return body;
    }

    void stop() override
    {
        if (m_step) {
            m_step->disconnect(this);
            m_step->deleteLater(); // cancels it; not at once: its own signal may have led here
        }
    }

    ApiContext &m_context;
    AccessTokens &m_tokens;
    Connection m_connection;
    QUrl m_url;
    QPointer<Job> m_step;
    bool m_renewed = false;
};

/// One PUT. Whoever asked for it looks at the tenant before it is repeated, a 401 included: that it was read
/// and applied all the same cannot be told from here (the token is renewed meanwhile).
class PutJob final : public ResultJob<PutAnswer>
{
public:
    PutJob(ApiContext &context, AccessTokens &tokens, Connection connection, QUrl url, QByteArray body,
           QObject *parent)
        : ResultJob(parent)
        , m_context(context)
        , m_tokens(tokens)
        , m_connection(std::move(connection))
        , m_url(std::move(url))
        , m_body(std::move(body))
    {
    }
    ~PutJob() override { stop(); }

    void cancel() override
    {
        if (isFinished())
            return;
        auto *sending = qobject_cast<ApiJob *>(m_step);
        if (!sending) {
            ResultJob::cancel();
            return;
        }
        sending->disconnect(this);
        sending->cancel();
        PutAnswer answer;
        answer.kind = sending->mayHaveArrived() ? PutAnswer::Kind::Unknown : PutAnswer::Kind::NotSent;
        answer.cause = Error::Kind::Cancelled;
        answer.message = Error::cancelled().message;
        finish(std::move(answer));
    }

private:
    void start() override
    {
        if (isFinished())
            return;
        auto *tokenJob = m_tokens.accessToken(m_connection, this);
        m_step = tokenJob;
        connect(tokenJob, &Job::progressed, this, &Job::progressed);
        connect(tokenJob, &Job::finished, this, [this, tokenJob] {
            if (isFinished())
                return;
            if (tokenJob->result())
                send(*tokenJob->result());
            else
                finish(notSent(tokenJob->result().error()));
        });
    }

    static PutAnswer notSent(const Error &error)
    {
        PutAnswer answer;
        answer.message = error.message;
        answer.serverText = error.detail;
        answer.cause = error.kind;
        return answer;
    }

    void send(const QByteArray &token)
    {
        auto *job = new ApiJob(m_context, {ApiRequest::Kind::Push, "PUT", m_url, m_body, token},
                               m_connection.applicationKey(), m_connection.name, this);
        m_step = job;
        connect(job, &Job::progressed, this, &Job::progressed);
        connect(job, &Job::finished, this, [this, job, token] {
            if (isFinished())
                return;
            PutAnswer answer = understand(*job);
            if (answer.cause == Error::Kind::Unauthorized && answer.kind == PutAnswer::Kind::Refused)
                renewThenFinish(token, std::move(answer));
            else
                finish(std::move(answer));
        });
    }

    PutAnswer understand(const ApiJob &job) const
    {
        PutAnswer answer;
        answer.status = job.status();
        answer.serverText = job.serverText();
        if (job.result()) {
            // Only {"success":true} confirms; any other 2xx is looked into (api.md, Resources).
            const QJsonValue success =
                QJsonDocument::fromJson(job.result()->body).object().value(QLatin1String("success"));
            answer.kind =
                success.isBool() && success.toBool() ? PutAnswer::Kind::Confirmed : PutAnswer::Kind::Unknown;
            answer.cause = Error::Kind::Malformed;
            if (answer.kind == PutAnswer::Kind::Unknown)
                answer.message =
                    ApiJob::tr("The tenant answered (%1), but did not confirm the push.").arg(answer.status);
            return answer;
        }
        const Error &error = job.result().error();
        answer.cause = error.kind;
        answer.message = error.message;
        if (job.mayHaveArrived())
            answer.kind = PutAnswer::Kind::Unknown;
        else
            answer.kind = answer.status >= 400 && answer.status < 500 ? PutAnswer::Kind::Refused
                                                                      : PutAnswer::Kind::NotSent;
        return answer;
    }

    void renewThenFinish(const QByteArray &token, PutAnswer answer)
    {
        auto *renewing = m_tokens.renewedToken(m_connection, token, this);
        m_step = renewing;
        connect(renewing, &Job::finished, this, [this, answer = std::move(answer)] {
            if (!isFinished())
                finish(answer);
        });
    }

    void stop() override
    {
        if (m_step) {
            m_step->disconnect(this);
            m_step->deleteLater();
        }
    }

    ApiContext &m_context;
    AccessTokens &m_tokens;
    Connection m_connection;
    QUrl m_url;
    QByteArray m_body;
    QPointer<Job> m_step;
};

} // namespace

HttpResourceApi::HttpResourceApi(ApiContext &context, AccessTokens &tokens)
    : m_context(context)
    , m_tokens(tokens)
{
}

ResultJob<QByteArray> *HttpResourceApi::fetch(const Connection &connection, const QString &typePath,
                                              const QString &resourceId, QObject *parent)
{
    return new FetchBodyJob(m_context, m_tokens, connection, resourceUrl(connection, typePath, resourceId),
                            parent);
}

ResultJob<PutAnswer> *HttpResourceApi::put(const Connection &connection, const QString &typePath,
                                           const QByteArray &body, QObject *parent)
{
    return new PutJob(m_context, m_tokens, connection, resourceUrl(connection, typePath), body, parent);
}

} // namespace Fullstate
