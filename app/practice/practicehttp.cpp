// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/practicehttp.h"

#include <QJsonDocument>
#include <QUrl>

namespace Fullstate {

PracticeResponse PracticeResponse::json(int status, const QJsonObject &object)
{
    PracticeResponse response;
    response.status = status;
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return response;
}

PracticeResponse PracticeResponse::error(int status, const QString &text)
{
    return json(status, {{QStringLiteral("error"), text}});
}

PracticeResponse PracticeResponse::oauthError(int status, const QString &code, const QString &description)
{
    return json(status,
                {{QStringLiteral("error"), code}, {QStringLiteral("error_description"), description}});
}

PracticeResponse PracticeResponse::html(int status, const QString &title, const QString &body)
{
    PracticeResponse response;
    response.status = status;
    response.contentType = "text/html; charset=utf-8";
    response.headers.insert("cache-control", "no-store");
    response.body = QString(QStringLiteral("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>")
                            % title.toHtmlEscaped() % QStringLiteral("</title></head><body>") % body
                            % QStringLiteral("</body></html>"))
                        .toUtf8();
    return response;
}

PracticeResponse PracticeResponse::redirect(const QUrl &to)
{
    PracticeResponse response;
    response.status = 302;
    response.contentType = "text/plain";
    response.headers.insert("location", to.toEncoded());
    return response;
}

} // namespace Fullstate
