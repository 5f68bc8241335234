// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/rulefacts.h"

#include "app/base/shorttext.h"

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
        , m_isDate(m_reader.target() && m_reader.target()->leaf.kind == Field::Kind::Timestamp)
    {
    }

    void take(const RowText &row)
    {
        const QString text = m_reader.source(row);
        if (text.trimmed().isEmpty())
            return;
        ++m_facts.filled;
        if (m_facts.samples.size() < MostSamples) {
            if (const QString sample = shortText(text); !m_facts.samples.contains(sample))
                m_facts.samples.append(sample);
        }
        auto known = m_values.find(text);
        if (known == m_values.end() && m_values.size() < RuleFacts::MostValues)
            known = m_values.insert(text, {0, isMisfit(text)});
        if (known != m_values.end()) {
            ++known->count;
            m_facts.misfits += known->isMisfit ? 1 : 0;
        } else {
            m_facts.hasMoreValues = true;
            m_facts.misfits += isMisfit(text) ? 1 : 0;
        }
    }

    RuleFacts finish()
    {
        for (auto value = m_values.cbegin(); value != m_values.cend(); ++value)
            m_facts.values.emplace_back(value.key(), value->count);
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

    bool isMisfit(const QString &text)
    {
        if (m_isDate) {
            if (!m_facts.dateOrder)
                m_facts.dateOrder = orderOf(text);
            m_facts.hasAmbiguousDates = m_facts.hasAmbiguousDates || isAmbiguousDate(text);
        }
        return m_reader.target() && !m_reader.fits(m_reader.lookedUp(text));
    }

    RuleReader m_reader;
    bool m_isDate;
    RuleFacts m_facts;
    QHash<QString, Value> m_values;
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
