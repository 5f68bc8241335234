// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace Fullstate {

/// One item of a list of words, with a button that removes it. Named by its text for screen readers.
class Chip final : public QFrame
{
    Q_OBJECT

public:
    explicit Chip(QWidget *parent);

    void setText(const QString &text);
    /// What is wrong with it, in words; empty: nothing.
    void setWrong(const QString &wrong);
    void setChosen(bool chosen); ///< as part of all

Q_SIGNALS:
    void removed();

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QLabel *m_text;
    QLabel *m_mark;
    QToolButton *m_remove;
};

} // namespace Fullstate
