// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <functional>
#include <optional>

class QWidget;

namespace Fullstate {

class ValueEditor;

/// The widgets that edit one value of a field, the same ones in the table's cells and in the Details: a box
/// for yes/no and choices, chips for lists of words, a line of text for the rest. Each is a ValueEditor.
namespace FieldEditor {

/// Named by the field for screen readers, and described by what is to be said of the text that is typed.
QWidget *create(const Field &field, QWidget *parent);
/// For a form, where there is room for several lines.
QWidget *createLines(const Field &field, QWidget *parent);
ValueEditor &of(QWidget *editor);
/// For screen readers, in place of the field's.
void setName(QWidget *editor, const QString &name);
void setValue(QWidget *editor, const QJsonValue &value);
/// What the user made of it; nothing while it is as setValue() left it, so that looking is not editing.
/// QJsonValue::Undefined: not set.
std::optional<QJsonValue> editedValue(const QWidget *editor);
/// Calls \p commit when the user is done with the widget: Enter, another widget, a choice.
void whenDone(QWidget *editor, QObject *context, std::function<void()> commit);
/// Calls \p follow whenever editedValue() may have changed.
void whenEdited(QWidget *editor, QObject *context, std::function<void()> follow);

} // namespace FieldEditor

/// A list of texts, choices or links.
bool isWordList(const Field &field);

} // namespace Fullstate
