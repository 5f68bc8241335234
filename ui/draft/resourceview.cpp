// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/resourceview.h"

#include "app/draft/resourcetable.h"
#include "ui/common/icons.h"
#include "ui/draft/columnmenu.h"
#include "ui/draft/filterrow.h"
#include "ui/draft/resourcefilter.h"
#include "ui/draft/resourcegrid.h"
#include "ui/draft/resourceheader.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace Fullstate {

ResourceView::ResourceView(QWidget *parent)
    : QWidget(parent)
    , m_filter(new ResourceFilter(this))
    , m_filterField(new QLineEdit(this))
    , m_grid(new ResourceGrid(this))
    , m_filterRow(new FilterRow(*m_grid, *m_filterField, this))
{
    m_filterField->setObjectName(QStringLiteral("filter"));
    m_filterField->setAccessibleName(tr("Filter"));
    m_filterField->setPlaceholderText(tr("Text in any column"));
    m_filterField->setToolTip(
        tr("Shows only the resources that hold this text. Hidden ones are pushed all the same."));
    m_filterField->installEventFilter(this);
    auto *label = new QLabel(tr("Filter"), this); // Ctrl+F leads there: a mnemonic would take a menu's letter
    label->setBuddy(m_filterField);

    auto *line = new QHBoxLayout;
    line->addWidget(label);
    line->addWidget(m_filterField);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(line);
    layout->addWidget(m_grid, 1);
    setFocusProxy(m_grid);

    m_grid->setModel(m_filter);
    connect(m_filterField, &QLineEdit::textChanged, this, &ResourceView::applyFilters);
    connect(m_filterRow, &FilterRow::changed, this, &ResourceView::applyFilters);
    connect(m_filterRow, &FilterRow::left, m_grid, qOverload<>(&QWidget::setFocus));
    connect(m_grid->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ResourceView::tellChoice);
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentChanged, this, &ResourceView::tellChoice);
    ResourceHeader *header = &m_grid->header();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnMenu(*menu, *this, header->columnAt(at.x()));
        menu->popup(header->viewport()->mapToGlobal(at));
    });
}

ResourceView::~ResourceView()
{
    m_grid->selectionModel()->disconnect(this); // the grid goes after this, and its choice with it
    if (m_table)
        m_table->draft().disconnect(this);
}

void ResourceView::setTable(ResourceTable *table)
{
    if (m_table == table)
        return;
    if (m_table)
        m_table->draft().disconnect(this);
    m_table = table;
    m_current = QPersistentModelIndex();
    {
        const QScopedValueRollback quiet(m_isQuiet, true);
        m_filter->setSourceModel(table);
        m_grid->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
        m_filterField->clear();
        m_filterRow->setTable(table);
        if (table) {
            m_filterField->setClearButtonEnabled(true); // its icon takes as long to find as all else here
            followDraft(table->draft());
            m_grid->setCurrentIndex(m_filter->index(0, 0));
        }
    }
    tellChoice();
    Q_EMIT hiddenRowsChanged();
}

void ResourceView::followDraft(Draft &draft)
{
    connect(&draft, &Draft::changed, this, [this] {
        tellChoice();
        Q_EMIT hiddenRowsChanged();
    });
    // A fetch resets the table: whoever stood on a resource stands there again.
    connect(&draft, &Draft::aboutToReset, this, [this] { m_before = place(); });
    connect(&draft, &Draft::wasReset, this, [this] {
        const QScopedValueRollback quiet(m_isQuiet, true);
        choose(m_before);
        scrollAs(m_before);
    });
}

void ResourceView::takeTyped()
{
    m_typedInto.reset();
    if (m_table && m_grid->isEditing())
        m_typedInto = currentCell();
    m_grid->finishEditing();
}

void ResourceView::goOnTyping()
{
    const QModelIndex cell = m_grid->currentIndex();
    if (!m_typedInto || std::exchange(m_typedInto, {}) != currentCell()
        || !(cell.flags() & Qt::ItemIsEditable))
        return;
    m_grid->setFocus();
    m_grid->edit(cell);
    if (auto *line = qobject_cast<QLineEdit *>(m_grid->indexWidget(cell)))
        line->end(false);
}

std::pair<quint64, int> ResourceView::currentCell() const
{
    const int row = currentRow();
    return {row < 0 ? 0 : m_table->draft().rows()[static_cast<size_t>(row)].key,
            m_grid->currentIndex().column()};
}

void ResourceView::tellChoice()
{
    if (!m_isQuiet)
        Q_EMIT choiceChanged();
}

ResourceTable *ResourceView::table() const
{
    return m_table;
}

ResourceHeader &ResourceView::columns() const
{
    return m_grid->header();
}

int ResourceView::sourceRow(const QModelIndex &index) const
{
    return m_filter->mapToSource(index).row();
}

static std::vector<int> sortedOnce(std::vector<int> rows)
{
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

std::vector<int> ResourceView::chosenRows() const
{
    std::vector<int> rows;
    const QItemSelection selection = m_grid->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(sourceRow(m_filter->index(row, 0)));
    }
    return sortedOnce(std::move(rows));
}

std::vector<int> ResourceView::shownRows() const
{
    std::vector<int> rows;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        rows.push_back(sourceRow(m_filter->index(row, 0)));
    return rows;
}

std::vector<int> ResourceView::wholeRows() const
{
    std::vector<int> rows;
    const QModelIndexList selected = m_grid->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows.push_back(sourceRow(index));
    return sortedOnce(std::move(rows));
}

int ResourceView::currentRow() const
{
    const QModelIndex current = m_grid->currentIndex();
    return current.isValid() ? sourceRow(current) : -1;
}

int ResourceView::hiddenRows() const
{
    return m_filter->hiddenRows();
}

bool ResourceView::isFiltered() const
{
    return !m_filterField->text().isEmpty() || !m_filterRow->texts().empty();
}

void ResourceView::showCell(int row, const QString &fieldPath)
{
    if (!m_table || row < 0 || row >= m_table->rowCount())
        return;
    const QModelIndex source = m_table->index(row, std::max(m_table->columnOfPath(fieldPath), 0));
    if (!m_filter->mapFromSource(source).isValid())
        clearFilters();
    columns().showSection(source.column());
    const QModelIndex index = m_filter->mapFromSource(source);
    m_grid->setCurrentIndex(index);
    m_grid->scrollTo(index);
    m_grid->setFocus();
}

void ResourceView::find()
{
    m_filterField->setFocus(Qt::ShortcutFocusReason);
    m_filterField->selectAll();
}

void ResourceView::applyFilters()
{
    m_grid->finishEditing(); // rows that come and go take no typed text with them
    {
        const QScopedValueRollback quiet(m_isQuiet, true);
        const int across = m_grid->horizontalScrollBar()->value();
        if (m_grid->currentIndex().isValid()) // else nothing is shown, and this is where somebody was before
            m_current = m_filter->mapToSource(m_grid->currentIndex());
        m_filter->filter(m_filterField->text(), m_filterRow->filters());
        const QModelIndex kept = m_filter->mapFromSource(m_current);
        const QModelIndex wanted =
            kept.isValid() ? kept : m_filter->index(0, std::max(m_current.column(), 0));
        if (m_grid->currentIndex() != wanted)
            m_grid->setCurrentIndex(wanted);
        m_grid->horizontalScrollBar()->setValue(across); // the filter that is typed into stays in sight
    }
    tellChoice();
    Q_EMIT hiddenRowsChanged();
}

void ResourceView::clearFilters()
{
    m_filterField->clear();
    m_filterRow->clear();
}

void ResourceView::showFilterRow(bool shown)
{
    if (!shown)
        m_filterRow->clear(); // nothing is hidden by what is not seen
    m_filterRow->setVisible(shown);
}

void ResourceView::filterColumn(int column)
{
    if (m_filterRow->isHidden()) {
        m_filterRow->show();
        Q_EMIT filterRowShown();
    }
    columns().showSection(column);
    m_filterRow->enter(column);
}

bool ResourceView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filterField && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape)
            m_filterField->clear();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down) {
            m_grid->setFocus();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Fullstate
