// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/textbox.h"

#include "app/draft/resourcetable.h"
#include "ui/draft/nothing.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QSignalBlocker>
#include <cmath>

namespace Fullstate {

namespace {

constexpr int LeastLines = 2;
constexpr int MostLines = 10;
constexpr qsizetype LongText = 80;

} // namespace

TextBox::TextBox(const Field &field, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_field(field)
{
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus); // not by the wheel
    setNothing(QJsonValue::Undefined);
    connect(this, &QPlainTextEdit::textChanged, this, &TextBox::followTyping);
}

void TextBox::setValue(const QJsonValue &value)
{
    const QString wanted = isNothing(value) ? QString() : displayText(m_field, value);
    const QSignalBlocker quiet(this);
    if (value != m_initial || text() != m_initialText || editedValue()) {
        setPlainText(wanted); // and the cursor to the beginning: only where something changed
    }
    m_initial = value;
    m_initialText = text();
    m_initialNothing = m_initialText.isEmpty() ? value : QJsonValue(QJsonValue::Undefined);
    setNothing(m_initialText.isEmpty() ? value : nothingLeft(m_field));
    updateGeometry();
}

std::optional<QJsonValue> TextBox::editedValue() const
{
    const QString now = text();
    if (now == m_initialText && (!now.isEmpty() || m_nothing == m_initialNothing))
        return std::nullopt;
    if (now.isEmpty())
        return m_nothing;
    const bool hasReturns = m_initial.toString().contains(QLatin1String("\r\n"));
    return valueFromTyped(m_field, hasReturns ? QString(now).replace(u'\n', QLatin1String("\r\n")) : now);
}

/// Not toPlainText(), which turns spaces that do not break into plain ones.
QString TextBox::text() const
{
    return document()->toRawText().replace(QChar::ParagraphSeparator, u'\n');
}

QJsonValue TextBox::current() const
{
    const QString now = text();
    return now.isEmpty() ? m_nothing : QJsonValue(now);
}

QSize TextBox::sizeHint() const
{
    const int lines = qBound(LeastLines, static_cast<int>(std::ceil(document()->size().height())), MostLines);
    const int frame = 2 * (frameWidth() + static_cast<int>(document()->documentMargin()));
    return {fontMetrics().averageCharWidth() * 40, fontMetrics().lineSpacing() * lines + frame};
}

QSize TextBox::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 16, sizeHint().height()};
}

void TextBox::setNothing(const QJsonValue &nothing)
{
    m_nothing = nothing;
    setPlaceholderText(Fullstate::placeholderText(nothing));
}

void TextBox::followTyping()
{
    if (text().isEmpty())
        setNothing(m_initialText.isEmpty() ? m_initialNothing : nothingLeft(m_field));
    updateGeometry();
    Q_EMIT m_events.edited();
}

void TextBox::chooseNothing(const QJsonValue &nothing)
{
    clear();
    setNothing(nothing);
    Q_EMIT m_events.edited();
    Q_EMIT m_events.done();
}

void TextBox::keyPressEvent(QKeyEvent *event)
{
    if (const auto nothing = nothingByKey(*event, m_field, current()))
        chooseNothing(*nothing);
    else
        QPlainTextEdit::keyPressEvent(event);
}

void TextBox::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        Q_EMIT m_events.done();
}

void TextBox::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    addNothings(*menu, m_field, current(), [this](const QJsonValue &value) { chooseNothing(value); });
    menu->popup(event->globalPos());
}

void TextBox::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry(); // its lines break elsewhere
}

/// A wheel scrolls the form, unless there is more here than shows and somebody is in it.
void TextBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus() && verticalScrollBar()->maximum() > 0)
        QPlainTextEdit::wheelEvent(event);
    else
        event->ignore();
}

bool wantsLines(const Field &field, const QJsonValue &value)
{
    static const QStringList prose{QStringLiteral("description"), QStringLiteral("remediationInstructions"),
                                   QStringLiteral("body")};
    const QString text = value.toString();
    return field.kind == Field::Kind::Text
        && (prose.contains(field.name) || text.size() > LongText || text.contains(u'\n'));
}

} // namespace Fullstate
