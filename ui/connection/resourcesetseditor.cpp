// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/resourcesetseditor.h"

#include "app/schema/catalog.h"
#include "ui/common/icons.h"
#include "ui/connection/resourcesetdelegate.h"
#include "ui/connection/typedefinitiondialog.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QUuid>
#include <QVBoxLayout>
#include <algorithm>

namespace Fullstate {

namespace {

using Column = ResourceSetDelegate::Column;

const QLatin1String FirstType("UserAccount");
constexpr int SetRole =
    ResourceSetDelegate::TypeNameRole + 1; ///< the set as it was given, in the first column
constexpr int DefinitionRole = SetRole + 1;

} // namespace

ResourceSetsEditor::ResourceSetsEditor(const Catalog &catalog, bool hasResourceIds, QWidget *parent)
    : QWidget(parent)
    , m_catalog(catalog)
    , m_hasResourceIds(hasResourceIds)
    , m_table(new QTableWidget(0, 3, this))
    , m_remove(new QPushButton(tr("Re&move"), this))
    , m_definition(new QPushButton(tr("&Type definition…"), this))
{
    m_table->setAccessibleName(tr("Resource sets"));
    m_table->setHorizontalHeaderLabels({tr("Resource type"), tr("Resource ID"), tr("Name (optional)")});
    m_table->horizontalHeader()->setSectionResizeMode(Column::ResourceIdColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->hide();
    const int em = m_table->fontMetrics().averageCharWidth();
    m_table->setColumnWidth(Column::TypeColumn, em * 40);
    m_table->setColumnWidth(Column::NameColumn, em * 22);
    m_table->setColumnHidden(Column::ResourceIdColumn, !hasResourceIds);
    m_table->horizontalHeader()->setStretchLastSection(!hasResourceIds);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setItemDelegate(new ResourceSetDelegate(catalog, m_table));
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked
                             | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_definition->setToolTip(tr("The custom properties that the Developer Console declares for this resource "
                                "set, as a JSON Type Definition"));

    auto *add = new QPushButton(tr("A&dd"), this);
    add->setIcon(icon(QStringLiteral("list-add")));
    m_remove->setIcon(icon(QStringLiteral("list-remove")));
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {add, m_remove, m_definition}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    connect(add, &QPushButton::clicked, this, &ResourceSetsEditor::addUnusedType);
    connect(m_remove, &QPushButton::clicked, this, &ResourceSetsEditor::removeCurrent);
    connect(m_definition, &QPushButton::clicked, this, &ResourceSetsEditor::editDefinition);
    connect(m_table, &QTableWidget::itemChanged, this, &ResourceSetsEditor::changed);
    const auto followRows = [this] {
        for (QPushButton *button : {m_remove, m_definition})
            button->setEnabled(m_table->rowCount() > 0);
    };
    connect(this, &ResourceSetsEditor::changed, this, followRows);
    followRows();
}

QString ResourceSetsEditor::titleOf(const QString &typeName) const
{
    const ResourceType *type = m_catalog.find(typeName);
    return type ? type->title : typeName;
}

void ResourceSetsEditor::setSets(const std::vector<ResourceSet> &sets)
{
    m_table->setRowCount(0);
    for (const ResourceSet &set : sets)
        addRow(set);
    Q_EMIT changed();
}

void ResourceSetsEditor::addRow(const ResourceSet &set)
{
    const int row = m_table->rowCount();
    auto *type = new QTableWidgetItem(titleOf(set.typeName));
    type->setData(ResourceSetDelegate::TypeNameRole, set.typeName);
    type->setData(SetRole, QStringList{set.id, set.typeName, set.resourceId});
    type->setData(DefinitionRole, set.typeDefinition);
    m_table->insertRow(row);
    m_table->setItem(row, Column::TypeColumn, type);
    m_table->setItem(row, Column::ResourceIdColumn, new QTableWidgetItem(set.resourceId));
    m_table->setItem(row, Column::NameColumn, new QTableWidgetItem(set.name));
}

void ResourceSetsEditor::addFirst()
{
    addRow({{}, FirstType, {}});
}

void ResourceSetsEditor::edit(int row)
{
    const int column = m_hasResourceIds ? Column::ResourceIdColumn : Column::TypeColumn;
    m_table->setFocus();
    m_table->setCurrentCell(row, column);
    m_table->editItem(m_table->item(row, column));
}

void ResourceSetsEditor::addUnusedType()
{
    const std::vector<ResourceSet> present = sets();
    const std::vector<ResourceType> &types = m_catalog.types();
    const auto unused = std::find_if(types.begin(), types.end(), [&present](const ResourceType &type) {
        return std::none_of(present.begin(), present.end(),
                            [&type](const ResourceSet &set) { return set.typeName == type.name; });
    });
    addRow({{}, present.empty() || unused == types.end() ? QString(FirstType) : unused->name, {}});
    edit(m_table->rowCount() - 1);
}

void ResourceSetsEditor::removeCurrent()
{
    if (m_table->currentRow() < 0)
        return;
    m_table->removeRow(m_table->currentRow());
    Q_EMIT changed();
}

void ResourceSetsEditor::editDefinition()
{
    const int row = std::max(0, m_table->currentRow());
    QTableWidgetItem *item = m_table->item(row, Column::TypeColumn);
    const ResourceSet set = setAt(row);
    auto *dialog = new TypeDefinitionDialog(m_catalog, set.typeName, set.typeDefinition, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, m_table, [this, dialog, item] {
        if (m_table->row(item) >= 0)
            item->setData(DefinitionRole, dialog->definition());
    });
    dialog->open();
}

ResourceSet ResourceSetsEditor::setAt(int row) const
{
    const QTableWidgetItem *type = m_table->item(row, Column::TypeColumn);
    const QStringList given = type->data(SetRole).toStringList();
    const auto text = [this, row](int column) {
        const QTableWidgetItem *item = m_table->item(row, column);
        return item ? item->text().trimmed() : QString(); // while the row is being made
    };
    ResourceSet set{{},
                    type->data(ResourceSetDelegate::TypeNameRole).toString(),
                    text(Column::ResourceIdColumn),
                    text(Column::NameColumn),
                    type->data(DefinitionRole).toByteArray()};
    const bool isTheSame = given.value(1) == set.typeName && given.value(2) == set.resourceId;
    set.id = isTheSame && !given.value(0).isEmpty() ? given.value(0)
                                                    : QUuid::createUuid().toString(QUuid::WithoutBraces);
    return set;
}

std::vector<ResourceSet> ResourceSetsEditor::sets() const
{
    std::vector<ResourceSet> sets;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (m_table->item(row, Column::TypeColumn))
            sets.push_back(setAt(row));
    }
    return sets;
}

bool ResourceSetsEditor::isEmpty() const
{
    return m_table->rowCount() == 0;
}

QString ResourceSetsEditor::problem() const
{
    const std::vector<ResourceSet> typed = sets();
    if (typed.empty())
        return tr("Add at least one resource set.");
    for (const ResourceSet &set : typed) {
        const auto isSame = [&set](const ResourceSet &other) {
            return other.typeName == set.typeName && other.resourceId == set.resourceId;
        };
        const bool isTyped = !m_hasResourceIds || !set.resourceId.isEmpty();
        if (isTyped && std::count_if(typed.begin(), typed.end(), isSame) > 1)
            return tr("%1 is listed twice.").arg(m_hasResourceIds ? set.resourceId : titleOf(set.typeName));
        if (std::any_of(set.resourceId.begin(), set.resourceId.end(),
                        [](QChar c) { return c.isSpace() || !c.isPrint(); }))
            return tr("The resource ID “%1” holds white space. Copy it once more.").arg(set.resourceId);
        if (const auto type = m_catalog.described(set.typeName, set.typeDefinition); !type)
            return type.error().message;
    }
    return {};
}

bool ResourceSetsEditor::isComplete() const
{
    const std::vector<ResourceSet> typed = sets();
    return problem().isEmpty() && std::none_of(typed.begin(), typed.end(), [this](const ResourceSet &set) {
               return m_hasResourceIds && set.resourceId.isEmpty();
           });
}

} // namespace Fullstate
