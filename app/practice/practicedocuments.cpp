// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/practicedocuments.h"

#include "app/practice/practiceoauth.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>
#include <array>
#include <optional>

namespace Fullstate {

namespace {

/// The API names no limit; this one is our choice, so that there is one to meet.
constexpr qsizetype MaxUpload = 20 * 1024 * 1024;

constexpr std::array<std::pair<const char *, const char *>, 4> Documents{
    {{"access-reviews", "Proof of completed access review"},
     {"backup-restore-test", "Result of a backup restore test"},
     {"incident-response-plan", "Incident response plan"},
     {"penetration-test-report", "Penetration test report"}}};

struct Part
{
    QByteArray disposition;
    QByteArray contentType;
    QByteArray content;

    QByteArray parameter(const QByteArray &name) const
    {
        const QByteArray start = "; " + name + "=\"";
        const qsizetype at = disposition.indexOf(start);
        const qsizetype from = at + start.size();
        return at < 0 ? QByteArray() : disposition.mid(from, disposition.indexOf('"', from) - from);
    }
};

Part partOf(const QByteArray &bytes)
{
    Part part;
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    part.content = bytes.mid(end + 4);
    const QList<QByteArray> lines = bytes.left(end).split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon).trimmed().toLower();
        if (name == "content-disposition")
            part.disposition = line.mid(colon + 1).trimmed();
        else if (name == "content-type")
            part.contentType = line.mid(colon + 1).trimmed();
    }
    return part;
}

/// Nothing for a body that is not complete multipart/form-data.
std::optional<std::vector<Part>> partsOf(const PracticeRequest &request)
{
    static const QRegularExpression form(QStringLiteral("^multipart/form-data;\\s*boundary=\"?([^\";]+)\"?$"),
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(QString::fromLatin1(request.headers.value("content-type")));
    const QByteArray delimiter = "\r\n--" + match.captured(1).toLatin1();
    const QByteArray body = "\r\n" + request.body;
    if (!match.hasMatch() || !body.startsWith(delimiter)
        || !body.trimmed().endsWith(QByteArray(delimiter + "--")))
        return {};
    std::vector<Part> parts;
    qsizetype from = delimiter.size() + 2;
    for (qsizetype to = body.indexOf(delimiter, from); to >= 0; to = body.indexOf(delimiter, from)) {
        parts.push_back(partOf(body.mid(from, to - from)));
        from = to + delimiter.size() + 2;
    }
    return parts;
}

QString unquoted(QByteArray name)
{
    return QString::fromUtf8(name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"));
}

PracticeResponse refusal(int status, const QString &message)
{
    return PracticeResponse::json(status, {{QStringLiteral("message"), message}});
}

QString titleOf(const QString &documentId)
{
    const auto *found = std::find_if(Documents.begin(), Documents.end(), [&documentId](const auto &document) {
        return documentId == QLatin1String(document.first);
    });
    return found == Documents.end() ? QString() : QLatin1String(found->second);
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonObject answerOf(const PracticeUpload &upload, const QString &clientId, const QUrl &base)
{
    const QJsonObject by{{QStringLiteral("type"), QStringLiteral("APPLICATION")},
                         {QStringLiteral("id"), clientId}};
    return {{QStringLiteral("id"), upload.id},
            {QStringLiteral("fileName"), upload.fileName},
            {QStringLiteral("title"), titleOf(upload.documentId)},
            {QStringLiteral("description"), orNull(upload.description)},
            {QStringLiteral("mimeType"), upload.mimeType},
            {QStringLiteral("uploadedBy"), by},
            {QStringLiteral("creationDate"), upload.createdAt},
            {QStringLiteral("updatedDate"), upload.createdAt},
            {QStringLiteral("deletionDate"), QJsonValue::Null},
            {QStringLiteral("effectiveDate"), orNull(upload.effectiveDate)},
            {QStringLiteral("url"), QString(base.toString() % QLatin1String("/evidence/") % upload.id)}};
}

} // namespace

QStringList PracticeDocuments::known()
{
    QStringList ids;
    for (const auto &document : Documents)
        ids.append(QLatin1String(document.first));
    return ids;
}

PracticeResponse PracticeDocuments::upload(const PracticeRequest &request, const QString &documentId,
                                           const QString &clientId, const QUrl &base)
{
    if (request.body.size() > MaxUpload)
        return refusal(413, QStringLiteral("The file is larger than 20 MB"));
    if (titleOf(documentId).isEmpty())
        return refusal(404, QStringLiteral("Document with id: %1 not found").arg(documentId));
    const auto parts = partsOf(request);
    if (!parts)
        return refusal(400, QStringLiteral("The body must be multipart/form-data"));
    PracticeUpload taken;
    bool hasFile = false;
    for (const Part &part : *parts) {
        const QByteArray name = part.parameter("name");
        if (name == "file") {
            hasFile = true;
            taken.fileName = unquoted(part.parameter("filename"));
            taken.mimeType = QString::fromLatin1(part.contentType);
            taken.size = part.content.size();
            taken.sha256 = QCryptographicHash::hash(part.content, QCryptographicHash::Sha256).toHex();
        } else if (name == "description") {
            taken.description = QString::fromUtf8(part.content);
        } else if (name == "effectiveAtDate") {
            taken.effectiveDate = QString::fromLatin1(part.content);
        }
    }
    if (!hasFile)
        return refusal(400, QStringLiteral("file is required"));
    if (!taken.effectiveDate.isEmpty() && !QDateTime::fromString(taken.effectiveDate, Qt::ISODate).isValid())
        return refusal(400, QStringLiteral("effectiveAtDate must be a date"));
    if (taken.fileName.endsWith(QLatin1String(".exe"), Qt::CaseInsensitive)) // our choice too
        return refusal(415, QStringLiteral("Programs are not evidence"));
    taken.id = QString::fromLatin1(randomToken("")); // the page needs no sign-in, so it must not be guessed
    taken.documentId = documentId;
    taken.createdAt = m_clock.now().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ"));
    m_uploads.push_back(taken);
    return PracticeResponse::json(201, answerOf(taken, clientId, base));
}

PracticeResponse PracticeDocuments::page(const QString &uploadId) const
{
    const auto asked =
        std::find_if(m_uploads.begin(), m_uploads.end(),
                     [&uploadId](const PracticeUpload &upload) { return upload.id == uploadId; });
    if (asked == m_uploads.end())
        return PracticeResponse::html(404, QStringLiteral("Not found"), QStringLiteral("<h1>Not found</h1>"));
    const QString title = titleOf(asked->documentId);
    QString rows;
    for (const PracticeUpload &upload : m_uploads) {
        if (upload.documentId == asked->documentId)
            rows += QStringLiteral("<li>%1: %2, %3 bytes, effective %4. %5</li>")
                        .arg(upload.createdAt, upload.fileName.toHtmlEscaped(), QString::number(upload.size),
                             upload.effectiveDate.toHtmlEscaped(), upload.description.toHtmlEscaped());
    }
    return PracticeResponse::html(
        200, title,
        QStringLiteral("<h1>%1</h1><p>%2, revisions in this run of the practice tenant:</p><ol>%3</ol>")
            .arg(title, asked->documentId, rows));
}

} // namespace Fullstate
