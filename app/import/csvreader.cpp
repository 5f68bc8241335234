// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvreader.h"

#include <QCoreApplication>
#include <utility>

namespace Fullstate {

namespace {

struct CsvReaderText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::CsvReader)
};

} // namespace

CsvReader::CsvReader(QChar delimiter, TakeRow takeRow)
    : m_delimiter(delimiter)
    , m_takeRow(std::move(takeRow))
{
    m_row.line = m_line;
}

void CsvReader::feed(QStringView piece)
{
    for (const QChar c : piece) {
        if (std::exchange(m_afterCr, false) && c == QLatin1Char('\n')) {
            if (m_state == State::Quoted)
                m_cell.append(c); // a line break inside a cell is data, as it stands
            continue; // the second half of a CRLF
        }
        take(c);
    }
}

void CsvReader::take(QChar c)
{
    const bool lineEnd = c == QLatin1Char('\n') || c == QLatin1Char('\r');
    m_afterCr = c == QLatin1Char('\r');
    if (lineEnd)
        ++m_line;
    if (c.isNull())
        complain(CsvReaderText::tr(
            "It holds a NUL character: this may not be a text file, or not in this encoding."));

    switch (m_state) {
    case State::CellStart:
        if (c == QLatin1Char('"')) {
            m_state = State::Quoted;
            m_quoteLine = m_line;
            m_quoteColumn = m_row.cells.size() + 1;
            return;
        }
        m_state = State::Plain;
        [[fallthrough]];
    case State::Plain:
    case State::AfterQuoted:
        if (c == m_delimiter)
            endCell();
        else if (lineEnd)
            endRow();
        else
            m_cell.append(c);
        break;
    case State::Quoted:
        if (c == QLatin1Char('"'))
            m_state = State::QuoteInQuoted;
        else
            m_cell.append(c);
        break;
    case State::QuoteInQuoted:
        if (c == QLatin1Char('"')) {
            m_cell.append(c);
            m_state = State::Quoted;
        } else if (c == m_delimiter) {
            endCell();
        } else if (lineEnd) {
            endRow();
        } else { // RFC 4180, erratum 5714: nothing may follow a closing quote
            complain(CsvReaderText::tr(
                "There is text after the closing quote. A quote inside a quoted cell is written twice."));
            m_cell.append(c);
            m_state = State::AfterQuoted;
        }
        break;
    }
    if (m_cell.size() > MaxCellLength) {
        complain(CsvReaderText::tr("The cell is longer than 1 MiB; a quote may be missing its end."));
        m_cell.clear();
    }
}

void CsvReader::endCell()
{
    m_row.cells.append(std::exchange(m_cell, {}));
    m_state = State::CellStart;
}

void CsvReader::endRow()
{
    const qint64 next = m_line;
    const bool blank = m_row.cells.isEmpty() && m_cell.isEmpty() && m_state != State::QuoteInQuoted;
    endCell();
    CsvRow row = std::exchange(m_row, {});
    m_row.line = next;
    if (!blank)
        m_takeRow(std::move(row));
}

void CsvReader::complain(const QString &problem)
{
    if (!m_row.problem.isEmpty())
        return; // the first problem of a record is the cause of the others
    m_row.problem = problem;
    m_row.problemColumn = static_cast<int>(m_row.cells.size()) + 1;
}

Result<> CsvReader::finish()
{
    if (m_state == State::Quoted)
        return Failure(
            {Error::Kind::File,
             CsvReaderText::tr(
                 "A quote opened in line %1, column %2 is never closed. Close it, or check the delimiter.")
                 .arg(m_quoteLine)
                 .arg(m_quoteColumn)});
    if (!m_row.cells.isEmpty() || !m_cell.isEmpty() || m_state != State::CellStart)
        endRow();
    return {};
}

} // namespace Fullstate
