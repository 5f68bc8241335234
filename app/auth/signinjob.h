// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/authorization.h"
#include "app/auth/tokenbroker.h"

#include <QPointer>
#include <QTimer>
#include <functional>
#include <optional>

namespace Fullstate {

class RedirectListener;

/// Signs a customer in through the browser and gives back the first access token.
///
///   probe ──▶ budget ──▶ Waiting ──▶ browser ──redirect──▶ RedirectListener ──┐
///                           ▲                └──pasted──▶ take() ─────────────┤
///                           └─────── not the answer: refused, counted ◀───────┤
///                                                   result() ◀── exchange ◀───┘ code, 30 seconds
///
/// What could make the one-time code be lost comes before there is one: the store is proved to take the
/// tokens, and a token request fits into the budget and keeps its room there.
class SignInJob final : public ResultJob<AccessToken>
{
    Q_OBJECT

public:
    enum class Stage {
        Preparing,
        Waiting, ///< for the browser: address() may be opened
        Exchanging
    };

    /// What is done elsewhere.
    struct Ways
    {
        /// Proves that the store takes what the exchange will bring.
        std::function<ResultJob<> *(QObject *owner)> probe;
        /// How long until a token request fits into the budget; 0: it does now.
        std::function<std::chrono::milliseconds()> wait;
        /// Keeps that room for the exchange, whatever else is asked for while the browser is open.
        std::function<RateBudget::Reservation()> reserve;
        /// Exchanges the code, once, and stores what comes of it.
        std::function<ResultJob<AccessToken> *(const Connection &, const AuthorizationCode &, QObject *owner)>
            exchange;
    };

    SignInJob(Connection connection, const Clock &clock, Ways ways, QObject *parent);
    ~SignInJob() override;

    Stage stage() const { return m_stage; }
    /// The authorize page. Empty before Stage::Waiting.
    QUrl address() const;
    /// An address pasted from the browser. An error says why it is not the answer; the wait goes on then.
    Result<> take(const QString &pasted);
    /// Until the wait ends or, in Stage::Exchanging, until the code is too old.
    std::chrono::seconds left() const;
    /// Requests to the redirect's port that were not the answer.
    int refusals() const { return m_refusals; }

Q_SIGNALS:
    void stageChanged();
    void requestRefused();

private:
    void start() override;
    void stop() override;
    void awaitBudget();
    void awaitBrowser();
    void look();
    void handleAnswer(Result<AuthorizationCode> answer);
    void exchange(const AuthorizationCode &code);
    void enter(Stage stage);

    const Connection m_connection;
    const Clock &m_clock;
    const Ways m_ways;
    Stage m_stage = Stage::Preparing;
    std::optional<Authorization> m_authorization;
    QPointer<RedirectListener> m_listener;
    QPointer<Job> m_current;
    RateBudget::Reservation m_reservation; ///< until the end
    QTimer m_tick;
    std::chrono::milliseconds m_codeDiesAt{};
    int m_refusals = 0;
};

} // namespace Fullstate
