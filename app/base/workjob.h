// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"

#include <QFutureWatcher>
#include <QtConcurrent>
#include <functional>

namespace Fullstate {

/// Runs a function of values on another thread. Cancelled or destroyed, its answer is dropped: the function
/// itself runs to its end, so it must hold everything it uses.
template<typename T>
class WorkJob final : public ResultJob<T>
{
public:
    WorkJob(std::function<T()> work, QObject *parent)
        : ResultJob<T>(parent)
        , m_work(std::move(work))
    {
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
            if (!this->isFinished())
                this->finish(m_watcher.future().takeResult());
        });
    }

private:
    void start() override
    {
        if (!this->isFinished())
            m_watcher.setFuture(QtConcurrent::run(std::exchange(m_work, {})));
    }

    std::function<T()> m_work;
    QFutureWatcher<T> m_watcher;
};

/// What long work asks now and then: tells how far it is; false means stop.
using Watch = std::function<bool(qint64 done, qint64 total)>;

/// Runs a long function of values on another thread, says how far it is, and stops it when it is cancelled or
/// destroyed. The function must hold everything it uses: it ends a moment later.
template<typename T>
class LongJob final : public ResultJob<T>
{
public:
    using Work = std::function<Result<T>(const Watch &)>;

    /// \p what: for progressed().
    LongJob(const QString &what, Work work, QObject *parent)
        : ResultJob<T>(parent)
        , m_work(std::move(work))
    {
        QObject::connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, this,
                         [this, what](int value) { Q_EMIT this->progressed(what, value, Steps); });
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
            if (!this->isFinished())
                this->finish(m_watcher.future().takeResult());
        });
    }

    ~LongJob() override { stop(); }

private:
    static constexpr int Steps = 1000;

    void start() override
    {
        if (this->isFinished())
            return;
        m_watcher.setFuture(
            QtConcurrent::run([work = std::exchange(m_work, {})](QPromise<Result<T>> &promise) {
                promise.setProgressRange(0, Steps);
                Result<T> result = work([&promise](qint64 done, qint64 total) {
                    promise.setProgressValue(static_cast<int>(done * Steps / std::max<qint64>(total, 1)));
                    return !promise.isCanceled();
                });
                if (!promise.isCanceled())
                    promise.addResult(std::move(result));
            }));
    }

    void stop() override
    {
        m_watcher.disconnect(this);
        m_watcher.cancel();
    }

    Work m_work;
    QFutureWatcher<Result<T>> m_watcher;
};

} // namespace Fullstate
