// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"
#include "ui/draft/valueeditor.h"

#include <QLineEdit>

class QMenu;

namespace Fullstate {

/// A line for one value. It says while somebody types how a timestamp is understood and what does not fit;
/// what does not fit is kept as it was typed.
class LineEditor final : public QLineEdit, public ValueEditor
{
    Q_OBJECT

public:
    LineEditor(const Field &field, QWidget *parent);

    void setValue(const QJsonValue &value) override;
    std::optional<QJsonValue> editedValue() const override;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void followTyping();
    void judge(); ///< says what is right or wrong with the text
    void setNothing(const QJsonValue &nothing);
    void chooseNothing(const QJsonValue &nothing);
    QJsonValue current() const; ///< the nothing that it holds; some text when it holds any
    bool isBlank() const;

    const Field m_field;
    QString m_initialText;
    QJsonValue m_initialNothing = QJsonValue::Undefined;
    QJsonValue m_nothing = QJsonValue::Undefined; ///< what it means while there is no text
    QAction *m_mark;
};

} // namespace Fullstate
