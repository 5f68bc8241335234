// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/sheetvalue.h"

#include <QDateTime>
#include <QLocale>
#include <cmath>

namespace Fullstate {

namespace {

constexpr qint64 SheetDaySeconds = 86'400;
constexpr double BehindLastDay = 2'958'466; // 1 January 10000
constexpr qint64 NoSuchDay = 60; // 29 February 1900, which Lotus 1-2-3 and so Excel take for a day

SheetFormat builtInFormat(int identifier)
{
    const auto isIn = [identifier](int first, int last) { return identifier >= first && identifier <= last; };
    if (identifier == 46)
        return SheetFormat::Elapsed;
    if (isIn(18, 21) || isIn(45, 47) || isIn(32, 35) || isIn(55, 56))
        return SheetFormat::Time;
    if (isIn(14, 22) || isIn(27, 36) || isIn(50, 58))
        return SheetFormat::Date;
    return SheetFormat::Number;
}

/// HH:MM:SS
QString sheetTimeText(qint64 seconds)
{
    return QStringLiteral("%1:%2:%3")
        .arg(seconds / 3600, 2, 10, QLatin1Char('0'))
        .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString sheetNumberText(double value)
{
    const double size = std::abs(value);
    const bool isPlain = size == 0 || (size >= 1e-6 && size < 1e21);
    return QString::number(value, isPlain ? 'f' : 'g', QLocale::FloatingPointShortest);
}

} // namespace

SheetFormat sheetFormat(int identifier, const QString &code)
{
    if (code.isEmpty())
        return builtInFormat(identifier);
    bool hasDay = false;
    bool hasTime = false;
    bool hasM = false; // months, or minutes beside hours or seconds
    for (qsizetype at = 0; at < code.size(); ++at) {
        switch (code.at(at).toLower().unicode()) {
        case u';': // what follows is for negative numbers
            at = code.size();
            break;
        case u'"':
            at = code.indexOf(u'"', at + 1);
            if (at < 0)
                at = code.size();
            break;
        case u'\\':
        case u'_':
        case u'*':
            ++at; // the next character stands for itself
            break;
        case u'[': {
            const qsizetype end = std::max(code.indexOf(u']', at), at);
            const QString inside = code.mid(at + 1, end - at - 1).toLower();
            if (!inside.isEmpty() && inside.count(inside.front()) == inside.size()
                && QLatin1String("hms").contains(inside.front()))
                return SheetFormat::Elapsed;
            at = end;
            break;
        }
        case u'y':
        case u'd':
            hasDay = true;
            break;
        case u'h':
        case u's':
            hasTime = true;
            break;
        case u'm':
            hasM = true;
            break;
        default:
            break;
        }
    }
    if (hasDay || (hasM && !hasTime))
        return SheetFormat::Date;
    return hasTime ? SheetFormat::Time : SheetFormat::Number;
}

QString sheetValue(double value, SheetFormat format, bool is1904)
{
    if (format == SheetFormat::Number || !(value >= 0 && value < BehindLastDay))
        return sheetNumberText(value);
    const qint64 seconds = std::llround(value * static_cast<double>(SheetDaySeconds));
    const bool isTime = seconds < SheetDaySeconds && (format == SheetFormat::Time || !is1904);
    if (format == SheetFormat::Elapsed || isTime)
        return sheetTimeText(seconds);
    const qint64 day = seconds / SheetDaySeconds;
    if (!is1904 && day == NoSuchDay)
        return sheetNumberText(value);
    QDate origin(1904, 1, 1);
    if (!is1904)
        origin = day < NoSuchDay ? QDate(1899, 12, 31) : QDate(1899, 12, 30);
    const QDate date = origin.addDays(day);
    return date.year() > 9999
        ? sheetNumberText(value)
        : QString(date.toString(Qt::ISODate) % u'T' % sheetTimeText(seconds % SheetDaySeconds) % u'Z');
}

QString sheetDate(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    if (!time.isValid())
        return text;
    const bool isLocal = time.timeSpec() == Qt::LocalTime;
    return (isLocal ? QDateTime(time.date(), time.time(), Qt::UTC) : time.toUTC()).toString(Qt::ISODate);
}

qsizetype sheetColumn(QStringView reference)
{
    qsizetype column = 0;
    for (const QChar c : reference) {
        if (c < u'A' || c > u'Z')
            break;
        column = column * 26 + (c.unicode() - u'A' + 1);
        if (column > MostSheetColumns)
            return -1;
    }
    return column - 1;
}

QString withoutSheetEscapes(const QString &text)
{
    qsizetype at = text.indexOf(QLatin1String("_x"));
    if (at < 0)
        return text;
    QString plain;
    qsizetype from = 0;
    for (; at >= 0; at = text.indexOf(QLatin1String("_x"), at)) {
        bool isHex = false;
        const ushort code = at + 6 < text.size() && text.at(at + 6) == u'_'
            ? QStringView(text).mid(at + 2, 4).toUShort(&isHex, 16)
            : ushort(0);
        if (!isHex || code == 0) {
            at += 2;
            continue;
        }
        plain += QStringView(text).mid(from, at - from);
        plain += QChar(code);
        at += 7;
        from = at;
    }
    return plain + QStringView(text).mid(from);
}

} // namespace Fullstate
