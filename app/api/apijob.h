// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/activitylog.h"
#include "app/api/apinetwork.h"
#include "app/api/apirequest.h"
#include "app/api/ratebudget.h"
#include "app/api/retrypolicy.h"
#include "app/base/job.h"

#include <QPointer>
#include <QTimer>

class QNetworkReply;

namespace Fullstate {

/// What every request needs besides itself; the composition root owns the parts.
struct ApiContext
{
    ApiNetwork &network;
    const Clock &clock;
    ActivityLog &activity;
    RateBudget &resourceBudget;
    RateBudget &tokenBudget;
    RetryPolicy retry = {};
    std::function<ApiLimits(ApiRequest::Kind)> limits = limitsOf;
};

/// Sends one request and says what came of it in words. Waits for the budget; tries again after network
/// errors, 5xx and 429 as long as that is safe: a fetch or a token always, a push only while nothing of it
/// has left (after a 429 PushJob looks at the tenant first), an upload also after a 429, since it was not
/// taken, and so is a code (ApiRequest::isOnce). Never past another 4xx. Every attempt is in the Activity
/// view.
class ApiJob final : public ResultJob<ApiReply>
{
    Q_OBJECT

public:
    /// \p application names the budget, \p connection stands in the Activity view.
    ApiJob(ApiContext &context, ApiRequest request, QString application, QString connection, QObject *parent);
    ~ApiJob() override;

    /// Whether the tenant may have got a push or an upload that has no good answer. Valid once finished.
    bool mayHaveArrived() const { return m_mayHaveArrived; }
    /// Whether all of the last attempt's body was handed to the network: if not, the tenant cannot have it
    /// all.
    bool sentWhole() const { return m_sentWhole; }
    /// Of the last answer; 0 without one.
    int status() const { return m_answer.status; }
    /// The tenant's own words of the last answer.
    const QString &serverText() const { return m_serverText; }

private:
    enum class Abort { None, Idle, Total, TooLarge, Body };

    void start() override;
    void stop() override;
    void attempt();
    QNetworkReply *send();
    void read();
    void abort(Abort why);
    void handleReply();
    /// What the answer, or its absence, means.
    Result<ApiReply> interpret();
    Error networkError() const;
    Error statusError(int status) const;
    bool isWrite() const;
    bool isSafeToRepeat(const Error &error) const;
    void lookAtBody();
    void record(const Result<ApiReply> &result);
    void releaseReply();

    ApiContext &m_context;
    ApiRequest m_request;
    QString m_application;
    QString m_connection;
    ApiLimits m_limits;
    QPointer<QNetworkReply> m_reply;
    QTimer m_pause; ///< before the next attempt: budget or back-off
    QTimer m_idle;
    QTimer m_total;
    ApiReply m_answer;
    QString m_serverText;
    QStringList m_tlsProblems;
    Abort m_abort = Abort::None;
    int m_attempt = 0;
    bool m_bodyTouched = false;
    bool m_sentWhole = false;
    qint64 m_bodyLength = 0;
    std::optional<Error> m_bodyProblem;
    bool m_mayHaveArrived = false;
    std::chrono::milliseconds m_startedAt{};
};

} // namespace Fullstate
