// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/replacement.h"

#include "app/draft/resourcetable.h"
#include "app/schema/resourcetype.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace Fullstate {

namespace {

struct ReplacementText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::Replacement)
};

/// A value with everything in it replaced that is text to the user.
class Replacer
{
public:
    Replacer(QRegularExpression expression, const Replacement &replacement)
        : m_expression(std::move(expression))
        , m_replacement(replacement)
    {
    }

    QJsonValue replaced(const Field &field, const QJsonValue &value) const
    {
        if (value.isArray() && field.kind == Field::Kind::List)
            return replacedItems(field, value.toArray());
        if (value.isObject() && field.kind == Field::Kind::Object)
            return replacedFields(field, value.toObject());
        if (value.isUndefined() || value.isNull())
            return value;
        const QString before = displayText(field, value);
        const QString after = replacedText(before);
        return after == before ? value : valueFromText(field, after);
    }

private:
    QString replacedText(QString text) const
    {
        if (m_replacement.isRegular)
            return text.replace(m_expression, m_replacement.with);
        const Qt::CaseSensitivity sensitivity =
            m_replacement.matchesCase ? Qt::CaseSensitive : Qt::CaseInsensitive;
        if (!m_replacement.wholeCell) // not by an expression: "\1" is to be taken as it is
            return text.replace(m_replacement.find, m_replacement.with, sensitivity);
        return text.compare(m_replacement.find, sensitivity) == 0 ? m_replacement.with : text;
    }

    QJsonValue replacedItems(const Field &field, QJsonArray items) const
    {
        Field item;
        item.kind = field.itemKind;
        item.required = true; // an item that becomes empty stays one
        item.choices = field.choices;
        item.fields = field.fields;
        for (qsizetype i = 0; i < items.size(); ++i)
            items[i] = replaced(item, items.at(i));
        return items;
    }

    QJsonValue replacedFields(const Field &field, QJsonObject object) const
    {
        for (const Field &inner : field.fields) {
            if (object.contains(inner.name))
                object.insert(inner.name, replaced(inner, object.value(inner.name)));
        }
        return object;
    }

    QRegularExpression m_expression;
    const Replacement &m_replacement;
};

} // namespace

Result<QRegularExpression> expressionOf(const Replacement &replacement)
{
    if (!replacement.isRegular)
        return QRegularExpression();
    QRegularExpression expression(replacement.find, QRegularExpression::UseUnicodePropertiesOption);
    if (!expression.isValid())
        return Failure({Error::Kind::Malformed,
                        ReplacementText::tr("This is no regular expression: %1, at character %2.")
                            .arg(expression.errorString())
                            .arg(expression.patternErrorOffset() + 1)});
    if (replacement.wholeCell)
        expression.setPattern(QRegularExpression::anchoredPattern(replacement.find));
    if (!replacement.matchesCase)
        expression.setPatternOptions(expression.patternOptions() | QRegularExpression::CaseInsensitiveOption);
    return expression;
}

std::vector<ReplacedCell> replacedCells(const ResourceType &type, const std::vector<DraftRow> &rows,
                                        const std::vector<int> &among, const Replacement &replacement)
{
    std::vector<ReplacedCell> cells;
    const Result<QRegularExpression> expression = expressionOf(replacement);
    if (!expression || replacement.find.isEmpty())
        return cells;
    const Replacer replacer(*expression, replacement);
    for (const int number : among) {
        const DraftRow &row = rows[static_cast<size_t>(number)];
        if (row.removed)
            continue;
        for (const Field &field : type.fields) {
            if (!replacement.field.isEmpty() && field.name != replacement.field)
                continue;
            const QJsonValue before = row.resource.value(field.name);
            const QJsonValue after = replacer.replaced(field, before);
            if (after != before)
                cells.push_back({number, row.resource.value(UniqueIdField).toString(), field.name,
                                 displayText(field, before), displayText(field, after), after});
        }
    }
    return cells;
}

} // namespace Fullstate
