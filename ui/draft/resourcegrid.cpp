// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/resourcegrid.h"

#include "ui/draft/fielddelegate.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>

namespace Fullstate {

ResourceGrid::ResourceGrid(QWidget *parent)
    : QTableView(parent)
{
    setObjectName(QStringLiteral("resources"));
    setAccessibleName(tr("Resources"));
    setItemDelegate(new FieldDelegate(this));
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setSortingEnabled(true);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setAccessibleName(tr("Fields"));
    verticalHeader()->setAccessibleName(tr("Rows"));
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
}

void ResourceGrid::keyPressEvent(QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier));
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (plain && edit(currentIndex(), EditKeyPressed, event))
            return;
        break;
    case Qt::Key_Delete: // would begin to edit the cell
        event->ignore();
        return;
    default:
        break;
    }
    QTableView::keyPressEvent(event);
}

bool ResourceGrid::edit(const QModelIndex &index, EditTrigger trigger, QEvent *event)
{
    const bool editing = QTableView::edit(index, trigger, event);
    if (editing && trigger == DoubleClicked) {
        if (auto *combo = qobject_cast<QComboBox *>(indexWidget(index)))
            combo->showPopup();
    }
    return editing;
}

void ResourceGrid::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint)
{
    QTableView::closeEditor(editor, QAbstractItemDelegate::NoHint);
    if (hint == QAbstractItemDelegate::SubmitModelCache)
        moveBy(MoveDown);
    else if (hint == QAbstractItemDelegate::EditNextItem)
        moveBy(MoveNext);
    else if (hint == QAbstractItemDelegate::EditPreviousItem)
        moveBy(MovePrevious);
}

void ResourceGrid::moveBy(CursorAction action)
{
    const QModelIndex next = moveCursor(action, Qt::NoModifier);
    if (next.isValid())
        setCurrentIndex(next);
}

} // namespace Fullstate
