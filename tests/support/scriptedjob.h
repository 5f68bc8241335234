// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"

namespace Fullstate {

/// A job that ends when, and as, the test says.
template<typename T = void>
class ScriptedJob final : public ResultJob<T>
{
public:
    explicit ScriptedJob(QObject *parent)
        : ResultJob<T>(parent)
    {
    }

    void end(Result<T> result) { this->finish(std::move(result)); }

private:
    void start() override {}
};

} // namespace Fullstate
