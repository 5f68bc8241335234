// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/rulefacts.h"

#include "app/import/filenumber.h"

#include <algorithm>

namespace Fullstate {

namespace {

constexpr int MostSamples = 3;
constexpr size_t WatchRows = 2000;

/// Gathers for one rule, a row at a time.
class Gatherer
{
public:
    Gatherer(const FieldRule &rule, const CsvFile &file, const ResourceType &type)
        : m_reader(rule, file, type)
    {
        if (!m_reader.target())
            return;
        const Field &leaf = m_reader.target()->leaf;
        m_isDate = leaf.kind == Field::Kind::Timestamp;
        m_isNumber = leaf.kind == Field::Kind::Number || leaf.kind == Field::Kind::Integer;
        m_isList = leaf.kind == Field::Kind::List;
    }

    void take(const RowText &row)
    {
        const QString text = m_reader.source(row);
        if (text.trimmed().isEmpty())
            return;
        ++m_facts.filled;
        if (m_facts.samples.size() < MostSamples && !m_facts.samples.contains(text))
            m_facts.samples.append(text);
        auto known = m_values.find(text);
        if (known == m_values.end() && m_values.size() < RuleFacts::MostValues)
            known = m_values.insert(text, {0, isMisfit(text)});
        if (known != m_values.end()) {
            ++known->count;
            m_facts.misfits += known->isMisfit ? 1 : 0;
        } else {
            if (m_isList)
                countItems(text, 1);
            else
                m_facts.hasMoreValues = true;
            m_facts.misfits += isMisfit(text) ? 1 : 0;
        }
    }

    RuleFacts finish()
    {
        for (auto value = m_values.cbegin(); value != m_values.cend(); ++value) {
            if (m_isList)
                countItems(value.key(), value->count);
            else
                m_facts.values.emplace_back(value.key(), value->count);
        }
        for (auto item = m_items.cbegin(); item != m_items.cend(); ++item)
            m_facts.values.emplace_back(item.key(), *item);
        std::sort(m_facts.values.begin(), m_facts.values.end(), [](const auto &one, const auto &other) {
            return one.second != other.second ? one.second > other.second : one.first < other.first;
        });
        return std::move(m_facts);
    }

private:
    struct Value
    {
        int count = 0;
        bool isMisfit = false;
    };

    /// Of the cell of a list; what is none counts as one.
    void countItems(const QString &text, int rows)
    {
        QStringList items = m_reader.items(text).value_or(QStringList{text});
        items.removeDuplicates();
        for (const QString &item : std::as_const(items)) {
            const auto known = m_items.find(item);
            if (known != m_items.end())
                *known += rows;
            else if (m_items.size() < RuleFacts::MostValues)
                m_items.insert(item, rows);
            else
                m_facts.hasMoreValues = true;
        }
    }

    bool isMisfit(const QString &text)
    {
        if (m_isDate) {
            if (!m_facts.dateOrder)
                m_facts.dateOrder = orderOf(text);
            m_facts.hasAmbiguousDates = m_facts.hasAmbiguousDates || isAmbiguousDate(text);
        }
        if (m_isNumber) {
            m_facts.hasDecimalCommas = m_facts.hasDecimalCommas || hasDecimalComma(text);
            m_facts.hasDecimalPoints = m_facts.hasDecimalPoints || hasDecimalPoint(text);
        }
        return m_reader.target() && !m_reader.fits(m_reader.lookedUp(text));
    }

    RuleReader m_reader;
    bool m_isDate = false;
    bool m_isNumber = false;
    bool m_isList = false;
    RuleFacts m_facts;
    QHash<QString, Value> m_values; ///< by cell
    QHash<QString, int> m_items; ///< of lists
};

} // namespace

Result<std::vector<RuleFacts>> gatherFacts(const CsvFile &file, const std::vector<FieldRule> &rules,
                                           const ResourceType &type, const Watch &watch, size_t most)
{
    std::vector<Gatherer> gatherers;
    gatherers.reserve(rules.size());
    for (const FieldRule &rule : rules)
        gatherers.emplace_back(rule, file, type);
    RowCells cells(file.table);
    const RowText text(cells);
    const size_t rows = std::min(file.rowCount(), most);
    for (size_t row = 0; row < rows; ++row) {
        if (row % WatchRows == 0 && !watch(static_cast<qint64>(row), static_cast<qint64>(rows)))
            return Failure(Error::cancelled());
        cells.read(file.tableRow(row));
        for (Gatherer &gatherer : gatherers)
            gatherer.take(text);
    }
    std::vector<RuleFacts> facts;
    facts.reserve(gatherers.size());
    for (Gatherer &gatherer : gatherers)
        facts.push_back(gatherer.finish());
    return facts;
}

} // namespace Fullstate
