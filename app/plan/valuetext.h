// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

namespace Fullstate {

/// A value as a plan and its differences show it: text as it is, "" when it is not set, else JSON.
QString valueText(const QJsonValue &value);

} // namespace Fullstate
