// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apijob.h"
#include "app/api/httpresourceapi.h"
#include "app/evidence/upload.h"

namespace Fullstate {

/// Uploads one file: POST /v1/documents/{documentId}/uploads, streamed from the disk. Each upload is a new
/// revision, so it is repeated only when it surely was not taken: nothing of it left, or the tenant refused
/// it with 429, or with 401 (once, with another token). Never fails: it ends with the upload and its outcome,
/// also when it is cancelled.
class UploadJob final : public ResultJob<Upload>
{
    Q_OBJECT

public:
    UploadJob(ApiContext &context, AccessTokens &tokens, Connection connection, Upload upload,
              QObject *parent);
    ~UploadJob() override;

    void cancel() override;

private:
    void start() override;
    void stop() override;
    void withToken(const QByteArray &refused);
    void send(const QByteArray &token);
    void handleAnswer(const ApiJob &job, const QByteArray &token);
    void readAnswer(const ApiReply &reply);
    /// What is known of an upload that has no good answer.
    void explainFailure(const ApiJob &job, const Error &error);
    QString explainRefusal(int status, const QString &said) const;

    ApiContext &m_context;
    AccessTokens &m_tokens;
    Connection m_connection;
    Upload m_upload;
    QPointer<Job> m_step;
    bool m_isRenewed = false;
};

} // namespace Fullstate
