// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/resourcesetdelegate.h"

#include "app/schema/catalog.h"

#include <QComboBox>
#include <QLineEdit>

namespace Fullstate {

ResourceSetDelegate::ResourceSetDelegate(const Catalog &catalog, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_catalog(catalog)
{
}

void ResourceSetDelegate::commit(QWidget *editor) const
{
    Q_EMIT const_cast<ResourceSetDelegate *>(this)->commitData(
        editor); // editors are made by a const function
}

QWidget *ResourceSetDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                           const QModelIndex &index) const
{
    Q_UNUSED(option)
    if (index.column() == TypeColumn)
        return createTypeEditor(parent);
    auto *field = new QLineEdit(parent);
    field->setObjectName(QStringLiteral("resourceId"));
    field->setAccessibleName(tr("Resource ID"));
    field->setFrame(false);
    connect(field, &QLineEdit::textEdited, this, [this, field] { commit(field); });
    return field;
}

QWidget *ResourceSetDelegate::createTypeEditor(QWidget *parent) const
{
    auto *types = new QComboBox(parent);
    types->setObjectName(QStringLiteral("resourceType"));
    types->setAccessibleName(tr("Resource type"));
    for (const ResourceType &type : m_catalog.types())
        types->addItem(type.title, type.name);
    connect(types, &QComboBox::activated, this, [this, types] { commit(types); });
    return types;
}

void ResourceSetDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *types = qobject_cast<QComboBox *>(editor)) {
        types->setCurrentIndex(types->findData(index.data(TypeNameRole)));
    } else if (auto *field = qobject_cast<QLineEdit *>(editor)) {
        const QString text = index.data(Qt::EditRole).toString();
        if (field->text() != text) // setting it moves the cursor to the end
            field->setText(text);
    }
}

void ResourceSetDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                       const QModelIndex &index) const
{
    if (const auto *types = qobject_cast<QComboBox *>(editor)) {
        model->setData(index, types->currentData(), TypeNameRole);
        model->setData(index, types->currentText(), Qt::EditRole);
    } else if (const auto *field = qobject_cast<QLineEdit *>(editor)) {
        model->setData(index, field->text(), Qt::EditRole);
    }
}

/// Room for a combo box, so that nothing moves when one opens.
QSize ResourceSetDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize hint = QStyledItemDelegate::sizeHint(option, index);
    return {hint.width(), std::max(hint.height(), QComboBox().sizeHint().height())};
}

} // namespace Fullstate
