// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <QRegularExpression>

namespace Fullstate {

/// What is typed above a column, as a condition on its cells. What cannot be understood says why, and hides
/// nothing.
///
///   ann             holds the text              "=ann"           holds what is between the quotes
///   =ann   <>ann    is exactly, is not          /^a.+n$/         matches a regular expression
///   <5     >=2026   compares                    1~5   2026-03~   from … to …, both included
///   yes    no       in a column of booleans     :empty  :filled  :changed  :problem
///
/// A date means all of it, in local time as cells show it: ">2026-03" begins with April.
class ColumnFilter
{
public:
    enum class Kind {
        All,
        Contains,
        Equals,
        Differs,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        Between,
        Matches,
        Empty,
        Filled,
        Changed, ///< asks the draft: accepts() does not know
        Problem, ///< the same
    };

    ColumnFilter() = default;
    /// The field must outlive the filter.
    ColumnFilter(const Field &field, const QString &typed);

    Kind kind() const { return m_kind; }
    bool hidesNothing() const { return m_kind == Kind::All; }
    /// Translated: what is wrong with what was typed and what would be right. Empty: nothing is.
    const QString &error() const { return m_error; }
    /// Case-folded; what a cell of Kind::Contains holds.
    const QString &text() const { return m_text; }

    bool accepts(const QJsonValue &value) const;

private:
    /// Numbers and moments from the first to the last that an operand means.
    struct Span
    {
        double first = 0;
        double last = 0;
    };

    void readKeyword(const QString &word);
    bool readExpression(const QString &typed);
    bool readOperator(const QString &typed);
    bool readRange(const QString &typed);
    void readBoolean(const QString &typed);
    void readPlain(const QString &typed);
    void compareWith(const QString &operand);
    std::optional<Span> span(const QString &operand);
    void fail(const QString &error);
    std::optional<double> placeOf(const QJsonValue &value) const;
    bool equals(const QJsonValue &value) const;
    bool comparesText(const QJsonValue &value) const;

    const Field *m_field = nullptr;
    Kind m_kind = Kind::All;
    QString m_text;
    Span m_span;
    QRegularExpression m_expression;
    QString m_error;
};

/// Something the filter of a field can be asked, for a menu: \p text is what to type, of which the last
/// \p open characters are for the user to replace.
struct FilterOffer
{
    QString label; ///< translated
    QString text;
    int open = 0;
};

/// \p date stands where one is to be typed.
std::vector<FilterOffer> filterOffers(const Field &field, const QString &date);

} // namespace Fullstate
