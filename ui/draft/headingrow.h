// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/draft/fieldrow.h"

#include <QPoint>

class QMenu;

namespace Fullstate {

/// The heading of an object, of a list of objects or of one of its items, which opens and closes what stands
/// under it, with what can be done to the whole.
class HeadingRow final : public DetailsRow
{
    Q_OBJECT

public:
    HeadingRow(const FieldPath &path, QWidget *parent);

    void showValue(const QJsonValue &value) override;
    QWidget *target() const override;
    void setOpen(bool open);
    bool isOpen() const { return m_isOpen; }
    void setItemCount(qsizetype count); ///< of the list that this is an item of

    /// What is done to an item. The list is asked for it, since the others move.
    enum class Edit { MoveUp, MoveDown, Duplicate, Remove };

Q_SIGNALS:
    void toggled(bool open);
    void addWanted(); ///< to this list
    void editWanted(Fullstate::HeadingRow::Edit edit); ///< of this item
    void nothingWanted(const QJsonValue &nothing); ///< in place of this object or list

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *addEditButton(QHBoxLayout &row, const QString &words, Edit edit);
    bool handleKey(const QKeyEvent &event);
    void showMenu(const QPoint &at);
    bool isPossible(Edit edit) const;
    void fit();

    QToolButton *m_toggle;
    QToolButton *m_add = nullptr;
    std::vector<std::pair<QToolButton *, Edit>> m_edits; ///< of an item, and only while it is open
    QWidget *m_buttons;
    bool m_isOpen = false;
    QString m_title;
    QJsonValue m_value = QJsonValue::Undefined;
    qsizetype m_count = 0; ///< of the items beside this one
};

} // namespace Fullstate
