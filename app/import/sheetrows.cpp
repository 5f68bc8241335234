// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/sheetrows.h"

namespace Fullstate {

namespace {

constexpr size_t AskedRows = 512;

} // namespace

void SheetRows::setCell(qsizetype column, const QString &text)
{
    if (text.isEmpty()) // so that a blank row has no cells
        return;
    while (m_row.size() <= column)
        m_row.append(QString());
    m_row[column] = text;
}

bool SheetRows::endRow(quint32 line)
{
    if (m_row.isEmpty())
        return true;
    m_isRagged = m_isRagged || (m_table.rowCount() > 0 && m_row.size() != m_widest);
    m_widest = std::max(m_widest, m_row.size());
    m_table.append(m_row, line);
    m_row.clear();
    return m_table.text().size() <= MaxTableBytes;
}

bool SheetRows::finish(const std::function<bool()> &goesOn)
{
    if (!m_isRagged)
        return true;
    CsvTable filled;
    for (size_t row = 0; row < m_table.rowCount(); ++row) {
        QStringList cells = m_table.cells(row);
        cells.resize(m_widest);
        filled.append(cells, static_cast<quint32>(m_table.line(row)));
        if (filled.text().size() > MaxTableBytes || (row % AskedRows == 0 && !goesOn()))
            return false;
    }
    m_table = std::move(filled);
    return true;
}

} // namespace Fullstate
