// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/cellguard.h"

#include "app/draft/resourcetable.h"

#include <QJsonValue>

namespace Fullstate {

static const QChar CellGuard(u'\'');

/// What spreadsheets begin a formula with, full-width forms included.
static bool beginsFormula(QChar c)
{
    return QStringView(u"=+-@\uff1d\uff0b\uff0d\uff20").contains(c);
}

static bool needsGuard(const QString &text)
{
    qsizetype first = 0;
    while (first < text.size() && text.at(first) == CellGuard)
        ++first;
    return first == text.size() || beginsFormula(text.at(first)) || text.at(first).isSpace()
        || text.back().isSpace();
}

QString guarded(const QString &text)
{
    return needsGuard(text) ? QString(CellGuard % text) : text;
}

QString unguarded(const QString &cell)
{
    return cell.startsWith(CellGuard) && needsGuard(cell) ? cell.mid(1) : cell;
}

static bool holdsText(const Field &field)
{
    return field.kind == Field::Kind::Text || field.kind == Field::Kind::Choice
        || field.kind == Field::Kind::HttpsUrl || field.kind == Field::Kind::Timestamp;
}

QString cellText(const Field &field, const QJsonValue &value, bool guard)
{
    const bool isFreeText = field.kind == Field::Kind::Text || field.kind == Field::Kind::HttpsUrl;
    if (value.isUndefined() || (value.isNull() && (isFreeText || !field.required)))
        return {}; // "null" would be a text there
    const QString text = displayText(field, value);
    return guard && !value.isDouble() ? guarded(text) : text;
}

QJsonValue valueFromCell(const Field &field, const QString &cell)
{
    if (cell.isEmpty() && field.required && field.nullable && holdsText(field))
        return QJsonValue::Null;
    const QString text = unguarded(cell);
    if (text.size() != cell.size() && holdsText(field))
        return text; // exactly as it was
    return valueFromText(field, text);
}

} // namespace Fullstate
