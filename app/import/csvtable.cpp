// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvtable.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cstring>

namespace Fullstate {

namespace {

struct CsvTableText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::CsvTable)
};

constexpr qsizetype WatchBytes = 4 << 20;
constexpr char Replacement[] = "\xef\xbf\xbd"; // U+FFFD

/// The bytes at which something happens.
class Special
{
public:
    explicit Special(std::initializer_list<char> bytes)
    {
        for (const char byte : bytes)
            m_is[static_cast<uchar>(byte)] = true;
    }

    const char *find(const char *at, const char *end) const
    {
        while (at != end && !m_is[static_cast<uchar>(*at)])
            ++at;
        return at;
    }

private:
    std::array<bool, 256> m_is{};
};

/// Finds the records of a text in one pass.
class Indexer
{
public:
    Indexer(const QByteArray &text, char delimiter, char quote)
        : m_begin(text.constData())
        , m_end(m_begin + text.size())
        , m_at(m_begin)
        , m_delimiter(delimiter)
        , m_quote(quote)
        , m_plain({delimiter, '\n', '\r', '\0'})
        , m_quoted({quote, '\n', '\r', '\0'})
    {
    }

    Result<> run(const CsvTable::Watch &watch, const CsvTable::Place &place);

    std::vector<quint32> starts;
    std::vector<quint32> lines;
    std::vector<RowFlaw> flaws;
    qsizetype width = 0;

private:
    bool readRecord();
    bool readQuoted();
    void readPlain();
    void takeLineEnd();
    void takeNul(const char *at) { complain(RowFlaw::Kind::Nul, at); }
    void complain(RowFlaw::Kind kind, const char *at, qsizetype count = 0);

    const char *m_begin;
    const char *m_end;
    const char *m_at;
    char m_delimiter;
    char m_quote;
    Special m_plain;
    Special m_quoted;
    quint32 m_line = 1;
    qsizetype m_cell = 0; ///< of the record, 1-based
    const char *m_quoteAt = nullptr;
    quint32 m_quoteLine = 0;
    std::optional<RowFlaw> m_flaw; ///< the first of the record: the cause of the others
};

Result<> Indexer::run(const CsvTable::Watch &watch, const CsvTable::Place &place)
{
    if (const qsizetype first = separatorLine({m_begin, m_end}); first > 0) {
        m_at += first;
        ++m_line;
    }
    const char *next = m_begin + WatchBytes;
    while (m_at != m_end) {
        if (*m_at == '\n' || *m_at == '\r') { // a blank line
            takeLineEnd();
            continue;
        }
        if (!readRecord())
            return Failure(
                {Error::Kind::File,
                 CsvTableText::tr(
                     "A quote opened in line %1, column %2 (byte %3) is never closed. Close it, or "
                     "check the delimiter and the quote.")
                     .arg(m_quoteLine)
                     .arg(m_cell)
                     .arg((place ? place(m_quoteAt - m_begin) : m_quoteAt - m_begin) + 1)});
        if (m_at >= next && watch) {
            next = m_at + WatchBytes;
            if (!watch(m_at - m_begin))
                return Failure(Error::cancelled());
        }
    }
    return {};
}

/// False: a quote was never closed.
bool Indexer::readRecord()
{
    const char *start = m_at;
    const quint32 line = m_line;
    m_cell = 0;
    m_flaw.reset();
    for (bool goesOn = true; goesOn;) {
        ++m_cell;
        const char *cell = m_at;
        if (m_at != m_end && *m_at == m_quote && m_quote != '\0' && !readQuoted())
            return false;
        readPlain();
        if (m_at - cell > MaxCellBytes)
            complain(RowFlaw::Kind::LongCell, cell);
        goesOn = m_at != m_end && *m_at == m_delimiter;
        if (goesOn)
            ++m_at;
    }
    if (m_at != m_end)
        takeLineEnd();

    if (starts.empty())
        width = m_cell;
    else if (m_cell != width && !m_flaw)
        m_flaw = RowFlaw{0, RowFlaw::Kind::CellCount, 0, start - m_begin, m_cell};
    if (m_flaw) {
        m_flaw->row = static_cast<quint32>(starts.size());
        flaws.push_back(*m_flaw);
    }
    starts.push_back(static_cast<quint32>(start - m_begin));
    lines.push_back(line);
    return true;
}

/// From the opening quote to behind the closing one.
bool Indexer::readQuoted()
{
    m_quoteAt = m_at;
    m_quoteLine = m_line;
    ++m_at;
    for (;;) {
        m_at = m_quoted.find(m_at, m_end);
        if (m_at == m_end)
            return false;
        if (*m_at == m_quote) {
            ++m_at;
            if (m_at == m_end || *m_at != m_quote)
                break;
            ++m_at; // doubled: it stands for one
        } else if (*m_at == '\0') {
            takeNul(m_at++);
        } else {
            takeLineEnd();
        }
    }
    if (m_at != m_end && *m_at != m_delimiter && *m_at != '\n' && *m_at != '\r')
        complain(RowFlaw::Kind::AfterQuote, m_at);
    return true;
}

/// To the delimiter or the line's end.
void Indexer::readPlain()
{
    m_at = m_plain.find(m_at, m_end);
    while (m_at != m_end && *m_at == '\0') {
        takeNul(m_at);
        m_at = m_plain.find(m_at + 1, m_end);
    }
}

void Indexer::takeLineEnd()
{
    ++m_line;
    m_at += m_at[0] == '\r' && m_at + 1 != m_end && m_at[1] == '\n' ? 2 : 1;
}

void Indexer::complain(RowFlaw::Kind kind, const char *at, qsizetype count)
{
    if (!m_flaw)
        m_flaw = RowFlaw{0, kind, static_cast<int>(m_cell), at - m_begin, count};
}

} // namespace

Result<> CsvTable::index(const Watch &watch, const Place &place)
{
    Indexer indexer(m_text, m_delimiter, m_quote);
    Result<> done = indexer.run(watch, place);
    m_starts = std::move(indexer.starts);
    m_lines = std::move(indexer.lines);
    m_flaws = std::move(indexer.flaws);
    m_width = indexer.width;
    return done;
}

void CsvTable::append(const QStringList &cells, quint32 line)
{
    if (m_starts.empty())
        m_width = cells.size();
    m_starts.push_back(static_cast<quint32>(m_text.size()));
    m_lines.push_back(line);
    for (qsizetype column = 0; column < cells.size(); ++column) {
        if (column > 0)
            m_text += m_delimiter;
        QByteArray cell = cells.at(column).toUtf8();
        m_text += m_quote;
        m_text += cell.replace(m_quote, QByteArray(2, m_quote));
        m_text += m_quote;
    }
    m_text += '\n';
}

void CsvTable::appendFlaw(RowFlaw flaw)
{
    flaw.row = static_cast<quint32>(m_starts.size() - 1);
    m_flaws.push_back(flaw);
}

QStringList CsvTable::cells(size_t row) const
{
    RowCells reader(*this);
    reader.read(row);
    QStringList cells;
    for (qsizetype column = 0; column < reader.size(); ++column)
        cells.append(reader.text(column));
    return cells;
}

void CsvTable::moveFlaws(const Place &moved)
{
    for (RowFlaw &flaw : m_flaws)
        flaw.byte = moved(flaw.byte);
}

void CsvTable::markUndecodable()
{
    std::vector<RowFlaw> found;
    for (qsizetype at = m_text.indexOf(Replacement); at >= 0; at = m_text.indexOf(Replacement, at + 3)) {
        const auto after = std::upper_bound(m_starts.cbegin(), m_starts.cend(), static_cast<quint32>(at));
        const auto row = static_cast<quint32>(after - m_starts.cbegin() - 1);
        if (!found.empty() && found.back().row == row)
            continue;
        RowCells cells(*this);
        cells.read(row);
        int column = 0;
        while (column < cells.size() && cells.at(column).indexOf(QByteArrayView(Replacement, 3)) < 0)
            ++column;
        found.push_back({row, RowFlaw::Kind::Undecodable, column + 1, at, 0});
    }
    std::vector<RowFlaw> all;
    const auto byRow = [](const RowFlaw &one, const RowFlaw &other) { return one.row < other.row; };
    std::merge(m_flaws.cbegin(), m_flaws.cend(), found.cbegin(), found.cend(), std::back_inserter(all),
               byRow);
    const auto same = [](const RowFlaw &one, const RowFlaw &other) { return one.row == other.row; };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    m_flaws = std::move(all);
}

qsizetype separatorLine(QByteArrayView text)
{
    if (text.size() < 6 || text.first(4).compare(QByteArrayView("sep="), Qt::CaseInsensitive) != 0
        || (text[5] != '\n' && text[5] != '\r'))
        return 0;
    const auto delimiter = static_cast<uchar>(text[4]);
    if ((delimiter < ' ' && delimiter != '\t') || delimiter > '~' || delimiter == '"' || delimiter == '\'')
        return 0;
    return text.size() > 6 && text[5] == '\r' && text[6] == '\n' ? 7 : 6;
}

void RowCells::read(size_t row, qsizetype most)
{
    m_cells.clear();
    m_unquoted.clear();
    const char *at = m_table.m_text.constData() + m_table.m_starts[row];
    const char *end = m_table.m_text.constData() + m_table.m_text.size();
    const char delimiter = m_table.m_delimiter;
    while (size() < most) {
        if (at != end && *at == m_table.m_quote && m_table.m_quote != '\0') {
            at = readQuoted(at, end);
        } else {
            const char *start = at;
            while (at != end && *at != delimiter && *at != '\n' && *at != '\r')
                ++at;
            m_cells.emplace_back(start, at);
        }
        if (at == end || *at != delimiter)
            return;
        ++at;
    }
}

const char *RowCells::readQuoted(const char *at, const char *end)
{
    const char quote = m_table.m_quote;
    const auto closing = [quote, end](const char *from) {
        const auto *found =
            static_cast<const char *>(std::memchr(from, quote, static_cast<size_t>(end - from)));
        return found ? found : end;
    };
    const auto ends = [this, end](const char *byte) {
        return byte == end || *byte == m_table.m_delimiter || *byte == '\n' || *byte == '\r';
    };
    const char *start = at + 1;
    const char *close = closing(start);
    if (close == end || ends(close + 1)) {
        m_cells.emplace_back(start, close);
        return close == end ? end : close + 1;
    }
    QByteArray text; // with doubled quotes, or more behind the closing one
    for (; close != end; close = closing(start)) {
        text.append(start, close - start);
        start = close + 1;
        if (start == end || *start != quote)
            break;
        text.append(quote);
        ++start;
    }
    at = start;
    while (!ends(at))
        ++at;
    text.append(start, at - start);
    m_unquoted.push_back(text);
    m_cells.emplace_back(m_unquoted.back());
    return at;
}

} // namespace Fullstate
