// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <vector>

class QHeaderView;
class QLineEdit;

namespace Fullstate {

class Draft;
class ResourceFilter;
class ResourceGrid;
class ResourceTable;
struct Problem;

/// The resources of one set: field "Filter" above table "Resources", and everything the Edit menu does to
/// what is chosen there. Rows are those of the draft, whatever is filtered or sorted.
class ResourceView final : public QWidget
{
    Q_OBJECT

public:
    explicit ResourceView(QWidget *parent = nullptr);
    ~ResourceView() override;

    void setTable(ResourceTable *table); ///< nullptr: none
    ResourceTable *table() const;
    ResourceGrid &grid() { return *m_grid; }
    QHeaderView &columns() const;

    std::vector<int> chosenRows() const; ///< of every row with a chosen cell, sorted
    int currentRow() const; ///< -1 when there is none
    int hiddenRows() const; ///< by the filter
    /// Chooses the cell and scrolls to it; a filter that hides it is cleared. Field paths lead to their top
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
    /// An outcome in words; \p undoable: Undo takes it back.
    void said(const QString &message, bool undoable);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void followDraft(Draft &draft);
    void applyFilter();
    void clearFilter();
    std::vector<int> shownColumns() const; ///< as they are seen, from left to right
    std::vector<int> wholeRows() const; ///< chosen from end to end
    int sourceRow(const QModelIndex &index) const;
    QString currentField() const;
    int columnOf(const QString &fieldPath) const; ///< of its top field; 0 when there is none
    std::vector<QJsonObject> chosenResources() const;

    QPointer<ResourceTable> m_table;
    ResourceFilter *m_filter;
    QLineEdit *m_filterField;
    ResourceGrid *m_grid;
    QTimer m_typing;
    quint64 m_currentKey = 0; ///< of the row to come back to after a reset
    int m_currentColumn = 0; ///< and the column
};

} // namespace Fullstate
