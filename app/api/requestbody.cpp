// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/requestbody.h"

#include <algorithm>
#include <cstring>

namespace Fullstate {

RequestBody::RequestBody(qint64 length, QObject *parent)
    : QIODevice(parent)
    , m_length(length)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 RequestBody::bytesAvailable() const
{
    return m_length - m_given + QIODevice::bytesAvailable();
}

qint64 RequestBody::readData(char *data, qint64 most)
{
    const qint64 wanted = std::min(most, m_length - m_given);
    if (wanted <= 0)
        return m_given == m_length ? -1 : 0;
    const qint64 count = m_problem ? 0 : take(data, wanted);
    if (count <= 0)
        return 0; // "later": an error here would meet the abort that follows failed()
    m_given += count;
    return count;
}

void RequestBody::fail(Error problem)
{
    m_problem = std::move(problem);
    Q_EMIT failed();
}

OneShotBody::OneShotBody(QByteArray body, QObject *parent)
    : RequestBody(body.size(), parent)
    , m_body(std::move(body))
{
}

qint64 OneShotBody::take(char *data, qint64 most)
{
    std::memcpy(data, m_body.constData() + m_at, static_cast<size_t>(most));
    m_at += most;
    return most;
}

} // namespace Fullstate
