// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/resourceview.h"

#include "app/draft/resourcetable.h"
#include "ui/common/icons.h"
#include "ui/draft/resourcefilter.h"
#include "ui/draft/resourcegrid.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

namespace Fullstate {

ResourceView::ResourceView(QWidget *parent)
    : QWidget(parent)
    , m_filter(new ResourceFilter(this))
    , m_filterField(new QLineEdit(this))
    , m_grid(new ResourceGrid(this))
{
    m_filterField->setObjectName(QStringLiteral("filter"));
    m_filterField->setAccessibleName(tr("Filter"));
    m_filterField->setPlaceholderText(tr("Text in any column"));
    m_filterField->setClearButtonEnabled(true);
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
    m_typing.setSingleShot(true);
    m_typing.setInterval(120); // a word typed at once is looked for once
    connect(m_filterField, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &ResourceView::applyFilter);
    connect(m_grid->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ResourceView::choiceChanged);
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ResourceView::choiceChanged);
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
    m_typing.stop();
    m_filterField->clear();
    m_typing.stop();
    m_filter->setText({});
    m_filter->setSourceModel(table);
    m_filter->sort(-1); // the draft's own order
    m_grid->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    if (table) {
        followDraft(table->draft());
        m_grid->setCurrentIndex(m_filter->index(0, 0));
    }
    Q_EMIT choiceChanged();
    Q_EMIT hiddenRowsChanged();
}

void ResourceView::followDraft(Draft &draft)
{
    connect(&draft, &Draft::changed, this, [this] {
        Q_EMIT choiceChanged();
        Q_EMIT hiddenRowsChanged();
    });
    // A fetch resets the table: whoever stood on a resource stands there again.
    connect(&draft, &Draft::aboutToReset, this, [this, &draft] {
        const int row = currentRow();
        m_currentColumn = qMax(m_grid->currentIndex().column(), 0);
        m_currentKey = row < 0 ? 0 : draft.rows()[static_cast<size_t>(row)].key;
    });
    connect(&draft, &Draft::wasReset, this, [this, &draft] {
        m_filter->sort(m_filter->sortColumn(), m_filter->sortOrder());
        const std::vector<DraftRow> &rows = draft.rows();
        const auto found = std::find_if(rows.begin(), rows.end(),
                                        [this](const DraftRow &row) { return row.key == m_currentKey; });
        const int row = found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
        const QModelIndex kept =
            row < 0 ? QModelIndex() : m_filter->mapFromSource(m_table->index(row, m_currentColumn));
        m_grid->setCurrentIndex(kept.isValid() ? kept : m_filter->index(0, 0));
    });
}

ResourceTable *ResourceView::table() const
{
    return m_table;
}

QHeaderView &ResourceView::columns() const
{
    return *m_grid->horizontalHeader();
}

int ResourceView::sourceRow(const QModelIndex &index) const
{
    return m_filter->mapToSource(index).row();
}

std::vector<int> ResourceView::chosenRows() const
{
    std::set<int> rows;
    const QItemSelection selection = m_grid->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.insert(sourceRow(range.model()->index(row, range.left())));
    }
    return {rows.begin(), rows.end()};
}

std::vector<int> ResourceView::wholeRows() const
{
    std::set<int> rows;
    const QModelIndexList selected = m_grid->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows.insert(sourceRow(index));
    return {rows.begin(), rows.end()};
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

std::vector<int> ResourceView::shownColumns() const
{
    std::vector<int> shown;
    const QHeaderView &header = columns();
    for (int place = 0; place < header.count(); ++place) {
        if (!header.isSectionHidden(header.logicalIndex(place)))
            shown.push_back(header.logicalIndex(place));
    }
    return shown;
}

void ResourceView::showCell(int row, const QString &fieldPath)
{
    if (!m_table || row < 0 || row >= m_table->rowCount())
        return;
    const QModelIndex source = m_table->index(row, columnOf(fieldPath));
    if (!m_filter->mapFromSource(source).isValid())
        clearFilter();
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

void ResourceView::applyFilter()
{
    m_typing.stop();
    const QModelIndex current = m_filter->mapToSource(m_grid->currentIndex());
    m_filter->setText(m_filterField->text());
    const QModelIndex kept = m_filter->mapFromSource(current);
    m_grid->setCurrentIndex(kept.isValid() ? kept : m_filter->index(0, 0));
    Q_EMIT hiddenRowsChanged();
}

void ResourceView::clearFilter()
{
    m_filterField->clear();
    applyFilter();
}

bool ResourceView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filterField && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape) {
            clearFilter();
            m_grid->setFocus();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down) {
            applyFilter();
            m_grid->setFocus();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Fullstate
