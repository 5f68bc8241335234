// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/columnmenu.h"

#include "ui/draft/columnlayout.h"
#include "ui/draft/resourcegrid.h"
#include "ui/draft/resourceheader.h"
#include "ui/draft/resourceview.h"

#include <QCoreApplication>
#include <QMenu>
#include <algorithm>

namespace Fullstate {

namespace {

struct ColumnMenuText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::ColumnMenu)
};

void move(ResourceHeader &header, int column, int by)
{
    const std::vector<int> shown = header.shownColumns();
    const auto at = std::find(shown.begin(), shown.end(), column) - shown.begin() + by;
    if (at >= 0 && at < static_cast<std::ptrdiff_t>(shown.size()))
        header.moveSection(header.visualIndex(column), header.visualIndex(shown[static_cast<size_t>(at)]));
}

/// Nobody stands in a column that is not seen.
void hide(ResourceGrid &grid, int column)
{
    if (grid.currentIndex().column() == column) {
        const std::vector<int> shown = grid.header().shownColumns();
        const auto at = std::find(shown.begin(), shown.end(), column);
        grid.setCurrentIndex(
            grid.currentIndex().siblingAtColumn(at == shown.begin() || at == shown.end() ? 0 : *(at - 1)));
    }
    grid.header().hideSection(column);
}

void addForColumn(QMenu &menu, ResourceView &view, int column)
{
    ResourceGrid *grid = &view.grid();
    ResourceHeader *header = &grid->header();
    const QString name = columnName(*header, column);
    const auto add = [&](const QString &text, auto done) {
        QObject::connect(menu.addAction(text), &QAction::triggered, grid, done);
    };
    add(ColumnMenuText::tr("Sort by %1, &ascending").arg(name),
        [=] { grid->sortByColumn(column, Qt::AscendingOrder); });
    add(ColumnMenuText::tr("Sort by %1, &descending").arg(name),
        [=] { grid->sortByColumn(column, Qt::DescendingOrder); });
    add(ColumnMenuText::tr("The draft's &own order"), [=] { grid->sortByColumn(-1, Qt::AscendingOrder); });
    menu.addSeparator();
    QObject::connect(menu.addAction(ColumnMenuText::tr("&Filter %1").arg(name)), &QAction::triggered, &view,
                     [&view, column] { view.filterColumn(column); });
    menu.addSeparator();
    add(ColumnMenuText::tr("Move %1 to the &left").arg(name), [=] { move(*header, column, -1); });
    add(ColumnMenuText::tr("Move %1 to the &right").arg(name), [=] { move(*header, column, 1); });
    add(ColumnMenuText::tr("F&it the width of %1").arg(name), [=] { grid->resizeColumnToContents(column); });
    if (column > 0) // uniqueId stays: it names the row
        add(ColumnMenuText::tr("&Hide %1").arg(name), [=] { hide(*grid, column); });
}

} // namespace

void fillColumnMenu(QMenu &menu, ResourceView &view, int column)
{
    ResourceHeader *header = &view.grid().header();
    if (column >= 0)
        addForColumn(menu, view, column);
    QAction *all = menu.addAction(ColumnMenuText::tr("&Show all columns"));
    QObject::connect(all, &QAction::triggered, header, [header] {
        for (int each = 0; each < header->count(); ++each)
            header->showSection(each);
    });
    menu.addSeparator();
    bool isAnyHidden = false;
    for (int each = 1; each < header->count(); ++each) {
        QAction *shown = menu.addAction(columnName(*header, each));
        shown->setCheckable(true);
        shown->setChecked(!header->isSectionHidden(each));
        isAnyHidden = isAnyHidden || header->isSectionHidden(each);
        QObject::connect(shown, &QAction::toggled, header, [grid = &view.grid(), each](bool show) {
            show ? grid->header().showSection(each) : hide(*grid, each);
        });
    }
    all->setEnabled(isAnyHidden);
}

} // namespace Fullstate
