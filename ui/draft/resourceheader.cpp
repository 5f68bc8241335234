// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/resourceheader.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cstdlib>
#include <utility>

namespace Fullstate {

ResourceHeader::ResourceHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setSortIndicatorClearable(true); // a third click: the order of the draft
    setAccessibleName(tr("Fields"));
}

int ResourceHeader::pinnedWidth() const
{
    if (count() == 0 || isSectionHidden(0) || isRightToLeft() || sectionViewportPosition(0) >= 0)
        return 0;
    return std::min(sectionSize(0), viewport()->width() / 2);
}

int ResourceHeader::distanceToColumn(int x) const
{
    return x < pinnedWidth() ? sectionViewportPosition(0) : 0;
}

int ResourceHeader::columnAt(int x) const
{
    return logicalIndexAt(x + distanceToColumn(x));
}

std::vector<int> ResourceHeader::shownColumns() const
{
    std::vector<int> shown;
    for (int place = 0; place < count(); ++place) {
        if (!isSectionHidden(logicalIndex(place)))
            shown.push_back(logicalIndex(place));
    }
    return shown;
}

void ResourceHeader::setRoomBelow(int height)
{
    if (m_room == height)
        return;
    m_room = height;
    updateGeometries();
    Q_EMIT geometriesChanged();
}

QSize ResourceHeader::sizeHint() const
{
    return QHeaderView::sizeHint() + QSize(0, m_room);
}

void ResourceHeader::updateGeometries()
{
    setViewportMargins(0, 0, 0, m_room);
    QHeaderView::updateGeometries();
}

void ResourceHeader::paintEvent(QPaintEvent *event)
{
    QHeaderView::paintEvent(event);
    const int width = pinnedWidth();
    if (width == 0)
        return;
    const QRect section(0, 0, width, viewport()->height());
    QPainter painter(viewport());
    painter.setClipRect(section);
    painter.fillRect(section, palette().button());
    paintSection(&painter, section, 0);
}

bool ResourceHeader::viewportEvent(QEvent *event)
{
    const std::optional<QPoint> position = pointOf(event);
    if (!position)
        return QHeaderView::viewportEvent(event);
    const bool isHelp = event->type() == QEvent::ToolTip || event->type() == QEvent::WhatsThis;
    if (!isHelp && dragPinnedEdge(*static_cast<QMouseEvent *>(event)))
        return true;
    int distance = distanceToColumn(position->x());
    if (event->type() == QEvent::MouseButtonPress)
        m_heldDistance = distance;
    else if (!isHelp && event->type() != QEvent::MouseButtonDblClick
             && (event->type() == QEvent::MouseButtonRelease
                 || static_cast<QMouseEvent *>(event)->buttons() != Qt::NoButton))
        distance = m_heldDistance; // what began over the pinned column ends there
    return handleMoved(event, distance, [this](QEvent *moved) { return QHeaderView::viewportEvent(moved); });
}

/// A header view does not resize what is out of sight.
bool ResourceHeader::dragPinnedEdge(QMouseEvent &event)
{
    const int x = event.position().toPoint().x();
    const int width = pinnedWidth();
    const bool isAtEdge =
        width > 0 && std::abs(x - width) <= style()->pixelMetric(QStyle::PM_HeaderGripMargin, nullptr, this);
    switch (event.type()) {
    case QEvent::MouseButtonPress:
        if (!isAtEdge || event.button() != Qt::LeftButton)
            return false;
        m_resizeFrom = sectionSize(0) - x;
        return true;
    case QEvent::MouseMove:
        if (m_resizeFrom)
            resizeSection(0, std::max(*m_resizeFrom + x, minimumSectionSize()));
        else if (isAtEdge && event.buttons() == Qt::NoButton)
            viewport()->setCursor(Qt::SplitHCursor);
        else if (x < width)
            viewport()->unsetCursor();
        return m_resizeFrom || isAtEdge;
    case QEvent::MouseButtonRelease:
        return std::exchange(m_resizeFrom, std::nullopt).has_value();
    default:
        return isAtEdge;
    }
}

std::optional<QPoint> pointOf(const QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseMove:
        return static_cast<const QMouseEvent *>(event)->position().toPoint();
    case QEvent::ToolTip:
    case QEvent::WhatsThis:
        return static_cast<const QHelpEvent *>(event)->pos();
    default:
        return {};
    }
}

bool handleMoved(QEvent *event, int distance, const std::function<bool(QEvent *)> &handle)
{
    if (distance == 0)
        return handle(event);
    if (event->type() == QEvent::ToolTip || event->type() == QEvent::WhatsThis) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QHelpEvent moved(help->type(), help->pos() + QPoint(distance, 0), help->globalPos());
        return handle(&moved);
    }
    const auto *mouse = static_cast<QMouseEvent *>(event);
    QMouseEvent moved(mouse->type(), mouse->position() + QPointF(distance, 0), mouse->scenePosition(),
                      mouse->globalPosition(), mouse->button(), mouse->buttons(), mouse->modifiers(),
                      mouse->pointingDevice());
    const bool handled = handle(&moved);
    event->setAccepted(moved.isAccepted());
    return handled;
}

} // namespace Fullstate
