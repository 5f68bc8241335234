// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/rulereader.h"

#include "app/draft/cellguard.h"
#include "app/draft/resourcetable.h"
#include "app/import/filenumber.h"
#include "app/schema/validator.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace Fullstate {

QString RowText::at(int column) const
{
    if (m_corrected)
        return m_corrected->value(column);
    return m_cells.text(column);
}

RuleReader::RuleReader(const FieldRule &rule, const CsvFile &file, const ResourceType &type)
    : m_rule(rule)
    , m_isCsv(file.kind == CsvFile::Kind::Csv)
{
    for (const QString &column : rule.columns)
        m_columns.push_back(static_cast<int>(file.columns.indexOf(column)));
    const bool hasColumns =
        std::all_of(m_columns.begin(), m_columns.end(), [](int column) { return column >= 0; });
    if (!rule.field.isEmpty() && hasColumns)
        m_target = FieldTarget::find(type, rule.field);
    if (m_target)
        m_alone = {type.name, type.title, type.path, {m_target->leaf}};
    for (const auto &[from, to] : rule.values)
        m_values.insert(plainValue(from), to);
}

int RuleReader::lastColumn() const
{
    return m_columns.empty() ? -1 : *std::max_element(m_columns.begin(), m_columns.end());
}

QString RuleReader::source(const RowText &row) const
{
    if (m_columns.empty())
        return m_rule.fixed;
    QString text;
    if (m_columns.size() == 1) {
        text = row.at(m_columns.front());
    } else {
        QStringList cells;
        for (const int column : m_columns) {
            const QString cell = row.at(column);
            if (const QString said = (m_isCsv ? unguarded(cell) : cell).trimmed(); !said.isEmpty())
                cells.append(said);
        }
        text = cells.join(m_rule.joiner);
        if (m_isCsv && !text.isEmpty())
            text = guarded(text); // value() takes it off
    }
    if (m_rule.part == 0 || m_rule.separator.isEmpty() || text.isEmpty())
        return text;
    const QStringList parts = text.split(m_rule.separator);
    const qsizetype index = m_rule.part > 0 ? m_rule.part - 1 : parts.size() + m_rule.part;
    return parts.value(index).trimmed();
}

/// "'-" of a CSV file is a dash that was guarded.
QString RuleReader::plainValue(const QString &text) const
{
    return (m_isCsv ? unguarded(text) : text).trimmed().toCaseFolded();
}

QString RuleReader::lookedUp(const QString &source) const
{
    if (m_values.isEmpty())
        return source;
    const auto found = m_values.constFind(plainValue(source));
    if (found == m_values.constEnd())
        return source;
    const bool isOneOfAList = !found->isEmpty() && m_target && m_target->leaf.kind == Field::Kind::List
        && items(source).value_or(QStringList()).size() == 1;
    return isOneOfAList ? source : *found; // listed() looks it up: not twice
}

std::optional<QStringList> RuleReader::items(const QString &text) const
{
    if (!m_target || m_target->leaf.kind != Field::Kind::List
        || m_target->leaf.itemKind == Field::Kind::Object)
        return {};
    const QString plain = (m_isCsv ? unguarded(text) : text).trimmed();
    QStringList items;
    if (plain.startsWith(u'[')) {
        const QJsonDocument document = QJsonDocument::fromJson(plain.toUtf8());
        const QJsonArray array = document.array();
        for (const QJsonValueConstRef item : array) {
            if (!item.isString())
                return {};
            items.append(item.toString());
        }
        return document.isArray() ? std::optional(items) : std::nullopt;
    }
    const QStringList parts =
        plain.split(m_rule.listSeparator.isEmpty() ? QStringLiteral(",") : m_rule.listSeparator);
    for (const QString &part : parts) {
        if (const QString item = part.trimmed(); !item.isEmpty())
            items.append(item);
    }
    return items;
}

/// A list of texts, its items looked up; nothing where there is none, or nothing to do for its items.
std::optional<QJsonValue> RuleReader::listed(const QString &text) const
{
    if (text.isEmpty() || (m_rule.listSeparator.isEmpty() && m_values.isEmpty()))
        return {};
    const std::optional<QStringList> texts = items(text);
    if (!texts)
        return {};
    QJsonArray array;
    for (const QString &item : *texts) {
        const QString meaning = m_values.value(plainValue(item), item);
        if (!meaning.isEmpty() || item.isEmpty()) // else it means nothing
            array.append(meaning);
    }
    return array;
}

QJsonValue RuleReader::value(const QString &lookedUp) const
{
    const Field &leaf = m_target->leaf;
    if (leaf.kind == Field::Kind::Timestamp) {
        if (const auto date = readFileDate(lookedUp, m_rule.dateOrder))
            return *date;
    }
    const bool isNumber = leaf.kind == Field::Kind::Number || leaf.kind == Field::Kind::Integer;
    if (isNumber && m_rule.decimalComma) {
        const QString text = m_isCsv ? unguarded(lookedUp) : lookedUp;
        if (const auto number = readCommaNumber(text))
            return *number;
        if (isSeparatedNumber(text))
            return text; // which would be read with a point
    }
    if (leaf.kind == Field::Kind::List) {
        if (const auto list = listed(lookedUp))
            return *list;
    }
    // What a spreadsheet would run as a formula is guarded in CSV files, and only there.
    return m_isCsv ? valueFromCell(leaf, lookedUp) : valueFromText(leaf, lookedUp);
}

bool RuleReader::fits(const QString &lookedUp) const
{
    if (lookedUp.isEmpty() || m_target->leaf.kind == Field::Kind::Text)
        return true;
    return validateResource(m_alone, {{m_target->leaf.name, value(lookedUp)}}, 0).empty();
}

} // namespace Fullstate
