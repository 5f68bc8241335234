// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QUrl>

namespace Fullstate {

/// One request as the rest of the program means it; ApiJob adds what is the same for all.
struct ApiRequest
{
    /// Decides deadlines, the cap on the answer, the rate budget and whether a repetition is safe.
    enum class Kind { Token, Fetch, Push };

    Kind kind = Kind::Fetch;
    QByteArray verb;
    QUrl url;
    QByteArray body = {};
    QByteArray accessToken = {}; ///< empty: no Authorization header
};

struct ApiReply
{
    int status = 0;
    QByteArray body = {};
    QHash<QByteArray, QByteArray> headers = {}; ///< names in lower case
};

} // namespace Fullstate
