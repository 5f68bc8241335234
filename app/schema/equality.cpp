// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/equality.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>

namespace Fullstate {

namespace {

bool isNothing(const QJsonValue &value)
{
    return value.isNull() || value.isUndefined();
}

bool sameMoment(const QJsonValue &left, const QJsonValue &right)
{
    if (!left.isString() || !right.isString())
        return false;
    const std::optional<qint64> seconds = timestampSeconds(left.toString());
    return seconds && seconds == timestampSeconds(right.toString());
}

bool sameNumber(const Field &field, const QJsonValue &left, const QJsonValue &right)
{
    if (!left.isDouble() || !right.isDouble())
        return false;
    // A number with limits is a severity or a score: the tenant keeps one decimal (api.md).
    if (field.minimum && field.maximum)
        return std::round(left.toDouble() * 10) == std::round(right.toDouble() * 10);
    return left.toDouble() == right.toDouble();
}

template<typename Visit>
bool visitFields(const std::vector<Field> &fields, const QJsonObject &left, const QJsonObject &right,
                 Visit visit)
{
    qsizetype leftKnown = 0;
    qsizetype rightKnown = 0;
    for (const Field &field : fields) {
        const QJsonValue leftValue = left.value(field.name);
        const QJsonValue rightValue = right.value(field.name);
        leftKnown += leftValue.isUndefined() ? 0 : 1;
        rightKnown += rightValue.isUndefined() ? 0 : 1;
        if (!sameValue(field, leftValue, rightValue) && !visit(field.name))
            return false;
    }
    if (leftKnown == left.size() && rightKnown == right.size())
        return true;
    QStringList unknown = left.keys() + right.keys();
    for (const Field &field : fields)
        unknown.removeAll(field.name);
    unknown.removeDuplicates();
    unknown.sort();
    return std::all_of(unknown.cbegin(), unknown.cend(), [&](const QString &name) {
        const QJsonValue leftValue = left.value(name);
        const QJsonValue rightValue = right.value(name);
        return leftValue == rightValue || (isNothing(leftValue) && isNothing(rightValue)) || visit(name);
    });
}

bool sameFields(const std::vector<Field> &fields, const QJsonObject &left, const QJsonObject &right)
{
    return left == right || visitFields(fields, left, right, [](const QString &) { return false; });
}

bool sameList(const Field &field, const QJsonValue &left, const QJsonValue &right)
{
    if (!left.isArray() || !right.isArray())
        return false;
    Field item;
    item.kind = field.itemKind;
    item.required = true;
    item.fields = field.fields;
    const QJsonArray leftItems = left.toArray();
    const QJsonArray rightItems = right.toArray();
    return std::equal(leftItems.begin(), leftItems.end(), rightItems.begin(), rightItems.end(),
                      [&item](const QJsonValue &l, const QJsonValue &r) { return sameValue(item, l, r); });
}

/// Reads the fixed places of an RFC 3339 timestamp; a place that does not hold what it should makes it bad.
class Places
{
public:
    explicit Places(QStringView text)
        : m_text(text)
    {
    }

    bool isGood() const { return m_good; }
    bool atEnd() const { return m_at == m_text.size(); }

    int number(int digits)
    {
        int value = 0;
        for (int i = 0; i < digits; ++i)
            value = value * 10 + digit();
        return value;
    }

    char16_t oneOf(QStringView allowed)
    {
        const char16_t found = peek();
        if (found == u'\0' || !allowed.contains(QChar(found)))
            m_good = false;
        ++m_at;
        return found;
    }

    /// RFC 3339 §5.6: a point is followed by at least one digit.
    void skipFraction()
    {
        if (peek() != u'.')
            return;
        ++m_at;
        digit();
        while (isDigit(peek()))
            ++m_at;
    }

private:
    static bool isDigit(char16_t c) { return c >= u'0' && c <= u'9'; }
    char16_t peek() const { return m_at < m_text.size() ? m_text[m_at].unicode() : u'\0'; }

    int digit()
    {
        const char16_t found = peek();
        m_good = m_good && isDigit(found);
        ++m_at;
        return m_good ? found - u'0' : 0;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    bool m_good = true;
};

int daysInMonth(int year, int month)
{
    static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && isLeap ? 29 : days[month - 1];
}

/// Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms"). QDate does the same
/// at several times the price, and a plan asks a hundred thousand times.
qint64 daysSinceEpoch(int year, int month, int day)
{
    const int y = month <= 2 ? year - 1 : year;
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int yearOfEra = y - era * 400;
    const int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return qint64{era} * 146097 + dayOfEra - 719468;
}

} // namespace

bool sameValue(const Field &field, const QJsonValue &left, const QJsonValue &right)
{
    if (left == right)
        return true;
    if (isNothing(left) || isNothing(right))
        return !field.required && isNothing(left) && isNothing(right);
    switch (field.kind) {
    case Field::Kind::Timestamp:
        return sameMoment(left, right);
    case Field::Kind::Integer:
    case Field::Kind::Number:
        return sameNumber(field, left, right);
    case Field::Kind::List:
        return sameList(field, left, right);
    case Field::Kind::Object:
        return left.isObject() && right.isObject()
            && sameFields(field.fields, left.toObject(), right.toObject());
    case Field::Kind::Text:
    case Field::Kind::Choice:
    case Field::Kind::HttpsUrl:
    case Field::Kind::Boolean:
    case Field::Kind::Json:
        break;
    }
    return false;
}

void setField(const ResourceType &type, QJsonObject &resource, const QString &name, const QJsonValue &value)
{
    const Field *field = type.field(name);
    if (value.isUndefined() || (value.isNull() && field && !field->required))
        resource.remove(name);
    else
        resource.insert(name, value);
}

bool sameResource(const ResourceType &type, const QJsonObject &left, const QJsonObject &right)
{
    return sameFields(type.fields, left, right);
}

QStringList changedFields(const ResourceType &type, const QJsonObject &left, const QJsonObject &right)
{
    QStringList changed;
    if (left == right)
        return changed;
    visitFields(type.fields, left, right, [&changed](const QString &name) {
        changed.append(name);
        return true;
    });
    return changed;
}

std::optional<qint64> timestampSeconds(const QString &text)
{
    Places places(text);
    const int year = places.number(4);
    places.oneOf(u"-");
    const int month = places.number(2);
    places.oneOf(u"-");
    const int day = places.number(2);
    places.oneOf(u"Tt");
    const int hour = places.number(2);
    places.oneOf(u":");
    const int minute = places.number(2);
    places.oneOf(u":");
    const int second = places.number(2);
    places.skipFraction();
    const char16_t sign = places.oneOf(u"Zz+-");
    int offset = 0;
    if (sign == u'+' || sign == u'-') {
        const int offsetHours = places.number(2);
        places.oneOf(u":");
        const int offsetMinutes = places.number(2);
        if (offsetHours > 23 || offsetMinutes > 59)
            return {};
        offset = (offsetHours * 60 + offsetMinutes) * (sign == u'-' ? -60 : 60);
    }
    if (!places.isGood() || !places.atEnd() || month < 1 || month > 12 || day < 1
        || day > daysInMonth(year, month) || hour > 23 || minute > 59 || second > 60) // 60: a leap second
        return {};
    return daysSinceEpoch(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset;
}

} // namespace Fullstate
