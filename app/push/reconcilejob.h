// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/push/pushjob.h"

namespace Fullstate {

/// Finds out by a fetch what became of a push whose outcome is not known (isUndecided()), and keeps the
/// receipt. Fails, and leaves the receipt on disk as it is, when the tenant cannot be asked or the disk says
/// no.
class ReconcileJob final : public ResultJob<Receipt>
{
    Q_OBJECT

public:
    /// \p receipt with its body and the tenant before (Workspace::loadReceipt()).
    ReconcileJob(Connection connection, ResourceType type, Receipt receipt, ResourceApi &api,
                 SaveReceipt saveReceipt, const Clock &clock, QObject *parent);
    ~ReconcileJob() override;

    SnapshotPtr tenantNow() const; ///< null if it could not be asked

private:
    void start() override;
    void resolve(const SnapshotPtr &snapshot);
    void keep(const Receipt &receipt);
    void stop() override;

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Fullstate
