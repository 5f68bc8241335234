// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace Fullstate {

/// Edits cells of any length in a line, and leaves them alone unless somebody types.
class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// A longer cell would take its line seconds to lay out: it can only be typed anew.
    static constexpr qsizetype MostEdited = 32'767;

    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
};

} // namespace Fullstate
