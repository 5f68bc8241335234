// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/celldelegate.h"

#include <QLineEdit>
#include <limits>

namespace Fullstate {

QWidget *CellDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem & /*option*/,
                                    const QModelIndex & /*index*/) const
{
    auto *line = new QLineEdit(parent);
    line->setFrame(false);
    line->setMaxLength(std::numeric_limits<int>::max()); // else Qt cuts off what is longer than 32,767
    return line;
}

void CellDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *line = static_cast<QLineEdit *>(editor);
    if (line->isModified())
        return; // what is being typed stays
    const QString text = index.data(Qt::EditRole).toString();
    const bool isTooLong = text.size() > MostEdited;
    line->setPlaceholderText(
        isTooLong ? tr("%L1 characters: what you type here takes their place").arg(text.size()) : QString());
    line->setText(isTooLong ? QString() : text);
}

void CellDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    const auto *line = static_cast<const QLineEdit *>(editor);
    const bool isLeftAlone = !line->isModified()
        || (line->text().isEmpty() && !line->placeholderText().isEmpty()); // typed and taken away again
    if (!isLeftAlone)
        model->setData(index, line->text());
}

} // namespace Fullstate
