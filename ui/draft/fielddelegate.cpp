// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/fielddelegate.h"

#include "app/base/tooltips.h"
#include "app/draft/resourcetable.h"
#include "app/schema/timestamptext.h"
#include "ui/common/icons.h"
#include "ui/draft/chipsfield.h"
#include "ui/draft/fieldeditor.h"
#include "ui/draft/nothing.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHelpEvent>
#include <QToolTip>

namespace Fullstate {

namespace {

constexpr char ChosenByKey[] = "chosenByKey"; ///< of a combo box: not from its list

const Field &fieldOf(const QModelIndex &index)
{
    const auto *field = index.data(ResourceTable::FieldRole).value<const Field *>();
    Q_ASSERT(field);
    return *field;
}

Draft::Change changeOf(const QModelIndex &index)
{
    return static_cast<Draft::Change>(index.data(ResourceTable::ChangeRole).toInt());
}

/// A cell is one line: the rest of a longer text is in the Details and the tool tip.
QString firstLine(const QString &text)
{
    const auto end = text.indexOf(u'\n');
    return end < 0 ? text : text.left(end).trimmed() % QStringLiteral(" …");
}

} // namespace

void FieldDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->textElideMode = Qt::ElideRight;
    const QJsonValue value = index.data(ResourceTable::ValueRole).toJsonValue();
    if (value.isUndefined() || value.isNull()) {
        option->text = placeholderText(value);
        option->font.setItalic(true);
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
    } else {
        option->text = firstLine(option->text);
    }
    const Draft::Change change = changeOf(index);
    option->fontMetrics = QFontMetrics(option->font);
    if (change != Draft::Change::Removed && !index.data(ResourceTable::ProblemRole).toString().isEmpty()) {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = icon(QStringLiteral("dialog-error"));
        option->decorationSize = QSize(16, 16);
        option->decorationPosition = QStyleOptionViewItem::Right;
    }
}

QWidget *FieldDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    Q_UNUSED(option)
    QWidget *editor = FieldEditor::create(fieldOf(index), parent);
    editor->setAutoFillBackground(true);
    auto *self = const_cast<FieldDelegate *>(this);
    if (auto *chips = qobject_cast<ChipsField *>(editor)) {
        chips->setInCell();
        connect(&chips->events(), &EditorEvents::left, self,
                [self, chips, at = QPersistentModelIndex(index)](Leaving how) {
                    const auto *view =
                        qobject_cast<QAbstractItemView *>(chips->parentWidget()->parentWidget());
                    if (view && view->indexWidget(at) == chips) // else the view is just closing it
                        self->close(chips, how);
                });
    }
    if (auto *combo = qobject_cast<QComboBox *>(editor)) {
        connect(combo, &QComboBox::activated, self, [self, combo] {
            if (combo->property(ChosenByKey).toBool())
                return; // the next key may choose another: Enter, Tab or leaving says which
            Q_EMIT self->commitData(combo);
            Q_EMIT self->closeEditor(combo);
        });
    }
    return editor;
}

void FieldDelegate::close(QWidget *editor, Leaving how)
{
    EndEditHint hint = NoHint;
    if (how == Leaving::ByEnter)
        hint = SubmitModelCache;
    else if (how == Leaving::ByTab)
        hint = EditNextItem;
    else if (how == Leaving::ByBacktab)
        hint = EditPreviousItem;
    if (how != Leaving::ForAnotherWidget)
        editor->setFocus(); // the view takes the focus back from the editor, not from what is in it
    Q_EMIT commitData(editor);
    Q_EMIT closeEditor(editor, hint);
}

bool FieldDelegate::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::MouseButtonPress)
        object->setProperty(ChosenByKey, event->type() == QEvent::KeyPress);
    return QStyledItemDelegate::eventFilter(object, event);
}

void FieldDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    // A view asks again whenever the row changes; what is being typed must outlive that.
    if (!FieldEditor::editedValue(editor))
        FieldEditor::setValue(editor, index.data(ResourceTable::ValueRole).toJsonValue());
}

void FieldDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    const std::optional<QJsonValue> value = FieldEditor::editedValue(editor);
    if (value)
        model->setData(index, QVariant::fromValue(*value), ResourceTable::ValueRole);
}

void FieldDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                         const QModelIndex &index) const
{
    Q_UNUSED(index)
    QRect space = option.rect;
    space.setWidth(qMax(space.width(), editor->sizeHint().width()));
    if (editor->hasHeightForWidth()) // over the cells below, as far as it needs to
        space.setHeight(qMax(space.height(), editor->heightForWidth(space.width())));
    if (const QWidget *viewport = editor->parentWidget())
        space.moveRight(qMin(space.right(), qMax(viewport->rect().right(), option.rect.right())));
    if (const QWidget *viewport = editor->parentWidget(); viewport && space.height() > option.rect.height())
        space.moveBottom(qMin(space.bottom(), qMax(viewport->rect().bottom(), option.rect.bottom())));
    editor->setGeometry(space);
}

bool FieldDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), asToolTip(cellDescription(index)), view);
    return true;
}

QString cellDescription(const QModelIndex &index)
{
    QStringList lines;
    const QString problem = index.data(ResourceTable::ProblemRole).toString();
    if (!problem.isEmpty())
        lines.append(problem);
    const Field &field = fieldOf(index);
    const QJsonValue value = index.data(ResourceTable::ValueRole).toJsonValue();
    lines.append(isNothing(value) ? placeholderText(value) : shownText(field, value).left(2000));
    if (const QString zone = shownTimeZone(value.toString());
        field.kind == Field::Kind::Timestamp && !zone.isEmpty())
        lines.append(FieldDelegate::tr("Local time (%1), stored as %2").arg(zone, value.toString()));
    const Draft::Change change = changeOf(index);
    if (change == Draft::Change::Removed)
        lines.append(FieldDelegate::tr("Removed: deleted by the next push."));
    else if (change == Draft::Change::Added)
        lines.append(FieldDelegate::tr("Added by the next push."));
    else if (index.data(ResourceTable::FieldChangedRole).toBool())
        lines.append(FieldDelegate::tr("The tenant holds: %1")
                         .arg(index.data(ResourceTable::BaseTextRole).toString()));
    if (!field.description.isEmpty())
        lines.append(field.description);
    return lines.join(u'\n');
}

} // namespace Fullstate
