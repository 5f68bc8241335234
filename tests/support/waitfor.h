// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"

#include <QSignalSpy>
#include <QTest>

namespace Fullstate {

/// Waits for a job and gives back its result; a job that does not finish is a failure of kind TimedOut.
template<typename T>
Result<T> waitFor(ResultJob<T> *job, int timeoutMs = 30'000)
{
    std::optional<Result<T>> result;
    QObject::connect(job, &Job::finished, job, [job, &result] { result = job->result(); });
    if (QSignalSpy finished(job, &Job::finished); !finished.wait(timeoutMs)) {
        job->disconnect();
        return Failure({Error::Kind::TimedOut, QStringLiteral("the job did not finish"), {}});
    }
    return *result;
}

} // namespace Fullstate
