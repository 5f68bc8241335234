// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QStringList>
#include <functional>

namespace Fullstate {

/// One record of a CSV file.
struct CsvRow
{
    qint64 line = 0; ///< 1-based: where the record starts
    QStringList cells = {};
    QString problem = {}; ///< translated: why the record is not well formed; empty: it is
    int problemColumn = 0; ///< 1-based
};

/// Splits text into records and cells: RFC 4180 and its erratum 5714, with LF, CR and CRLF as line ends. Text
/// comes in pieces; rows go out as they end. Blank lines are not rows.
class CsvReader
{
public:
    using TakeRow = std::function<void(CsvRow &&)>;

    CsvReader(QChar delimiter, TakeRow takeRow);

    void feed(QStringView text);
    /// Call once after the last piece. Fails when a quoted cell was never closed, naming where it was opened.
    Result<> finish();

private:
    enum class State { CellStart, Plain, Quoted, QuoteInQuoted, AfterQuoted };

    void take(QChar c);
    void takeLineEnd();
    void endCell();
    void endRow();
    void complain(const QString &problem);

    QChar m_delimiter;
    TakeRow m_takeRow;
    State m_state = State::CellStart;
    CsvRow m_row;
    QString m_cell;
    qint64 m_line = 1;
    qint64 m_quoteLine = 0;
    qsizetype m_quoteColumn = 0;
    bool m_afterCr = false;
};

/// A cell longer than this is a mistake in the file (an unclosed quote swallows the rest): 1 MiB of text.
inline constexpr qsizetype MaxCellLength = 1 << 20;

} // namespace Fullstate
