// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"
#include "ui/draft/valueeditor.h"

#include <QJsonArray>
#include <QWidget>

class QLineEdit;

namespace Fullstate {

class Chip;
class FlowLayout;

/// A list of words: a chip for each, and behind them a field to type the next. Enter or a comma adds what was
/// typed, Backspace in the empty field takes the last away, arrow keys go to the chips, where Delete removes
/// one and Alt with an arrow moves it. What is no list, or no word, is a marked chip until it is removed.
class ChipsField final : public QWidget, public ValueEditor
{
    Q_OBJECT

public:
    ChipsField(const Field &field, QWidget *parent);
    ~ChipsField() override;

    void setName(const QString &name); ///< for screen readers
    void setValue(const QJsonValue &value) override;
    std::optional<QJsonValue> editedValue() const override;
    /// In a table's cell: Tab and Enter leave it, and it grows over the cells below.
    void setInCell();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void createCompleter();
    void followFocus(QWidget *before, QWidget *now);
    bool handleLineKey(const QKeyEvent &event);
    bool handleChipKey(int at, const QKeyEvent &event);
    void handleEnter();
    void splitTyped();
    void addTyped();
    QJsonArray withItems(const QJsonArray &more) const;
    void removeAt(int at);
    void moveTo(int from, int to);
    void chooseAll(bool all);
    void focusAt(int at); ///< behind the last chip: the field to type in
    void showMenu(const QPoint &at);
    void change(const QJsonValue &value); ///< by the user
    void showValue(const QJsonValue &value);
    void grow();
    QJsonArray items() const;
    QString wrongWith(const QJsonValue &item) const;

    const Field m_field;
    QJsonValue m_initial = QJsonValue::Undefined;
    QJsonValue m_value = QJsonValue::Undefined; ///< without what is being typed
    FlowLayout *m_layout;
    QLineEdit *m_line;
    std::vector<Chip *> m_chips;
    bool m_inCell = false;
    bool m_allChosen = false;
    bool m_forwarding = false; ///< a key to m_line, which may come back
};

} // namespace Fullstate
