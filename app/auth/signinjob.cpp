// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/signinjob.h"

#include "app/auth/redirectlistener.h"

#include <algorithm>

namespace Fullstate {

using namespace std::chrono_literals;

static constexpr auto CodeLife = 30s; // api.md, Tokens
static constexpr auto Tick = 250ms;

SignInJob::SignInJob(Connection connection, const Clock &clock, Ways ways, QObject *parent)
    : ResultJob(parent)
    , m_connection(std::move(connection))
    , m_clock(clock)
    , m_ways(std::move(ways))
{
    m_tick.setInterval(Tick);
    connect(&m_tick, &QTimer::timeout, this, &SignInJob::look);
}

SignInJob::~SignInJob()
{
    stop();
}

void SignInJob::start()
{
    if (isFinished())
        return;
    Q_EMIT progressed(tr("Trying whether the keychain takes what the sign-in brings. If it asks for its "
                         "password, give it there."),
                      0, 0);
    auto *probe = m_ways.probe(this);
    m_current = probe;
    connect(probe, &Job::finished, this, [this, probe] {
        if (isFinished())
            return;
        if (probe->result()) {
            awaitBudget();
            return;
        }
        Error error = probe->result().error();
        error.message =
            tr("The sign-in was not begun, since its tokens could not be kept. %1").arg(error.message);
        finish(Failure(error));
    });
}

/// Before the browser is opened: a code would not live as long as the wait.
void SignInJob::awaitBudget()
{
    const auto wait = m_ways.wait();
    if (wait.count() <= 0) {
        m_reservation = m_ways.reserve();
        awaitBrowser();
        return;
    }
    Q_EMIT progressed(tr("Waiting %n second(s): an application may ask for five tokens a minute.", nullptr,
                         static_cast<int>((wait.count() + 999) / 1000)),
                      0, 0);
    m_tick.start();
}

void SignInJob::awaitBrowser()
{
    m_authorization.emplace(m_connection, m_clock);
    if (isCaughtHere(m_connection.redirectUrl)) {
        const auto take = [this](const QByteArray &address) {
            const bool isLate = m_authorization->isAnswered();
            Result<AuthorizationCode> answer = m_authorization->take(address);
            if (isLate || !m_authorization->isAnswered())
                return false;
            // Later, so that the browser gets its page first.
            QMetaObject::invokeMethod(
                this, [this, answer] { handleAnswer(answer); }, Qt::QueuedConnection);
            return true;
        };
        m_listener = new RedirectListener(m_connection.redirectUrl, take, this);
        connect(m_listener, &RedirectListener::refused, this, [this] {
            ++m_refusals;
            Q_EMIT requestRefused();
        });
        if (const Result<> listening = m_listener->listen(); !listening) {
            finish(Failure(listening.error()));
            return;
        }
    }
    m_tick.start();
    enter(Stage::Waiting);
}

void SignInJob::look()
{
    if (m_stage == Stage::Preparing) {
        m_tick.stop();
        awaitBudget();
    } else if (m_stage == Stage::Waiting && m_authorization->left().count() == 0) {
        finish(Failure({Error::Kind::TimedOut,
                        tr("The browser did not come back within ten minutes. Begin again."),
                        {}}));
    }
}

QUrl SignInJob::address() const
{
    return m_stage == Stage::Preparing ? QUrl() : m_authorization->address();
}

Result<> SignInJob::take(const QString &pasted)
{
    if (isFinished() || m_stage != Stage::Waiting)
        return Failure({Error::Kind::Rejected, tr("No sign-in waits for an address now."), {}});
    const bool isLate = m_authorization->isAnswered();
    Result<AuthorizationCode> answer = m_authorization->take(pasted.toUtf8());
    if (isLate || !m_authorization->isAnswered())
        return Failure(answer.error());
    handleAnswer(std::move(answer));
    return {};
}

void SignInJob::handleAnswer(Result<AuthorizationCode> answer)
{
    if (isFinished())
        return;
    if (answer)
        exchange(*answer);
    else
        finish(Failure(answer.error()));
}

void SignInJob::exchange(const AuthorizationCode &code)
{
    if (m_listener)
        m_listener->deleteLater(); // the port is free from here on
    m_codeDiesAt = m_clock.monotonic() + CodeLife;
    auto *exchange = m_ways.exchange(m_connection, code, this);
    m_current = exchange;
    connect(exchange, &Job::progressed, this, &Job::progressed);
    connect(exchange, &Job::finished, this, [this, exchange] {
        if (isFinished())
            return;
        const Result<AccessToken> &token = exchange->result();
        if (token || token.error().kind != Error::Kind::SignInNeeded) {
            finish(token);
            return;
        }
        finish(Failure({token.error().kind,
                        tr("The tenant does not take the code: it lives 30 seconds and is good for one use, "
                           "with the Customer ID and the Redirect URL that it was made for. Begin again for "
                           "another one."),
                        token.error().detail}));
    });
    enter(Stage::Exchanging);
}

std::chrono::seconds SignInJob::left() const
{
    std::chrono::milliseconds left{};
    if (m_stage == Stage::Exchanging)
        left = m_codeDiesAt - m_clock.monotonic();
    else if (m_authorization)
        left = m_authorization->left();
    return std::chrono::ceil<std::chrono::seconds>(std::max(left, 0ms));
}

void SignInJob::enter(Stage stage)
{
    m_stage = stage;
    Q_EMIT stageChanged();
}

void SignInJob::stop()
{
    m_tick.stop();
    m_reservation.reset();
    if (m_listener)
        m_listener->deleteLater();
    if (m_current) {
        m_current->disconnect(this);
        m_current->deleteLater();
    }
}

} // namespace Fullstate
