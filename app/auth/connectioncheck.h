// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/tokenbroker.h"

#include <QPointer>
#include <functional>

namespace Fullstate {

class Catalog;
class ResourceApi;

/// One thing that a check tried.
struct CheckStep
{
    enum class State { Running, Passed, Failed, Skipped };

    QString title; ///< translated: "Token", "User accounts (65fc…)"
    State state = State::Running;
    QString explanation; ///< translated: how it went, and for a failure what to do
};

/// Tries a connection for real: mints a token, then reads each declared resource set. Never changes the
/// tenant. The result is the steps, in order; failed ones among them do not make the job fail.
class ConnectionCheck final : public ResultJob<std::vector<CheckStep>>
{
    Q_OBJECT

public:
    using Mint = std::function<ResultJob<AccessToken> *(QObject *parent)>;

    ConnectionCheck(Connection connection, const Catalog &catalog, Mint mint, ResourceApi &api,
                    QObject *parent);
    ~ConnectionCheck() override;

Q_SIGNALS:
    /// Step \p index is new or has changed.
    void stepChanged(int index, const Fullstate::CheckStep &step);

private:
    void start() override;
    void stop() override;
    void readNext();
    void tell(size_t step, CheckStep::State state, const QString &explanation);

    Connection m_connection;
    const Catalog &m_catalog;
    Mint m_mint;
    ResourceApi &m_api;
    std::vector<CheckStep> m_steps;
    QPointer<Job> m_current;
    size_t m_next = 0;
};

} // namespace Fullstate
