// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The keys of ChipsField.
#include "ui/draft/chip.h"
#include "ui/draft/chipsfield.h"
#include "ui/draft/nothing.h"
#include "ui/draft/typedwords.h"

#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <algorithm>

namespace Fullstate {

bool ChipsField::handleLineKey(const QKeyEvent &event)
{
    const bool empty = m_line->text().isEmpty();
    const int last = static_cast<int>(m_chips.size()) - 1;
    if (const auto nothing = nothingByKey(event, m_field, m_value)) {
        m_line->clear();
        change(*nothing);
        return true;
    }
    if (event.matches(QKeySequence::Paste)) {
        const QJsonArray pasted = itemsMeant(QApplication::clipboard()->text(), m_field.choices);
        if (!empty || pasted.size() < 2)
            return false;
        change(withItems(pasted));
        return true;
    }
    if (event.matches(QKeySequence::SelectAll) && empty && last >= 0) {
        chooseAll(true);
        return true;
    }
    const bool erases = event.key() == Qt::Key_Backspace || event.key() == Qt::Key_Delete;
    if (m_allChosen && erases) {
        change(QJsonArray());
        return true;
    }
    if (m_allChosen && !event.text().isEmpty() && event.text().front().isPrint()) {
        m_value = QJsonArray(); // what is typed takes the place of all; the two are one edit
        showValue(m_value);
    }
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (empty && !m_inCell)
            return false; // a dialog's
        handleEnter();
        return true;
    case Qt::Key_Backspace:
        if (empty && last >= 0)
            removeAt(last);
        return empty;
    case Qt::Key_Left:
        if (m_line->cursorPosition() == 0 && !m_line->hasSelectedText() && last >= 0) {
            focusAt(last);
            return true;
        }
        break;
    case Qt::Key_Down:
        if (empty && m_line->completer()) {
            m_line->completer()->setCompletionPrefix({});
            m_line->completer()->complete();
            return true;
        }
        break;
    case Qt::Key_Control:
    case Qt::Key_Shift:
        return false;
    default:
        break;
    }
    chooseAll(false);
    return false;
}

bool ChipsField::handleChipKey(int at, const QKeyEvent &event)
{
    const bool moves = event.modifiers() & Qt::AltModifier;
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int to = at + (event.key() == Qt::Key_Left ? -1 : 1);
        if (moves)
            moveTo(at, to);
        else
            focusAt(qMax(to, 0));
        return true;
    }
    case Qt::Key_Home:
        focusAt(0);
        return true;
    case Qt::Key_End:
        focusAt(static_cast<int>(m_chips.size()));
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        removeAt(at);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Escape:
        if (m_inCell) // which gives the focus back only from where the editor has it
            m_line->setFocus(Qt::OtherFocusReason);
        return false;
    default:
        return false;
    }
}

bool ChipsField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::ContextMenu) {
        showMenu(static_cast<QContextMenuEvent *>(event)->globalPos());
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto &key = *static_cast<QKeyEvent *>(event);
    if (watched == m_line)
        return handleLineKey(key);
    const auto chip = std::find(m_chips.begin(), m_chips.end(), watched);
    return chip != m_chips.end() && handleChipKey(static_cast<int>(chip - m_chips.begin()), key);
}

/// What a chip has no use for is typed into the field.
void ChipsField::keyPressEvent(QKeyEvent *event)
{
    const bool ends = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (m_forwarding || event->key() == Qt::Key_Escape || (m_inCell && ends)) {
        event->ignore();
        return;
    }
    m_forwarding = true;
    if (!event->text().isEmpty() && event->text().front().isPrint())
        m_line->setFocus(Qt::OtherFocusReason);
    QCoreApplication::sendEvent(m_line, event);
    m_forwarding = false;
}

} // namespace Fullstate
