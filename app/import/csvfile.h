// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"
#include "app/import/csvformat.h"
#include "app/import/csvreader.h"

#include <memory>

namespace Fullstate {

/// A CSV file as it was read: cells as text, nothing interpreted yet. A value.
struct CsvFile
{
    QString fileName;
    CsvFormat format;
    QStringList columns = {}; ///< the header's names, or "Column 1"… without a header row
    std::vector<CsvRow> rows = {}; ///< without the header; ragged ones carry their problem
    bool hasDecodingErrors = false; ///< some cells hold bytes that are not in the encoding: their rows say so
};

/// Reads a CSV file off the GUI thread; cancelled, nothing of it is kept. What cannot be read as a table at
/// all (no file, a folder, an unclosed quote, a column named twice…) fails with the place in the message.
class CsvFileJob final : public ResultJob<CsvFile>
{
    Q_OBJECT

public:
    /// Without \p format it is detected.
    CsvFileJob(QString fileName, std::optional<CsvFormat> format, QObject *parent);
    ~CsvFileJob() override;

private:
    void start() override;
    void stop() override;

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Fullstate
