// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QObject>
#include <optional>

namespace Fullstate {

/// One asynchronous operation. It starts by itself on the next turn of the event loop,
/// emits finished() exactly once, and then deletes itself. Destroying it cancels it silently.
class Job : public QObject
{
    Q_OBJECT

public:
    /// Finishes now, with Error::Kind::Cancelled. Does nothing once finished.
    virtual void cancel() = 0;

Q_SIGNALS:
    /// What the operation is doing now, in words; \p total is 0 while it is not known.
    void progressed(const QString &what, qint64 done, qint64 total);
    void finished();

protected:
    explicit Job(QObject *parent);
    virtual void start() = 0;
    void emitFinished();
};

/// A job with a value to give back. The result may be read from finished() on.
template<typename T = void>
class ResultJob : public Job
{
public:
    using Value = T;

    const Result<T> &result() const { return *m_result; }
    bool isFinished() const { return m_result.has_value(); }

    void cancel() override
    {
        if (!isFinished())
            finish(Failure(Error::cancelled()));
    }

protected:
    using Job::Job;

    void finish(Result<T> result)
    {
        Q_ASSERT(!isFinished());
        m_result = std::move(result);
        stop();
        emitFinished();
    }

    /// Releases whatever the operation still holds: replies, timers, child jobs. Called by finish(); a job
    /// that overrides it calls it from its destructor too.
    virtual void stop() {}

private:
    std::optional<Result<T>> m_result;
};

/// A job whose answer is known already: it still finishes on the next turn of the event loop.
template<typename T = void>
class ReadyJob final : public ResultJob<T>
{
public:
    ReadyJob(Result<T> result, QObject *parent)
        : ResultJob<T>(parent)
        , m_ready(std::move(result))
    {
    }

private:
    void start() override
    {
        if (!this->isFinished())
            this->finish(std::move(m_ready));
    }

    Result<T> m_ready;
};

} // namespace Fullstate
