// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QUrlQuery>

namespace Fullstate {

/// A request to the practice tenant, read off the wire.
struct PracticeRequest
{
    QByteArray verb;
    QString path;
    QUrlQuery query;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

/// What it answers.
struct PracticeResponse
{
    int status = 200;
    QByteArray contentType = "application/json";
    QByteArray body = {};
    QHash<QByteArray, QByteArray> headers = {};

    static PracticeResponse json(int status, const QJsonObject &object);
    /// {"error": …}, the resource endpoints' way.
    static PracticeResponse error(int status, const QString &text);
    /// {"error": …, "error_description": …}, the token endpoint's way (RFC 6749 §5.2).
    static PracticeResponse oauthError(int status, const QString &code, const QString &description);
    static PracticeResponse html(int status, const QString &title, const QString &body);
    static PracticeResponse redirect(const QUrl &to);
};

} // namespace Fullstate
