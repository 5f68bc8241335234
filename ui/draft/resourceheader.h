// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <functional>
#include <optional>
#include <vector>

namespace Fullstate {

/// The columns of table "Resources". The first one (uniqueId) stays in sight: once it is scrolled out to the
/// left it is shown at the edge, and takes the mouse there as it does in its place. Leaves room beneath for
/// the filters.
class ResourceHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit ResourceHeader(QWidget *parent);

    /// Of the first column at the left edge; 0: it is in its place.
    int pinnedWidth() const;
    /// From a point over the pinned column to where that column really is; 0 elsewhere.
    int distanceToColumn(int x) const;
    int columnAt(int x) const; ///< as it is seen; -1 when there is none
    void setRoomBelow(int height);
    int roomBelow() const { return m_room; }
    std::vector<int> shownColumns() const; ///< as they are seen, from left to right

    QSize sizeHint() const override;

protected:
    void updateGeometries() override;
    void paintEvent(QPaintEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    bool dragPinnedEdge(QMouseEvent &event);

    int m_room = 0;
    int m_heldDistance = 0; ///< of where the button that is held was pressed
    std::optional<int> m_resizeFrom; ///< the pinned column's width at x = 0, while its edge is dragged
};

/// Hands on a mouse event or a question for help, moved to the side by \p distance.
bool handleMoved(QEvent *event, int distance, const std::function<bool(QEvent *)> &handle);
/// Where such an event is; nothing for others.
std::optional<QPoint> pointOf(const QEvent *event);

} // namespace Fullstate
