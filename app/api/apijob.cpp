// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/apijob.h"

#include "app/api/redaction.h"

#include <QNetworkReply>
#include <utility>

namespace Fullstate {

using std::chrono::milliseconds;

ApiJob::ApiJob(ApiContext &context, ApiRequest request, QString application, QString connection,
               QObject *parent)
    : ResultJob(parent)
    , m_context(context)
    , m_request(std::move(request))
    , m_application(std::move(application))
    , m_connection(std::move(connection))
    , m_limits(context.limits(m_request.kind))
{
    for (QTimer *timer : {&m_pause, &m_idle, &m_total})
        timer->setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &ApiJob::attempt);
    connect(&m_idle, &QTimer::timeout, this, [this] { abort(Abort::Idle); });
    connect(&m_total, &QTimer::timeout, this, [this] { abort(Abort::Total); });
}

ApiJob::~ApiJob()
{
    stop();
}

void ApiJob::start()
{
    if (!isFinished())
        attempt();
}

void ApiJob::attempt()
{
    if (!m_context.network.isAllowed(m_request.url)) {
        finish(Failure(
            {Error::Kind::Rejected,
             tr("%1 is not a host of this connection, so nothing was sent.").arg(m_request.url.host())}));
        return;
    }
    const bool isToken = m_request.kind == ApiRequest::Kind::Token;
    RateBudget &budget = isToken ? m_context.tokenBudget : m_context.resourceBudget;
    const auto room = m_request.isOnce ? RateBudget::Room::Reserved : RateBudget::Room::Free;
    if (const milliseconds wait = budget.waitFor(m_application, 1, room); wait.count() > 0) {
        Q_EMIT progressed(tr("Waiting %n second(s): the tenant takes a limited number of requests a minute",
                             nullptr, static_cast<int>(wait.count() / 1000) + 1),
                          0, 0);
        m_pause.start(wait);
        return;
    }
    ++m_attempt;
    m_answer = {};
    m_serverText.clear();
    m_tlsProblems.clear();
    m_abort = Abort::None;
    m_bodyTouched = false;
    m_sentWhole = false;
    m_bodyProblem.reset();
    m_bodyLength = m_request.body.size();
    m_startedAt = m_context.clock.monotonic();
    m_reply = send();
    if (!m_reply)
        return;
    budget.spend(m_application);
    m_idle.start(m_limits.idle);
    m_total.start(m_limits.total);
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64) {
        m_idle.start(m_limits.idle);
        Q_EMIT progressed(tr("Sending"), sent, m_bodyLength);
    });
    connect(m_reply, &QNetworkReply::readyRead, this, &ApiJob::read);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            m_tlsProblems.append(error.errorString());
    });
    connect(m_reply, &QNetworkReply::finished, this, &ApiJob::handleReply);
}

/// Nothing when the body cannot be opened: that ends the job.
QNetworkReply *ApiJob::send()
{
    if (!m_request.openBody)
        return m_context.network.send(m_request.verb, m_request.url, m_request.body, m_request.accessToken);
    auto body = m_request.openBody();
    if (!body) {
        finish(Failure(body.error()));
        return nullptr;
    }
    m_bodyLength = (*body)->length();
    // Queued: it is Qt's own reading that it happens in.
    connect(
        body->get(), &RequestBody::failed, this, [this] { abort(Abort::Body); }, Qt::QueuedConnection);
    return m_context.network.send(m_request.verb, m_request.url, *std::move(body), m_request.contentType,
                                  m_request.accessToken);
}

void ApiJob::read()
{
    m_idle.start(m_limits.idle);
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_answer.body += m_reply->readAll();
    if (m_answer.body.size() > (status >= 300 ? m_limits.errorBytes : m_limits.answerBytes))
        abort(Abort::TooLarge);
}

void ApiJob::abort(Abort why)
{
    if (!m_reply)
        return;
    m_abort = why;
    handleReply();
}

void ApiJob::lookAtBody()
{
    const auto *body = m_reply->findChild<RequestBody *>();
    m_bodyTouched = body && body->wasTouched();
    m_sentWhole = body && body->wasGivenWhole();
    if (body && body->problem())
        m_bodyProblem = body->problem();
}

void ApiJob::handleReply()
{
    lookAtBody();
    if (m_abort == Abort::None && m_reply->isReadable())
        m_answer.body += m_reply->readAll();
    m_answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto headers = m_reply->rawHeaderPairs();
    for (const auto &[name, value] : headers)
        m_answer.headers.insert(name.toLower(), value);

    Result<ApiReply> result = interpret();
    record(result);
    releaseReply();
    if (m_answer.status == 429)
        (m_request.kind == ApiRequest::Kind::Token ? m_context.tokenBudget : m_context.resourceBudget)
            .exhaust(m_application);
    if (!result && m_attempt < m_context.retry.maxAttempts && isSafeToRepeat(result.error())) {
        const milliseconds pause = retryAfter(m_answer.headers, m_context.clock.now())
                                       .value_or(m_context.retry.delayAfter(m_attempt));
        Q_EMIT progressed(
            tr("%1 Trying again in %n second(s)", nullptr, static_cast<int>((pause.count() + 999) / 1000))
                .arg(result.error().message),
            0, 0);
        m_pause.start(pause);
        return;
    }
    finish(std::move(result));
}

Result<ApiReply> ApiJob::interpret()
{
    const int status = m_answer.status;
    // A refusal of 4xx comes from somebody who read the request and did not take it; nothing else proves
    // that.
    m_mayHaveArrived =
        isWrite() && m_bodyTouched && !(m_abort == Abort::None && status >= 400 && status < 500);
    m_serverText = serverWords(m_answer.body);

    if (m_bodyProblem)
        return Failure(*m_bodyProblem);
    if (m_abort == Abort::Idle || m_abort == Abort::Total)
        return Failure({Error::Kind::TimedOut,
                        tr("%1 did not answer within %2 seconds. Check the connection, or try again later.")
                            .arg(m_request.url.host())
                            .arg((m_abort == Abort::Idle ? m_limits.idle : m_limits.total).count() / 1000)});
    if (m_abort == Abort::TooLarge)
        return Failure(
            {Error::Kind::TooLarge,
             tr("The answer of %1 is larger than anything the API sends, so reading it was stopped.")
                 .arg(m_request.url.host())});
    if (status >= 300) {
        Error error = statusError(status);
        const bool isTheApi = error.kind != Error::Kind::Redirected && error.kind != Error::Kind::NotTheApi;
        if (const QString words =
                m_request.explain && isTheApi ? m_request.explain(status, m_serverText) : QString();
            !words.isEmpty())
            error.message = words;
        return Failure(std::move(error));
    }
    if (m_reply->error() != QNetworkReply::NoError || status == 0)
        return Failure(networkError());
    const QByteArray contentType = m_answer.headers.value("content-type");
    if (looksLikeHtml(m_answer.body, contentType))
        return Failure({Error::Kind::NotTheApi,
                        tr("A web page answered instead of Vanta: perhaps the sign-in page of this network, "
                           "or a proxy. Open a web page "
                           "in your browser, sign in there if it asks, and try again.")});
    return m_answer;
}

Error ApiJob::networkError() const
{
    const QString host = m_request.url.host();
    const auto error = m_reply->error();
    // The status never arrived, so Qt's code is all there is; its text is never shown: it holds the whole
    // URL.
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return {Error::Kind::Network,
                tr("There is no host %1. Check the address and whether this computer is online.").arg(host)};
    case QNetworkReply::ConnectionRefusedError:
        return {Error::Kind::Network,
                tr("%1 refuses the connection on port %2. Check the address.")
                    .arg(host)
                    .arg(m_request.url.port(443))};
    case QNetworkReply::SslHandshakeFailedError:
        return {Error::Kind::Tls,
                tr("The encrypted connection to %1 cannot be trusted (%2), so nothing was sent. If the "
                   "certificate seems to be expired or "
                   "not yet valid, check this computer's clock; if a proxy inspects traffic, its certificate "
                   "must be trusted by the system.")
                    .arg(host,
                         m_tlsProblems.isEmpty() ? tr("the handshake failed")
                                                 : m_tlsProblems.join(QLatin1String(", ")))};
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return {Error::Kind::Network,
                tr("The proxy of this computer does not let the request through. Check the system's proxy "
                   "settings.")};
    default:
        break;
    }
    if (m_answer.status != 0)
        return {Error::Kind::Network,
                tr("The connection to %1 broke in the middle of the answer.").arg(host)};
    return {Error::Kind::Network, tr("The connection to %1 broke before an answer came.").arg(host),
            tr("Network error %1").arg(static_cast<int>(error))};
}

static QString redirectHint(const QByteArray &location)
{
    const QString host = QUrl::fromEncoded(location).host();
    return host.isEmpty() ? QString() : ApiJob::tr(" It points to %1.").arg(host);
}

Error ApiJob::statusError(int status) const
{
    const QString host = m_request.url.host();
    const QString said = m_serverText.isEmpty() ? QString() : tr(" It says: %1").arg(m_serverText);
    const bool isHtml = looksLikeHtml(m_answer.body, m_answer.headers.value("content-type"));
    const bool isToken = m_request.kind == ApiRequest::Kind::Token;
    if (status < 400) {
        return {
            Error::Kind::Redirected,
            tr("%1 answers with a redirect (%2), which is never followed, since the secret would go along.%3 "
               "The API host is api.vanta.com for US, EU and Australia and api.vanta-gov.com for Gov.")
                .arg(host)
                .arg(status)
                .arg(redirectHint(m_answer.headers.value("location"))),
            m_serverText};
    }
    if (isHtml && status != 429 && status < 500)
        return {Error::Kind::NotTheApi,
                tr("A web page answered instead of the API (%1): the address is not the API's, or a filter "
                   "on the way refuses.")
                    .arg(status)};
    if (isToken && status < 500 && m_serverText.contains(QLatin1String("invalid_scope")))
        return {Error::Kind::Forbidden,
                tr("The application does not have the scopes this program asks for. Check them in the "
                   "Developer Console.%1")
                    .arg(said),
                m_serverText};
    switch (status) {
    case 401:
        return {Error::Kind::Unauthorized,
                isToken ? tr("The client ID or the client secret is wrong. Copy both again from the "
                             "Developer Console; the secret may have been "
                             "rotated there.")
                        : tr("The token is no longer valid. Another program may have minted one with the "
                             "same client ID."),
                m_serverText};
    case 403:
        return {Error::Kind::Forbidden,
                tr("The application may not do this. Check in the Developer Console that it has the scopes "
                   "connectors.self:read-resource and "
                   "connectors.self:write-resource.%1")
                    .arg(said),
                m_serverText};
    case 404:
        return {Error::Kind::NotFound,
                tr("The tenant does not know this resource ID for this type. Check it in the Developer "
                   "Console, on the application's "
                   "Resources tab.%1")
                    .arg(said),
                m_serverText};
    case 413:
        return {Error::Kind::TooLarge, tr("The tenant refuses the push as too large.%1").arg(said),
                m_serverText};
    case 429:
        return {Error::Kind::RateLimited, tr("The tenant asks to slow down: too many requests in a minute."),
                m_serverText};
    default:
        break;
    }
    if (status >= 500)
        return {Error::Kind::Server, tr("The tenant failed to answer (%1).").arg(status), m_serverText};
    return {Error::Kind::Rejected, tr("The tenant refuses the request (%1).%2").arg(status).arg(said),
            m_serverText};
}

bool ApiJob::isSafeToRepeat(const Error &error) const
{
    const bool transient = error.kind == Error::Kind::Network || error.kind == Error::Kind::TimedOut
        || error.kind == Error::Kind::RateLimited || error.kind == Error::Kind::Server;
    if (!transient)
        return false;
    // A late repetition of a push could overwrite a newer writer: PushJob looks at the tenant first.
    const bool isPushTooMany =
        m_request.kind == ApiRequest::Kind::Push && error.kind == Error::Kind::RateLimited;
    return !m_mayHaveArrived && !isPushTooMany;
}

bool ApiJob::isWrite() const
{
    return m_request.kind == ApiRequest::Kind::Push || m_request.kind == ApiRequest::Kind::Upload
        || m_request.isOnce;
}

void ApiJob::record(const Result<ApiReply> &result)
{
    ActivityRecord record;
    record.at = m_context.clock.now();
    record.verb = QString::fromLatin1(m_request.verb);
    record.url = redacted(m_request.url);
    record.connection = m_connection;
    record.attempt = m_attempt;
    record.status = m_answer.status;
    record.sentBytes = m_bodyTouched ? m_bodyLength : 0;
    record.receivedBytes = m_answer.body.size();
    record.tookMs = (m_context.clock.monotonic() - m_startedAt).count();
    record.outcome = result ? tr("Answered") : result.error().message;
    record.request = redacted(m_request.openBody ? m_request.bodyShown.toUtf8() : m_request.body);
    record.answer = redacted(m_answer.body);
    m_context.activity.append(std::move(record));
}

void ApiJob::releaseReply()
{
    m_idle.stop();
    m_total.stop();
    if (QNetworkReply *reply = std::exchange(m_reply, nullptr)) {
        reply->disconnect(this); // before abort(), which emits finished()
        reply->abort();
        reply->deleteLater();
    }
}

void ApiJob::stop()
{
    m_pause.stop();
    if (m_reply) { // cancelled in the middle
        lookAtBody();
        m_mayHaveArrived = isWrite() && m_bodyTouched;
        if (isFinished()) // aloud, not by being destroyed
            record(result());
    }
    releaseReply();
}

} // namespace Fullstate
