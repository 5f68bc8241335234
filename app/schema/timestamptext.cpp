// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/timestamptext.h"

#include "app/schema/equality.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <cstdlib>

namespace Fullstate {

namespace {

struct TimestampWords
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::TimestampText)
};

int localOffset(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds).offsetFromUtc();
}

void appendNumber(QString &text, int number, int digits)
{
    for (int unit = digits == 4 ? 1000 : 10; unit > 0; unit /= 10)
        text += QChar(u'0' + number / unit % 10);
}

/// "2026-03-01 10:00:00". Not QDateTime::toString(), which costs several times as much, and a table shows
/// many.
QString localText(qint64 seconds)
{
    const QDateTime local = QDateTime::fromSecsSinceEpoch(seconds);
    int year = 0;
    int month = 0;
    int day = 0;
    local.date().getDate(&year, &month, &day);
    const int second = local.time().msecsSinceStartOfDay() / 1000;
    const std::array<int, 5> rest{month, day, second / 3600, second / 60 % 60, second % 60};
    QString text;
    text.reserve(20);
    appendNumber(text, year, 4);
    for (size_t i = 0; i < rest.size(); ++i) {
        text += QLatin1String("-- ::").at(static_cast<qsizetype>(i));
        appendNumber(text, rest[i], 2);
    }
    return text;
}

QString offsetText(int seconds)
{
    QString text = seconds < 0 ? QStringLiteral("-") : QStringLiteral("+");
    const int minutes = std::abs(seconds) / 60;
    appendNumber(text, minutes / 60, 2);
    text += u':';
    appendNumber(text, minutes % 60, 2);
    return text;
}

bool isWord(QStringView text, QLatin1String word)
{
    return text.compare(word, Qt::CaseInsensitive) == 0;
}

/// Whether the word is one of the names, whatever its case and the dot of an abbreviation.
bool isName(const QString &word, std::initializer_list<QString> names)
{
    return std::any_of(names.begin(), names.end(), [&word](QString name) {
        return !name.isEmpty() && name.remove(u'.').compare(word, Qt::CaseInsensitive) == 0;
    });
}

int monthOf(const QString &word, const QLocale &locale)
{
    const QLocale english = QLocale::c();
    for (int month = 1; month <= 12; ++month) {
        if (isName(word,
                   {english.monthName(month), english.monthName(month, QLocale::ShortFormat),
                    locale.monthName(month), locale.monthName(month, QLocale::ShortFormat),
                    locale.standaloneMonthName(month),
                    locale.standaloneMonthName(month, QLocale::ShortFormat)}))
            return month;
    }
    return isWord(word, QLatin1String("sept")) ? 9 : 0;
}

int weekdayOf(const QString &word, const QLocale &locale)
{
    const QLocale english = QLocale::c();
    for (int day = 1; day <= 7; ++day) {
        if (isName(word,
                   {english.dayName(day), english.dayName(day, QLocale::ShortFormat), locale.dayName(day),
                    locale.dayName(day, QLocale::ShortFormat), locale.standaloneDayName(day)}))
            return day;
    }
    return 0;
}

/// What the typed text is made of, taken off from its end: offset, time, day.
class TimestampReader
{
public:
    TimestampReader(const QString &text, const QLocale &locale, const QDateTime &now)
        : m_text(text.simplified())
        , m_locale(locale)
        , m_now(now)
    {
    }

    TypedTimestamp read()
    {
        if (const std::optional<qint64> seconds = timestampSeconds(m_text))
            return checked(*seconds);
        if (isWord(m_text, QLatin1String("now"))
            || m_text.compare(TimestampWords::tr("now"), Qt::CaseInsensitive) == 0)
            return checked(m_now.toSecsSinceEpoch());
        m_day = m_text;
        if (!takeTime() || (!readDay() && (!m_error.isEmpty() || !readAsLocaleWrites())))
            return {{}, m_error.isEmpty() ? notUnderstood() : m_error};
        return moment();
    }

private:
    static QString notUnderstood()
    {
        return TimestampWords::tr(
            "This is no date and time. Write it as 2026-03-01 10:00 or 1 Mar 2026 10:00.");
    }

    static TypedTimestamp checked(qint64 seconds, const QString &note = {})
    {
        const int year = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).date().year();
        if (year < 1 || year > 9999) // RFC 3339 has four digits for it
            return {{}, notUnderstood()};
        return {seconds, note};
    }

    bool fail(const QString &error)
    {
        m_error = error;
        return false;
    }

    /// Takes the time and what is behind it off the end; true where there is none.
    bool takeTime()
    {
        static const QRegularExpression atEnd(
            QStringLiteral("(?:^|[\\sT,])(\\d{1,2})(?::(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?)?"
                           "\\s*([ap]\\.?m\\.?)?(?:\\s*Uhr)?\\s*"
                           "(z|[+-]\\d{2}:?\\d{2}|[+-]\\d{1,2}|[a-z]{2,5})?$"),
            QRegularExpression::CaseInsensitiveOption);
        const QRegularExpressionMatch match = atEnd.match(m_text);
        if (!match.hasMatch() || (match.capturedLength(2) == 0 && match.capturedLength(4) == 0))
            return true;
        int hour = match.captured(1).toInt();
        const QString half = match.captured(4).toLower();
        if (!half.isEmpty()) {
            if (hour < 1 || hour > 12)
                return fail(TimestampWords::tr("There is no such time of the day: %1.")
                                .arg(match.captured().trimmed()));
            hour = hour % 12 + (half.startsWith(u'p') ? 12 : 0);
        }
        m_time = QTime(hour, match.captured(2).toInt(), match.captured(3).toInt());
        if (!m_time.isValid())
            return fail(
                TimestampWords::tr("There is no such time of the day: %1.").arg(match.captured().trimmed()));
        static const QRegularExpression joint(QStringLiteral("(?:\\s+(?:at|um|à)|\\s*,)$"),
                                              QRegularExpression::CaseInsensitiveOption);
        m_day = m_text.left(match.capturedStart()).remove(joint).trimmed();
        return takeZone(match.captured(5));
    }

    bool takeZone(const QString &zone)
    {
        if (zone.isEmpty())
            return true;
        if (isWord(zone, QLatin1String("z")) || isWord(zone, QLatin1String("utc"))
            || isWord(zone, QLatin1String("gmt"))) {
            m_offset = 0;
            return true;
        }
        if (zone.front().isLetter()) {
            m_zoneName = zone; // believed where it is the name of local time then
            return true;
        }
        const QString digits = QString(zone.mid(1)).remove(u':');
        const int hours = digits.left(2).toInt();
        const int minutes = digits.mid(2).toInt();
        if (hours > 23 || minutes > 59)
            return fail(TimestampWords::tr("There is no such offset from UTC: %1.").arg(zone));
        m_offset = (hours * 60 + minutes) * (zone.front() == u'-' ? -60 : 60);
        return true;
    }

    bool readDay()
    {
        if (m_day.isEmpty())
            return fail(TimestampWords::tr("Write the day, too: 2026-03-01 10:00, or today 10:00."));
        const QDate today = m_now.toLocalTime().date();
        const std::initializer_list<std::pair<QString, int>> words{
            {QStringLiteral("today"), 0},      {TimestampWords::tr("today"), 0},
            {QStringLiteral("yesterday"), -1}, {TimestampWords::tr("yesterday"), -1},
            {QStringLiteral("tomorrow"), 1},   {TimestampWords::tr("tomorrow"), 1}};
        for (const auto &[word, days] : words) {
            if (m_day.compare(word, Qt::CaseInsensitive) == 0) {
                m_date = today.addDays(days);
                return true;
            }
        }
        return readNumbers() || (m_error.isEmpty() && readNamedMonth());
    }

    bool setDate(int year, int month, int day)
    {
        m_date = QDate(year, month, day);
        return m_date.isValid() || fail(TimestampWords::tr("There is no such day: %1.").arg(m_day));
    }

    bool readNumbers()
    {
        static const QRegularExpression yearFirst(
            QStringLiteral("^(\\d{4})([-/.])\\s?(\\d{1,2})\\2\\s?(\\d{1,2})\\.?$"));
        if (const auto match = yearFirst.match(m_day); match.hasMatch())
            return setDate(match.captured(1).toInt(), match.captured(3).toInt(), match.captured(4).toInt());
        static const QRegularExpression yearLast(
            QStringLiteral("^(\\d{1,2})([-/.])\\s?(\\d{1,2})\\2\\s?(\\d{4}|\\d{2})\\.?$"));
        const auto match = yearLast.match(m_day);
        if (!match.hasMatch())
            return false;
        const QString own = m_locale.dateFormat(QLocale::ShortFormat);
        const bool inNumbers = !own.contains(QLatin1String("MMM")) && own.indexOf(u'y') > own.indexOf(u'M');
        const QString separator = match.captured(2);
        if (!inNumbers || !own.contains(separator))
            return fail(
                TimestampWords::tr("This could mean two days. Write it as 2026-03-01 or 1 Mar 2026."));
        const int first = match.captured(1).toInt();
        const int second = match.captured(3).toInt();
        const int year = match.captured(4).toInt() + (match.capturedLength(4) == 2 ? 2000 : 0);
        const bool dayFirst = own.indexOf(u'd') < own.indexOf(u'M');
        return dayFirst ? setDate(year, second, first) : setDate(year, first, second);
    }

    bool readNamedMonth()
    {
        static const QRegularExpression between(QStringLiteral("[\\s,./-]+"));
        static const QRegularExpression ordinal(QStringLiteral("^(\\d{1,2})(?:st|nd|rd|th)$"),
                                                QRegularExpression::CaseInsensitiveOption);
        QStringList words = m_day.split(between, Qt::SkipEmptyParts);
        const int weekday = words.isEmpty() ? 0 : weekdayOf(words.front(), m_locale);
        if (weekday > 0)
            words.removeFirst();
        words.removeAll(QStringLiteral("de")); // 1 de marzo de 2026
        words.removeAll(QStringLiteral("of"));
        if (words.size() != 3)
            return false;
        int year = 0;
        int month = 0;
        int day = 0;
        for (const QString &word : std::as_const(words)) {
            const QString digits = QString(word).replace(ordinal, QStringLiteral("\\1"));
            bool isNumber = false;
            const int number = digits.toInt(&isNumber);
            int &part = !isNumber ? month : digits.size() == 4 ? year : day;
            if (part != 0 || digits.size() == 3 * int(isNumber))
                return false;
            part = isNumber ? number : monthOf(word, m_locale);
        }
        if (year == 0 || month == 0 || day == 0)
            return false;
        if (!setDate(year, month, day))
            return false;
        return weekday == 0 || weekday == m_date.dayOfWeek()
            || fail(TimestampWords::tr("%1 is a %2.")
                        .arg(m_date.toString(Qt::ISODate), m_locale.dayName(m_date.dayOfWeek())));
    }

    /// The forms of languages that write a date in a way of their own.
    bool readAsLocaleWrites()
    {
        for (const QLocale::FormatType form : {QLocale::ShortFormat, QLocale::LongFormat}) {
            const QString format = m_locale.dateFormat(form);
            m_date = m_locale.toDate(m_day, format);
            if (!m_date.isValid() && !m_time.isValid()) {
                const QDateTime whole = m_locale.toDateTime(m_text, form);
                m_date = whole.date();
                m_time = whole.time();
            }
            if (!m_date.isValid())
                continue;
            if (!format.contains(QLatin1String("yyyy")) && m_date.year() < 2000)
                m_date = m_date.addYears(100); // Qt takes two digits as of the last century
            return true;
        }
        return false;
    }

    TypedTimestamp moment() const
    {
        const QTime time = m_time.isValid() ? m_time : QTime(0, 0);
        const qint64 clock = (m_date.toJulianDay() - QDate(1970, 1, 1).toJulianDay()) * 86400
            + time.msecsSinceStartOfDay() / 1000;
        if (m_offset)
            return checked(clock - *m_offset);
        if (m_zoneName.isEmpty())
            return localMoment(clock);
        for (const qint64 moment : momentsAt(clock)) {
            const QDateTime then = QDateTime::fromSecsSinceEpoch(moment);
            if (then.timeZoneAbbreviation().compare(m_zoneName, Qt::CaseInsensitive) == 0)
                return checked(moment);
        }
        return {{},
                TimestampWords::tr(
                    "Local time is not called %1 then. Write the offset from UTC, for example +01:00.")
                    .arg(m_zoneName)};
    }

    /// When a local clock shows this, by the offset from before and from after a change: usually one moment.
    static std::array<qint64, 2> momentsAt(qint64 clock)
    {
        constexpr qint64 day = 86400;
        return {clock - localOffset(clock - day), clock - localOffset(clock + day)};
    }

    /// What a local clock shows is one moment, but for the hours that clock changes skip or repeat.
    static TypedTimestamp localMoment(qint64 clock)
    {
        const auto [before, after] = momentsAt(clock);
        const bool isBefore = before + localOffset(before) == clock;
        const bool isAfter = after + localOffset(after) == clock;
        if (isBefore && isAfter && before != after)
            return checked(
                std::min(before, after),
                TimestampWords::tr("The clocks are put back and this hour comes twice: the first one is "
                                   "taken. Write the offset, too, to choose."));
        if (isBefore || isAfter)
            return checked(isBefore ? before : after);
        return checked(before,
                       TimestampWords::tr("The clocks are put forward over this hour: taken as %1.")
                           .arg(localText(before)));
    }

    QString m_text;
    const QLocale &m_locale;
    const QDateTime &m_now;
    QString m_day; ///< what is left without the time
    QDate m_date;
    QTime m_time; ///< invalid: none was typed
    std::optional<int> m_offset; ///< from UTC, in seconds; nothing: local time
    QString m_zoneName;
    QString m_error;
};

} // namespace

QString TypedTimestamp::stored() const
{
    return seconds ? QDateTime::fromSecsSinceEpoch(*seconds, Qt::UTC).toString(Qt::ISODate) : QString();
}

TypedTimestamp readTimestamp(const QString &text, const QLocale &locale, const QDateTime &now)
{
    return TimestampReader(text, locale, now).read();
}

QString shownTimestamp(const QString &stored)
{
    const std::optional<qint64> seconds = timestampSeconds(stored);
    return seconds ? localText(*seconds) : stored;
}

QString editableTimestamp(const QString &stored)
{
    const QString shown = shownTimestamp(stored);
    const std::optional<qint64> seconds = timestampSeconds(stored);
    if (!seconds || readTimestamp(shown, QLocale::c(), {}).seconds == seconds)
        return shown;
    return shown % u' ' % offsetText(localOffset(*seconds));
}

QString shownTimeZone(const QString &stored)
{
    const std::optional<qint64> seconds = timestampSeconds(stored);
    if (!seconds)
        return {};
    const QString name = QDateTime::fromSecsSinceEpoch(*seconds).timeZoneAbbreviation();
    const QString offset = QStringLiteral("UTC") % offsetText(localOffset(*seconds));
    return name.isEmpty() ? offset : QString(name % QStringLiteral(", ") % offset);
}

} // namespace Fullstate
