// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <functional>

namespace Fullstate {

/// Something that goes wrong with one request to the practice tenant.
struct Fault
{
    enum class Answer {
        Real, ///< what the tenant would say
        Raw, ///< status, headers and body below
        Drop, ///< the connection is closed without an answer
        Hang, ///< no answer, and the connection stays
        Half, ///< the real answer's head and the first half of its body, then the connection is closed
    };

    QByteArray verb; ///< the requests it meets: "PUT"; empty: any
    bool apply = false; ///< the request takes effect all the same
    Answer answer = Answer::Raw;
    int status = 500;
    QByteArray contentType = "application/json";
    QByteArray body = {};
    QHash<QByteArray, QByteArray> headers = {};
};

/// What goes wrong next, for tests: the first that fits a request is used up by it.
struct Faults
{
    QList<Fault> next = {};
    /// Called with the verb of each request before it is looked at, to change things behind the program's
    /// back.
    std::function<void(const QByteArray &verb)> onRequest = {};
    int staleFetches = 0; ///< so many GETs after a PUT still show the state from before it
};

} // namespace Fullstate
