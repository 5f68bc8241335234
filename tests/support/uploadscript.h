// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/evidence/uploadlist.h"

#include <QFile>
#include <QPointer>
#include <QTemporaryDir>

namespace Fullstate {

/// Uploads that end when, and as, a test says; what is kept is noted. Must stay where it is while a list uses
/// it.
struct UploadScript
{
    /// Cancelled, it ends as one that was broken off.
    class Sending final : public ResultJob<Upload>
    {
    public:
        Sending(UploadScript &script, Upload upload, QObject *owner)
            : ResultJob(owner)
            , m_script(script)
            , m_upload(std::move(upload))
        {
        }
        void cancel() override
        {
            m_script.isCancelled = true;
            end(Upload::Outcome::BrokenOff, false);
        }
        void end(Upload::Outcome outcome, bool isForAll)
        {
            m_upload.outcome = outcome;
            m_upload.isForAll = isForAll;
            m_upload.message = QStringLiteral("The tenant says so.");
            if (outcome == Upload::Outcome::Uploaded)
                m_upload.url = QStringLiteral("https://app.vanta.com/documents/access-reviews");
            finish(m_upload);
        }

    private:
        void start() override {}

        UploadScript &m_script;
        Upload m_upload;
    };

    QList<QPointer<Sending>> jobs = {}; ///< the last one is under way
    QList<Upload> kept = {};
    std::optional<Error> keepError = {};
    bool isCancelled = false;

    void end(Upload::Outcome outcome, bool isForAll = false) { jobs.last()->end(outcome, isForAll); }

    UploadList::Ways ways()
    {
        return {[this](const Upload &upload, QObject *owner) {
                    auto *job = new Sending(*this, upload, owner);
                    jobs.append(job);
                    return job;
                },
                [this](const Upload &upload, QObject *owner) {
                    kept.append(upload);
                    return new ReadyJob<>(keepError ? Result<>(Failure(*keepError)) : Result<>(), owner);
                },
                [] {
                    return QDateTime({2026, 11, 24}, {9, 0}, Qt::UTC);
                }};
    }

    static Upload upload()
    {
        Upload upload;
        upload.connectionId = QStringLiteral("c1");
        upload.documentId = QStringLiteral("access-reviews");
        upload.effectiveDate = QDate(2026, 11, 1);
        return upload;
    }

    static QString file(const QTemporaryDir &folder, const QString &name, qint64 size)
    {
        const QString path = folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || !file.resize(size))
            qFatal("cannot write");
        return path;
    }
};

} // namespace Fullstate
