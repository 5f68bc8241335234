// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/lineeditor.h"

#include "app/base/tooltips.h"
#include "app/draft/resourcetable.h"
#include "app/schema/timestamptext.h"
#include "ui/common/icons.h"
#include "ui/draft/fieldhints.h"
#include "ui/draft/nothing.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QToolTip>
#include <limits>
#include <utility>

namespace Fullstate {

namespace {

QString textOf(const Field &field, const QJsonValue &value)
{
    if (field.kind == Field::Kind::Json ? value.isUndefined() : isNothing(value))
        return {};
    if (field.kind == Field::Kind::Timestamp && value.isString())
        return editableTimestamp(value.toString());
    return displayText(field, value);
}

} // namespace

LineEditor::LineEditor(const Field &field, QWidget *parent)
    : QLineEdit(parent)
    , m_field(field)
    , m_mark(addAction(icon(QStringLiteral("dialog-warning")), TrailingPosition))
{
    m_mark->setVisible(false);
    setMaxLength(std::numeric_limits<int>::max()); // else Qt cuts off what is longer than 32,767 characters
    QAction *menu = addAction(icon(QStringLiteral("edit-clear")), TrailingPosition);
    menu->setToolTip(tr("Not set, or empty (Ctrl+0)"));
    connect(menu, &QAction::triggered, this, [this] {
        auto *nothings = new QMenu(this);
        nothings->setAttribute(Qt::WA_DeleteOnClose);
        addNothings(*nothings, m_field, current(), [this](const QJsonValue &value) { chooseNothing(value); });
        nothings->popup(mapToGlobal(QPoint(width() - nothings->sizeHint().width(), height())));
    });
    setValue(QJsonValue::Undefined);
    connect(this, &QLineEdit::textChanged, this, &LineEditor::judge);
    connect(this, &QLineEdit::textEdited, this, &LineEditor::followTyping);
    connect(this, &QLineEdit::textChanged, &m_events, &EditorEvents::edited);
    connect(this, &QLineEdit::editingFinished, &m_events, &EditorEvents::done);
}

void LineEditor::setValue(const QJsonValue &value)
{
    m_initialText = textOf(m_field, value);
    m_initialNothing = m_initialText.isEmpty() ? value : QJsonValue(QJsonValue::Undefined);
    setNothing(m_initialText.isEmpty() ? value : nothingLeft(m_field));
    if (text() != m_initialText) {
        setText(m_initialText);
        setCursorPosition(0); // the beginning says more than the end
    }
    judge();
}

std::optional<QJsonValue> LineEditor::editedValue() const
{
    const bool sameText = text() == m_initialText;
    if (sameText && (!text().isEmpty() || m_nothing == m_initialNothing))
        return std::nullopt;
    return isBlank() ? m_nothing : valueFromTyped(m_field, text());
}

bool LineEditor::isBlank() const
{
    return text().isEmpty() || (m_field.kind != Field::Kind::Text && text().trimmed().isEmpty());
}

QJsonValue LineEditor::current() const
{
    return isBlank() ? m_nothing : QJsonValue(text());
}

void LineEditor::setNothing(const QJsonValue &nothing)
{
    m_nothing = nothing;
    setPlaceholderText(Fullstate::placeholderText(nothing));
}

void LineEditor::chooseNothing(const QJsonValue &nothing)
{
    clear();
    setNothing(nothing);
    Q_EMIT m_events.edited();
    Q_EMIT m_events.done();
}

void LineEditor::followTyping()
{
    if (text().isEmpty()) // what was typed and taken away again leaves what was there
        setNothing(m_initialText.isEmpty() ? m_initialNothing : nothingLeft(m_field));
    judge(); // textEdited() comes before textChanged()
    const QString words = accessibleDescription();
    if (words.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(mapToGlobal(QPoint(0, height())), asToolTip(words), this, {}, 20'000);
}

void LineEditor::judge()
{
    const QString wrong = isBlank() ? QString() : hintFor(m_field, text());
    m_mark->setVisible(!wrong.isEmpty());
    m_mark->setToolTip(asToolTip(wrong));
    const bool isAsked = wrong.isEmpty() && !isBlank() && text() != m_initialText;
    setAccessibleDescription(isAsked ? noteFor(m_field, text()) : wrong);
}

void LineEditor::keyPressEvent(QKeyEvent *event)
{
    if (const auto nothing = nothingByKey(*event, m_field, current()); nothing && !isReadOnly())
        chooseNothing(*nothing);
    else
        QLineEdit::keyPressEvent(event);
}

void LineEditor::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    addNothings(*menu, m_field, current(), [this](const QJsonValue &value) { chooseNothing(value); });
    menu->popup(event->globalPos());
}

} // namespace Fullstate
