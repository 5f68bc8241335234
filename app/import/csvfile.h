// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/workjob.h"
#include "app/import/csvhead.h"
#include "app/import/csvtable.h"

#include <memory>
#include <optional>

namespace Fullstate {

/// A row of a file.
struct CsvRow
{
    qint64 line = 0; ///< 1-based: where it starts; of a sheet the row, of a JSON array the line
    QStringList cells = {};
    QString problem = {}; ///< translated: why it is not well formed; empty: it is
    int problemColumn = 0; ///< 1-based; 0: the row as a whole
};

/// A table as it was read from a file: cells as text, nothing interpreted yet. A value.
struct CsvFile
{
    enum class Kind { Csv, Json, Workbook };

    QString fileName;
    Kind kind = Kind::Csv;
    CsvFormat format; ///< of a CSV file
    QStringList sheets = {}; ///< of a workbook
    QString sheet = {}; ///< the one that was read
    QStringList columns = {}; ///< the header's names, or "Column 1"… without a header row; each once
    CsvTable table = {}; ///< with the header's record
    QByteArray head = {}; ///< of a CSV file: its first bytes, for pictureOf()
    bool hasDecodingErrors = false; ///< some cells hold bytes that are not in the encoding: their rows say so

    size_t rowCount() const
    {
        return table.rowCount() - std::min(header(), table.rowCount());
    } ///< without it
    CsvRow row(size_t index) const;
    qint64 line(size_t index) const { return table.line(index + header()); }
    /// Of RowCells, for those who read many.
    size_t tableRow(size_t index) const { return index + header(); }
    /// Null: the row is well formed.
    const RowFlaw *flaw(size_t index) const;
    QString flawText(const RowFlaw &flaw) const;

private:
    size_t header() const { return format.headerRow ? 1 : 0; }
};

using CsvFilePtr = std::shared_ptr<const CsvFile>;

/// Names the columns after the first record, or numbers them. Fails when there is no row at all, or the
/// header cannot be read.
Result<> nameColumns(CsvFile *file);

/// What a file is read with; what is not given is detected.
struct CsvReadOptions
{
    std::optional<CsvFormat> format = {};
    QString sheet = {}; ///< of a workbook
    bool isEncodingChosen =
        true; ///< else that of the format was detected in the head: the rest may show another
};

/// The first bytes of a file as they would be read: for a picture of the first rows at once. Empty for what
/// is not text.
CsvFile pictureOf(const QByteArray &head, const CsvFormat &format);

/// Reads a CSV file, a workbook or JSON off the GUI thread; cancelled, nothing of it is kept. What cannot be
/// read as a table at all (no file, a folder, an unclosed quote…) fails with the place in the message.
ResultJob<CsvFilePtr> *readFile(const QString &fileName, const CsvReadOptions &options, QObject *parent);
/// The same of text that was pasted.
ResultJob<CsvFilePtr> *readPasted(const QString &text, const CsvReadOptions &options, QObject *parent);

/// The same of a CSV file's bytes, at once, on the caller's thread.
Result<CsvFilePtr> readBytes(QByteArray bytes, const CsvReadOptions &options, const Watch &watch);

} // namespace Fullstate
