// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/retrypolicy.h"

#include <QLocale>
#include <QRandomGenerator>
#include <algorithm>

namespace Fullstate {

using std::chrono::milliseconds;

std::chrono::milliseconds RetryPolicy::delayAfter(int attempt) const
{
    const int doublings = std::clamp(attempt - 1, 0, 20);
    const auto full = std::min<milliseconds>(longestDelay, firstDelay * (1LL << doublings));
    const double chance = random ? random() : QRandomGenerator::global()->generateDouble();
    return milliseconds(full.count() / 2
                        + static_cast<qint64>(chance * static_cast<double>(full.count()) / 2));
}

static QDateTime httpDate(const QByteArray &text)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text).trimmed(),
                                             QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    date.setTimeSpec(Qt::UTC);
    return date;
}

std::optional<std::chrono::milliseconds> retryAfter(const QHash<QByteArray, QByteArray> &headers,
                                                    const QDateTime &now)
{
    constexpr qint64 Longest = 600;
    const QByteArray value = headers.value("retry-after").trimmed();
    if (value.isEmpty())
        return {};
    bool isNumber = false;
    qint64 seconds = value.toLongLong(&isNumber);
    if (!isNumber) {
        const QDateTime date = httpDate(value);
        if (!date.isValid())
            return {};
        const QDateTime theirNow = httpDate(headers.value("date"));
        seconds = (theirNow.isValid() ? theirNow : now).secsTo(date);
    } else if (seconds < 0) {
        return {};
    }
    return milliseconds(std::clamp<qint64>(seconds, 0, Longest) * 1000);
}

ApiLimits limitsOf(ApiRequest::Kind kind)
{
    ApiLimits limits;
    if (kind == ApiRequest::Kind::Token) {
        limits.total = std::chrono::seconds(20);
        limits.answerBytes = 64LL << 10;
    } else if (kind == ApiRequest::Kind::Push) {
        limits.total = std::chrono::seconds(300);
        limits.answerBytes = 256LL << 10;
    } else if (kind == ApiRequest::Kind::Upload) {
        limits.total = std::chrono::hours(2); // as long as it moves: a file may be large and the line slow
        limits.answerBytes = 256LL << 10;
    }
    return limits;
}

} // namespace Fullstate
