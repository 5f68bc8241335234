// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"
#include "ui/draft/valueeditor.h"

#include <QComboBox>
#include <QTimer>

namespace Fullstate {

/// Yes, no and choices. Typing finds a choice by its beginning, else by any part of it. A value that is no
/// choice stays in the list, marked, until another is chosen.
class ChoiceBox final : public QComboBox, public ValueEditor
{
    Q_OBJECT

public:
    ChoiceBox(const Field &field, QWidget *parent);

    void setValue(const QJsonValue &value) override;
    std::optional<QJsonValue> editedValue() const override;
    QSize minimumSizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    /// A wheel that turns over it scrolls the form: it must not choose something in passing.
    void wheelEvent(QWheelEvent *event) override;

private:
    void addChoices();
    void settle();

    const Field m_field;
    QJsonValue m_value = QJsonValue::Undefined; ///< as setValue() left it
    int m_initial = -1;
    bool m_byKey = false;
    QTimer m_typing; ///< while the next key may choose another: a word, or some steps down, are one edit
};

} // namespace Fullstate
