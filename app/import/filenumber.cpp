// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/filenumber.h"

#include <QRegularExpression>

namespace Fullstate {

static bool matches(const QRegularExpression &form, const QString &text)
{
    return form.match(text.trimmed()).hasMatch();
}

static bool endsInACommaPart(const QString &text)
{
    static const QRegularExpression form(QStringLiteral(R"(^[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+$)"));
    return matches(form, text);
}

std::optional<double> readCommaNumber(const QString &text)
{
    static const QRegularExpression inPoints(QStringLiteral(R"(^[-+]?\d{1,3}(?:\.\d{3})+$)"));
    QString plain = text.trimmed();
    if (matches(inPoints, plain))
        return {};
    if (endsInACommaPart(plain))
        plain.remove(u'.').replace(u',', u'.');
    bool isNumber = false;
    const double number = plain.toDouble(&isNumber);
    return isNumber && qIsFinite(number) ? std::optional(number) : std::nullopt;
}

bool hasDecimalComma(const QString &text)
{
    static const QRegularExpression inCommas(QStringLiteral(R"(^[-+]?[1-9]\d{0,2},\d{3}$)"));
    return endsInACommaPart(text) && !matches(inCommas, text);
}

bool hasDecimalPoint(const QString &text)
{
    bool isNumber = false;
    text.trimmed().toDouble(&isNumber);
    return isNumber && text.contains(u'.');
}

bool isSeparatedNumber(const QString &text)
{
    static const QRegularExpression form(QStringLiteral(R"(^[-+]?\d[\d.,]*[.,][\d.,]*$)"));
    return matches(form, text);
}

} // namespace Fullstate
