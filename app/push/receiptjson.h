// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"
#include "app/push/receipt.h"

namespace Fullstate {

/// A receipt as JSON, for storage, without its four big parts: the plan's changes (changesToJson()), the
/// tenant before (toBody()), the body, and the body of the verifying fetch. When the tenant was asked is in
/// here.
QByteArray summaryToJson(const Receipt &receipt);

/// The same back; plan.tenant then holds nothing but the time it was taken at. An outcome that this version
/// does not know reads as Unknown, which claims the least.
Result<Receipt> summaryFromJson(const QByteArray &json);

QByteArray changesToJson(const std::vector<PlannedChange> &changes);
Result<std::vector<PlannedChange>> changesFromJson(const QByteArray &json);

} // namespace Fullstate
