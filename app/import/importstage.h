// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"
#include "app/draft/draft.h"

#include <QStringList>

namespace Fullstate {

/// How a file's text is split into rows and cells.
struct CsvFormat
{
    QString encoding = QStringLiteral("UTF-8"); ///< a QStringConverter name
    char delimiter = ',';
    bool headerRow = true;

    friend bool operator==(const CsvFormat &, const CsvFormat &) = default;
};

/// A row of the file that cannot go in, or a cell of it that does not fit.
struct ImportProblem
{
    qint64 line = 0; ///< 1-based, where the row starts in the file
    int column = 0; ///< 1-based; 0: the row as a whole
    QString columnName;
    QString uniqueId; ///< of the row, if it could be read
    QString reason; ///< translated
};

/// What was understood of a file, before anything touches the draft. A value.
struct ImportedFile
{
    QString fileName;
    CsvFormat format;
    QStringList columns; ///< the file's header
    QStringList unknownColumns; ///< not fields of the type: left out
    QStringList missingFields; ///< required fields that the file has no column for
    std::vector<QStringList> sample; ///< the first rows as text, for the picture
    std::vector<QJsonObject> resources; ///< good rows, with just the fields the file has
    std::vector<ImportProblem> problems;
    std::vector<QStringList> problemRows; ///< the cells of each bad row, for "Save problem rows…"; by line
    QStringList rejectedIds; ///< uniqueIds of bad rows, as far as they could be read
    qint64 rowCount = 0;
};

enum class ImportMode { ReplaceEverything, AddAndUpdate };

/// What an import would do to a draft.
struct ImportEffect
{
    int adds = 0;
    int changes = 0;
    int unchanged = 0;
    int removals = 0;
    int leftOut = 0;
};
ImportEffect importEffect(const DraftState &draft, const ResourceType &type, const ImportedFile &file,
                          ImportMode mode);

/// Guesses encoding (BOM, valid UTF-8, else Windows-1252), delimiter and header from the first bytes.
CsvFormat detectFormat(const QByteArray &head);

/// Reads a CSV file off the GUI thread; nothing of it is kept when cancelled. A file that cannot be read at
/// all (missing, a directory, unbalanced quote…) fails with line and column in the message.
class ImportJob final : public ResultJob<ImportedFile>
{
    Q_OBJECT

public:
    /// Without \p format it is detected.
    ImportJob(QString fileName, ResourceType type, std::optional<CsvFormat> format, QObject *parent);
    ~ImportJob() override;

private:
    void start() override;
    void stop() override;

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Fullstate
