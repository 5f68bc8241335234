// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apijob.h"
#include "app/api/resourceapi.h"

namespace Fullstate {

/// Where access tokens come from; the token broker, to the requests.
class AccessTokens
{
public:
    virtual ~AccessTokens() = default;

    /// A token that is good for another minute at least.
    virtual ResultJob<QByteArray> *accessToken(const Connection &connection, QObject *parent) = 0;
    /// After a 401 with \p refused: another one.
    virtual ResultJob<QByteArray> *renewedToken(const Connection &connection, const QByteArray &refused,
                                                QObject *parent) = 0;
    /// One that has the scope for documents too, and is not \p refused (empty: none was).
    virtual ResultJob<QByteArray> *documentToken(const Connection &connection, const QByteArray &refused,
                                                 QObject *parent) = 0;
};

/// The API over HTTP.
class HttpResourceApi final : public ResourceApi
{
public:
    HttpResourceApi(ApiContext &context, AccessTokens &tokens);

    ResultJob<QByteArray> *fetch(const Connection &connection, const QString &typePath,
                                 const QString &resourceId, QObject *parent) override;
    ResultJob<PutAnswer> *put(const Connection &connection, const QString &typePath, const QByteArray &body,
                              QObject *parent) override;

private:
    ApiContext &m_context;
    AccessTokens &m_tokens;
};

} // namespace Fullstate
