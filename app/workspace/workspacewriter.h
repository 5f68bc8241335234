// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/workspacedatabase.h"

#include <QTimer>
#include <deque>
#include <functional>

namespace Fullstate {

/// A change of the workspace file that is waiting for its turn.
struct PendingWrite
{
    /// A later write with the same subject takes this one's place while it waits; empty: never.
    QString subject = {};
    std::function<Result<>(WorkspaceDatabase &)> run;
    /// Told once, of the first try. Usually empty.
    std::function<void(const Result<> &)> answer = {};
    bool keepsTrying = true; ///< false: dropped when the first try fails
};

/// Lives on the workspace's thread and does its work there, in order. What cannot be written now stays
/// queued, in memory, and is tried again with the next write and every few seconds.
class WorkspaceWriter final : public QObject
{
    Q_OBJECT

public:
    explicit WorkspaceWriter(const QString &fileName);

    WorkspaceDatabase &database() { return m_database; }
    void write(PendingWrite pending);
    /// Tries what is queued. Returns whether nothing is left.
    bool writeQueued();

Q_SIGNALS:
    void failed(const Fullstate::Error &error);
    void recovered();

private:
    void enqueue(PendingWrite pending);
    void answerWaiting(const Error &error);

    WorkspaceDatabase m_database;
    std::deque<PendingWrite> m_queue;
    QTimer m_retry;
    QString m_failure; ///< said and not over yet
};

} // namespace Fullstate
