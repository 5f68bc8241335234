// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/columnlayout.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Fullstate {

static const QLatin1String NameKey("name");
static const QLatin1String WidthKey("width");
static const QLatin1String HiddenKey("hidden");

QString columnName(const QHeaderView &header, int column)
{
    return header.model()->headerData(column, Qt::Horizontal).toString();
}

QByteArray columnLayout(const QHeaderView &header)
{
    QJsonArray columns;
    for (int place = 0; place < header.count(); ++place) {
        const int column = header.logicalIndex(place);
        QJsonObject kept{{NameKey, columnName(header, column)}};
        if (header.isSectionHidden(column))
            kept.insert(HiddenKey, true);
        else
            kept.insert(WidthKey, header.sectionSize(column));
        columns.append(kept);
    }
    return QJsonDocument(columns).toJson(QJsonDocument::Compact);
}

void arrangeColumns(QHeaderView &header, const QByteArray &layout,
                    const std::function<int(int column)> &width)
{
    QHash<QString, int> columns;
    for (int column = 0; column < header.count(); ++column) {
        columns.insert(columnName(header, column), column);
        header.showSection(column);
        header.moveSection(header.visualIndex(column), column);
        header.resizeSection(column, width(column));
    }
    int place = 0;
    const QJsonArray kept = QJsonDocument::fromJson(layout).array();
    for (const QJsonValueConstRef each : kept) {
        const QJsonObject known = each.toObject();
        const int column = columns.value(known.value(NameKey).toString(), -1);
        if (column < 0)
            continue;
        header.moveSection(header.visualIndex(column), place++);
        if (const int size = known.value(WidthKey).toInt(); size > 0)
            header.resizeSection(column, size);
        if (column > 0) // the first names the row
            header.setSectionHidden(column, known.value(HiddenKey).toBool());
    }
}

} // namespace Fullstate
