// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/resourcesetspage.h"

#include "app/schema/catalog.h"
#include "ui/common/icons.h"
#include "ui/connection/resourcesetdelegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QUuid>
#include <QVBoxLayout>
#include <algorithm>

namespace Fullstate {

namespace {

using Column = ResourceSetDelegate::Column;

const QLatin1String FirstType("UserAccount");

QLabel *wrapped(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

ResourceSetsPage::ResourceSetsPage(ConnectionDraft &draft, const Catalog &catalog,
                                   std::vector<Connection> existing, QWidget *parent)
    : QWizardPage(parent)
    , m_draft(draft)
    , m_catalog(catalog)
    , m_existing(std::move(existing))
    , m_table(new QTableWidget(0, 2, this))
    , m_remove(new QPushButton(tr("Re&move"), this))
    , m_note(wrapped({}, this))
{
    setTitle(tr("Resource sets"));
    setSubTitle(tr("What the application declares in the Developer Console, tab Resources. Each resource "
                   "there has a type and a resource ID."));
    m_table->setAccessibleName(tr("Resource sets"));
    m_table->setHorizontalHeaderLabels({tr("Resource type"), tr("Resource ID")});
    m_table->horizontalHeader()->setSectionResizeMode(Column::ResourceIdColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->hide();
    m_table->setColumnWidth(Column::TypeColumn, m_table->fontMetrics().averageCharWidth() * 44);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setItemDelegate(new ResourceSetDelegate(catalog, m_table));
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked
                             | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_note->setObjectName(QStringLiteral("note"));

    auto *add = new QPushButton(tr("A&dd"), this);
    add->setIcon(icon(QStringLiteral("list-add")));
    m_remove->setIcon(icon(QStringLiteral("list-remove")));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    layout->addWidget(m_note);
    layout->addWidget(wrapped(tr("The next page tries the connection: it asks for an access token and reads "
                                 "each resource set. Nothing in the tenant changes. But an application has "
                                 "one access token at a time: if another program uses the same client ID, "
                                 "its token stops working at that moment, and it has to ask for a new one."),
                              this));
    connect(add, &QPushButton::clicked, this, &ResourceSetsPage::addUnusedType);
    connect(m_remove, &QPushButton::clicked, this, &ResourceSetsPage::removeCurrent);
    connect(m_table, &QTableWidget::itemChanged, this, [this] {
        explainState();
        Q_EMIT completeChanged();
    });
    explainState();
}

void ResourceSetsPage::initializePage()
{
    if (m_table->rowCount() == 0)
        addRow(FirstType);
    explainState();
    QMetaObject::invokeMethod( // once the page is shown, which takes the focus to its first field
        this, [this] { editRow(0); }, Qt::QueuedConnection);
}

void ResourceSetsPage::addRow(const QString &typeName)
{
    const int row = m_table->rowCount();
    const ResourceType *type = m_catalog.find(typeName);
    auto *typeItem = new QTableWidgetItem(type ? type->title : typeName);
    typeItem->setData(ResourceSetDelegate::TypeNameRole, typeName);
    m_table->insertRow(row);
    m_table->setItem(row, Column::TypeColumn, typeItem);
    m_table->setItem(row, Column::ResourceIdColumn, new QTableWidgetItem);
}

/// The resource ID can be typed at once.
void ResourceSetsPage::editRow(int row)
{
    m_table->setFocus();
    m_table->setCurrentCell(row, Column::ResourceIdColumn);
    m_table->editItem(m_table->item(row, Column::ResourceIdColumn));
}

void ResourceSetsPage::addUnusedType()
{
    const std::vector<ResourceSet> sets = typed();
    const std::vector<ResourceType> &types = m_catalog.types();
    const auto unused = std::find_if(types.begin(), types.end(), [&sets](const ResourceType &type) {
        return std::none_of(sets.begin(), sets.end(),
                            [&type](const ResourceSet &set) { return set.typeName == type.name; });
    });
    addRow(sets.empty() || unused == types.end() ? QString(FirstType) : unused->name);
    editRow(m_table->rowCount() - 1);
}

void ResourceSetsPage::removeCurrent()
{
    const int row = m_table->currentRow();
    if (row < 0)
        return;
    m_table->removeRow(row);
    explainState();
    Q_EMIT completeChanged();
}

std::vector<ResourceSet> ResourceSetsPage::typed() const
{
    std::vector<ResourceSet> sets;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (const QTableWidgetItem *type = m_table->item(row, Column::TypeColumn),
            *resourceId = m_table->item(row, Column::ResourceIdColumn);
            type && resourceId) // not while the row is being made
            sets.push_back(
                {{}, type->data(ResourceSetDelegate::TypeNameRole).toString(), resourceId->text().trimmed()});
    }
    return sets;
}

QString ResourceSetsPage::problem() const
{
    const std::vector<ResourceSet> sets = typed();
    if (sets.empty())
        return tr("Add at least one resource set.");
    for (const ResourceSet &set : sets) {
        if (!set.resourceId.isEmpty() && std::count(sets.begin(), sets.end(), set) > 1)
            return tr("%1 is listed twice.").arg(set.resourceId);
        if (std::any_of(set.resourceId.begin(), set.resourceId.end(),
                        [](QChar c) { return c.isSpace() || !c.isPrint(); }))
            return tr("The resource ID “%1” holds white space. Copy it once more.").arg(set.resourceId);
    }
    return {};
}

QString ResourceSetsPage::note() const
{
    QStringList notes;
    const QString application = m_draft.connection.applicationKey();
    for (const ResourceSet &set : typed()) {
        for (const Connection &other : m_existing) {
            const bool isKnown = std::any_of(
                other.resourceSets.begin(), other.resourceSets.end(), [&set](const ResourceSet &its) {
                    return its.typeName == set.typeName && its.resourceId == set.resourceId;
                });
            if (isKnown && other.applicationKey() == application)
                notes.append(
                    tr("“%1” has %2 of the same application already. A second connection to it has a "
                       "draft of its own: the push of one would take back the push of the other.")
                        .arg(other.name, set.resourceId));
        }
    }
    return notes.join(u'\n');
}

void ResourceSetsPage::explainState()
{
    const QString text = problem().isEmpty() ? note() : problem();
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    m_remove->setEnabled(m_table->rowCount() > 0);
}

bool ResourceSetsPage::isComplete() const
{
    const std::vector<ResourceSet> sets = typed();
    return problem().isEmpty() && std::none_of(sets.begin(), sets.end(), [](const ResourceSet &set) {
               return set.resourceId.isEmpty();
           });
}

bool ResourceSetsPage::validatePage()
{
    std::vector<ResourceSet> sets = typed();
    for (ResourceSet &set : sets)
        set.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_draft.connection.resourceSets = std::move(sets);
    return true;
}

} // namespace Fullstate
