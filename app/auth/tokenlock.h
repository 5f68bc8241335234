// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"

#include <QLockFile>
#include <QTimer>
#include <memory>

namespace Fullstate {

/// Takes the lock that one program of this user holds at a time while it mints, refreshes or exchanges for an
/// application and customer. Waits without blocking while another one has it; a holder that died is
/// passed over. The result is locked until it is unlocked or destroyed.
class TokenLockJob final : public ResultJob<std::shared_ptr<QLockFile>>
{
    Q_OBJECT

public:
    TokenLockJob(const QString &tokenKey, QObject *parent);

    /// The lock file of Connection::tokenKey(), the same for every program of the user, whatever its data
    /// folder is.
    static QString fileName(const QString &tokenKey);

private:
    void start() override;
    void stop() override { m_again.stop(); }
    void attempt();

    std::shared_ptr<QLockFile> m_lock;
    QTimer m_again;
    int m_attempts = 0;
};

} // namespace Fullstate
