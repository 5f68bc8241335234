// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/draft/resourceplace.h"

#include <QPersistentModelIndex>
#include <QPointer>
#include <QWidget>
#include <optional>

class QLineEdit;

namespace Fullstate {

class Draft;
class FilterRow;
class ResourceFilter;
class ResourceGrid;
class ResourceHeader;
class ResourceTable;
struct Problem;

/// The resources of one set: field "Filter" above table "Resources", a filter beneath each of its headers,
/// and everything the Edit menu does to what is chosen there. Rows are those of the draft, whatever is
/// filtered or sorted.
class ResourceView final : public QWidget
{
    Q_OBJECT

public:
    explicit ResourceView(QWidget *parent = nullptr);
    ~ResourceView() override;

    void setTable(ResourceTable *table);
    /// What is being typed in a cell goes into the draft, and its editor closes.
    void takeTyped();
    /// Opens that cell again, behind what was typed, when it is the current one.
    void goOnTyping(); ///< nullptr: none
    ResourceTable *table() const;
    ResourceGrid &grid() { return *m_grid; }
    ResourceHeader &columns() const;
    /// For coming back to the set: after setTable(), and after its columns are arranged.
    ResourcePlace place() const;
    void goTo(const ResourcePlace &place);

    std::vector<int> chosenRows() const; ///< of every row with a chosen cell, sorted
    std::vector<int> shownRows() const; ///< in the order in which they are shown
    int currentRow() const; ///< -1 when there is none
    int hiddenRows() const; ///< by the filters
    bool isFiltered() const; ///< something is typed into a filter
    void showFilterRow(bool shown);
    void filterColumn(int column); ///< leads to its filter
    void clearFilters();
    /// Chooses the cell and scrolls to it; filters that hide it are cleared. Field paths lead to their top
    /// field.
    void showCell(int row, const QString &fieldPath);
    /// Row by row from the current cell, and from the first again; false when no resource has any.
    bool showNext(const std::vector<Problem> &problems);

    // The Edit menu. Each says what it did through said().
    void addResource();
    void removeResources();
    void deactivate();
    void revert();
    void cut();
    void copy();
    void paste();
    void find();
    void replace(); ///< opens a dialog; so does setField()
    void setField();
    void fillDown();
    void duplicate();
    void goToUniqueId();
    void copyUniqueIds();
    void copyJson();
    void copyCsv();

Q_SIGNALS:
    /// The chosen or the current row changed, or what it holds.
    void choiceChanged();
    void hiddenRowsChanged();
    void filterRowShown();
    /// An outcome in words; \p undoable: Undo takes it back.
    void said(const QString &message, bool undoable);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void followDraft(Draft &draft);
    void applyFilters();
    std::pair<quint64, int> currentCell() const; ///< key of the row, column
    void choose(const ResourcePlace &place);
    void scrollAs(const ResourcePlace &place);
    void tellChoice();
    std::vector<int> wholeRows() const; ///< chosen from end to end
    int sourceRow(const QModelIndex &index) const;
    QString currentField() const;
    std::vector<QJsonObject> chosenResources() const;

    QPointer<ResourceTable> m_table;
    ResourceFilter *m_filter;
    QLineEdit *m_filterField;
    ResourceGrid *m_grid;
    FilterRow *m_filterRow;
    QPersistentModelIndex m_current; ///< of the table: the last cell that filters had to keep
    ResourcePlace m_before; ///< what to come back to after a reset
    std::optional<std::pair<quint64, int>> m_typedInto; ///< by takeTyped(): key of the row, column
    bool m_isQuiet = false; ///< the choice is told when all is done
};

} // namespace Fullstate
