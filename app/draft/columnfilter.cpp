// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/columnfilter.h"

#include "app/draft/resourcetable.h"
#include "app/schema/equality.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QLocale>
#include <algorithm>
#include <limits>

namespace Fullstate {

namespace {

struct ColumnFilterText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::ColumnFilter)
};

using Kind = ColumnFilter::Kind;

struct Word
{
    QLatin1String text;
    Kind kind;
};

constexpr Word Keywords[] = {{QLatin1String(":empty"), Kind::Empty},
                             {QLatin1String(":filled"), Kind::Filled},
                             {QLatin1String(":changed"), Kind::Changed},
                             {QLatin1String(":problem"), Kind::Problem}};

/// The longer ones first.
constexpr Word Operators[] = {
    {QLatin1String("<>"), Kind::Differs},     {QLatin1String("!="), Kind::Differs},
    {QLatin1String("<="), Kind::LessOrEqual}, {QLatin1String(">="), Kind::GreaterOrEqual},
    {QLatin1String("<"), Kind::Less},         {QLatin1String(">"), Kind::Greater},
    {QLatin1String("="), Kind::Equals}};

bool isNumeric(const Field &field)
{
    return field.kind == Field::Kind::Integer || field.kind == Field::Kind::Number;
}

bool isEmptyValue(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || (value.isString() && value.toString().isEmpty())
        || (value.isArray() && value.toArray().isEmpty());
}

QString unquoted(const QString &text)
{
    if (!text.startsWith(u'"'))
        return text;
    return text.mid(1, text.size() - (text.size() > 1 && text.endsWith(u'"') ? 2 : 1));
}

/// The first second of a date, or of a moment, and the first one after it: in local time, as the cells show
/// it, unless it has an offset.
std::optional<std::pair<qint64, qint64>> momentsOf(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d)(?:[Tt ](\\d\\d):(\\d\\d)(?::(\\d\\d))?)?)?)?$"));
    if (const auto exact = timestampSeconds(text))
        return std::pair(*exact, *exact + 1);
    const QRegularExpressionMatch match = form.match(text);
    const auto part = [&match](int group, int missing) {
        return match.capturedLength(group) > 0 ? match.captured(group).toInt() : missing;
    };
    const QDate date(part(1, 0), part(2, 1), part(3, 1));
    const QTime time(part(4, 0), part(5, 0), part(6, 0));
    if (!match.hasMatch() || !date.isValid() || !time.isValid())
        return {};
    if (match.capturedLength(4) > 0) {
        const qint64 begin = QDateTime(date, time).toSecsSinceEpoch();
        return std::pair(begin, begin + (match.capturedLength(6) > 0 ? 1 : 60));
    }
    const QDate next = match.capturedLength(3) > 0 ? date.addDays(1)
        : match.capturedLength(2) > 0              ? date.addMonths(1)
                                                   : date.addYears(1);
    return std::pair(date.startOfDay().toSecsSinceEpoch(), next.startOfDay().toSecsSinceEpoch());
}

} // namespace

ColumnFilter::ColumnFilter(const Field &field, const QString &typed)
    : m_field(&field)
{
    const QString text = typed.trimmed();
    static const QRegularExpression keyword(QStringLiteral("^:[A-Za-z]*$"));
    if (text.isEmpty())
        return;
    if (keyword.match(text).hasMatch())
        readKeyword(text.toLower());
    else if (!readExpression(text) && !readOperator(text) && !readRange(text))
        readPlain(text);
}

void ColumnFilter::fail(const QString &error)
{
    m_kind = Kind::All;
    m_error = error;
}

void ColumnFilter::readKeyword(const QString &word)
{
    for (const Word &known : Keywords) {
        if (word == known.text)
            m_kind = known.kind;
    }
    if (m_kind == Kind::All)
        fail(ColumnFilterText::tr(
            "Words with a colon are :empty, :filled, :changed and :problem. Put quotes around what "
            "the cells are to hold."));
}

bool ColumnFilter::readExpression(const QString &typed)
{
    if (typed.size() < 3 || !typed.startsWith(u'/') || !typed.endsWith(u'/'))
        return false;
    m_kind = Kind::Matches;
    QRegularExpression::PatternOptions options =
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption;
    if (m_field->kind == Field::Kind::Timestamp) // ^ and $ are those of each of its two forms: searchText()
        options |= QRegularExpression::MultilineOption;
    m_expression = QRegularExpression(typed.mid(1, typed.size() - 2), options);
    if (!m_expression.isValid())
        fail(ColumnFilterText::tr("No regular expression: %1.").arg(m_expression.errorString()));
    return true;
}

bool ColumnFilter::readOperator(const QString &typed)
{
    for (const Word &known : Operators) {
        if (!typed.startsWith(known.text))
            continue;
        m_kind = known.kind;
        compareWith(typed.mid(known.text.size()).trimmed());
        return true;
    }
    return false;
}

void ColumnFilter::compareWith(const QString &operand)
{
    const bool isEquality = m_kind == Kind::Equals || m_kind == Kind::Differs;
    if (operand.isEmpty() && isEquality) {
        m_kind = m_kind == Kind::Equals ? Kind::Empty : Kind::Filled;
        return;
    }
    if (operand.isEmpty()) {
        fail(ColumnFilterText::tr("Type what to compare with, as in %1.")
                 .arg(m_field->kind == Field::Kind::Timestamp ? QStringLiteral("<2026-01-31")
                                                              : QStringLiteral("<5")));
        return;
    }
    if (m_field->kind == Field::Kind::Boolean) {
        readBoolean(isEquality ? operand : QString(u'?'));
        return;
    }
    m_text = unquoted(operand).toCaseFolded();
    if (isNumeric(*m_field) || m_field->kind == Field::Kind::Timestamp)
        m_span = span(unquoted(operand)).value_or(Span());
}

bool ColumnFilter::readRange(const QString &typed)
{
    const qsizetype tilde = typed.indexOf(u'~');
    if (tilde < 0 || (!isNumeric(*m_field) && m_field->kind != Field::Kind::Timestamp))
        return false;
    m_kind = Kind::Between;
    m_span = {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
    const QString from = typed.left(tilde).trimmed();
    const QString to = typed.mid(tilde + 1).trimmed();
    if (!from.isEmpty()) {
        if (const auto found = span(from))
            m_span.first = found->first;
    }
    if (!to.isEmpty() && m_error.isEmpty()) {
        if (const auto found = span(to))
            m_span.last = found->last;
    }
    return true;
}

/// Fails where the operand is no number or date.
std::optional<ColumnFilter::Span> ColumnFilter::span(const QString &operand)
{
    if (m_field->kind == Field::Kind::Timestamp) {
        const auto moments = momentsOf(operand);
        if (moments)
            return Span{static_cast<double>(moments->first), static_cast<double>(moments->second - 1)};
        fail(ColumnFilterText::tr("“%1” is no date: type one as 2026-01-31, 2026-01 or "
                                  "2026-01-31T09:00:00Z.")
                 .arg(operand));
        return {};
    }
    bool isNumber = false;
    const double number = QLocale::c().toDouble(operand, &isNumber);
    if (isNumber)
        return Span{number, number};
    fail(ColumnFilterText::tr("“%1” is no number.").arg(operand));
    return {};
}

/// As far as it is typed.
void ColumnFilter::readBoolean(const QString &typed)
{
    const QString text = typed.toLower();
    const auto begins = [&text](const char *word) { return QLatin1String(word).startsWith(text); };
    if (begins("yes") || begins("true"))
        m_text = QStringLiteral("true");
    else if (begins("no") || begins("false"))
        m_text = QStringLiteral("false");
    else
        fail(ColumnFilterText::tr("Type yes or no."));
}

void ColumnFilter::readPlain(const QString &typed)
{
    if (m_field->kind == Field::Kind::Boolean) {
        m_kind = Kind::Equals;
        readBoolean(typed);
        return;
    }
    m_text = unquoted(typed).toCaseFolded();
    m_kind = m_text.isEmpty() ? Kind::All : Kind::Contains;
}

/// Of a number or a timestamp among others; nothing for what is neither.
std::optional<double> ColumnFilter::placeOf(const QJsonValue &value) const
{
    if (value.isDouble())
        return value.toDouble();
    if (m_field->kind != Field::Kind::Timestamp)
        return {};
    const auto seconds = timestampSeconds(value.toString());
    return seconds ? std::optional<double>(static_cast<double>(*seconds)) : std::nullopt;
}

bool ColumnFilter::equals(const QJsonValue &value) const
{
    if (isNumeric(*m_field) || m_field->kind == Field::Kind::Timestamp) {
        const auto place = placeOf(value);
        return place && *place >= m_span.first && *place <= m_span.last;
    }
    if (displayText(*m_field, value).toCaseFolded() == m_text)
        return true;
    const QJsonArray items = value.toArray();
    return std::any_of(items.begin(), items.end(), [this](const QJsonValue &item) {
        return item.isString() && item.toString().toCaseFolded() == m_text;
    });
}

bool ColumnFilter::comparesText(const QJsonValue &value) const
{
    if (isEmptyValue(value))
        return false;
    const int order = displayText(*m_field, value).toCaseFolded().compare(m_text);
    switch (m_kind) {
    case Kind::Less:
        return order < 0;
    case Kind::LessOrEqual:
        return order <= 0;
    case Kind::Greater:
        return order > 0;
    default:
        return order >= 0;
    }
}

bool ColumnFilter::accepts(const QJsonValue &value) const
{
    switch (m_kind) {
    case Kind::All:
    case Kind::Changed:
    case Kind::Problem:
        return true;
    case Kind::Contains:
        return searchText(*m_field, value).toCaseFolded().contains(m_text);
    case Kind::Matches:
        return m_expression.match(searchText(*m_field, value)).hasMatch();
    case Kind::Empty:
        return isEmptyValue(value);
    case Kind::Filled:
        return !isEmptyValue(value);
    case Kind::Equals:
        return equals(value);
    case Kind::Differs:
        return !equals(value);
    case Kind::Less:
    case Kind::LessOrEqual:
    case Kind::Greater:
    case Kind::GreaterOrEqual:
    case Kind::Between:
        break;
    }
    if (!isNumeric(*m_field) && m_field->kind != Field::Kind::Timestamp)
        return comparesText(value);
    const auto place = placeOf(value);
    if (!place)
        return false;
    switch (m_kind) {
    case Kind::Less:
        return *place < m_span.first;
    case Kind::LessOrEqual:
        return *place <= m_span.last;
    case Kind::Greater:
        return *place > m_span.last;
    case Kind::GreaterOrEqual:
        return *place >= m_span.first;
    default:
        return *place >= m_span.first && *place <= m_span.last;
    }
}

std::vector<FilterOffer> filterOffers(const Field &field, const QString &date)
{
    std::vector<FilterOffer> offers;
    const auto dated = [&date](const QString &before, const QString &after) {
        return FilterOffer{{}, before % date % after, static_cast<int>(date.size() + after.size())};
    };
    if (field.kind == Field::Kind::Boolean) {
        offers = {{ColumnFilterText::tr("Yes"), QStringLiteral("yes")},
                  {ColumnFilterText::tr("No"), QStringLiteral("no")}};
    } else if (field.kind == Field::Kind::Timestamp) {
        offers = {dated(QStringLiteral("<"), {}), dated(QStringLiteral(">"), {}),
                  dated({}, QString(u'~' % date))};
        offers[0].label = ColumnFilterText::tr("Before…");
        offers[1].label = ColumnFilterText::tr("After…");
        offers[2].label = ColumnFilterText::tr("From … to …");
    } else if (isNumeric(field)) {
        offers = {{ColumnFilterText::tr("Equal to…"), QStringLiteral("=0"), 1},
                  {ColumnFilterText::tr("Less than…"), QStringLiteral("<0"), 1},
                  {ColumnFilterText::tr("More than…"), QStringLiteral(">0"), 1},
                  {ColumnFilterText::tr("From … to …"), QStringLiteral("0~10"), 4}};
    } else if (!field.choices.isEmpty()) {
        for (const QString &choice : field.choices)
            offers.push_back({choice, QString(u'=' % choice)});
    } else {
        const QString word = ColumnFilterText::tr("text");
        const auto length = static_cast<int>(word.size());
        offers = {{ColumnFilterText::tr("Contains…"), word, length},
                  {ColumnFilterText::tr("Is exactly…"), QString(u'=' % word), length},
                  {ColumnFilterText::tr("Is not…"), QString(QStringLiteral("<>") % word), length}};
    }
    offers.push_back({ColumnFilterText::tr("Empty"), QString(Keywords[0].text)});
    offers.push_back({ColumnFilterText::tr("Not empty"), QString(Keywords[1].text)});
    offers.push_back({ColumnFilterText::tr("Changed"), QString(Keywords[2].text)});
    offers.push_back({ColumnFilterText::tr("Has a problem"), QString(Keywords[3].text)});
    return offers;
}

} // namespace Fullstate
