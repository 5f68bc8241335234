// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"
#include "app/export/csvwriter.h"
#include "app/export/exporttable.h"

#include <memory>

namespace Fullstate {

/// Writes a CSV file off the GUI thread and says how many records it holds. The file is there as a whole or
/// not at all: cancelled or failed, what stood there before stands there still.
class ExportJob final : public ResultJob<qsizetype>
{
    Q_OBJECT

public:
    /// \p table is made on the other thread, and must hold everything it uses.
    ExportJob(std::function<ExportTable()> table, const CsvStyle &style, QString fileName, QObject *parent);
    ~ExportJob() override;

    /// Too late once the file takes its place: then the job finishes as if nothing had been said.
    void cancel() override;

private:
    void start() override;
    void stop() override;

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Fullstate
