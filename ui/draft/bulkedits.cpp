// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the Edit menu does to many resources of a ResourceView at once.

#include "app/draft/resourcetable.h"
#include "app/schema/customproperties.h"
#include "app/schema/resourcetype.h"
#include "ui/draft/cellblock.h"
#include "ui/draft/replacedialog.h"
#include "ui/draft/resourcegrid.h"
#include "ui/draft/resourceview.h"
#include "ui/draft/setfielddialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <map>

namespace Fullstate {

QString ResourceView::currentField() const
{
    const QModelIndex current = m_grid->currentIndex();
    return current.isValid() ? m_table->fieldAt(current.column()).name : QString();
}

std::vector<QJsonObject> ResourceView::chosenResources() const
{
    std::vector<QJsonObject> resources;
    if (!m_table)
        return resources;
    for (const int row : chosenRows())
        resources.push_back(m_table->draft().rows()[static_cast<size_t>(row)].resource);
    return resources;
}

void ResourceView::replace()
{
    if (!m_table)
        return;
    const std::vector<int> rows = chosenRows();
    auto *dialog =
        new ReplaceDialog(m_table->draft(), rows, rows.size() > 1 ? currentField() : QString(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ReplaceDialog::replaced, this,
            [this](int cells) { Q_EMIT said(tr("Replaced in %n cell(s).", nullptr, cells), true); });
    dialog->open();
}

void ResourceView::setField()
{
    const std::vector<int> rows = chosenRows();
    if (!m_table || rows.empty())
        return;
    auto *dialog = new SetFieldDialog(m_table->draft(), rows, currentField(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SetFieldDialog::wasSet, this, [this](const QString &field, int resources) {
        Q_EMIT said(tr("Set %1 on %n resource(s).", nullptr, resources).arg(field), true);
    });
    dialog->open();
}

/// The topmost chosen cell of each column goes into those below it; a single row is filled from the one
/// above.
void ResourceView::fillDown()
{
    if (!m_table)
        return;
    std::map<int, std::vector<int>> chosen; // column → rows of the grid, from the top
    const QModelIndexList selected = m_grid->selectedIndexes();
    for (const QModelIndex &index : selected)
        chosen[index.column()].push_back(index.row());
    std::vector<FieldEdit> edits;
    for (auto &[column, rows] : chosen) {
        const Field &field = m_table->fieldAt(column);
        if (field.name == UniqueIdField)
            continue; // no two resources may share it
        std::sort(rows.begin(), rows.end());
        if (rows.size() == 1 && rows.front() > 0)
            rows.insert(rows.begin(), rows.front() - 1);
        const int from = sourceRow(m_grid->model()->index(rows.front(), column));
        const QJsonValue value =
            m_table->draft().rows()[static_cast<size_t>(from)].resource.value(field.name);
        for (size_t i = 1; i < rows.size(); ++i)
            edits.push_back({sourceRow(m_grid->model()->index(rows[i], column)), field.name, value});
    }
    if (m_table->draft().edit(edits, tr("Fill down")))
        Q_EMIT said(
            tr("Filled %n cell(s) with the topmost chosen one.", nullptr, static_cast<int>(edits.size())),
            true);
    else
        Q_EMIT said(tr("There is nothing to fill: choose cells below the one to repeat. A uniqueId is never "
                       "repeated."),
                    false);
}

void ResourceView::duplicate()
{
    std::vector<QJsonObject> copies = chosenResources();
    if (copies.empty())
        return;
    for (QJsonObject &copy : copies)
        copy.remove(QStringLiteral("uniqueId"));
    const auto count = static_cast<int>(copies.size());
    const int first = m_table->draft().add(copies, tr("Duplicate %n resource(s)", nullptr, count));
    showCell(first, QStringLiteral("uniqueId"));
    if (count == 1)
        m_grid->edit(m_grid->currentIndex());
    Q_EMIT said(tr("Duplicated %n resource(s): each needs a uniqueId of its own.", nullptr, count), true);
}

void ResourceView::copyUniqueIds()
{
    QStringList ids;
    const std::vector<QJsonObject> chosen = chosenResources();
    for (const QJsonObject &resource : chosen)
        ids.append(resource.value(UniqueIdField).toString());
    QGuiApplication::clipboard()->setText(ids.join(u'\n'));
}

void ResourceView::copyJson()
{
    QJsonArray resources;
    const std::vector<QJsonObject> chosen = chosenResources();
    for (const QJsonObject &resource : chosen)
        resources.append(nested(m_table->draft().type(), resource));
    QGuiApplication::clipboard()->setText(QString::fromUtf8(QJsonDocument(resources).toJson()));
}

/// Every field, in the order of the columns, with a header: what Import CSV… takes.
void ResourceView::copyCsv()
{
    if (!m_table)
        return;
    TextRows rows{{}};
    for (int column = 0; column < m_table->columnCount(); ++column)
        rows.front().append(m_table->fieldAt(column).name);
    const std::vector<QJsonObject> chosen = chosenResources();
    for (const QJsonObject &resource : chosen) {
        QStringList line;
        for (int column = 0; column < m_table->columnCount(); ++column) {
            const Field &field = m_table->fieldAt(column);
            line.append(displayText(field, resource.value(field.name)));
        }
        rows.push_back(line);
    }
    QGuiApplication::clipboard()->setText(toCsv(rows));
}

} // namespace Fullstate
