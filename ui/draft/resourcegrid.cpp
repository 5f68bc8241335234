// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/resourcegrid.h"

#include "ui/draft/fielddelegate.h"
#include "ui/draft/resourceheader.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <algorithm>

namespace Fullstate {

ResourceGrid::ResourceGrid(QWidget *parent)
    : QTableView(parent)
    , m_header(new ResourceHeader(this))
{
    setHorizontalHeader(m_header);
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
    verticalHeader()->setAccessibleName(tr("Rows"));
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
}

// Keys

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
    if (chooseAcross(event) || jump(event))
        return;
    const QScopedValueRollback placed(m_isPlaced, true);
    QTableView::keyPressEvent(event);
}

/// Ctrl with an arrow, Home or End. To an item view Ctrl means: do not choose.
bool ResourceGrid::jump(QKeyEvent *event)
{
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (modifiers != Qt::ControlModifier && modifiers != (Qt::ControlModifier | Qt::ShiftModifier))
        return false;
    static constexpr int keys[] = {Qt::Key_Up,    Qt::Key_Down, Qt::Key_Left,
                                   Qt::Key_Right, Qt::Key_Home, Qt::Key_End};
    if (std::find(std::begin(keys), std::end(keys), event->key()) == std::end(keys))
        return false;
    const QScopedValueRollback jumping(m_isJumping, true);
    const QScopedValueRollback placed(m_isPlaced, true);
    QKeyEvent plain(event->type(), event->key(), modifiers & ~Qt::ControlModifier);
    QTableView::keyPressEvent(&plain);
    return true;
}

/// Shift+Space chooses whole rows, Ctrl+Space whole columns.
bool ResourceGrid::chooseAcross(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space
        || (event->modifiers() != Qt::ShiftModifier && event->modifiers() != Qt::ControlModifier))
        return false;
    QItemSelection chosen = selectionModel()->selection();
    if (!selectionModel()->isSelected(currentIndex()))
        chosen = QItemSelection(currentIndex(), currentIndex());
    selectionModel()->select(chosen,
                             QItemSelectionModel::ClearAndSelect
                                 | (event->modifiers() == Qt::ShiftModifier ? QItemSelectionModel::Rows
                                                                            : QItemSelectionModel::Columns));
    return true;
}

QModelIndex ResourceGrid::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (action == MoveHome) // shows the beginning of the row, although its uniqueId is in sight
        horizontalScrollBar()->setValue(0);
    if (!m_isJumping)
        return QTableView::moveCursor(action, modifiers);
    if (action == MoveHome || action == MoveEnd)
        return QTableView::moveCursor(action, modifiers | Qt::ControlModifier);
    return endOfBlock(action);
}

/// From a filled cell to the last of those that follow without a gap, else to the next filled one, else to
/// the edge.
QModelIndex ResourceGrid::endOfBlock(CursorAction action) const
{
    const QModelIndex from = currentIndex();
    if (!from.isValid())
        return from;
    const std::vector<int> columns = m_header->shownColumns();
    const bool isAcross = action == MoveLeft || action == MoveRight;
    const int step = action == MoveRight || action == MoveDown ? 1 : -1;
    const int last = (isAcross ? static_cast<int>(columns.size()) : model()->rowCount()) - 1;
    const auto cell = [&](int at) {
        return isAcross ? from.siblingAtColumn(columns[static_cast<size_t>(at)]) : from.siblingAtRow(at);
    };
    const auto isFilled = [&](int at) { return !cell(at).data().toString().isEmpty(); };
    int at = isAcross
        ? static_cast<int>(std::find(columns.begin(), columns.end(), from.column()) - columns.begin())
        : from.row();
    const auto hasNext = [&] { return at + step >= 0 && at + step <= last; };
    if (!hasNext())
        return from;
    const bool isInside = isFilled(at) && isFilled(at + step);
    do
        at += step;
    while (hasNext() && isFilled(isInside ? at + step : at) == isInside);
    return cell(at);
}

bool ResourceGrid::edit(const QModelIndex &index, EditTrigger trigger, QEvent *event)
{
    const QScopedValueRollback placed(m_isPlaced, false); // the editor is where the cell is seen
    const bool editing = QTableView::edit(index, trigger, event);
    if (editing && trigger == DoubleClicked) {
        if (auto *combo = qobject_cast<QComboBox *>(indexWidget(index)))
            combo->showPopup();
    }
    return editing;
}

bool ResourceGrid::isEditing() const
{
    return state() == EditingState && indexWidget(currentIndex());
}

void ResourceGrid::finishEditing()
{
    if (QWidget *editor = indexWidget(currentIndex())) {
        commitData(editor);
        closeEditor(editor, QAbstractItemDelegate::NoHint);
    }
}

void ResourceGrid::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint)
{
    // Qt closes the editor, too, when somebody has gone to another cell: from there nothing goes on.
    const bool isLeft = indexWidget(currentIndex()) != editor;
    QTableView::closeEditor(editor, QAbstractItemDelegate::NoHint);
    if (isLeft)
        return;
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

// The pinned column

void ResourceGrid::showColumn(int column)
{
    if (column < 0 || (column == 0 && m_header->pinnedWidth() > 0))
        return;
    QScrollBar &bar = *horizontalScrollBar();
    const auto left = [&] { return m_header->sectionViewportPosition(column); };
    if (const int beyond = left() + m_header->sectionSize(column) - viewport()->width(); beyond > 0)
        bar.setValue(bar.value() + beyond);
    if (const int covered = m_header->pinnedWidth() - left(); covered > 0)
        bar.setValue(bar.value() - covered);
}

void ResourceGrid::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    const bool isPinned = index.column() == 0 && m_header->pinnedWidth() > 0;
    const int across = horizontalScrollBar()->value();
    QTableView::scrollTo(index, hint);
    if (isPinned) // in sight already
        horizontalScrollBar()->setValue(across);
    else if (index.column() != 0)
        showColumn(index.column());
}

QRect ResourceGrid::visualRect(const QModelIndex &index) const
{
    QRect rect = QTableView::visualRect(index);
    if (index.isValid() && index.column() == 0 && !m_isPlaced) {
        if (const int width = m_header->pinnedWidth(); width > 0)
            rect = QRect(0, rect.top(), width - (showGrid() ? 1 : 0), rect.height());
    }
    return rect;
}

QModelIndex ResourceGrid::indexAt(const QPoint &point) const
{
    const int distance = m_isPlaced ? 0 : m_header->distanceToColumn(point.x());
    return QTableView::indexAt(point + QPoint(distance, 0));
}

/// What the mouse does to the pinned column happens to it where it really is.
bool ResourceGrid::viewportEvent(QEvent *event)
{
    const std::optional<QPoint> position = pointOf(event);
    if (!position)
        return QTableView::viewportEvent(event);
    const QScopedValueRollback placed(m_isPlaced, true);
    return handleMoved(event, m_header->distanceToColumn(position->x()),
                       [this](QEvent *moved) { return QTableView::viewportEvent(moved); });
}

void ResourceGrid::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    const int width = m_header->pinnedWidth();
    if (width > 0 && model() && event->rect().left() <= width)
        paintPinned(event->rect().top(), event->rect().bottom());
}

void ResourceGrid::paintPinned(int top, int bottom)
{
    const int width = m_header->pinnedWidth();
    QStyleOptionViewItem plain;
    initViewItemOption(&plain);
    const auto line = static_cast<QRgb>(style()->styleHint(QStyle::SH_Table_GridLineColor, &plain, this));
    QPainter painter(viewport());
    painter.setClipRect(QRect(0, top, width + 1, bottom - top + 1));
    painter.fillRect(QRect(0, top, width, bottom - top + 1), palette().base());
    const int first = std::max(rowAt(top), 0);
    const int last = rowAt(bottom) < 0 ? model()->rowCount() - 1 : rowAt(bottom);
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = model()->index(row, 0);
        QStyleOptionViewItem option = plain;
        option.rect = QRect(0, rowViewportPosition(row), width - 1, rowHeight(row) - 1);
        if (!isActiveWindow())
            option.palette.setCurrentColorGroup(QPalette::Inactive);
        if (alternatingRowColors() && row % 2 == 1) {
            option.features |= QStyleOptionViewItem::Alternate;
            painter.fillRect(option.rect, palette().alternateBase());
        }
        if (selectionModel()->isSelected(index))
            option.state |= QStyle::State_Selected;
        if (index == currentIndex() && hasFocus())
            option.state |= QStyle::State_HasFocus;
        style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &option, &painter, this);
        itemDelegate()->paint(&painter, option, index);
        painter.setPen(QColor::fromRgba(line));
        painter.drawLine(0, option.rect.bottom() + 1, width, option.rect.bottom() + 1);
    }
    painter.setPen(palette().color(QPalette::Dark)); // it lies above what goes beneath it
    painter.drawLine(width - 1, top, width - 1, bottom);
}

void ResourceGrid::updatePinned()
{
    if (const int width = m_header->pinnedWidth(); width > 0)
        viewport()->update(0, 0, width, viewport()->height());
}

void ResourceGrid::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (dx == 0)
        return;
    viewport()->update(); // the pinned column does not move along
    m_header->viewport()->update();
    updateEditorGeometries();
}

void ResourceGrid::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    updatePinned();
}

void ResourceGrid::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    updatePinned();
}

} // namespace Fullstate
