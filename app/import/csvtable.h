// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QByteArray>
#include <QStringList>
#include <functional>
#include <vector>

namespace Fullstate {

/// Why a record is not well formed.
struct RowFlaw
{
    enum class Kind {
        CellCount, ///< more or fewer cells than the first record; \a count has how many
        AfterQuote, ///< text behind a closing quote
        Nul,
        LongCell, ///< past MaxCellBytes
        Undecodable ///< bytes that are not in the file's encoding
    };

    quint32 row = 0;
    Kind kind = Kind::CellCount;
    int column = 0; ///< 1-based; 0: the record as a whole
    qint64 byte = 0; ///< 0-based, in the table's text
    qsizetype count = 0;
};

/// A cell longer than this is a mistake in the file (an unclosed quote swallows the rest).
inline constexpr qsizetype MaxCellBytes = 1 << 20;
/// Rows are found by 32 bits.
inline constexpr qint64 MaxTableBytes = 2LL << 30;

/// A table as its text: the bytes of a CSV file in UTF-8 with an index of its records, eight bytes each, so
/// that a million rows cost little more than their file. Cells are split when they are asked for. RFC 4180
/// and its erratum 5714, with LF, CR and CRLF as line ends; blank lines are not records, nor is a first line
/// "sep=;".
class CsvTable
{
public:
    /// Called now and then with the bytes done; false stops.
    using Watch = std::function<bool(qint64)>;
    /// Turns a byte of the text into one of the file it was read from.
    using Place = std::function<qint64(qint64)>;

    CsvTable() = default;
    /// \p quote may be 0: then nothing quotes.
    CsvTable(QByteArray text, char delimiter, char quote)
        : m_text(std::move(text))
        , m_delimiter(delimiter)
        , m_quote(quote)
    {
    }

    /// Finds the records. Fails when a quoted cell is never closed, naming where it was opened (\p place in
    /// the file), or when \p watch stopped it (Error::Kind::Cancelled).
    Result<> index(const Watch &watch = {}, const Place &place = {});

    /// For tables that were no text: one more record. Its cells are quoted as needed.
    void append(const QStringList &cells, quint32 line);
    /// Of the last record; it has none yet.
    void appendFlaw(RowFlaw flaw);

    const QByteArray &text() const { return m_text; }
    size_t rowCount() const { return m_starts.size(); }
    /// 1-based, where the record begins in the file.
    qint64 line(size_t row) const { return m_lines[row]; }
    qint64 start(size_t row) const { return m_starts[row]; }
    QStringList cells(size_t row) const;
    /// Of the first record.
    qsizetype width() const { return m_width; }
    const std::vector<RowFlaw> &flaws() const
    {
        return m_flaws;
    } ///< in the order of the rows, one for each at most
    /// Gives each flaw another place: \p moved is called with ascending ones.
    void moveFlaws(const Place &moved);
    /// Marks the records that hold U+FFFD, which stands for bytes that could not be decoded.
    void markUndecodable();

    friend class RowCells;

private:
    QByteArray m_text;
    char m_delimiter = ',';
    char m_quote = '"';
    std::vector<quint32> m_starts;
    std::vector<quint32> m_lines;
    std::vector<RowFlaw> m_flaws;
    qsizetype m_width = 0;
};

/// The size of a first line "sep=;" with its line end, in which Excel names the delimiter; 0 when there is
/// none.
qsizetype separatorLine(QByteArrayView text);

/// Reads the cells of one record after the other without a copy. The table must outlive it.
class RowCells
{
public:
    explicit RowCells(const CsvTable &table)
        : m_table(table)
    {
    }

    /// The first \p most cells of a record.
    void read(size_t row, qsizetype most = std::numeric_limits<qsizetype>::max());

    qsizetype size() const { return static_cast<qsizetype>(m_cells.size()); }
    /// Empty past the end. Good until the next read().
    QByteArrayView at(qsizetype column) const
    {
        return column < size() ? m_cells[static_cast<size_t>(column)] : QByteArrayView();
    }
    /// Without a BOM that begins it, as after joining files.
    QString text(qsizetype column) const { return QString::fromUtf8(at(column)); }

private:
    const char *readQuoted(const char *at, const char *end);

    const CsvTable &m_table;
    std::vector<QByteArrayView> m_cells;
    std::vector<QByteArray> m_unquoted; ///< cells that are not in the text as they are
};

} // namespace Fullstate
