// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/draft/resourcefilter.h"

#include <QWidget>

namespace Fullstate {

class FilterField;
class ResourceGrid;
class ResourceHeader;
class ResourceTable;

/// A field beneath each column's header, for what hides rows by that column. It lies over the room that the
/// header leaves, not in it, where a screen reader would not look for it. A column that is hidden hides no
/// rows.
class FilterRow final : public QWidget
{
    Q_OBJECT

public:
    FilterRow(ResourceGrid &grid, QWidget &before, QWidget *parent);

    /// A field for each of its columns; nullptr: none.
    void setTable(const ResourceTable *table);
    ResourceFilter::ColumnFilters filters() const;
    /// What is typed, by column.
    std::map<int, QString> texts() const;
    void setTexts(const std::map<int, QString> &texts);
    void clear();
    void enter(int column);

Q_SIGNALS:
    void changed();
    void left(); ///< back to the table

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void place();
    void placeField(int column);
    void chainFields();

    ResourceGrid &m_grid;
    QWidget &m_before; ///< where Tab comes from
    ResourceHeader *m_header;
    std::vector<FilterField *> m_fields; ///< by column
};

} // namespace Fullstate
