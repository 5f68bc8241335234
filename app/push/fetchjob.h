// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/resourceapi.h"
#include "app/base/clock.h"
#include "app/draft/snapshot.h"

namespace Fullstate {

/// Asks the tenant what one resource set holds now. Parsing is off the GUI thread.
class FetchJob final : public ResultJob<SnapshotPtr>
{
    Q_OBJECT

public:
    FetchJob(const Connection &connection, QString typePath, QString resourceId, ResourceApi &api,
             const Clock &clock, QObject *parent);
    ~FetchJob() override;

private:
    void start() override;
    void stop() override;

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Fullstate
