// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"
#include "app/import/filedate.h"

#include <QStringList>
#include <map>
#include <vector>

namespace Fullstate {

/// Where the text of one field comes from, and what is done with it: the cells of the columns are joined, a
/// part is picked, and the value is looked up.
struct FieldRule
{
    /// How it came about; what is Chosen or Remembered is never guessed again.
    enum class Origin { None, SameName, OtherName, Content, Remembered, Chosen };

    QString field = {}; ///< a path as "status", "drives[0].name" or "users.0.username"; empty: left out
    QStringList columns = {}; ///< of the file; empty: a fixed value
    QString fixed = {}; ///< the value, when there is no column
    QString joiner =
        QStringLiteral(" "); ///< between the cells of several columns; empty cells are passed over
    QString separator = {}; ///< where the text is split to pick a part
    int part = 0; ///< 1 the first, -1 the last; 0: all of it
    QString listSeparator = {}; ///< splits a list of texts; empty: as the cell says, JSON or commas
    DateOrder dateOrder = DateOrder::Unsettled;
    bool decimalComma = false; ///< 7,5 is a number, and 1.234,5; else 7.5 is
    std::map<QString, QString> values =
        {}; ///< what the file says (without regard to case) → what the field gets; empty: nothing
    Origin origin = Origin::None;

    friend bool operator==(const FieldRule &, const FieldRule &) = default;
};

/// Which field each column of a file goes into: a rule each, in the order of the file, then more.
struct ColumnMapping
{
    std::vector<FieldRule> rules = {};

    /// The first rule that feeds the field of this name or a part of it; -1: none does.
    int ruleOf(QStringView fieldName) const;

    friend bool operator==(const ColumnMapping &, const ColumnMapping &) = default;
};

/// The last column of problem rows that were saved; a file's own of that name comes before it.
inline constexpr QLatin1String ReasonColumn("reason");
/// Whether the last column is that: none that a rule uses.
bool endsWithReason(const QStringList &columns, const ColumnMapping &mapping);

/// The columns as one text: a mapping is remembered for a header, in any order of its columns. Problem rows
/// have the header of the file that they come from.
QString headerKey(const QStringList &columns, const ColumnMapping &mapping);
/// Those that a mapping for these columns may have been remembered for, the likeliest first.
QStringList headerKeys(const QStringList &columns);

/// As JSON, for the workspace and for files.
QByteArray toJson(const ColumnMapping &mapping);
/// Fails with what is wrong in words.
Result<ColumnMapping> mappingFromJson(const QByteArray &json);

/// The mapping as a file with these columns can use it: a rule for each of its columns, in the order of the
/// file; rules that name other columns are left out.
ColumnMapping fitted(const ColumnMapping &mapping, const QStringList &columns);

} // namespace Fullstate
