// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/filterrow.h"

#include "app/draft/resourcetable.h"
#include "ui/draft/filterfield.h"
#include "ui/draft/resourcegrid.h"
#include "ui/draft/resourceheader.h"

#include <QEvent>
#include <QScrollBar>
#include <QSignalBlocker>
#include <algorithm>

namespace Fullstate {

FilterRow::FilterRow(ResourceGrid &grid, QWidget &before, QWidget *parent)
    : QWidget(parent)
    , m_grid(grid)
    , m_before(before)
    , m_header(&grid.header())
{
    setObjectName(QStringLiteral("filterRow"));
    setAutoFillBackground(true);
    m_grid.installEventFilter(this);
    m_header->installEventFilter(this);
    connect(m_header, &QHeaderView::sectionResized, this, &FilterRow::place);
    connect(m_header, &QHeaderView::sectionMoved, this, [this] {
        chainFields();
        place();
    });
    connect(grid.horizontalScrollBar(), &QScrollBar::valueChanged, this, &FilterRow::place);
}

void FilterRow::setTable(const ResourceTable *table)
{
    qDeleteAll(m_fields);
    m_fields.clear();
    for (int column = 0; table && column < table->columnCount(); ++column) {
        auto *field = new FilterField(table->fieldAt(column), this);
        connect(field, &FilterField::textChanged, this, &FilterRow::changed);
        connect(field, &FilterField::left, this, &FilterRow::left);
        field->installEventFilter(this);
        m_fields.push_back(field);
    }
    if (!isHidden() && !m_fields.empty())
        m_header->setRoomBelow(m_fields.front()->sizeHint().height());
    chainFields();
    place();
}

ResourceFilter::ColumnFilters FilterRow::filters() const
{
    ResourceFilter::ColumnFilters filters;
    for (size_t column = 0; column < m_fields.size(); ++column)
        filters[static_cast<int>(column)] = m_fields[column]->filter();
    return filters;
}

std::map<int, QString> FilterRow::texts() const
{
    std::map<int, QString> texts;
    for (size_t column = 0; column < m_fields.size(); ++column) {
        if (!m_fields[column]->text().isEmpty())
            texts[static_cast<int>(column)] = m_fields[column]->text();
    }
    return texts;
}

void FilterRow::setTexts(const std::map<int, QString> &texts)
{
    {
        const QSignalBlocker once(this);
        for (size_t column = 0; column < m_fields.size(); ++column) {
            const auto text = texts.find(static_cast<int>(column));
            m_fields[column]->setText(text == texts.end() ? QString() : text->second);
        }
        place(); // which clears those of hidden columns
    }
    Q_EMIT changed();
}

void FilterRow::clear()
{
    setTexts({});
}

void FilterRow::enter(int column)
{
    if (column < 0 || static_cast<size_t>(column) >= m_fields.size())
        return;
    FilterField *field = m_fields[static_cast<size_t>(column)];
    field->setFocus(Qt::ShortcutFocusReason);
    field->selectAll();
}

void FilterRow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_fields.empty())
        m_header->setRoomBelow(m_fields.front()->sizeHint().height());
    place();
}

void FilterRow::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (isHidden()) // not only the window
        m_header->setRoomBelow(0);
}

bool FilterRow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_grid || watched == m_header) {
        if (event->type() == QEvent::Resize || event->type() == QEvent::Move)
            place();
        return QWidget::eventFilter(watched, event);
    }
    const auto field = std::find(m_fields.begin(), m_fields.end(), watched);
    if (event->type() == QEvent::FocusIn && field != m_fields.end())
        m_grid.showColumn(static_cast<int>(field - m_fields.begin()));
    return QWidget::eventFilter(watched, event);
}

void FilterRow::place()
{
    const QPoint corner =
        m_header->mapTo(parentWidget(), QPoint(0, m_header->height() - m_header->roomBelow()));
    setGeometry(QRect(corner, QSize(m_header->width(), m_header->roomBelow())));
    for (int column = 0; column < static_cast<int>(m_fields.size()); ++column)
        placeField(column);
    if (!m_fields.empty())
        m_fields.front()->raise(); // over those that are scrolled beneath the pinned column
}

void FilterRow::placeField(int column)
{
    FilterField *field = m_fields[static_cast<size_t>(column)];
    if (column >= m_header->count())
        return;
    if (m_header->sectionSize(column) == 0) { // hidden, or about to be
        field->clear();
        field->hide();
        return;
    }
    const int pinned = column == 0 ? m_header->pinnedWidth() : 0;
    const int left = pinned > 0 ? 0 : m_header->sectionViewportPosition(column);
    field->setGeometry(left, 0, pinned > 0 ? pinned : m_header->sectionSize(column), height());
    field->show();
}

/// Tab goes along the row as it is seen, and from there into the table.
void FilterRow::chainFields()
{
    QWidget *last = &m_before;
    for (int place = 0; place < m_header->count(); ++place) { // hidden ones, too: they may come back
        const auto column = static_cast<size_t>(m_header->logicalIndex(place));
        if (column >= m_fields.size())
            continue;
        setTabOrder(last, m_fields[column]);
        last = m_fields[column];
    }
    setTabOrder(last, &m_grid);
}

} // namespace Fullstate
