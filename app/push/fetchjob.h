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
    FetchJob(Connection connection, ResourceType type, QString resourceId, ResourceApi &api,
             const Clock &clock, QObject *parent);
    ~FetchJob() override;

    /// The tenant's answer as it came; empty until finished.
    const QByteArray &body() const;

private:
    void start() override;
    void read(const QByteArray &body);
    void stop() override;

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Fullstate
