// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/filedate.h"

#include "app/schema/equality.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>
#include <array>

namespace Fullstate {

namespace {

/// A day with its time, taken apart.
struct Parts
{
    int year = 0;
    int month = 0;
    int day = 0;
    QString time;
};

struct Numbers
{
    int first = 0;
    int second = 0;
    int year = 0;
    QString time;
};

std::optional<Numbers> dayInNumbers(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral(R"(^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[T,]?\s*(\d.*))?$)"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    int year = match.capturedView(4).toInt();
    if (match.capturedLength(4) == 2)
        year += year < 69 ? 2000 : 1900; // as POSIX has it
    return Numbers{match.capturedView(1).toInt(), match.capturedView(3).toInt(), year, match.captured(5)};
}

int monthByName(QStringView name)
{
    constexpr std::array Months{"january", "february", "march",     "april",   "may",      "june",
                                "july",    "august",   "september", "october", "november", "december"};
    for (size_t month = 0; month < Months.size(); ++month) { // no more: "marraskuu" is November
        if (QLatin1String(Months[month]).startsWith(name, Qt::CaseInsensitive))
            return static_cast<int>(month) + 1;
    }
    return 0;
}

std::optional<Parts> isoParts(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral(R"(^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:T|\s+)(\d.*))?$)"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    return Parts{match.capturedView(1).toInt(), match.capturedView(3).toInt(), match.capturedView(4).toInt(),
                 match.captured(5)};
}

/// 4 Mar 2026, 4-Mar-26, March 4, 2026; a weekday may come before it.
std::optional<Parts> namedParts(const QString &text)
{
    static const QRegularExpression dayFirst(QStringLiteral(
        R"(^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})(?:,?\s+(?:at\s+)?(\d.*))?$)"));
    static const QRegularExpression monthFirst(QStringLiteral(
        R"(^(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+(?:at\s+)?(\d.*))?$)"));
    QRegularExpressionMatch match = dayFirst.match(text);
    int day = 1;
    int month = 2;
    if (!match.hasMatch()) {
        match = monthFirst.match(text);
        std::swap(day, month);
    }
    if (!match.hasMatch())
        return {};
    int year = match.capturedView(3).toInt();
    if (year < 100)
        year += year < 69 ? 2000 : 1900;
    return Parts{year, monthByName(match.capturedView(month)), match.capturedView(day).toInt(),
                 match.captured(4)};
}

/// 10:00, 9:05:30.25 pm, with an offset behind it.
std::optional<QString> stored(const Parts &parts)
{
    const QDate date(parts.year, parts.month, parts.day);
    if (!date.isValid() || parts.year < 1900)
        return {};
    if (parts.time.isEmpty())
        return date.toString(Qt::ISODate) % QLatin1String("T00:00:00Z");
    static const QRegularExpression form(
        QStringLiteral(
            R"(^(\d{1,2})(?::(\d{2}))?(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$)"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(parts.time);
    const bool hasHalf = match.capturedLength(4) > 0;
    if (!match.hasMatch() || (match.capturedLength(2) == 0 && !hasHalf))
        return {};
    int hour = match.capturedView(1).toInt();
    if (hasHalf) {
        if (hour < 1 || hour > 12)
            return {};
        hour = hour % 12 + (match.capturedView(4).compare(u'p', Qt::CaseInsensitive) == 0 ? 12 : 0);
    }
    const QTime time(hour, match.capturedView(2).toInt(), match.capturedView(3).toInt());
    if (!time.isValid())
        return {};
    QDateTime at(date, time, Qt::UTC);
    QString offset = match.captured(5);
    if (offset.startsWith(u'+') || offset.startsWith(u'-')) {
        offset.remove(u':');
        const int hours = QStringView(offset).mid(1, 2).toInt();
        const int minutes = hours * 60 + QStringView(offset).mid(3, 2).toInt();
        if (hours > 23 || minutes - hours * 60 > 59)
            return {};
        at = at.addSecs((offset.startsWith(u'-') ? 60 : -60) * minutes);
    }
    return at.toString(Qt::ISODate);
}

/// Between 2001 and 2100, in seconds or milliseconds; ten or thirteen digits.
std::optional<QString> sinceEpoch(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber || (text.size() != 10 && text.size() != 13))
        return {};
    const qint64 seconds = text.size() == 13 ? number / 1000 : number;
    if (seconds < 1'000'000'000 || seconds > 4'102'444'800)
        return {};
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate);
}

} // namespace

std::optional<QString> readFileDate(const QString &text, DateOrder order)
{
    const QString trimmed = text.simplified();
    if (timestampSeconds(trimmed))
        return trimmed; // as the tenant takes it
    if (const auto iso = isoParts(trimmed))
        return stored(*iso);
    if (const auto numbers = dayInNumbers(trimmed)) {
        const DateOrder known = order == DateOrder::Unsettled ? orderOf(trimmed).value_or(order) : order;
        if (known == DateOrder::DayFirst || numbers->first == numbers->second)
            return stored({numbers->year, numbers->second, numbers->first, numbers->time});
        if (known == DateOrder::MonthFirst)
            return stored({numbers->year, numbers->first, numbers->second, numbers->time});
        return {};
    }
    if (const auto named = namedParts(trimmed))
        return stored(*named);
    return sinceEpoch(trimmed);
}

std::optional<DateOrder> orderOf(const QString &text)
{
    const auto numbers = dayInNumbers(text.simplified());
    if (!numbers || numbers->first < 1 || numbers->second < 1 || numbers->first > 31 || numbers->second > 31)
        return {};
    if (numbers->first > 12 && numbers->second <= 12)
        return DateOrder::DayFirst;
    if (numbers->second > 12 && numbers->first <= 12)
        return DateOrder::MonthFirst;
    return {};
}

bool isAmbiguousDate(const QString &text)
{
    const auto numbers = dayInNumbers(text.simplified());
    return numbers && numbers->first >= 1 && numbers->second >= 1 && numbers->first <= 12
        && numbers->second <= 12 && numbers->first != numbers->second;
}

} // namespace Fullstate
