// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace Fullstate {

/// Table "Resources", with the keys of a spreadsheet: typing, F2 or Enter edits; Enter then goes down, Tab to
/// the right; Delete is left to the action that removes resources.
class ResourceGrid final : public QTableView
{
    Q_OBJECT

public:
    explicit ResourceGrid(QWidget *parent = nullptr);

    using QTableView::edit;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool edit(const QModelIndex &index, EditTrigger trigger, QEvent *event) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;

private:
    void moveBy(CursorAction action);
};

} // namespace Fullstate
