// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace Fullstate {

class ResourceHeader;

/// Table "Resources", with the keys of a spreadsheet: typing, F2 or Enter edits; Enter then goes down, Tab to
/// the right; Ctrl and an arrow goes to where filled cells end; Delete is left to the action that removes
/// resources. The uniqueId stays in sight at the left edge, painted over what is scrolled there: it is one
/// table with one cell for each value, to a screen reader as well.
class ResourceGrid final : public QTableView
{
    Q_OBJECT

public:
    explicit ResourceGrid(QWidget *parent = nullptr);

    using QTableView::edit;
    using QTableView::selectedIndexes; ///< without those of hidden columns, which nobody sees chosen

    ResourceHeader &header() const { return *m_header; }
    bool isEditing() const;
    /// What is being typed in a cell goes into the draft, and its editor closes.
    void finishEditing();
    /// Scrolls sideways until the column is in sight.
    void showColumn(int column);

    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool edit(const QModelIndex &index, EditTrigger trigger, QEvent *event) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void moveBy(CursorAction action);
    bool jump(QKeyEvent *event);
    bool chooseAcross(QKeyEvent *event);
    QModelIndex endOfBlock(CursorAction action) const;
    void paintPinned(int top, int bottom);
    void updatePinned();

    ResourceHeader *m_header;
    bool m_isJumping = false; ///< Ctrl is held with the key that moves
    bool m_isPlaced = false; ///< places are those of the scrolled cells, the pinned column out of sight
};

} // namespace Fullstate
