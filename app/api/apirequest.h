// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/requestbody.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QUrl>
#include <functional>
#include <memory>

namespace Fullstate {

/// One request as the rest of the program means it; ApiJob adds what is the same for all.
struct ApiRequest
{
    /// Decides deadlines, the cap on the answer, the rate budget and whether a repetition is safe.
    enum class Kind { Token, Fetch, Push, Upload };

    Kind kind = Kind::Fetch;
    QByteArray verb;
    QUrl url;
    QByteArray body = {};
    QByteArray accessToken = {}; ///< empty: no Authorization header

    /// In place of \a body, for what is not held in memory: opens it anew for each attempt.
    std::function<Result<std::unique_ptr<RequestBody>>()> openBody = {};
    QByteArray contentType = "application/json";
    QString bodyShown = {}; ///< what stands for an opened body in the Activity view
    /// The words for a refusal where the usual ones do not fit: of its status and the tenant's own words;
    /// empty where they do.
    std::function<QString(int status, const QString &said)> explain = {};
    /// It holds what can be used but once (a code): never repeated once it may have arrived, and it may take
    /// the room that is reserved in the budget.
    bool isOnce = false;
};

struct ApiReply
{
    int status = 0;
    QByteArray body = {};
    QHash<QByteArray, QByteArray> headers = {}; ///< names in lower case
};

} // namespace Fullstate
