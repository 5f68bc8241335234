// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evidence/uploadjob.h"

#include "app/api/redaction.h"
#include "app/evidence/evidencebody.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace Fullstate {

namespace {

QUrl uploadUrl(const Connection &connection, const QString &documentId)
{
    QUrl url = connection.apiUrl(QStringLiteral("/v1/documents/"));
    const QString id = QString::fromLatin1(QUrl::toPercentEncoding(documentId));
    url.setPath(url.path(QUrl::FullyEncoded) % id % QLatin1String("/uploads"), QUrl::StrictMode);
    return url;
}

/// For the Activity view, in place of megabytes.
QString shown(const Upload &upload)
{
    return UploadJob::tr("multipart/form-data\nfile: %1 (%2)\neffectiveAtDate: %3\ndescription: %4")
        .arg(QFileInfo(upload.fileName).fileName(), QLocale().formattedDataSize(upload.size),
             upload.effectiveDate.toString(Qt::ISODate), upload.description);
}

} // namespace

UploadJob::UploadJob(ApiContext &context, AccessTokens &tokens, Connection connection, Upload upload,
                     QObject *parent)
    : ResultJob(parent)
    , m_context(context)
    , m_tokens(tokens)
    , m_connection(std::move(connection))
    , m_upload(std::move(upload))
{
    m_upload.outcome = Upload::Outcome::NotSent;
}

UploadJob::~UploadJob()
{
    stop();
}

void UploadJob::start()
{
    if (isFinished())
        return;
    Q_ASSERT(isDocumentId(m_upload.documentId));
    const auto size = uploadableSize(m_upload.fileName);
    if (!size) { // no token is spent on it
        m_upload.message = size.error().message;
        finish(m_upload);
        return;
    }
    m_upload.size = *size;
    withToken({});
}

void UploadJob::withToken(const QByteArray &refused)
{
    auto *tokenJob = m_tokens.documentToken(m_connection, refused, this);
    m_step = tokenJob;
    connect(tokenJob, &Job::progressed, this, &Job::progressed);
    connect(tokenJob, &Job::finished, this, [this, tokenJob] {
        if (isFinished())
            return;
        if (tokenJob->result()) {
            send(*tokenJob->result());
            return;
        }
        m_upload.message = tokenJob->result().error().message;
        m_upload.isForAll = true;
        finish(m_upload);
    });
}

void UploadJob::send(const QByteArray &token)
{
    const QByteArray boundary = EvidenceBody::randomBoundary();
    ApiRequest request{
        ApiRequest::Kind::Upload, "POST", uploadUrl(m_connection, m_upload.documentId), {}, token};
    request.openBody = [upload = m_upload, boundary] { return EvidenceBody::open(upload, boundary); };
    request.contentType = "multipart/form-data; boundary=" + boundary;
    request.bodyShown = shown(m_upload);
    request.explain = [this](int status, const QString &said) { return explainRefusal(status, said); };
    auto *job = new ApiJob(m_context, request, m_connection.applicationKey(), m_connection.name, this);
    m_step = job;
    connect(job, &Job::progressed, this, &Job::progressed);
    connect(job, &Job::finished, this, [this, job, token] {
        if (!isFinished())
            handleAnswer(*job, token);
    });
}

void UploadJob::handleAnswer(const ApiJob &job, const QByteArray &token)
{
    m_upload.status = job.status();
    if (job.result()) {
        readAnswer(*job.result());
        finish(m_upload);
        return;
    }
    const Error &error = job.result().error();
    if (error.kind == Error::Kind::Unauthorized && !job.mayHaveArrived() && !m_isRenewed) {
        m_isRenewed = true;
        withToken(token);
        return;
    }
    explainFailure(job, error);
    finish(m_upload);
}

void UploadJob::readAnswer(const ApiReply &reply)
{
    const QJsonObject answer = QJsonDocument::fromJson(reply.body).object();
    if (answer.value(QLatin1String("id")).toString().isEmpty()) {
        m_upload.outcome = Upload::Outcome::Unknown;
        m_upload.message =
            tr("The tenant answered (%1), but not with what the API describes. Look at the document in "
               "Vanta before you upload the file again: each upload is a new revision.")
                .arg(reply.status);
        return;
    }
    m_upload.outcome = Upload::Outcome::Uploaded;
    const QString url = answer.value(QLatin1String("url")).toString();
    if (isOpenable(url) && redacted(url.toUtf8()) == url) // a link that holds a secret is not kept
        m_upload.url = url;
    m_upload.message = tr("A new revision of “%1”.").arg(m_upload.documentId);
}

void UploadJob::explainFailure(const ApiJob &job, const Error &error)
{
    const int status = job.status();
    const bool isAnswered = status >= 400 && status < 500;
    if (!job.mayHaveArrived()) {
        m_upload.outcome = isAnswered ? Upload::Outcome::Refused : Upload::Outcome::NotSent;
        m_upload.message = error.message;
        m_upload.isForAll = isAnswered ? status == 401 || status == 403 || status == 404 || status == 429
                                       : error.kind != Error::Kind::File;
    } else if (!job.sentWhole()) {
        m_upload.outcome = Upload::Outcome::BrokenOff;
        m_upload.message = error.kind == Error::Kind::File
            ? error.message
            : tr("%1 Only a part of the file was sent, so the tenant cannot have taken it. Upload it again; "
                 "if "
                 "it breaks off each time, it may be too large.")
                  .arg(error.message);
    } else {
        m_upload.outcome = Upload::Outcome::Unknown;
        m_upload.message =
            tr("%1 All of the file was sent. Look at the document in Vanta before you upload it "
               "again: each upload is a new revision.")
                .arg(error.message);
    }
}

/// Empty where the usual words fit.
QString UploadJob::explainRefusal(int status, const QString &said) const
{
    const QString name = QFileInfo(m_upload.fileName).fileName();
    const QString quote = said.isEmpty() ? QString() : tr(" It says: %1").arg(said);
    switch (status) {
    case 403:
        return tr("The application may not upload evidence. Add the scope self:write-document to it in "
                  "Vanta's "
                  "Developer Console and upload again.")
            + quote;
    case 404:
        return tr("The tenant knows no document “%1”. The ID is the part after documents/ in the address of "
                  "the document's page in Vanta.")
                   .arg(m_upload.documentId)
            + quote;
    case 413:
        return tr("“%1” (%2) is larger than the tenant takes. Compress or split it, and upload that.")
                   .arg(name, QLocale().formattedDataSize(m_upload.size))
            + quote;
    case 415:
        return tr("The tenant does not take files of the type of “%1”. Save it as another type, PDF for "
                  "example, and upload that.")
                   .arg(name)
            + quote;
    case 400:
    case 422:
        return tr("The tenant refuses “%1” (%2): its type, the description or the effective date may be what "
                  "it does "
                  "not take.")
                   .arg(name, QString::number(status))
            + quote;
    default:
        return {};
    }
}

void UploadJob::cancel()
{
    if (isFinished())
        return;
    if (auto *sending = qobject_cast<ApiJob *>(m_step)) {
        sending->disconnect(this);
        sending->cancel();
        m_upload.status = 0;
        m_upload.outcome = !sending->mayHaveArrived() ? Upload::Outcome::NotSent
            : sending->sentWhole()                    ? Upload::Outcome::Unknown
                                                      : Upload::Outcome::BrokenOff;
    }
    m_upload.message = m_upload.outcome == Upload::Outcome::Unknown
        ? tr("Cancelled after all of the file was sent. Look at the document in Vanta before you upload it "
             "again: each upload is a new revision.")
        : m_upload.outcome == Upload::Outcome::BrokenOff
        ? tr("Cancelled. Only a part of the file was sent, so the tenant cannot have taken it.")
        : tr("Cancelled before anything was sent.");
    finish(m_upload);
}

void UploadJob::stop()
{
    if (m_step) {
        m_step->disconnect(this);
        m_step->deleteLater();
    }
}

} // namespace Fullstate
