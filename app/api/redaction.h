// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace Fullstate {

/// A body or header text for the Activity view: values of keys that hold secrets replaced, anything that
/// follows "Bearer" too, control characters (line breaks aside) made visible, cut at \p most characters.
QString redacted(const QByteArray &text, qsizetype most = 2000);

/// Without user, password and the values of query items that could hold a secret.
QString redacted(const QUrl &url);

/// The words of an error answer (api.md: error, then message, then error_description, then the raw text),
/// redacted, as plain text; for HTML nothing.
QString serverWords(const QByteArray &body);

/// Whether an answer is a web page rather than the API's.
bool looksLikeHtml(const QByteArray &body, const QByteArray &contentType);

} // namespace Fullstate
