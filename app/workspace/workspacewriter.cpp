// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/workspacewriter.h"

#include <algorithm>

namespace Fullstate {

namespace {

constexpr std::chrono::seconds RetryDelay{3};

}

WorkspaceWriter::WorkspaceWriter(const QString &fileName)
    : m_database(fileName)
    , m_retry(this)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(RetryDelay);
    connect(&m_retry, &QTimer::timeout, this, [this] { writeQueued(); });
}

void WorkspaceWriter::write(PendingWrite pending)
{
    enqueue(std::move(pending));
    writeQueued();
}

bool WorkspaceWriter::writeQueued()
{
    while (!m_queue.empty()) {
        const Result<> result = m_queue.front().run(m_database);
        // A statement that SQLite will never take must not stand in the way of the others.
        const bool isHopeless = !result && m_database.refusedStatement();
        if (!result && !isHopeless) {
            answerWaiting(result.error());
            m_retry.start();
            if (std::exchange(m_failure, result.error().message) != result.error().message)
                Q_EMIT failed(result.error());
            return m_queue.empty();
        }
        const PendingWrite done = std::move(m_queue.front());
        m_queue.pop_front();
        if (done.answer)
            done.answer(result);
        if (isHopeless)
            Q_EMIT failed(result.error());
    }
    m_retry.stop();
    if (!std::exchange(m_failure, {}).isEmpty())
        Q_EMIT recovered();
    return true;
}

void WorkspaceWriter::enqueue(PendingWrite pending)
{
    const auto same = pending.subject.isEmpty()
        ? m_queue.end()
        : std::find_if(m_queue.begin(), m_queue.end(),
                       [&pending](const PendingWrite &other) { return other.subject == pending.subject; });
    if (same == m_queue.end())
        m_queue.push_back(std::move(pending));
    else
        *same = std::move(pending);
}

/// Nobody is kept waiting for a disk that may be full for hours.
void WorkspaceWriter::answerWaiting(const Error &error)
{
    for (PendingWrite &pending : m_queue) {
        if (const auto answer = std::exchange(pending.answer, {}))
            answer(Failure(error));
    }
    std::erase_if(m_queue, [](const PendingWrite &pending) { return !pending.keepsTrying; });
}

} // namespace Fullstate
