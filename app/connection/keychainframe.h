// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

namespace Fullstate {

/// A secret as it stands in a keychain item: magic, version, length, payload, checksum. Anything else that is
/// found there is damaged, not absent.
QByteArray framed(const QByteArray &secret);
std::optional<QByteArray> unframed(const QByteArray &item);

} // namespace Fullstate
