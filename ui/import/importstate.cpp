// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/importstate.h"

#include "app/import/columnmatch.h"

namespace Fullstate {

ImportState::ImportState(ImportTarget target, QObject *parent)
    : QObject(parent)
    , scope(target.scope)
    , m_target(std::move(target))
{
}

ImportState::~ImportState() = default;

void ImportState::forgetFile()
{
    delete m_reading; // cancels it
    m_file.reset();
    m_unmatched.reset();
    choices.corrections.clear();
    unstage();
}

void ImportState::read(const CsvReadOptions &options)
{
    forgetFile();
    ResultJob<CsvFilePtr> *job =
        pasted.isEmpty() ? readFile(fileName, options, this) : readPasted(pasted, options, this);
    m_reading = job;
    connect(job, &Job::progressed, this,
            [this](const QString &, qint64 done) { Q_EMIT readingProgressed(static_cast<int>(done)); });
    connect(job, &Job::finished, this, [this, job] {
        m_reading = nullptr;
        if (!job->result()) {
            Q_EMIT readingFailed(job->result().error().message);
            return;
        }
        m_unmatched = *job->result();
        match(true);
    });
}

void ImportState::match(bool mayRemember)
{
    auto *job = new WorkJob<ColumnMapping>([file = m_unmatched ? m_unmatched : m_file,
                                            type = m_target.type] { return matchColumns(*file, type); },
                                           this);
    m_reading = job;
    connect(job, &Job::finished, this, [this, job, mayRemember] {
        m_reading = nullptr;
        if (!job->result())
            return;
        takeMapping(*job->result(), false);
        if (mayRemember)
            loadRemembered(headerKeys(m_unmatched->columns));
        else
            Q_EMIT mappingReplaced();
    });
}

void ImportState::takeMapping(const ColumnMapping &mapping, bool isRemembered)
{
    choices.mapping = mapping;
    m_isRemembered = isRemembered;
    unstage();
}

void ImportState::loadRemembered(QStringList headers)
{
    ResultJob<QByteArray> *job = m_target.remembered(headers.takeFirst(), this);
    m_reading = job;
    connect(job, &Job::finished, this, [this, job, headers] {
        m_reading = nullptr;
        const bool isUnknown = !job->result() || job->result()->isEmpty();
        if (isUnknown && !headers.isEmpty()) {
            loadRemembered(headers);
            return;
        }
        m_file = std::exchange(m_unmatched, nullptr);
        if (!isUnknown) {
            if (const auto mapping = mappingFromJson(*job->result()))
                takeMapping(fitted(*mapping, m_file->columns), true);
        }
        Q_EMIT fileRead();
    });
}

void ImportState::matchAgain()
{
    if (!m_reading)
        match(false);
}

void ImportState::unstage()
{
    delete m_staging;
    m_stage.reset();
    Q_EMIT unstaged();
}

void ImportState::countAgain()
{
    if (m_stage || m_staging)
        stageAgain();
}

void ImportState::stageAgain()
{
    unstage();
    choices.scope = usesScope ? scope : Scope();
    auto *job = new LongJob<ImportStagePtr>(
        tr("Counting"),
        [file = m_file, its = choices, type = m_target.type, rows = m_target.rows()](const Watch &watch) {
            return stageImport(*file, its, type, rows, watch);
        },
        this);
    m_staging = job;
    connect(job, &Job::progressed, this,
            [this](const QString &, qint64 done) { Q_EMIT stagingProgressed(static_cast<int>(done)); });
    connect(job, &Job::finished, this, [this, job] {
        m_staging = nullptr;
        if (!job->result())
            return;
        m_stage = *job->result();
        Q_EMIT staged();
    });
}

} // namespace Fullstate
