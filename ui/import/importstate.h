// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/importstage.h"

#include <QPointer>

namespace Fullstate {

/// What an import needs to know of the resource set it goes into.
struct ImportTarget
{
    ResourceType type;
    std::function<std::vector<DraftRow>()> rows; ///< of the draft
    Scope scope = {};
    /// How a file with this header went in the last time, as JSON; empty: never.
    std::function<ResultJob<QByteArray> *(const QString &header, QObject *owner)> remembered;
};

/// What the wizard has gathered so far: the pages fill it in and follow it. Reading, matching and staging
/// happen on other threads.
class ImportState final : public QObject
{
    Q_OBJECT

public:
    explicit ImportState(ImportTarget target, QObject *parent = nullptr);
    ~ImportState() override;

    const ResourceType &type() const { return m_target.type; }

    QString fileName; ///< empty: pasted, or none yet
    QString pasted; ///< the text, if there is no file
    ImportChoices choices;
    bool usesScope = true; ///< else the file goes in whole, whatever the scope is
    Scope scope; ///< of the resource set, as it was changed here

    const CsvFilePtr &file() const { return m_file; } ///< null while it is read, or could not be
    const ImportStagePtr &stage() const { return m_stage; } ///< null while it is counted
    bool isRemembered() const { return m_isRemembered; } ///< the mapping is that of the last time

    bool isReading() const { return !m_reading.isNull(); }
    void read(const CsvReadOptions &options);
    void forgetFile();
    /// Matches the columns anew, whatever was remembered.
    void matchAgain();
    /// After a change of choices.
    void unstage();
    void stageAgain();
    /// When something changed that nobody chose, as the draft: only if it was counted, or is being counted.
    void countAgain();

Q_SIGNALS:
    void readingProgressed(int permille);
    void fileRead(); ///< and matched
    void readingFailed(const QString &message);
    void mappingReplaced();
    void unstaged(); ///< stage() is gone, or the one under way will not come
    void stagingProgressed(int permille);
    void staged();

private:
    void match(bool mayRemember);
    void takeMapping(const ColumnMapping &mapping, bool isRemembered);
    /// What is remembered for the first of these headers for which there is something.
    void loadRemembered(QStringList headers);

    ImportTarget m_target;
    CsvFilePtr m_file;
    CsvFilePtr m_unmatched; ///< read, while its columns are matched
    ImportStagePtr m_stage;
    bool m_isRemembered = false;
    QPointer<Job> m_reading;
    QPointer<Job> m_staging;
};

} // namespace Fullstate
