// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the Edit menu does to the resources chosen in a ResourceView.

#include "app/draft/resourcetable.h"
#include "ui/draft/cellblock.h"
#include "ui/draft/resourcefilter.h"
#include "ui/draft/resourcegrid.h"
#include "ui/draft/resourceheader.h"
#include "ui/draft/resourceview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <algorithm>
#include <set>

namespace Fullstate {

namespace {

int countOf(const Draft &draft, const std::vector<int> &rows, Draft::Change change)
{
    return static_cast<int>(
        std::count_if(rows.begin(), rows.end(), [&](int row) { return draft.changeOf(row) == change; }));
}

} // namespace

void ResourceView::addResource()
{
    if (!m_table)
        return;
    const int row = m_table->draft().add({QJsonObject()}, tr("Add resource"));
    showCell(row, QStringLiteral("uniqueId"));
    m_grid->edit(m_grid->currentIndex());
    Q_EMIT said(tr("Added a resource: fill in its fields. The next push adds it to the tenant."), true);
}

void ResourceView::removeResources()
{
    const std::vector<int> rows = chosenRows();
    if (!m_table || rows.empty())
        return;
    Draft &draft = m_table->draft();
    const int added = countOf(draft, rows, Draft::Change::Added);
    const int held = static_cast<int>(rows.size()) - added - countOf(draft, rows, Draft::Change::Removed);
    if (!draft.remove(rows)) {
        Q_EMIT said(tr("What is chosen is removed already: the next push deletes it."), false);
        return;
    }
    QStringList outcome;
    if (held > 0)
        outcome.append(held == 1
                           ? tr("Removed 1 resource: it will be deleted by the next push.")
                           : tr("Removed %1 resources: they will be deleted by the next push.").arg(held));
    if (added > 0)
        outcome.append(tr("Removed %n resource(s) that the tenant never held.", nullptr, added));
    Q_EMIT said(outcome.join(u' '), true);
}

void ResourceView::deactivate()
{
    if (!m_table)
        return;
    const std::vector<int> rows = chosenRows();
    const int removed = countOf(m_table->draft(), rows, Draft::Change::Removed);
    if (!m_table->draft().deactivate(rows)) {
        Q_EMIT said(removed > 0 ? tr("What is removed cannot be deactivated: Revert brings it back first.")
                                : tr("What is chosen is DEACTIVATED already."),
                    false);
        return;
    }
    const int changed = static_cast<int>(rows.size()) - removed;
    Q_EMIT said(changed == 1
                    ? tr("Deactivated 1 resource: it stays in the tenant as DEACTIVATED.")
                    : tr("Deactivated %1 resources: they stay in the tenant as DEACTIVATED.").arg(changed),
                true);
}

void ResourceView::revert()
{
    if (!m_table)
        return;
    Draft &draft = m_table->draft();
    std::set<int> rows;
    std::vector<FieldEdit> cells;
    const std::vector<int> whole = wholeRows();
    for (const int row : whole) {
        if (draft.changeOf(row) != Draft::Change::None)
            rows.insert(row);
    }
    const QModelIndexList chosen = m_grid->selectedIndexes();
    for (const QModelIndex &index : chosen) {
        const int row = sourceRow(index);
        const Field &field = m_table->fieldAt(index.column());
        const Draft::Change change = draft.changeOf(row);
        if (change == Draft::Change::Added || change == Draft::Change::Removed)
            rows.insert(row); // no cell of it can be taken back alone
        else if (draft.isFieldChanged(row, field) && rows.count(row) == 0)
            cells.push_back({row, field.name, {}});
    }
    if (rows.empty() && cells.empty()) {
        Q_EMIT said(tr("Nothing was changed in what is chosen."), false);
        return;
    }
    draft.undoStack().beginMacro(tr("Revert"));
    if (!cells.empty()) // first: rows that disappear move the others
        draft.revertFields(cells);
    if (!rows.empty())
        draft.revert({rows.begin(), rows.end()});
    draft.undoStack().endMacro();
    Q_EMIT said(tr("What was chosen is again as the tenant holds it."), true);
}

void ResourceView::copy()
{
    const QModelIndexList chosen = m_grid->selectedIndexes();
    if (!chosen.isEmpty())
        QGuiApplication::clipboard()->setText(toTabularText(chosenTexts(chosen, columns().shownColumns())));
}

void ResourceView::cut()
{
    if (!m_table)
        return;
    copy();
    std::vector<FieldEdit> edits;
    const QModelIndexList chosen = m_grid->selectedIndexes();
    for (const QModelIndex &index : chosen) {
        const Field &field = m_table->fieldAt(index.column());
        if (m_table->draft().changeOf(sourceRow(index)) != Draft::Change::Removed)
            edits.push_back({sourceRow(index), field.name, valueFromText(field, {})});
    }
    if (m_table->draft().edit(edits, tr("Cut")))
        Q_EMIT said(tr("Cut %n cell(s). The resources stay; Remove resources takes them out.", nullptr,
                       static_cast<int>(edits.size())),
                    true);
}

void ResourceView::paste()
{
    if (!m_table)
        return;
    const TextRows block = fromTabularText(QGuiApplication::clipboard()->text());
    const std::vector<int> shown = columns().shownColumns();
    const auto placeOf = [&shown](int column) {
        return std::find(shown.begin(), shown.end(), column) - shown.begin();
    };
    std::set<int> rows; // of the grid
    std::set<std::ptrdiff_t> places; // in shown
    const QModelIndexList chosen = m_grid->selectedIndexes();
    for (const QModelIndex &index : chosen) {
        rows.insert(index.row());
        places.insert(placeOf(index.column()));
    }
    PasteTarget target;
    target.fill = chosen.size() > 1 && block.size() == 1 && block.front().size() == 1;
    const int lastRow = m_filter->rowCount() - 1;
    const int top = rows.empty() ? 0 : *rows.begin();
    for (int row = top; row <= (target.fill ? *rows.rbegin() : lastRow); ++row)
        target.rows.push_back(sourceRow(m_filter->index(row, 0)));
    const std::ptrdiff_t left = places.empty() ? 0 : *places.begin();
    const auto right = target.fill ? *places.rbegin() + 1 : static_cast<std::ptrdiff_t>(shown.size());
    target.columns.assign(shown.begin() + left, shown.begin() + right);
    const PasteOutcome outcome = pasteBlock(*m_table, block, target);
    Q_EMIT said(outcome.message, outcome.changed);
}

} // namespace Fullstate
