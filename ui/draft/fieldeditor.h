// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <functional>
#include <optional>

class QWidget;

namespace Fullstate {

/// The widgets that edit one value of a field, the same ones in the table's cells and in the Details: a combo
/// box for yes/no and choices, a line of text for the rest.
namespace FieldEditor {

/// Named by the field for screen readers, and described by its hint while what is typed does not fit.
QWidget *create(const Field &field, QWidget *parent);
void setValue(QWidget *editor, const Field &field, const QJsonValue &value);
/// What the user made of it; nothing while it is as setValue() left it, so that looking is not editing.
/// QJsonValue::Undefined: not set.
std::optional<QJsonValue> editedValue(const QWidget *editor, const Field &field);
/// Calls \p commit when the user is done with the widget: Enter, another widget, a choice.
void whenDone(QWidget *editor, QObject *context, std::function<void()> commit);

} // namespace FieldEditor

/// What is wrong with the text as a value of the field, in words; empty: nothing to say before it is checked.
QString hintFor(const Field &field, const QString &text);
/// What a cell says for a value that is not there, or null, which no text can be mistaken for.
QString placeholderText(const QJsonValue &value);

} // namespace Fullstate
