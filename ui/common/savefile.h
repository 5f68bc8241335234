// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Fullstate {

/// Writes a small file whole or not at all, and says in words how it went.
QString saveFile(const QString &name, const QByteArray &bytes);

} // namespace Fullstate
