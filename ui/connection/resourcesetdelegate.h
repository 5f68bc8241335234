// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QComboBox;

namespace Fullstate {

class Catalog;

/// Edits the table of resource sets: in the first column a choice of the types, or the path of one that is
/// not among them, in the others text. What is typed counts at once, so that nobody has to leave the cell
/// before they can go on.
class ResourceSetDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum Column { TypeColumn, ResourceIdColumn, NameColumn };
    static constexpr int TypeNameRole = Qt::UserRole; ///< ResourceSet::typeName, in the first column

    /// The catalog must outlive the delegate.
    ResourceSetDelegate(const Catalog &catalog, QObject *parent);

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QWidget *createTypeEditor(QWidget *parent) const;
    void takePath(QComboBox &types, const QString &path) const;
    void commit(QWidget *editor) const;

    const Catalog &m_catalog;
};

} // namespace Fullstate
