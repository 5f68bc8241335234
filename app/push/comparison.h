// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/push/receipt.h"

namespace Fullstate {

/// What differs between what a plan sent and what the tenant then holds, a translated line each; empty: it
/// arrived.
QStringList differencesAfterPush(const ResourceType &type, const Plan &plan, const Snapshot &after);

/// Whether both hold the same live resources, as far as a push is concerned (server fields and order aside).
bool sameState(const ResourceType &type, const Snapshot &left, const Snapshot &right);

/// What happened to the live resources between two snapshots, a translated line each; the same lines for
/// everyone who has to explain it. Empty: nothing that matters to a push (sameState()).
QStringList changesBetween(const ResourceType &type, const Snapshot &before, const Snapshot &after);

/// The receipt of a push whose outcome is not known (crash, lost answer), decided by what the tenant holds
/// since: Verified, NotApplied or Different. As it was when it is not undecided, when the snapshot is older
/// than the push, or when it was read without its body and the tenant before (Workspace::loadReceipt() has
/// them).
Receipt resolveUnknown(const ResourceType &type, Receipt receipt, const Snapshot &snapshot);

/// The resources of a PUT body; nothing when it cannot be read.
std::optional<std::vector<QJsonObject>> sentResources(const Plan &plan);

} // namespace Fullstate
