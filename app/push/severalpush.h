// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/push/pushjob.h"

namespace Fullstate {

/// Sends confirmed plans to several tenants. Each is a PushJob of its own, with its own receipt, and what
/// becomes of one stops no other. Different tenants are pushed to at the same time, AtOnce at most; plans for
/// the same tenant (Connection::tokenKey()) one after the other, in order.
/// Connections of one application share its budget of requests. A push begins only when the budget has room
/// for all of its requests: else it could wait a minute between its re-check and its PUT, and overwrite
/// what somebody else pushed meanwhile.
/// Cancel cancels the pushes under way (PushJob::cancel(): what was sent is verified) and concludes those
/// that wait as NotSent.
/// The result is always the receipts, in the order of the plans, never an error.
class SeveralPush final : public ResultJob<std::vector<Receipt>>
{
    Q_OBJECT

public:
    static constexpr int AtOnce = 4;
    static constexpr int RequestsEach = 3; ///< re-check, PUT, verify: what a push takes that meets no trouble

    /// How long until so many requests of a connection fit into its budget together.
    using RoomFor = std::function<std::chrono::milliseconds(const Connection &, int requests)>;

    /// Without \p roomFor there is always room.
    SeveralPush(std::vector<ConfirmedPlan> confirmed, ResourceApi &api, SaveReceipt saveReceipt,
                const Clock &clock, PushJob::Policy policy, RoomFor roomFor, QObject *parent);
    ~SeveralPush() override;
    void cancel() override;

Q_SIGNALS:
    void began(int index);
    void pushProgressed(int index, const QString &what, qint64 done, qint64 total);
    /// \p tenantNow as PushJob::tenantNow().
    void pushed(int index, const Fullstate::Receipt &receipt, const Fullstate::SnapshotPtr &tenantNow);

private:
    void start() override;
    void stop() override;
    void advance();
    bool mayBegin(const Connection &connection) const;
    std::chrono::milliseconds waitForRoom(const Connection &connection) const;
    void begin(int index);
    void take(int index, const PushJob &job);

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Fullstate
