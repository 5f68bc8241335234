// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <functional>

class QKeyEvent;
class QMenu;

namespace Fullstate {

/// The ways in which a field can hold no value: not set, empty, null. They are different things to the
/// tenant, but for null in an optional field, which is the same as not set.
std::vector<QJsonValue> nothingsOf(const Field &field);
/// What deleting the last letter of a value leaves.
QJsonValue nothingLeft(const Field &field);
bool isNothing(const QJsonValue &value);

/// What an editor or a cell says where there is no value, which no value can be mistaken for.
QString placeholderText(const QJsonValue &value);

/// Puts an entry for each of the field's nothings into the menu.
void addNothings(QMenu &menu, const Field &field, const QJsonValue &current,
                 const std::function<void(const QJsonValue &)> &choose);
/// Ctrl+0 goes from a value to the first nothing, and from one nothing to the next; empty for other keys.
std::optional<QJsonValue> nothingByKey(const QKeyEvent &event, const Field &field, const QJsonValue &current);

} // namespace Fullstate
