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

} // namespace Fullstate
