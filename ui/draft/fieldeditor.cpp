// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/fieldeditor.h"

#include "ui/draft/chipsfield.h"
#include "ui/draft/choicebox.h"
#include "ui/draft/lineeditor.h"
#include "ui/draft/textbox.h"

namespace Fullstate {

static QWidget *named(QWidget *editor, const Field &field)
{
    FieldEditor::setName(editor, field.name);
    return editor;
}

QWidget *FieldEditor::create(const Field &field, QWidget *parent)
{
    if (field.kind == Field::Kind::Boolean || field.kind == Field::Kind::Choice)
        return named(new ChoiceBox(field, parent), field);
    if (isWordList(field))
        return named(new ChipsField(field, parent), field);
    return named(new LineEditor(field, parent), field);
}

QWidget *FieldEditor::createLines(const Field &field, QWidget *parent)
{
    return named(new TextBox(field, parent), field);
}

ValueEditor &FieldEditor::of(QWidget *editor)
{
    auto *value = dynamic_cast<ValueEditor *>(editor);
    Q_ASSERT(value);
    return *value;
}

void FieldEditor::setName(QWidget *editor, const QString &name)
{
    if (auto *chips = qobject_cast<ChipsField *>(editor))
        chips->setName(name);
    else
        editor->setAccessibleName(name);
}

void FieldEditor::setValue(QWidget *editor, const QJsonValue &value)
{
    of(editor).setValue(value);
}

std::optional<QJsonValue> FieldEditor::editedValue(const QWidget *editor)
{
    const auto *value = dynamic_cast<const ValueEditor *>(editor);
    Q_ASSERT(value);
    return value->editedValue();
}

void FieldEditor::whenDone(QWidget *editor, QObject *context, std::function<void()> commit)
{
    QObject::connect(&of(editor).events(), &EditorEvents::done, context, std::move(commit));
}

void FieldEditor::whenEdited(QWidget *editor, QObject *context, std::function<void()> follow)
{
    QObject::connect(&of(editor).events(), &EditorEvents::edited, context, std::move(follow));
}

bool isWordList(const Field &field)
{
    return field.kind == Field::Kind::List
        && (field.itemKind == Field::Kind::Text || field.itemKind == Field::Kind::Choice
            || field.itemKind == Field::Kind::HttpsUrl);
}

} // namespace Fullstate
