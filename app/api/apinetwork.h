// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/requestbody.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QSet>
#include <QUrl>
#include <memory>

namespace Fullstate {

/// The one way out of the program: every request is made here, with what this Qt does by default and must not
/// do for us turned off (no redirects, HTTP/2, cookies, cache or silent repetition), and only to hosts that
/// are allowed.
class ApiNetwork final : public QNetworkAccessManager
{
    Q_OBJECT

public:
    explicit ApiNetwork(QObject *parent = nullptr);

    /// Scheme, host and port of \p url may be asked from now on. The hosts of the regions always may.
    void allow(const QUrl &url);
    bool isAllowed(const QUrl &url) const;

    /// \p body, JSON, goes out at most once (see RequestBody). The reply is the caller's.
    QNetworkReply *send(const QByteArray &verb, const QUrl &url, const QByteArray &body,
                        const QByteArray &accessToken);
    /// The same of a body of any type; it is the reply's child from then on.
    QNetworkReply *send(const QByteArray &verb, const QUrl &url, std::unique_ptr<RequestBody> body,
                        const QByteArray &contentType, const QByteArray &accessToken);

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &original,
                                 QIODevice *body) override;

private:
    QSet<QString> m_allowed;
};

/// Whether the bytes may stand in a header: visible ASCII, no spaces (a line break would start another
/// header).
bool isHeaderSafe(const QByteArray &value);

} // namespace Fullstate
