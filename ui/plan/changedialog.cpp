// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/changedialog.h"

#include "app/draft/resourcetable.h"
#include "app/plan/planmodel.h"
#include "ui/common/plandelegate.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QJsonDocument>
#include <QTableWidget>
#include <QVBoxLayout>

namespace Fullstate {

static QString shown(const Field *field, const QJsonValue &value)
{
    if (field)
        return withVisibleControls(displayText(*field, value));
    if (value.isUndefined())
        return {};
    return QString::fromUtf8(
        QJsonDocument(QJsonObject{{QStringLiteral("value"), value}}).toJson(QJsonDocument::Compact));
}

static QStringList fieldNames(const PlannedChange &change, const ResourceType &type)
{
    QStringList names;
    for (const Field &field : type.fields)
        names.append(field.name);
    const QStringList held = change.before.keys() + change.after.keys();
    for (const QString &name : held) {
        if (!names.contains(name))
            names.append(name);
    }
    return names;
}

ChangeDialog::ChangeDialog(const PlannedChange &change, const ResourceType &type, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("%1: %2").arg(actionText(change.action), withVisibleControls(change.uniqueId)));
    const QStringList names = fieldNames(change, type);
    auto *table = new QTableWidget(static_cast<int>(names.size()), 3, this);
    table->setAccessibleName(tr("Fields"));
    table->setHorizontalHeaderLabels({tr("Field"), tr("Before"), tr("After")});
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->verticalHeader()->hide();
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    for (int row = 0; row < table->rowCount(); ++row) {
        const QString &name = names.at(row);
        const Field *field = type.field(name);
        const QString cells[] = {name, shown(field, change.before.value(name)),
                                 shown(field, change.after.value(name))};
        for (int column = 0; column < 3; ++column) {
            auto *item = new QTableWidgetItem(cells[column]);
            QFont font = item->font();
            font.setBold(change.fields.contains(name));
            item->setFont(font);
            table->setItem(row, column, item);
        }
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(table);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(720, 520);
}

} // namespace Fullstate
