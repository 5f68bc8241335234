// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QString>
#include <QStringList>

namespace Fullstate {

/// Words between commas, tabs and line ends, as a file of values has them: one in quotes may hold a comma.
struct TypedWords
{
    QStringList complete; ///< with a separator behind them
    QString rest;
};

TypedWords typedWords(const QString &text);

/// The items that a text typed or pasted stands for: words, or a list as JSON. A part of a choice is enough
/// where it can only be that one.
QJsonArray itemsMeant(const QString &typed, const QStringList &choices);

} // namespace Fullstate
