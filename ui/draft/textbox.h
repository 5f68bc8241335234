// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"
#include "ui/draft/valueeditor.h"

#include <QPlainTextEdit>

namespace Fullstate {

/// A text of several lines. As high as the text, within limits; Tab leaves it.
class TextBox final : public QPlainTextEdit, public ValueEditor
{
    Q_OBJECT

public:
    TextBox(const Field &field, QWidget *parent);

    void setValue(const QJsonValue &value) override;
    std::optional<QJsonValue> editedValue() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    QString text() const;
    QJsonValue current() const;
    void followTyping();
    void chooseNothing(const QJsonValue &nothing);
    void setNothing(const QJsonValue &nothing);

    const Field m_field;
    QJsonValue m_initial = QJsonValue::Undefined;
    QString m_initialText;
    QJsonValue m_initialNothing = QJsonValue::Undefined;
    QJsonValue m_nothing = QJsonValue::Undefined; ///< what it means while there is no text
};

/// Whether a field's value wants to be edited in several lines: prose, and every long text.
bool wantsLines(const Field &field, const QJsonValue &value);

} // namespace Fullstate
