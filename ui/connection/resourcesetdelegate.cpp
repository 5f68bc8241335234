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
    const bool isName = index.column() == NameColumn;
    field->setObjectName(isName ? QStringLiteral("setName") : QStringLiteral("resourceId"));
    field->setAccessibleName(isName ? tr("Name") : tr("Resource ID"));
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
    types->insertSeparator(types->count());
    types->addItem(tr("Another type, by its path…"));
    connect(types, &QComboBox::activated, this, [this, types](int index) {
        if (index == types->count() - 1)
            takePath(*types, {});
        else
            commit(types);
    });
    return types;
}

/// From now on the combo box is a line for the path of a type that is not among its choices.
void ResourceSetDelegate::takePath(QComboBox &types, const QString &path) const
{
    types.setEditable(true);
    types.setInsertPolicy(QComboBox::NoInsert);
    types.setCompleter(nullptr);
    types.setEditText(path);
    types.lineEdit()->setPlaceholderText(tr("path, as in /v1/resources/path"));
    connect(types.lineEdit(), &QLineEdit::textEdited, this, [this, &types] { commit(&types); });
    types.lineEdit()->setFocus();
}

void ResourceSetDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *types = qobject_cast<QComboBox *>(editor)) {
        if (types->isEditable())
            return; // what is being typed
        const QString name = index.data(TypeNameRole).toString();
        if (const int known = types->findData(name); known >= 0)
            types->setCurrentIndex(known);
        else
            takePath(*types, name);
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
        const QString text = types->currentText().trimmed();
        model->setData(index, types->isEditable() ? text : types->currentData(), TypeNameRole);
        model->setData(index, text, Qt::EditRole);
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
